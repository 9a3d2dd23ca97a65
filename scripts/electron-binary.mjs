import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { root, say, Trouble } from './command.mjs';
import { assembleSubstitute, substitute, writeDefaultApp } from './electron-substitute.mjs';
import { unzip } from './unzip.mjs';

const ofElectron = createRequire(path.join(root, 'node_modules/electron/package.json'));

const binary =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';

/** A download that brings nothing for so long (in ms) is given up. */
const patience = 15_000;

/**
 * Finds the Electron binary, and gets it first where this machine has none. Wants the packages installed.
 * @returns {Promise<{ executable: string, folder: string, version: string, ships: boolean }>}
 *   `ships` is false for the older Electron that stands in for development and tests.
 */
export async function findBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return inFolder(path.resolve(override)) ?? fail(notInOverride(override));

  const { version } = ofElectron('./package.json');
  const newest = path.join(cache(), `electron-${version}`);
  const present = inFolder(path.join(root, 'node_modules/electron/dist'), version) ?? inFolder(newest);
  if (present !== undefined) return present;

  const older = path.join(cache(), `electron-${substitute.version}-for-tests`);
  if (!substitute.exists || inFolder(older) === undefined) {
    const refusal = await attempt(() => makeFolder(newest, (temporary) => download(version, temporary)));
    if (refusal === undefined) return inFolder(newest) ?? fail(incomplete(newest));
    if (!substitute.exists) fail(notDownloaded(version, refusal));
    await makeFolder(older, assembleSubstitute);
  }
  await writeDefaultApp(older);
  return { ...(inFolder(older) ?? fail(incomplete(older))), ships: false };
}

/** @returns {never} */
function fail(sentence) {
  throw new Trouble(sentence);
}

const notInOverride = (folder) =>
  `There is no Electron in ${folder}, which ELECTRON_OVERRIDE_DIST_PATH names: ` +
  '`unset ELECTRON_OVERRIDE_DIST_PATH` lets it be downloaded.';
const notDownloaded = (version, refusal) =>
  `Electron ${version} could not be downloaded (${refusal}): ` +
  '`npx install-electron` brings it where its download page can be reached.';
const incomplete = (folder) =>
  `The folder ${folder} lacks ${binary}: \`rm -r ${folder}\` and a new start bring it.`;

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
 * Fills a folder in a temporary place beside it and moves it there whole, so that it is complete or absent,
 * whatever happens and whoever does the same at the same time.
 */
async function makeFolder(folder, fill) {
  const parent = path.dirname(folder);
  await mkdir(parent, { recursive: true });
  await sweep(parent);
  const temporary = await mkdtemp(path.join(parent, unfinished));
  try {
    await rename(await fill(temporary), folder).catch((error) => {
      if (!existsSync(path.join(folder, binary))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

const unfinished = 'unfinished-';

/** Throws away what was begun more than an hour ago and never finished; it can be large. */
async function sweep(parent) {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(unfinished)) continue;
    const folder = path.join(parent, name);
    const begun = (await stat(folder).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - begun > 3_600_000) await rm(folder, { recursive: true, force: true });
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

/**
 * Downloads as the `electron` package does itself: same place, mirrors, cache and checksums, but with an end
 * to waiting.
 */
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
