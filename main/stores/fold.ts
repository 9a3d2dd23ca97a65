import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyPath, keepCopy, keepEarlier } from './copies.ts';
import { flushFolder, setAside, statOf, type Unsaved, unsavedBy } from './durable.ts';
import type { Kind } from './kind.ts';
import { journalEndings, type Place, readClosed, readStored, type Stored } from './load.ts';
import { writeThroughStore } from './whole.ts';

/** What is to be taken up into a file. Plain data, since another thread may do it. */
export interface FoldJob extends Place {
  /** Checksum of the file as it was last known, or `null` where there was none. */
  readonly expected: string | null;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** What the file shall hold, where the disk is not to be asked; `null` to add its closed journal to it. */
  readonly whole: Whole | null;
}

export interface Whole {
  readonly content: unknown;
  readonly upTo: number;
  /**
   * What is to be said of the journals that stand beside it: both may be damaged, the open one may have been changed by
   * another program; `null` where they hold nothing else.
   */
  readonly journals: 'unreadable' | 'changed' | null;
}

export interface Folded {
  /** `lost`: the file is no longer what it was and its copy neither, so that the whole must be given. */
  readonly state: 'done' | 'lost' | Unsaved;
  /** Of the file as it is now. */
  readonly checksum: string | null;
  /** Names under which something that another program, or damage, left was put aside. */
  readonly aside: readonly string[];
}

/**
 * Writes a file anew, with what its closed journal adds, and keeps what it was before. The journal goes only once file and
 * copy are on disk, so that a crash at any step leaves what gives the same again. Never rejects.
 */
export async function fold<T extends object, C>(job: FoldJob, kind: Kind<T, C>): Promise<Folded> {
  const { folder, name } = job;
  const path = join(folder, `${name}.json`);
  const at = new Date(job.at);
  const aside: string[] = [];
  let checksum = job.expected;
  try {
    const found = await readStored(path, kind);
    if (found === 'unread') return { state: 'disk-failed', checksum, aside };
    const isForeign = (found?.checksum ?? null) !== job.expected;
    const next = job.whole ? wholeOf(job.whole, kind) : await addJournal(job, kind, isForeign ? null : found);
    if (next === 'unread') return { state: 'disk-failed', checksum, aside };
    if (!next) return { state: 'lost', checksum, aside };
    const staged = await writeThroughStore(folder, name, next.content, next.upTo);
    if (found && !isForeign) {
      if (kind.count) await keepEarlier(folder, name, kind.count(found.content), at);
    } else if (await statOf(path))
      aside.push(await setAside(folder, name, '.json', found ? 'changed' : 'unreadable', at));
    await rename(staged.path, path);
    // From here on the file is this one, even if it cannot be flushed.
    checksum = staged.checksum;
    await flushFolder(folder);
    await keepCopy(folder, name);
    if (job.whole) aside.push(...(await clearJournals(job, at)));
    else await rm(join(folder, name + journalEndings.closed), { force: true });
    await flushFolder(folder);
    return { state: 'done', checksum, aside };
  } catch (error) {
    return { state: unsavedBy(error), checksum, aside };
  }
}

function wholeOf<T, C>({ content, upTo }: Whole, { shape }: Kind<T, C>) {
  return { content: shape.parse(content), upTo };
}

type Next<T> = Omit<Stored<T>, 'checksum'>;

/** @param found The file as it is expected, or `null` where it is not. */
async function addJournal<T, C>(
  { folder, name, expected }: FoldJob,
  kind: Kind<T, C>,
  found: Next<T> | null,
): Promise<Next<T> | null | 'unread'> {
  const base = found ?? (await lastKnown({ folder, name }, kind, expected));
  if (!base || base === 'unread') return base;
  const added = await readClosed({ folder, name }, kind, base.upTo);
  if (!added || added === 'unread') return added;
  return { content: kind.apply(base.content, added.changes), upTo: added.upTo };
}

async function lastKnown<T, C>(
  { folder, name }: Place,
  kind: Kind<T, C>,
  expected: string | null,
): Promise<Next<T> | null | 'unread'> {
  if (expected === null) return { content: kind.empty, upTo: 0 };
  const copy = await readStored(copyPath(folder, name), kind);
  return copy === 'unread' || copy?.checksum === expected ? copy : null;
}

async function clearJournals({ folder, name, whole }: FoldJob, at: Date): Promise<string[]> {
  const aside: string[] = [];
  const why = whole?.journals ?? null;
  for (const ending of [journalEndings.closed, journalEndings.open]) {
    const path = join(folder, name + ending);
    const isOurs = why === null || (why === 'changed' && ending === journalEndings.closed);
    if (isOurs) await rm(path, { force: true });
    else if (await statOf(path)) aside.push(await setAside(folder, name, ending, why, at));
  }
  return aside;
}
