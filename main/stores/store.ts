import { join } from 'node:path';
import type { Notice } from '../../core/trouble-words.ts';
import { Turns } from '../turns.ts';
import { diskOf, fault, makeFolder, statOf, type Unsaved, unsavedBy } from './durable.ts';
import type { Folded, FoldJob, Whole } from './fold.ts';
import { JournalFile } from './journal.ts';
import type { Kind } from './kind.ts';
import { journalEndings, type Loaded, load, type Place } from './load.ts';
import { encodeRecord } from './records.ts';

export type Written =
  | { readonly ok: true; readonly at: string }
  | { readonly ok: false; readonly unsaved: Unsaved };

export interface StoreOptions<T, C> extends Place {
  readonly kind: Kind<T, C>;
  readonly now: () => Date;
  /** Whether it may only be read: another program may have it open, so nothing is moved, mended or written. */
  readonly readOnly: boolean;
  /** Takes the closed journal up into the file, wherever that does not hold up others. */
  readonly fold: (job: FoldJob) => Promise<Folded>;
  /** Called with what is found amiss after the store was opened. */
  readonly noticed: (notice: Notice) => void;
}

/** How long nothing must have changed before the journal is taken up into the file, in milliseconds. */
const quiet = 3000;
/** A journal that is longer than this is taken up at once, in bytes. */
const long = 2 ** 20;

/**
 * One file on disk, held in memory. A change is a record in the journal beside it, answered once that is flushed: so a save
 * costs what was changed, not what was there. When the reader pauses, the journal is taken up into the file itself, which
 * electron-store writes.
 */
export class Store<T extends object, C> {
  readonly #options: StoreOptions<T, C>;
  readonly #journal: JournalFile;
  readonly #turns = new Turns();
  readonly #folds = new Turns();
  #readOnly: boolean;
  #notice: Notice | null;
  #value: T;
  /** Changes that are in memory alone. */
  #pending: readonly C[] = [];
  #writing = false;
  /** Of the last record. */
  #number: number;
  #checksum: string | null;
  #hasClosed: boolean;
  #waiting: Promise<Written> | null = null;
  #timer: NodeJS.Timeout | undefined;
  /** The disk the files lie on. */
  #disk: number | null;

  /** Never rejects: a file that cannot be read makes a store with a notice. */
  static async open<T extends object, C>(options: StoreOptions<T, C>): Promise<Store<T, C>> {
    const { kind, now, readOnly } = options;
    const loaded = await load(options, kind, now, readOnly);
    const disk = await diskOf(options.folder).catch(() => null);
    const store = new Store(options, loaded, disk);
    if (!loaded.readOnly) await store.#mend(loaded.mend);
    return store;
  }

  private constructor(options: StoreOptions<T, C>, loaded: Loaded<T>, disk: number | null) {
    const { whole, size } = loaded.journal;
    this.#options = options;
    this.#journal = new JournalFile(this.#path(journalEndings.open), whole, size > whole);
    this.#readOnly = loaded.readOnly;
    this.#notice = loaded.notice;
    this.#value = loaded.value;
    this.#number = loaded.number;
    this.#checksum = loaded.checksum;
    this.#hasClosed = loaded.hasClosed;
    this.#disk = disk;
    if (!loaded.readOnly && (whole > 0 || loaded.hasClosed)) this.#foldSoon();
  }

  /** What was found amiss while opening. */
  get notice(): Notice | null {
    return this.#notice;
  }

  get value(): T {
    return this.#value;
  }

  /** Whether a change is in memory that is not on disk. */
  get dirty(): boolean {
    return this.#writing || this.#pending.length > 0;
  }

  /** Changes the value at once and writes it. Changes made while a write is under way share the next one. */
  change(change: C): Promise<Written> {
    if (this.#readOnly) return Promise.resolve({ ok: false, unsaved: 'read-only' });
    this.#value = this.#options.kind.apply(this.#value, [change]);
    this.#pending = [...this.#pending, change];
    return this.save();
  }

  /** Writes what is in memory alone, after any write that is under way. */
  save(): Promise<Written> {
    this.#waiting ??= this.#turns.take(() => {
      this.#waiting = null;
      return this.#write();
    });
    return this.#waiting;
  }

  /** Resolves once nothing is being written. */
  async idle(): Promise<void> {
    await this.#turns.ended();
    await this.#folds.ended();
  }

  /** Takes the journal up into the file now. Where that cannot be done, the journal stays and it is tried again later. */
  async fold(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#readOnly || !(await this.#turns.take(() => this.#closeJournal()))) return;
    const folded = await this.#folds.take(async () => (this.#hasClosed ? this.#runFold(null) : null));
    // Taken up meanwhile, by a fold that was asked for earlier; what came since stands in a journal of its own.
    if (!folded) return this.fold();
    const { state } = folded;
    if (state === 'lost') await this.#turns.take(() => this.#writeWhole());
    else if (state !== 'done') this.#foldSoon();
  }

  async #write(): Promise<Written> {
    const changes = this.#options.kind.condense(this.#pending);
    this.#pending = [];
    this.#writing = true;
    const error = changes.length ? await this.#append(changes) : null;
    this.#writing = false;
    if (error) {
      this.#pending = [...changes, ...this.#pending];
      return { ok: false, unsaved: error };
    }
    if (this.#journal.length > long) void this.fold();
    else this.#foldSoon();
    return { ok: true, at: this.#options.now().toISOString() };
  }

  async #append(changes: readonly C[]): Promise<Unsaved | null> {
    const { folder } = this.#options;
    try {
      await this.#stayOnDisk();
      await makeFolder(folder);
      if (await this.#journal.append(encodeRecord(this.#number + 1, changes))) {
        this.#number += 1;
        return null;
      }
    } catch (error) {
      return unsavedBy(error);
    }
    // Another program has been at it: nothing but the whole is sure to be read again.
    const state = await this.#writeWhole();
    return state === 'done' ? null : state;
  }

  /**
   * A network folder or a stick that is gone leaves an empty folder, or none, on another disk: what was written there would
   * be hidden as soon as it comes back. Under another number it is known by its files.
   */
  async #stayOnDisk(): Promise<void> {
    const disk = await diskOf(this.#options.folder);
    this.#disk ??= disk;
    if (disk === this.#disk) return;
    const isBack =
      this.#journal.length > 0 ? await this.#journal.isOurs() : await statOf(this.#path('.json'));
    if (!isBack) throw fault('ENODEV');
    this.#disk = disk;
  }

  /** Answers whether there is a journal to be taken up, which nothing is added to any more. */
  async #closeJournal(): Promise<boolean> {
    if (this.#hasClosed) return true;
    if (this.#journal.length === 0) return false;
    try {
      await this.#stayOnDisk();
      if (!(await this.#journal.isOurs())) return false;
      await this.#journal.moveTo(this.#path(journalEndings.closed));
      this.#hasClosed = true;
    } catch {
      // The journal goes on where it is.
      this.#foldSoon();
    }
    return this.#hasClosed;
  }

  /** To be called in turn, so that nothing is added to a journal that is about to go. */
  async #writeWhole(isDamaged = false): Promise<Unsaved | 'done'> {
    const journals = isDamaged ? 'unreadable' : (await this.#isOurs()) ? null : 'changed';
    return this.#folds.take(async () => {
      const covered = this.#pending.length;
      const { state } = await this.#runFold({ content: this.#value, upTo: this.#number, journals });
      if (state === 'lost') return 'disk-failed';
      if (state === 'done') {
        this.#journal.forget();
        this.#pending = this.#pending.slice(covered);
      }
      return state;
    });
  }

  #isOurs(): Promise<boolean> {
    return this.#journal.isOurs().catch(() => false);
  }

  async #runFold(whole: Whole | null): Promise<Folded> {
    const { folder, name, now, noticed } = this.#options;
    const at = now().toISOString();
    const folded = await this.#options.fold({ folder, name, expected: this.#checksum, at, whole });
    this.#checksum = folded.checksum;
    if (folded.state === 'done') this.#hasClosed = false;
    for (const file of folded.aside) {
      const isDamage = file.includes('.unreadable-');
      const notice: Notice = isDamage
        ? { kind: 'set-aside', file, loaded: 'copy' }
        : { kind: 'changed', file };
      if (whole?.journals === 'unreadable') this.#notice ??= notice;
      else noticed(notice);
    }
    return folded;
  }

  /** Writes anew what does not give the value again as it stands on disk. */
  async #mend(what: Loaded<T>['mend']): Promise<void> {
    if (what === 'nothing') return;
    const state = await this.#turns.take(() => this.#writeWhole(what === 'journals'));
    // A damaged journal that could not be put aside must not be added to.
    if (state === 'done' || what === 'file') return;
    this.#readOnly = true;
    this.#notice ??= { kind: 'out-of-reach', file: this.#options.name + journalEndings.open };
  }

  #foldSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.fold(), quiet);
    this.#timer.unref();
  }

  #path(ending: string): string {
    return join(this.#options.folder, this.#options.name + ending);
  }
}
