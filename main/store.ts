import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Notice } from '../core/sentences.ts';
import { errorCode, readRegularFile } from './regular-file.ts';
import { encode, judge } from './stored.ts';

/** Why something is not on disk. It stays in memory, and the next save writes it too. */
export type Unsaved = 'disk-full' | 'denied' | 'disk-failed' | 'read-only';

export type Written =
  | { readonly ok: true; readonly at: string }
  | { readonly ok: false; readonly unsaved: Unsaved };

type Content = Record<string, unknown>;

export interface StoreOptions<T> {
  readonly folder: string;
  /** The file's name without `.json`. */
  readonly name: string;
  readonly shape: z.ZodType<T>;
  /** What stands in a file that does not exist yet. */
  readonly empty: T;
  readonly now: () => Date;
  /** Whether it may only be read: another program may have it open, so nothing is moved, mended or written. */
  readonly readOnly: boolean;
}

/** Far more than anything a reader writes on one brief. */
const limit = 256 * 2 ** 20;

/**
 * One file on disk, held in memory, written through electron-store. What cannot be read is set aside with its date and the
 * last good copy (`copies/` in the same folder) is loaded instead; a newer program's file is never written. A change is
 * answered once file and folder are flushed.
 */
export class Store<T extends Content> {
  readonly notice: Notice | null;
  readonly #options: StoreOptions<T>;
  readonly #file: string;
  readonly #copy: string;
  /** A file that could be neither understood nor moved out of the way must not be written over. */
  readonly #readOnly: boolean;
  #value: T;
  #dirty = false;
  #running: Promise<unknown> = Promise.resolve();
  #waiting: Promise<Written> | null = null;
  #stage: ((value: T) => Staged) | null = null;

  /** Never rejects: a file that cannot be read makes a store with a notice. */
  static async open<T extends Content>(options: StoreOptions<T>): Promise<Store<T>> {
    const opened = await read(options);
    const store = new Store(options, opened);
    // The copy takes the place of the file that was set aside or lost, so that the two agree again.
    if (opened.fromCopy && !opened.readOnly) await store.#write();
    return store;
  }

  private constructor(options: StoreOptions<T>, { value, notice, readOnly }: Opened<T>) {
    this.#options = options;
    this.#file = fileOf(options);
    this.#copy = copyOf(options);
    this.#value = value;
    this.#readOnly = readOnly;
    this.notice = notice;
  }

  get value(): T {
    return this.#value;
  }

  /** Whether a change is in memory that is not on disk. */
  get dirty(): boolean {
    return this.#dirty;
  }

  /** Changes the value at once and writes it. Changes made while a write is under way share the next one. */
  change(edit: (value: T) => T): Promise<Written> {
    if (this.#readOnly) return Promise.resolve({ ok: false, unsaved: 'read-only' });
    this.#value = edit(this.#value);
    this.#dirty = true;
    return this.save();
  }

  /** Writes what is in memory, after any write that is under way. */
  save(): Promise<Written> {
    this.#waiting ??= this.#next();
    return this.#waiting;
  }

  /** Resolves once nothing is being written, nor copied. */
  async idle(): Promise<void> {
    await this.#waiting;
    await this.#running;
  }

  async #next(): Promise<Written> {
    await this.#running;
    this.#waiting = null;
    const written = this.#write();
    this.#running = written.then(({ ok }) => (ok ? this.#keepCopy() : undefined));
    return written;
  }

  async #write(): Promise<Written> {
    const { folder, now } = this.#options;
    const value = this.#value;
    try {
      await makeFolder(folder);
      this.#stage ??= await openStage(this.#options);
      const staged = this.#stage(value);
      await verify(staged);
      await rename(staged.file, this.#file);
      await flushFolder(folder);
    } catch (error) {
      return { ok: false, unsaved: unsavedBy(error) };
    }
    if (value === this.#value) this.#dirty = false;
    return { ok: true, at: now().toISOString() };
  }

  /** A second file, not a second name: damage to one leaves the other. Failing here costs nothing that was promised. */
  async #keepCopy(): Promise<void> {
    const making = `${this.#copy}.making`;
    try {
      await makeFolder(join(this.#options.folder, 'copies'));
      await copyFile(this.#file, making, constants.COPYFILE_FICLONE);
      await flush(making);
      await rename(making, this.#copy);
    } catch {
      // The older copy stays, and the next save tries again.
    }
  }
}

interface Opened<T> {
  readonly value: T;
  readonly notice: Notice | null;
  readonly readOnly: boolean;
  readonly fromCopy: boolean;
}

async function read<T extends Content>(options: StoreOptions<T>): Promise<Opened<T>> {
  const { shape, empty } = options;
  const file = `${options.name}.json`;
  const found = await readRegularFile(fileOf(options), limit);
  if (found === 'missing') {
    const copy = await readCopy(options);
    const notice = copy ? ({ kind: 'restored', file } as const) : null;
    return { value: copy ?? empty, notice, readOnly: options.readOnly, fromCopy: copy !== null };
  }
  if (found === 'denied' || found === 'failed') {
    const value = (await readCopy(options)) ?? empty;
    return { value, notice: { kind: 'out-of-reach', file }, readOnly: true, fromCopy: false };
  }
  if (typeof found === 'object' && 'bytes' in found) {
    const judged = judge(found.bytes, shape);
    if (judged.state === 'good')
      return { value: judged.content, notice: null, readOnly: options.readOnly, fromCopy: false };
    if (judged.state === 'newer')
      return {
        value: judged.content ?? empty,
        notice: { kind: 'newer', file },
        readOnly: true,
        fromCopy: false,
      };
  }
  return recover(options, file);
}

async function recover<T extends Content>(options: StoreOptions<T>, file: string): Promise<Opened<T>> {
  const copy = await readCopy(options);
  const value = copy ?? options.empty;
  if (options.readOnly)
    return { value, notice: { kind: 'out-of-reach', file }, readOnly: true, fromCopy: false };
  try {
    const aside = await setAside(options);
    const notice = { kind: 'set-aside', file: aside, loaded: copy ? 'copy' : 'nothing' } as const;
    return { value, notice, readOnly: options.readOnly, fromCopy: copy !== null };
  } catch {
    return { value, notice: { kind: 'out-of-reach', file }, readOnly: true, fromCopy: false };
  }
}

async function readCopy<T extends Content>(options: StoreOptions<T>): Promise<T | null> {
  const found = await readRegularFile(copyOf(options), limit);
  if (typeof found === 'string' || !('bytes' in found)) return null;
  const judged = judge(found.bytes, options.shape);
  return judged.state === 'good' ? judged.content : null;
}

/** Moves the file out of the way under a name nothing bears, and answers that name. */
async function setAside<T>(options: StoreOptions<T>): Promise<string> {
  const date = options.now().toISOString().slice(0, 19).replaceAll(':', '-');
  for (let n = 1; ; n++) {
    const name = `${options.name}.unreadable-${date}Z${n > 1 ? `-${n}` : ''}.json`;
    const path = join(options.folder, name);
    if (await exists(path)) continue;
    await rename(fileOf(options), path);
    await flushFolder(options.folder);
    return name;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

interface Staged {
  readonly file: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * electron-store writes `<name>.next.json`, which takes the file's place once it is known to be whole. It is loaded at the
 * first write, since a start that only reads has no need of it.
 */
async function openStage<T extends Content>(options: StoreOptions<T>): Promise<(value: T) => Staged> {
  const { default: ElectronStore } = await import('electron-store');
  let size = 0;
  const store = new ElectronStore<T>({
    cwd: options.folder,
    name: `${options.name}.next`,
    configFileMode: 0o600,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    serialize: (value) => {
      const text = encode(value);
      size = Buffer.byteLength(text);
      return text;
    },
    // Left behind by a crash, and about to be replaced: nothing to be learnt from it.
    deserialize: () => options.empty,
  });
  return (value) => {
    store.store = value;
    return { file: store.path, size };
  };
}

/**
 * electron-store takes a short write, which a nearly full disk gives, for a whole one; inside a Snap it does not flush.
 * @throws a system error where the file is not wholly on disk.
 */
async function verify({ file, size }: Staged): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const found = await handle.stat();
    if (found.size !== size) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made) await flushFolder(join(made, '..'));
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is durable only once its folder is flushed; Windows has no such call and needs none. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unsavedBy(error: unknown): Unsaved {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'disk-full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'denied';
    default:
      return 'disk-failed';
  }
}

function fileOf({ folder, name }: { folder: string; name: string }): string {
  return join(folder, `${name}.json`);
}

function copyOf({ folder, name }: { folder: string; name: string }): string {
  return join(folder, 'copies', `${name}.json`);
}
