import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';

/** Why nothing was read. `not-a-file`: a symbolic link, folder, pipe, socket or device stands there. */
export type Unread = 'missing' | 'not-a-file' | 'denied' | 'failed' | TooLarge;

export interface TooLarge {
  /** In bytes. */
  readonly size: number;
}

export interface FileBytes {
  readonly bytes: Uint8Array;
  /** Equal for the same content of the same file, as far as the file system tells. */
  readonly stamp: string;
  /** When it was last written, in milliseconds since 1970. */
  readonly modified: number;
}

// Windows has neither flag; there the link is looked for first.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a regular file that may be swapped or be something else: opened once, judged by its descriptor, read from it.
 * Never follows a link in the last part of the path, never waits on a pipe, never reads more than `limit` bytes.
 * @param known A stamp read before: `'same'` is answered instead of the bytes while it still holds.
 */
export async function readRegularFile(path: string, limit: number): Promise<FileBytes | Unread>;
export async function readRegularFile(
  path: string,
  limit: number,
  known: string | undefined,
): Promise<FileBytes | 'same' | Unread>;
export async function readRegularFile(
  path: string,
  limit: number,
  known?: string,
): Promise<FileBytes | 'same' | Unread> {
  let file: FileHandle | null = null;
  try {
    if (known !== undefined) {
      // Nothing needs to be opened to see that nothing has changed.
      const stat = await lstat(path, { bigint: true });
      if (stat.isFile() && stampOf(stat) === known) return 'same';
    }
    if (process.platform === 'win32' && (await lstat(path)).isSymbolicLink()) return 'not-a-file';
    file = await open(path, flags);
    const stat = await file.stat({ bigint: true });
    if (!stat.isFile()) return 'not-a-file';
    if (stat.size > limit) return { size: Number(stat.size) };
    const bytes = await readUpTo(file, Number(stat.size));
    return { bytes, stamp: stampOf(stat), modified: Number(stat.mtimeMs) };
  } catch (error) {
    return unread(error);
  } finally {
    await file?.close();
  }
}

function stampOf({ dev, ino, size, mtimeNs }: BigIntStats): string {
  return `${dev}:${ino}:${size}:${mtimeNs}`;
}

/** At most `size` bytes: a file that grows meanwhile is cut, one that shrinks ends early. */
async function readUpTo(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}

/** What an error of the system says about a file that was to be read. */
export function unread(error: unknown): Exclude<Unread, TooLarge> {
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'missing';
    case 'ELOOP':
    case 'EISDIR':
    case 'ENXIO': // a socket
    case 'ENODEV':
      return 'not-a-file';
    case 'EACCES':
    case 'EPERM':
      return 'denied';
    default:
      return 'failed';
  }
}

/** The system's name of an error (`ENOENT`), or the empty string. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
