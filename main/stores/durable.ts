import type { Stats } from 'node:fs';
import { lstat, mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '../disk/regular-file.ts';

/** Why something is not on disk. It stays in memory, and the next save writes it too. */
export type Unsaved = 'disk-full' | 'denied' | 'disk-failed' | 'read-only' | 'disk-gone';

export function unsavedBy(error: unknown): Unsaved {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'disk-full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'denied';
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
      return 'disk-gone';
    default:
      return 'disk-failed';
  }
}

/** For faults that the system itself does not name. */
export function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}

export async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made) await flushFolder(join(made, '..'));
}

export async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is durable only once its folder is flushed; Windows has no such call and needs none. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What bears the name, a link itself and not what it leads to; `null` for nothing. */
export async function statOf(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The disk that a folder lies on, or would lie on: that of the nearest folder that is there. */
export async function diskOf(folder: string): Promise<number> {
  try {
    return (await stat(folder)).dev;
  } catch (error) {
    const above = dirname(folder);
    if (errorCode(error) !== 'ENOENT' || above === folder) throw error;
    return diskOf(above);
  }
}

/**
 * Moves `<name><ending>` out of the way, to a dated name that nothing bears, and answers that name.
 * @param why Stands in the new name: `unreadable`, `changed`.
 */
export async function setAside(
  folder: string,
  name: string,
  ending: string,
  why: 'unreadable' | 'changed',
  at: Date,
): Promise<string> {
  const date = at.toISOString().slice(0, 19).replaceAll(':', '-');
  for (let n = 1; ; n++) {
    const aside = `${name}.${why}-${date}Z${n > 1 ? `-${n}` : ''}${ending}`;
    if (await statOf(join(folder, aside))) continue;
    await rename(join(folder, name + ending), join(folder, aside));
    await flushFolder(folder);
    return aside;
  }
}
