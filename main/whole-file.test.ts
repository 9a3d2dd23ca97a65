import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeWhole } from './whole-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whole-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('writes a file, or puts it in the place of another', async () => {
  const file = join(folder, 'a.pdf');
  writeFileSync(file, 'old');
  expect(await writeWhole(file, Buffer.from('new'))).toBe('written');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a.pdf']);
});

it('says why not, and leaves nothing behind', async () => {
  mkdirSync(join(folder, 'b.pdf'));
  writeFileSync(join(folder, 'c'), '');
  expect(await writeWhole(join(folder, 'b.pdf'), Buffer.from('new'))).toBe('not-a-file');
  expect(await writeWhole(join(folder, 'none', 'a.pdf'), Buffer.from('new'))).toBe('no-folder');
  expect(await writeWhole(join(folder, 'c', 'a.pdf'), Buffer.from('new'))).toBe('no-folder');
  expect(readdirSync(folder).sort()).toEqual(['b.pdf', 'c']);
});
