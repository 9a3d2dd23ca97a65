import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packAsar } from './asar.mjs';
import { root } from './command.mjs';

// The reader that packaging uses.
const ofPackager = createRequire(path.join(root, 'node_modules/app-builder-lib/package.json'));
const { extractFile, listPackage } = ofPackager('@electron/asar');

test('Electron’s own reader finds each file as it went in', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'asar-'));
  try {
    // Headers of every length modulo 4, and a file whose length in bytes is not its length in characters.
    for (const name of ['a', 'ab', 'abc', 'abcd']) {
      const files = { [name]: 'é → ü', 'empty.txt': '', 'main.js': 'module.exports = 1;\n' };
      const archive = path.join(folder, `${name}.asar`);
      await writeFile(archive, packAsar(files));
      expect(listPackage(archive, { isPack: false }).sort()).toEqual(
        Object.keys(files)
          .map((file) => `/${file}`)
          .sort(),
      );
      for (const [file, text] of Object.entries(files)) {
        expect(extractFile(archive, file).toString()).toBe(text);
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
