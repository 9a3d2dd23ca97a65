import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lang } from '../core/brief-schema.ts';
import type { Profile } from './profile.ts';
import { fileOf, type Place, pathIn, type Shelf } from './shelf.ts';
import { briefOf } from './stores.ts';

/** A file that the search reads: an edition of a brief, or a glossary. */
export interface Source {
  readonly shelf: Shelf;
  readonly place: Place;
  /** The glossary's language; `null` for an edition. */
  readonly glossary: string | null;
  /** Changes whenever the file does, as far as the file system tells. */
  readonly stamp: string;
}

/** What there is to search, and what it was when it was looked at. */
export interface Stamps {
  /** By a key that stays the same as long as the file has its name. */
  readonly sources: ReadonlyMap<string, Source>;
  /** By brief id: changes whenever what is written on the brief does. Absent where nothing is. */
  readonly written: ReadonlyMap<string, string>;
}

/**
 * Looks at names, sizes and times of all files. Synchronous, since a thread of its own asks, for which waiting costs nothing
 * and thousands of promises a lot; `rest` is awaited between folders, so that others get a turn.
 */
export async function readStamps(
  shelves: readonly Shelf[],
  profile: Profile,
  rest: () => Promise<void> | undefined,
): Promise<Stamps> {
  const sources = new Map<string, Source>();
  for (const shelf of shelves) {
    for (const entry of entriesOf(shelf.folder)) {
      await rest();
      if (entry.isFile()) addFile(sources, shelf, { folder: '', name: entry.name });
      if (!entry.isDirectory()) continue;
      for (const file of entriesOf(join(shelf.folder, entry.name)))
        if (file.isFile()) addFile(sources, shelf, { folder: entry.name, name: file.name });
    }
  }
  return { sources, written: await readWritten(profile, rest) };
}

/** As `Stamps.written`. */
export async function readWritten(
  profile: Profile,
  rest: () => Promise<void> | undefined,
): Promise<ReadonlyMap<string, string>> {
  const written = new Map<string, string>();
  for (const folder of [profile.annotations, profile.positions]) {
    for (const { name } of entriesOf(folder)) {
      await rest();
      for (const brief of briefOf(name))
        written.set(brief, `${written.get(brief) ?? ''}|${name}:${stampOf(join(folder, name))}`);
    }
  }
  return written;
}

function addFile(sources: Map<string, Source>, shelf: Shelf, place: Place): void {
  const { folder, name } = place;
  const glossary = folder ? null : (lang.safeParse(/^glossary\.(.+)\.yaml$/.exec(name)?.[1]).data ?? null);
  // Loose briefs are for the reader's own folder alone.
  const isBrief = name.endsWith('.md') && (folder !== '' || shelf.origin === 'own');
  if (glossary === null && !isBrief) return;
  const stamp = stampOf(pathIn(shelf, place));
  sources.set(`${shelf.origin}:${fileOf(place)}`, { shelf, place, glossary, stamp });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  } catch {
    // Not there, or out of reach: nothing is found in it.
    return [];
  }
}

function stampOf(path: string): string {
  try {
    const { size, mtimeMs, ino } = lstatSync(path);
    return `${size}.${mtimeMs}.${ino}`;
  } catch {
    return 'gone';
  }
}
