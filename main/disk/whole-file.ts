import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './regular-file.ts';

/** Why a file was not written. */
export type Unwritten = 'no-folder' | 'not-a-file' | 'denied' | 'disk-full' | 'in-use' | 'failed';

/**
 * Writes a file as a whole or not at all: beside its place first, flushed, then moved into it. What stood there before stays
 * until that moment, and nothing is left beside it when something goes wrong.
 * @param mode Who may do what with it; left out, who might before, or whom the system lets.
 */
export async function writeWhole(
  path: string,
  bytes: Uint8Array,
  mode?: number,
): Promise<'written' | Unwritten> {
  const folder = dirname(path);
  const start = `.${basename(path).slice(0, 60)}.`;
  const beside = join(folder, `${start}${randomBytes(6).toString('hex')}.tmp`);
  await clear(folder, start);
  let file: FileHandle | null = null;
  try {
    const kept = mode ?? (await modeOf(path));
    file = await open(beside, 'wx', kept ?? 0o666);
    // The system may have taken some of it away. Not every disk keeps it.
    if (kept !== null) await file.chmod(kept).catch(() => undefined);
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    file = null;
    await rename(beside, path);
    await syncFolder(folder);
    return 'written';
  } catch (error) {
    await file?.close().catch(() => undefined);
    await rm(beside, { force: true }).catch(() => undefined);
    return reasonOf(errorCode(error));
  }
}

/** For what is the reader's alone. */
export const ownOnly = { file: 0o600, folder: 0o700 } as const;

/** How long a file beside another may be in the making, in milliseconds. */
const making = 60 * 60_000;

/** Removes what earlier writes of the same file have left, which were killed. A failure costs room, and is told by the write. */
async function clear(folder: string, start: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(start) || !/^[0-9a-f]{12}\.tmp$/.test(name.slice(start.length))) continue;
    const path = join(folder, name);
    const written = await stat(path).catch(() => null);
    // Whether the clock was put forward or back since.
    if (written && Math.abs(Date.now() - written.mtimeMs) > making)
      await rm(path, { force: true }).catch(() => undefined);
  }
}

/** Who may do what with a file; `null` where there is none. */
async function modeOf(path: string): Promise<number | null> {
  const there = await stat(path).catch(() => null);
  return there?.isFile() ? there.mode & 0o777 : null;
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
