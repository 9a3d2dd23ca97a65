import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fault, flushFolder, statOf } from './durable.ts';

// Windows has no such flag.
const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

/**
 * A file that records are added to, flushed before it is answered. It is opened for each: a disk that nothing is open on
 * can be taken out, and after a failed flush nothing of the old descriptor can be trusted. Where adding fails, what was
 * added before stays, and the next attempt begins at the same place.
 */
export class JournalFile {
  readonly #path: string;
  /** Bytes known to be on disk. */
  #length: number;
  /** Whether a failed attempt, or a crash before this run, may have left something behind them. */
  #mayHaveTail: boolean;
  #inode: number | null = null;

  constructor(path: string, length: number, mayHaveTail: boolean) {
    this.#path = path;
    this.#length = length;
    this.#mayHaveTail = mayHaveTail;
  }

  get length(): number {
    return this.#length;
  }

  /**
   * Answers `false`, and adds nothing, where another program has been at the file.
   * @throws a system error where the record is not on disk.
   */
  async append(record: Uint8Array): Promise<boolean> {
    return this.#opened(async (file) => {
      const found = await file.stat();
      if (!this.#isOurs(found)) return false;
      this.#mayHaveTail = true;
      if (found.size > this.#length) await file.truncate(this.#length);
      for (let written = 0; written < record.length; ) {
        const at = this.#length + written;
        written += (await file.write(record, written, record.length - written, at)).bytesWritten;
      }
      // A disk may say that it took all, and have taken less.
      if (!(await holds(file, this.#length, record))) throw fault('ENOSPC');
      await file.datasync();
      // Its name may be as new as the file.
      if (this.#length === 0) await flushFolder(dirname(this.#path));
      this.#length += record.length;
      this.#mayHaveTail = false;
      this.#inode = found.ino;
      return true;
    });
  }

  /** Whether the file is still as it was left here. */
  async isOurs(): Promise<boolean> {
    const found = await statOf(this.#path);
    return found ? this.#isOurs(found) : this.#length === 0;
  }

  #isOurs(found: Stats): boolean {
    const fits = found.size === this.#length || (this.#mayHaveTail && found.size > this.#length);
    return fits && found.isFile() && (this.#inode === null || this.#inode === found.ino);
  }

  /** Gives the file another name; the next record begins a new one. */
  async moveTo(path: string): Promise<void> {
    // What a failed attempt left there would bear the number of a record to come.
    if (this.#mayHaveTail)
      await this.#opened(async (file) => {
        await file.truncate(this.#length);
        await file.sync();
      });
    await rename(this.#path, path);
    this.forget();
    await flushFolder(dirname(path));
  }

  /** The file is gone, or no longer counts. */
  forget(): void {
    this.#length = 0;
    this.#mayHaveTail = false;
    this.#inode = null;
  }

  async #opened<T>(work: (file: FileHandle) => Promise<T>): Promise<T> {
    const file = await open(this.#path, flags, 0o600);
    try {
      return await work(file);
    } finally {
      // A failed close has nothing to say of what is flushed already.
      await file.close().catch(() => undefined);
    }
  }
}

async function holds(file: FileHandle, at: number, record: Uint8Array): Promise<boolean> {
  const found = Buffer.alloc(record.length);
  const { bytesRead } = await file.read(found, 0, record.length, at);
  return bytesRead === record.length && found.equals(record);
}
