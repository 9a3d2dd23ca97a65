import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { command, npm, root, run, say, Trouble } from './command.mjs';

/**
 * Looks the source through with two tools of others that are too large to install for every test: `recheck` for regular expressions that take
 * time out of proportion, `electronegativity` for careless use of Electron. Each finding must be answered here or in docs/security.md.
 */
command(import.meta.url, async () => {
  const folder = path.join(root, 'out/verify');
  await mkdir(folder, { recursive: true });
  const found = [
    ...(await electronSupport()),
    ...(await regularExpressions(folder)),
    ...(await electronUse(folder)),
  ];
  for (const line of found) say(line);
  say(
    found.length === 0 ? 'Nothing found that is not answered.' : `${found.length} findings are not answered.`,
  );
  return found.length === 0 ? 0 : 1;
});

/** Electron's newest majors that are mended: https://www.electronjs.org/docs/latest/tutorial/electron-timelines. */
const supported = 3;

/**
 * Whether an Electron is still mended, as far as the newest one tells.
 * @param {string} pinned as package.json has it
 * @param {string} newest the newest stable one
 */
export function isSupported(pinned, newest) {
  const [ours, theirs] = [pinned, newest].map((version) => Number(/^(\d+)\.\d+\.\d+$/.exec(version)?.[1]));
  return ours > theirs - supported;
}

/** The registry knows the newest Electron: what ships must be one that is still mended. */
async function electronSupport() {
  const { devDependencies } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const { code, stdout } = await npm(['view', 'electron', 'version'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (code !== 0) throw new Trouble('The newest Electron is not known (is the npm registry reachable?).');
  const newest = stdout.trim();
  say(`Electron: ${devDependencies.electron} ships, ${newest} is the newest.`);
  return isSupported(devDependencies.electron, newest)
    ? []
    : [`Electron ${devDependencies.electron} is no longer mended: ${newest} is the newest.`];
}

/** Not linear, but only ever given this much. */
const bounded = new Map([
  ['\\S*\\s?\\S*$', 'the 20 characters before a fault of typography'],
  ['\\S*$', 'the start of a quote, cut to a line before'],
  ['\\s*[\\\\/:*?"<>|\\u0000-\\u001f]\\s*', 'a title, of at most 500 characters'],
  ['^[ .-]+|[ .-]+$', 'a title, of at most 500 characters'],
  [
    '(?<name>\\p{L}+)\\s?:(?:[«"“„](?<quoted>[^»"”“]*)[»"”“]?|(?<value>[^\\s«"“„]+))|[«"“„](?<phrase>[^»"”“]*)(?<closed>[»"”“]?)',
    'what the reader types into the search field',
  ],
  [
    "(?<![\\p{L}\\p{M}’'-])\\p{Ll}[\\p{Ll}\\p{M}]{5,}(?![\\p{L}\\p{M}])",
    'any text, but it begins only once in a word: what stands before must be no letter',
  ],
  [
    '[\\0\\t\\n\\f\\r ]*(?:%[^\\n\\r]*[\\0\\t\\n\\f\\r ]*)*',
    'anything: nothing follows that could fail, so it never goes back',
  ],
]);

// Where a division may stand, a slash begins no literal.
const literals =
  /(?<![\w)\]$<])\/(?![*/\s>])((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?![\w/])/g;

async function regularExpressions(folder) {
  await bring(folder, 'recheck@4.5.0');
  const { checkSync } = createRequire(path.join(folder, 'package.json'))('recheck');
  const found = [];
  let checked = 0;
  for (const file of await sources(['core', 'main', 'renderer'])) {
    const text = await readFile(path.join(root, file), 'utf8');
    for (const line of text.split('\n').filter((one) => !/^\s*(?:\/\/|\*|\/\*|import )/.test(one)))
      for (const [, source, flags] of line.matchAll(literals)) {
        if (!isExpression(source, flags) || bounded.has(source)) continue;
        const { status, complexity } = checkSync(source, flags, { timeout: 30_000 });
        checked += 1;
        if (status !== 'safe') found.push(`${file}: /${source}/${flags} is ${complexity?.summary ?? status}`);
      }
  }
  say(`recheck: ${checked} regular expressions, ${bounded.size} known to be given little.`);
  if (checked < 100)
    throw new Trouble('The regular expressions were not found: `literals` in scripts/verify.mjs finds them.');
  return found;
}

function isExpression(source, flags) {
  try {
    return new RegExp(source, flags) instanceof RegExp;
  } catch {
    return false;
  }
}

/** The address at the end of a finding, which bears the name of the check. */
const told = /\/wiki\/([A-Z_]+_CHECK)\s*$/;

/** Findings that docs/security.md does not name by their check and file, and answers of it to what is no longer found. */
async function electronUse(folder) {
  const looked = path.join(folder, 'source');
  await rm(looked, { recursive: true, force: true });
  for (const file of [...(await sources(['core', 'main', 'renderer'])), 'package.json'])
    await cp(path.join(root, file), path.join(looked, file));
  const report = path.join(folder, 'findings.csv');
  await rm(report, { force: true });
  await bring(folder, '@doyensec/electronegativity@1.10.3');
  const tool = path.join(folder, 'node_modules/@doyensec/electronegativity/dist/index.js');
  await run(process.execPath, [tool, '-i', looked, '-e', '33.2.1', '-o', report], { stdio: 'ignore' });
  // The tool writes its heading over the first finding at times; where it tells of each stands at the end of its line.
  const rows = (await readFile(report, 'utf8').catch(() => '')).split('\n').filter((row) => told.test(row));
  if (rows.length === 0)
    throw new Trouble('electronegativity found nothing at all, not even what it always finds.');
  const answers = await readFile(path.join(root, 'docs/security.md'), 'utf8');
  say(`electronegativity: ${rows.length} findings.`);
  const found = rows.map((row) => {
    const [, check] = told.exec(row) ?? [];
    return `${check} | ${/source\/([\w/.-]+)/.exec(row)?.[1] ?? 'everywhere'}`;
  });
  const answered = [...answers.matchAll(/^\| ([A-Z_]+_CHECK \| [\w/.-]+) \|/gm)].map(([, one]) => one);
  return [
    ...found
      .filter((one) => !answered.includes(one))
      .map((one) => `${one} is not answered in docs/security.md`),
    ...answered
      .filter((one) => !found.includes(one))
      .map((one) => `${one} is answered in docs/security.md, but not found`),
  ];
}

async function sources(rooms) {
  const lists = await Promise.all(
    rooms.map(async (room) =>
      (await readdir(path.join(root, room), { recursive: true })).map((file) => path.join(room, file)),
    ),
  );
  return lists.flat().filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
}

async function bring(folder, name) {
  const { code } = await npm([
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--ignore-scripts',
    '--loglevel=error',
    name,
  ]);
  if (code !== 0) throw new Trouble(`${name} could not be brought (is the npm registry reachable?).`);
}
