import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorCode, readRegularFile, unread } from './regular-file.ts';

/** What only the system's own programs can make. */
const system = (program: string, ...words: string[]) => execFileSync(program, words, { stdio: 'ignore' });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regular-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('readRegularFile', () => {
  it('reads a file, and says when it is still the same', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'words');
    const read = await readRegularFile(path, 100);
    if (typeof read === 'string' || !('bytes' in read)) throw new Error('not read');
    expect(Buffer.from('words').equals(read.bytes)).toBe(true);
    expect(await readRegularFile(path, 100, read.stamp)).toBe('same');
    writeFileSync(path, 'more words');
    expect(await readRegularFile(path, 100, read.stamp)).toMatchObject({ bytes: Buffer.from('more words') });
  });

  it('opens no larger file than it is allowed', async () => {
    writeFileSync(join(folder, 'file'), '12345');
    expect(await readRegularFile(join(folder, 'file'), 4)).toEqual({ size: 5 });
    expect(await readRegularFile(join(folder, 'file'), 5)).toMatchObject({ bytes: Buffer.from('12345') });
  });

  it('says what is missing', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await readRegularFile(join(folder, 'none'), 9)).toBe('missing');
    expect(await readRegularFile(join(folder, 'file', 'below'), 9)).toBe('missing');
  });

  it.runIf(process.platform === 'linux')('reads nothing that is no file, and never waits', async () => {
    symlinkSync('/etc/passwd', join(folder, 'link'));
    mkdirSync(join(folder, 'folder'));
    system('mkfifo', join(folder, 'pipe'));
    const server = createServer().listen(join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    for (const name of ['link', 'folder', 'pipe', 'socket'])
      expect(await readRegularFile(join(folder, name), 1e6), name).toBe('not-a-file');
    expect(await readRegularFile('/dev/zero', 1e6)).toBe('not-a-file');
    server.close();
  });

  it.runIf(process.platform === 'linux')('takes no link for the file it knew', async () => {
    symlinkSync('/etc/passwd', join(folder, 'link'));
    const { dev, ino, size, mtimeNs } = lstatSync(join(folder, 'link'), { bigint: true });
    expect(await readRegularFile(join(folder, 'link'), 1e6, `${dev}:${ino}:${size}:${mtimeNs}`)).toBe(
      'not-a-file',
    );
  });

  it.runIf(process.platform === 'linux')('ends with a file that is shorter than it says', async () => {
    // The system says of all of these that they have as many bytes as a page of memory.
    const read = await readRegularFile('/sys/devices/system/cpu/online', 4096);
    if (typeof read === 'string' || !('bytes' in read)) throw new Error('not read');
    expect(Buffer.from(read.bytes).toString()).toMatch(/^[\d,-]+\n$/);
  });

  it.runIf(process.platform === 'linux')('closes what it has opened, whatever it was', async () => {
    writeFileSync(join(folder, 'file'), '12345');
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    for (let round = 0; round < 20; round += 1)
      await Promise.all([
        readRegularFile(join(folder, 'file'), 9),
        readRegularFile(join(folder, 'file'), 4),
        readRegularFile(folder, 9),
        readRegularFile('/dev/zero', 9),
      ]);
    expect(open()).toBeLessThan(before + 10);
  });
});

describe('why a file was not read', () => {
  it.each([
    ['ENOENT', 'missing'],
    ['ENOTDIR', 'missing'],
    ['ELOOP', 'not-a-file'],
    ['EISDIR', 'not-a-file'],
    ['ENXIO', 'not-a-file'],
    ['ENODEV', 'not-a-file'],
    ['EACCES', 'denied'],
    ['EPERM', 'denied'],
    ['EIO', 'failed'],
  ])('is told by the system: %s', (code, reason) => {
    expect(unread(Object.assign(new Error(code), { code }))).toBe(reason);
  });

  it('is not told by what is no error of the system', () => {
    for (const thrown of [null, 'ENOENT', { code: 'ENOENT' }, new Error('ENOENT')])
      expect([errorCode(thrown), unread(thrown)]).toEqual(['', 'failed']);
    expect(errorCode(Object.assign(new Error('x'), { code: 2 }))).toBe('');
  });
});
