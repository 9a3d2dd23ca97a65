import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, Shelf } from '../library/shelf.ts';
import type { SearchPlaces } from './search-index.ts';

/** A file that the search reads: an edition of a brief, or a glossary. */
export interface Source {
  /** Stays the same as long as the file has its name. */
  readonly key: string;
  readonly shelf: Shelf;
  readonly place: Place;
  /** The glossary's language; `null` for an edition. */
  readonly glossary: string | null;
  /** Changes whenever the file does, as far as the file system tells. */
  readonly stamp: string;
}

/** What there is to search, and what it was when it was looked at. */
export interface Stamps {
  /** By key. */
  readonly sources: ReadonlyMap<string, Source>;
  /** By brief id: changes whenever what is written on the brief does. Absent where nothing is. */
  readonly written: ReadonlyMap<string, string>;
}

/**
 * Looks at names, sizes and times of all files. Synchronous, since a thread of its own asks, for which waiting costs nothing
 * and thousands of promises a lot; `rest` is awaited between folders, so that others get a turn.
 */
export async function readStamps(
  { shelves, profile, tags }: SearchPlaces,
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
  return { sources, written: await readWritten({ profile, tags }, rest) };
}

/** As `Stamps.written`. */
export async function readWritten(
  { profile, tags }: Pick<SearchPlaces, 'profile' | 'tags'>,
  rest: () => Promise<void> | undefined,
): Promise<ReadonlyMap<string, string>> {
  const written = new Map<string, string>();
  for (const folder of [profile.annotations, profile.positions]) {
    for (const { name } of entriesOf(folder)) {
      await rest();
      // Ids have no dots, and what is no brief's is never asked for.
      const brief = name.slice(0, name.indexOf('.'));
      written.set(brief, `${written.get(brief) ?? ''}|${name}:${stampOfFile(join(folder, name))}`);
    }
  }
  for (const [brief, own] of Object.entries(tags))
    if (own.length) written.set(brief, `${written.get(brief) ?? ''}|${own.join()}`);
  return written;
}

function addFile(sources: Map<string, Source>, shelf: Shelf, place: Place): void {
  const { folder, name } = place;
  const glossary = (folder === '' && /^glossary\.([A-Za-z\d-]+)\.yaml$/.exec(name)?.[1]) || null;
  // Loose briefs are for the reader's own folder alone.
  const isBrief = name.endsWith('.md') && (folder !== '' || shelf.origin === 'own');
  if (glossary === null && !isBrief) return;
  const key = `${shelf.origin}:${folder ? `${folder}/` : ''}${name}`;
  sources.set(key, { key, shelf, place, glossary, stamp: stampOfFile(join(shelf.folder, folder, name)) });
}

/** Of what a document is made of: the file, and what is written on the brief in it. */
export function stampOf({ stamp }: Source, brief: string | null, { written }: Stamps): string {
  return stamp + ((brief !== null && written.get(brief)) || '');
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  } catch {
    // Not there, or out of reach: nothing is found in it.
    return [];
  }
}

function stampOfFile(path: string): string {
  try {
    const { size, mtimeMs, ino } = lstatSync(path);
    return `${size}.${mtimeMs}.${ino}`;
  } catch {
    return 'gone';
  }
}
