import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './regular-file.ts';

/** Why a file was not written. */
export type Unwritten = 'no-folder' | 'not-a-file' | 'denied' | 'disk-full' | 'in-use' | 'failed';

/**
 * Writes a file as a whole or not at all: beside its place first, flushed, then moved into it. What stood there before stays
 * until that moment, and nothing is left beside it when something goes wrong.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<'written' | Unwritten> {
  const beside = join(dirname(path), `.${basename(path).slice(0, 60)}.${randomBytes(6).toString('hex')}.tmp`);
  let file: FileHandle | null = null;
  try {
    file = await open(beside, 'wx');
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    file = null;
    await rename(beside, path);
    await syncFolder(dirname(path));
    return 'written';
  } catch (error) {
    await file?.close().catch(() => undefined);
    await rm(beside, { force: true }).catch(() => undefined);
    return reasonOf(errorCode(error));
  }
}

/** So that the new name outlives a power cut. Windows cannot open folders, and does without. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  await opened.sync().finally(() => opened.close());
}

function reasonOf(code: string): Unwritten {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no-folder';
    case 'EISDIR':
    case 'EEXIST':
    case 'ENOTEMPTY':
      return 'not-a-file';
    case 'EACCES':
    case 'EROFS':
      return 'denied';
    // Windows says so of a file that another program has open.
    case 'EPERM':
      return process.platform === 'win32' ? 'in-use' : 'denied';
    case 'EBUSY':
      return 'in-use';
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'disk-full';
    default:
      return 'failed';
  }
}
