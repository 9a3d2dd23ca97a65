import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './command.mjs';
import { outdated } from './packages.mjs';

const wanted = {
  '': { version: '1.0.0' },
  'node_modules/lit': { version: '3.3.3', integrity: 'sha512-a' },
  'node_modules/for-other-systems': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};

test.each([
  ['all is there', { 'node_modules/lit': { version: '3.3.3', integrity: 'sha512-a' } }, []],
  ['nothing is there', {}, ['node_modules/lit']],
  [
    'another version',
    { 'node_modules/lit': { version: '3.3.2', integrity: 'sha512-a' } },
    ['node_modules/lit'],
  ],
  [
    'another content',
    { 'node_modules/lit': { version: '3.3.3', integrity: 'sha512-c' } },
    ['node_modules/lit'],
  ],
])('%s', (_, found, expected) => {
  expect(outdated(wanted, found)).toEqual(expected);
});

test('the lock file names each package of every system, or `npm ci` refuses it', async () => {
  const { packages } = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'));
  const named = new Set(Object.keys(packages).map((folder) => folder.split('node_modules/').at(-1)));
  const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter((name) => !named.has(name))).toEqual([]);
});
