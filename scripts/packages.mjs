import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { npm, root, say, Trouble } from './command.mjs';

/**
 * Makes `node_modules` what `package-lock.json` says. What npm notes about an installation when it has
 * finished it is compared with the lock file, so nothing is installed twice, whoever installed it.
 */
export async function installPackages() {
  if (await installed()) return;
  say('Installing the packages of package-lock.json…');
  // npm waits up to a minute between its tries; where there is no network, that only delays the sentence below.
  const waits = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const { code } = await npm([
    'ci',
    '--prefer-offline',
    '--loglevel=error',
    '--no-update-notifier',
    ...waits,
  ]);
  if (code === 0 && (await installed())) return;
  throw new Trouble(
    'The packages of package-lock.json could not be installed (is the npm registry reachable?): `npm ci` brings them.',
  );
}

async function installed() {
  const wanted = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'));
  try {
    const found = JSON.parse(await readFile(path.join(root, 'node_modules/.package-lock.json'), 'utf8'));
    return outdated(wanted.packages, found.packages).length === 0;
  } catch {
    return false;
  }
}

/**
 * The packages that the lock file wants and the installation lacks or has in another version. Optional ones
 * may be absent: they are for other systems.
 * @param {Record<string, { version: string, integrity?: string, optional?: boolean }>} wanted `packages` of a
 *   lock file
 * @param {Record<string, { version: string, integrity?: string }>} found `packages` of npm's note of the
 *   installation
 * @returns {string[]} their folders
 */
export function outdated(wanted, found) {
  return Object.keys(wanted).filter((folder) => {
    if (folder === '') return false;
    const [want, have] = [wanted[folder], found[folder]];
    if (have === undefined) return want.optional !== true;
    return have.version !== want.version || have.integrity !== want.integrity;
  });
}
