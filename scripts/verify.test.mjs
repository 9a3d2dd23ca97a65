import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './command.mjs';
import { isSupported } from './verify.mjs';

test('an Electron is mended while it is one of the three newest', () => {
  for (const pinned of ['45.4.1', '44.0.0', '43.9.9', '46.0.0'])
    expect(isSupported(pinned, '45.4.1'), pinned).toBe(true);
  for (const pinned of ['42.9.9', '33.2.1', '^45.0.0', 'latest'])
    expect(isSupported(pinned, '45.4.1'), pinned).toBe(false);
});

test('what ships is pinned to one Electron, the one in the lock file', async () => {
  const read = async (name) => JSON.parse(await readFile(path.join(root, name), 'utf8'));
  const { devDependencies } = await read('package.json');
  const { packages } = await read('package-lock.json');
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(packages['node_modules/electron'].version).toBe(devDependencies.electron);
  expect(isSupported(devDependencies.electron, '45.4.1')).toBe(true);
});
