import { join } from 'node:path';
import type { Notice } from '../../core/trouble-words.ts';
import { readRegularFile } from '../disk/regular-file.ts';
import { copyPath, listCopies } from './copies.ts';
import { setAside } from './durable.ts';
import type { Kind } from './kind.ts';
import { type Journal, readRecords } from './records.ts';
import { judge } from './stored.ts';

/** Far more than anything a reader writes on one brief. */
const limit = 256 * 2 ** 20;

/** Where a file of the stores lies. */
export interface Place {
  readonly folder: string;
  /** The file's name without `.json`. */
  readonly name: string;
}

/** The journal that is being added to, and the one that is being taken up into the file. */
export const journalEndings = { open: '.journal', closed: '.closed.journal' } as const;

export interface Loaded<T> {
  readonly value: T;
  readonly notice: Notice | null;
  readonly readOnly: boolean;
  /** Of the last record that the value holds. */
  readonly number: number;
  /** Of the file as it was found, or `null` for none. */
  readonly checksum: string | null;
  /** What on disk must be made anew, so that it gives this value again. */
  readonly mend: 'nothing' | 'file' | 'journals';
  /** Bytes of the open journal: those that are good, and those that are there. */
  readonly journal: { readonly whole: number; readonly size: number };
  readonly hasClosed: boolean;
}

/**
 * Reads a file of the stores and the journals beside it. What cannot be read is set aside with its date, and the last good
 * copy is loaded instead. Never rejects: a file that cannot be read makes a value with a notice.
 * @param readOnly Another program may have it open, so nothing is moved.
 */
export async function load<T, C>(
  place: Place,
  kind: Kind<T, C>,
  now: () => Date,
  readOnly: boolean,
): Promise<Loaded<T>> {
  // Against the order in which they are written, so that what is folded meanwhile is met twice rather than not at all.
  const open = await readJournal(place, journalEndings.open, kind);
  const closed = await readJournal(place, journalEndings.closed, kind);
  const base = await readBase(place, kind, now, readOnly);
  const { value, number, isWhole } = replay(base, [closed, open], kind);
  const loaded = {
    value,
    number,
    checksum: base.checksum,
    mend: base.from === 'copy' || base.from === 'earlier' ? ('file' as const) : ('nothing' as const),
    journal: { whole: open.whole, size: open.size },
    hasClosed: closed.state !== 'missing',
  };
  const amiss = [closed, open].find(({ state }) => state === 'out-of-reach' || state === 'newer');
  if (amiss)
    return {
      ...loaded,
      notice: { kind: amiss.state === 'newer' ? 'newer' : 'out-of-reach', file: amiss.file },
      readOnly: true,
    };
  if (isWhole) return { ...loaded, notice: base.notice, readOnly: base.readOnly };
  if (base.readOnly)
    return { ...loaded, notice: base.notice ?? { kind: 'out-of-reach', file: open.file }, readOnly: true };
  return { ...loaded, notice: base.notice, readOnly: false, mend: 'journals' };
}

interface Base<T> {
  readonly value: T;
  readonly upTo: number;
  readonly checksum: string | null;
  readonly notice: Notice | null;
  readonly readOnly: boolean;
  readonly from: 'file' | 'copy' | 'earlier' | 'nowhere';
}

interface Part<C> extends Omit<Journal<C>, 'state'> {
  readonly state: Journal<C>['state'] | 'missing' | 'out-of-reach';
  readonly file: string;
  readonly size: number;
}

/** What the journals add to the file; `isWhole` unless something of them is damaged or wanting. */
function replay<T, C>(base: Base<T>, parts: readonly Part<C>[], { apply }: Kind<T, C>) {
  let number = base.upTo;
  let isWhole = parts.every(({ state }) => state !== 'damaged');
  const changes: C[] = [];
  for (const record of parts.flatMap(({ records }) => records)) {
    if (record.number <= number) continue;
    // An earlier state is known to lack something; the reader is told so as it is.
    if (record.number > number + 1 && base.from !== 'earlier') isWhole = false;
    number = record.number;
    changes.push(...record.changes);
  }
  return { value: changes.length ? apply(base.value, changes) : base.value, number, isWhole };
}

async function readJournal<T, C>(
  { folder, name }: Place,
  ending: string,
  kind: Kind<T, C>,
): Promise<Part<C>> {
  const file = name + ending;
  const found = await readRegularFile(join(folder, file), limit);
  const nothing = { file, records: [], whole: 0, size: 0 };
  if (found === 'missing') return { ...nothing, state: 'missing' };
  if (found === 'not-a-file') return { ...nothing, state: 'damaged' };
  if (typeof found === 'string' || !('bytes' in found)) return { ...nothing, state: 'out-of-reach' };
  return { file, size: found.bytes.length, ...(await readRecords(found.bytes, kind)) };
}

async function readBase<T, C>(
  place: Place,
  kind: Kind<T, C>,
  now: () => Date,
  readOnly: boolean,
): Promise<Base<T>> {
  const file = `${place.name}.json`;
  const found = await readRegularFile(join(place.folder, file), limit);
  if (found === 'missing') {
    const copy = await readCopy(place, kind);
    const notice = copy.from === 'nowhere' ? null : ({ kind: 'restored', file } as const);
    return { ...copy, notice, readOnly };
  }
  if (found === 'denied' || found === 'failed')
    return { ...(await readCopy(place, kind)), notice: { kind: 'out-of-reach', file }, readOnly: true };
  if (typeof found === 'object' && 'bytes' in found) {
    const judged = await judge(found.bytes, kind);
    if (judged.state === 'good')
      return { ...judged, value: judged.content, notice: null, readOnly, from: 'file' };
    if (judged.state === 'newer') {
      const value = judged.content ?? kind.empty;
      // Its numbers may mean something else: what the journals say is not for this program to take up.
      return {
        value,
        upTo: Number.MAX_SAFE_INTEGER,
        checksum: null,
        notice: { kind: 'newer', file },
        readOnly: true,
        from: 'file',
      };
    }
  }
  const copy = await readCopy(place, kind);
  const outOfReach = { ...copy, notice: { kind: 'out-of-reach', file }, readOnly: true } as const;
  if (readOnly) return outOfReach;
  try {
    const aside = await setAside(place.folder, place.name, '.json', 'unreadable', now());
    const loaded = copy.from === 'nowhere' ? 'nothing' : 'copy';
    return { ...copy, notice: { kind: 'set-aside', file: aside, loaded }, readOnly };
  } catch {
    return outOfReach;
  }
}

/** The last good copy, or else the latest of the earlier states that can be read. */
async function readCopy<T, C>(
  { folder, name }: Place,
  kind: Kind<T, C>,
): Promise<Pick<Base<T>, 'value' | 'upTo' | 'checksum' | 'from'>> {
  const earlier = (await listCopies(folder, name)).map(({ file }) => join(folder, 'copies', file));
  for (const path of [copyPath(folder, name), ...earlier]) {
    const found = await readStored(path, kind);
    if (found && found !== 'unread')
      return {
        value: found.content,
        upTo: found.upTo,
        checksum: null,
        from: path === copyPath(folder, name) ? 'copy' : 'earlier',
      };
  }
  return { value: kind.empty, upTo: 0, checksum: null, from: 'nowhere' };
}

export interface Stored<T> {
  readonly content: T;
  readonly upTo: number;
  readonly checksum: string;
}

/** What a good file holds; `null` for one that is not there or not good, `unread` where that cannot be told. */
export async function readStored<T, C>(path: string, kind: Kind<T, C>): Promise<Stored<T> | null | 'unread'> {
  const found = await readRegularFile(path, limit);
  if (found === 'denied' || found === 'failed') return 'unread';
  if (typeof found === 'string' || !('bytes' in found)) return null;
  const judged = await judge(found.bytes, kind);
  return judged.state === 'good' ? judged : null;
}

/** What a closed journal adds to a file that holds the records up to a number; `null` where that is damaged. */
export async function readClosed<T, C>(
  place: Place,
  kind: Kind<T, C>,
  upTo: number,
): Promise<{ readonly changes: readonly C[]; readonly upTo: number } | null | 'unread'> {
  const part = await readJournal(place, journalEndings.closed, kind);
  if (part.state === 'out-of-reach') return 'unread';
  if (part.state !== 'good') return null;
  const records = part.records.filter(({ number }) => number > upTo);
  if (records.length && records[0]?.number !== upTo + 1) return null;
  return { changes: records.flatMap(({ changes }) => changes), upTo: records.at(-1)?.number ?? upTo };
}
