import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRegularFile } from './regular-file.ts';

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
});
