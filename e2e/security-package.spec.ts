import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from './app.ts';

/** The program as it is handed out, run by an ordinary user: what Chromium's sandbox needs, and what attackers of it are. */
test.skip(process.platform !== 'linux', 'packed and looked into on Linux');
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const isRoot = process.getuid?.() === 0;

/** The program as it is handed out, and an ordinary user's home: Chromium keeps no sandbox for root. */
let folder: string;
let program: string;

test.beforeAll(() => {
  execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: root, stdio: 'pipe' });
  folder = mkdtempSync(path.join(tmpdir(), 'aide-memoire-package-'));
  cpSync(path.join(root, 'out/package/linux-unpacked'), path.join(folder, 'app'), { recursive: true });
  program = path.join(folder, 'app/aide-memoire');
  for (const name of ['home', 'run']) mkdirSync(path.join(folder, name), { mode: 0o700 });
  if (isRoot) {
    execFileSync('chmod', ['755', folder]);
    execFileSync('chown', ['nobody', path.join(folder, 'home'), path.join(folder, 'run')]);
  }
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const atHome = (name: string) => path.join(folder, 'home', name);

/** The program's command line as an ordinary user's, with nothing in its surroundings but what is given. */
function commandLine(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): [string, string[]] {
  const surroundings = {
    PATH: '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: path.join(folder, 'home'),
    XDG_RUNTIME_DIR: path.join(folder, 'run'),
    DISPLAY: process.env.DISPLAY ?? '',
    ...env,
  };
  const words = Object.entries(surroundings).map(([name, value]) => `${name}=${value}`);
  const whole = ['env', '-i', ...words, program, ...args];
  return isRoot ? ['runuser', ['-u', 'nobody', '--', ...whole]] : ['env', whole.slice(1)];
}

function run(args: readonly string[], env?: Readonly<Record<string, string>>) {
  const [command, words] = commandLine(args, env);
  const { status, stdout, stderr } = spawnSync(command, words, {
    encoding: 'utf8',
    timeout: 30_000,
    cwd: folder,
  });
  return { status, stdout, stderr };
}

/** Every process of the packed program, by its kind. */
function processes(): { pid: string; kind: string; seccomp: string; noNewPrivileges: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // The forks of its zygote bear one long word.
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const isOurs = words.startsWith(program) || words.startsWith('/proc/self/exe ');
        if (!isOurs || !words.includes(folder)) return [];
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const line = (name: string) => new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? '';
        const kind = /--type=([\w-]+)/.exec(words)?.[1] ?? 'main';
        return [{ pid, kind, seccomp: line('Seccomp'), noNewPrivileges: line('NoNewPrivs') }];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
}

test('the archive holds the built app, the briefs and nothing else', () => {
  // The reader that packaging itself uses.
  const { extractFile, listPackage } = createRequire(
    path.join(root, 'node_modules/app-builder-lib/package.json'),
  )('@electron/asar');
  const archive = path.join(folder, 'app/resources/app.asar');
  const files: string[] = listPackage(archive, { isPack: false });
  const expected =
    /^\/(?:package\.json|dist\/[\w./-]+\.(?:c?js|json|html|css|woff2?|svg)|briefs\/[\w./-]+\.(?:md|yaml)|dist\/main\/icon\.png)$/;
  const folders = /^\/(?:dist|briefs)(?:\/[\w-]+)*$/;
  expect(files).toContain('/dist/main/main.cjs');
  expect(files).toContain('/dist/main/icon.png');
  expect(files.filter((file) => !expected.test(file) && !folders.test(file))).toEqual([]);
  expect(files.filter((file) => /node_modules|\.map$|\.test\./.test(file))).toEqual([]);
  expect(JSON.parse(String(extractFile(archive, 'package.json')))).not.toHaveProperty('scripts');
  expect(readdirSync(path.join(folder, 'app/resources'))).toEqual(['app.asar']);
});

test('its bill of materials names every package that it is made of', () => {
  const { name, version, dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const bill = JSON.parse(readFileSync(path.join(root, `out/package/${name}-${version}.cdx.json`), 'utf8'));
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name, version } } });
  const listed = bill.components.map(
    (one: { name: string; version: string }) => `${one.name}@${one.version}`,
  );
  const wanted = Object.entries(dependencies).map(([dependency, exact]) => `${dependency}@${exact}`);
  expect(listed).toEqual(expect.arrayContaining(wanted));
  expect(listed.filter((one: string) => one.startsWith('electron@'))).toHaveLength(1);
  expect(listed.filter((one: string) => /^(?:vitest|vite|typescript|@playwright)/.test(one))).toEqual([]);
});

test('its verbs answer, though it is asked to be Node, to load a module, or to be inspected', () => {
  const marker = atHome('marker');
  const script = path.join(folder, 'x.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'x');\n`);
  const plain = run(['list', '--json']);
  expect(plain).toMatchObject({ status: 0, stdout: expect.stringContaining('2025-04-26-almaty') });
  for (const env of [
    { ELECTRON_RUN_AS_NODE: '1' },
    { NODE_OPTIONS: `--require ${script}` },
    { NODE_OPTIONS: '--inspect=0' },
    { ELECTRON_ENABLE_LOGGING: '1', ELECTRON_OVERRIDE_DIST_PATH: folder, NODE_PATH: folder },
  ])
    expect(run(['list', '--json'], env).stdout, JSON.stringify(env)).toBe(plain.stdout);
  // A switch that no verb knows is a wrong usage; an inspector would have said before that it listens.
  for (const inspect of ['--inspect=0', '--inspect-brk=0', '--inspect-port=0']) {
    const { status, stderr } = run([inspect, 'list']);
    expect(status, inspect).toBe(2);
    expect(stderr, inspect).not.toContain('Debugger');
  }
  expect(existsSync(marker)).toBe(false);
});

test('a folder laid beside the archive is not run', () => {
  const marker = atHome('marker');
  const beside = path.join(folder, 'app/resources/app');
  mkdirSync(beside);
  writeFileSync(path.join(beside, 'package.json'), '{ "main": "main.js" }');
  writeFileSync(
    path.join(beside, 'main.js'),
    `require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'x');\n`,
  );
  expect(run(['list']).status).toBe(0);
  expect(existsSync(marker)).toBe(false);
  rmSync(beside, { recursive: true });
});

test('it does not start with a switch that would let another program in', () => {
  for (const word of [
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--disable-web-security',
    '--no-sandbox',
    '--disable-seccomp-filter-sandbox',
    '--single-process',
    '--renderer-cmd-prefix=/bin/true',
    '--load-extension=/tmp',
    '--js-flags=--expose-gc',
  ]) {
    const name = word.replace(/=.*/, '');
    expect(run([word]), word).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`${name} is not allowed`),
    });
  }
  expect(processes()).toEqual([]);
});

test('its window shows, in a sandbox that the system keeps', async () => {
  const [command, words] = commandLine(['--lang=fr']);
  const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    // It is shown once its page has painted.
    await expect
      .poll(() => spawnSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' }).stdout, { timeout: 30_000 })
      .toContain('Aide-mémoire');
    // Another test's window may bear the same name, so the page's own process is waited for too.
    await expect
      .poll(() => processes().filter(({ kind }) => kind === 'renderer').length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    const found = processes();
    const main = found.find(({ kind }) => kind === 'main');
    const renderers = found.filter(({ kind }) => kind === 'renderer');
    for (const renderer of renderers) expect(renderer).toMatchObject({ seccomp: '2', noNewPrivileges: '1' });
    // A second start hands over to the first.
    expect(run([]).status).toBe(0);
    // Where the inspector may be woken, this signal wakes it; elsewhere it ends the program, as any signal does.
    if (main) process.kill(Number(main.pid), 'SIGUSR1');
    await ended;
    expect(said.join('')).not.toContain('Debugger');
  } finally {
    for (const { pid, kind } of processes()) if (kind === 'main') process.kill(Number(pid), 'SIGTERM');
  }
});

test('its print window is as well kept, and prints', async () => {
  const pdf = atHome('out.pdf');
  const [command, words] = commandLine(['print', '2025-04-26-almaty', '--lang=fr', `--to=${pdf}`]);
  const child = spawn(command, words, { stdio: 'ignore', cwd: folder });
  const seen = new Set<string>();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const looking = setInterval(() => {
    for (const { kind, seccomp, noNewPrivileges } of processes())
      if (kind === 'renderer') seen.add(`${seccomp} ${noNewPrivileges}`);
  }, 20);
  expect(await ended).toBe(0);
  clearInterval(looking);
  // A renderer that is just being forked has not closed its door yet, and has nothing to show either.
  expect([...seen]).toContain('2 1');
  const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' });
  expect(text).toContain('communauté de destin');
});
