import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let root = '';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'aide-memoire-cli-'));
  symlinkSync(resolve('briefs'), join(root, 'briefs'));
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: resolve('main/cli.ts'),
      outDir: join(root, 'dist/main'),
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'cli.cjs', codeSplitting: false } },
    },
  });
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/main/cli.cjs'), ...argv], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: join(root, 'home'), LANG: 'C', ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the program for scripts', () => {
  it('finds the bundled briefs from where it lies, and the reader’s own in the profile', () => {
    mkdirSync(join(root, 'profile/briefs/mine'), { recursive: true });
    writeFileSync(join(root, 'profile/briefs/mine/fr.md'), 'x');
    const { status, stdout, stderr } = run(['list', '--user-data-dir=profile']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^2025-04-26-almaty\t2025-04-26\tfr,en\tbundled\t/m);
    expect(stdout).toMatch(/^mine\/fr\.md:1: file: /m);
  });

  it('ends with 0, 1 or 2', () => {
    expect(run(['check', 'briefs']).status).toBe(0);
    expect(run(['check', 'profile'])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('Problems: 1'),
    });
    expect(run(['chekc', 'briefs'])).toMatchObject({ status: 2, stdout: '' });
  });

  it('speaks the language of the system', () => {
    expect(run([], { LANG: 'fr_FR.UTF-8' }).stderr).toMatch(/verbe/);
    expect(run([], { LANG: 'fr_FR.UTF-8', LC_ALL: 'en_GB.UTF-8' }).stderr).toMatch(/verb is missing/);
    expect(run(['list', '--x', '--lang=fr']).stderr).toMatch(/option d’ici/);
  });

  it('is not put out by a reader who has read enough', async () => {
    const child = spawn(process.execPath, [join(root, 'dist/main/cli.cjs'), 'list', '--json'], { cwd: root });
    child.stdout.destroy();
    let complaint = '';
    child.stderr.on('data', (data: Buffer) => {
      complaint += data;
    });
    await new Promise((done) => child.once('close', done));
    expect(complaint).toBe('');
  });
});
