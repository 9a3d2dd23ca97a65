import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
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

it('leaves it to the same readers', async () => {
  const file = join(folder, 'a.md');
  for (const mode of [0o600, 0o664]) {
    writeFileSync(file, 'old');
    chmodSync(file, mode);
    expect(await writeWhole(file, Buffer.from('new'))).toBe('written');
    expect(statSync(file).mode & 0o777).toBe(mode);
  }
});

it('removes what a killed program has left of the same file, and nothing that may still be in the making', async () => {
  const left = (name: string, hoursAgo: number) => {
    writeFileSync(join(folder, name), 'half');
    const at = Date.now() / 1000 - hoursAgo * 3600;
    utimesSync(join(folder, name), at, at);
  };
  left('.a.pdf.0123456789ab.tmp', 2);
  left('.a.pdf.123456789abc.tmp', -2);
  left('.a.pdf.23456789abcd.tmp', 0);
  left('.b.pdf.0123456789ab.tmp', 2);
  left('.a.pdf.mine.tmp', 2);
  expect(await writeWhole(join(folder, 'a.pdf'), Buffer.from('new'))).toBe('written');
  const kept = ['.a.pdf.23456789abcd.tmp', '.a.pdf.mine.tmp', '.b.pdf.0123456789ab.tmp', 'a.pdf'];
  expect(readdirSync(folder).sort()).toEqual(kept);
});

it('says why not, and leaves nothing behind', async () => {
  mkdirSync(join(folder, 'b.pdf'));
  writeFileSync(join(folder, 'c'), '');
  expect(await writeWhole(join(folder, 'b.pdf'), Buffer.from('new'))).toBe('not-a-file');
  expect(await writeWhole(join(folder, 'none', 'a.pdf'), Buffer.from('new'))).toBe('no-folder');
  expect(await writeWhole(join(folder, 'c', 'a.pdf'), Buffer.from('new'))).toBe('no-folder');
  expect(readdirSync(folder).sort()).toEqual(['b.pdf', 'c']);
});
