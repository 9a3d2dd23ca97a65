import { command, root, say } from './command.mjs';
import { findBinary } from './electron-binary.mjs';
import { installLibraries } from './libraries.mjs';
import { installPackages } from './packages.mjs';

/**
 * An Electron that can be started on this machine: brings the packages of the lock file, the binary and the
 * system's libraries, each only where it is missing.
 * @param {{ tests?: boolean, quiet?: boolean }} wanted `tests` for what only the tests use, `quiet` for no
 *   word on which Electron it is
 * @returns what `findBinary` answers
 */
export async function getElectron({ tests = false, quiet = false } = {}) {
  // Terminals inside other Electron programs set this, and Electron would then be a plain Node.
  delete process.env.ELECTRON_RUN_AS_NODE;
  await installPackages();
  const electron = await findBinary();
  if (!electron.ships && !quiet) {
    const usual = '`npx install-electron` brings the one that ships';
    say(`Electron ${electron.version} is used, for development and tests only: ${usual}.`);
  }
  await installLibraries(electron.executable, { tests });
  return electron;
}

/**
 * The arguments that start the app. Level 3 keeps Chromium's remarks about buses and graphics off stderr, and
 * as root there is no sandbox, since Chromium refuses it to root.
 */
export function appArguments(args) {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return ['--log-level=3', ...(isRoot ? ['--no-sandbox'] : []), root, ...args];
}

command(import.meta.url, async () => {
  const { executable } = await getElectron();
  process.stdout.write(`${executable}\n`);
});
