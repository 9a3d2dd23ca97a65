import { command, say } from './command.mjs';
import { findBinary } from './electron-binary.mjs';
import { installLibraries } from './libraries.mjs';
import { installPackages } from './packages.mjs';

/**
 * An Electron that can be started on this machine: brings the packages of the lock file, the binary and the system's
 * libraries, each only where it is missing.
 * @param {{ tests?: boolean }} wanted `tests` for what only the tests use
 * @returns what `findBinary` answers
 */
export async function getElectron({ tests = false } = {}) {
  await installPackages();
  const electron = await findBinary();
  if (!electron.ships) {
    const usual = '`npx install-electron` brings the one that ships';
    say(`Electron ${electron.version} is used, for development and tests only: ${usual}.`);
  }
  await installLibraries(electron.executable, { tests });
  return electron;
}

command(import.meta.url, async () => {
  const { executable } = await getElectron();
  process.stdout.write(`${executable}\n`);
});
