import { join, relative, sep } from 'node:path';
import { type Brief, type EditionRef, largestFile } from '../../core/brief.ts';
import { briefId } from '../../core/brief-schema.ts';
import { readRegularFile } from '../disk/regular-file.ts';
import { type Known, nothingKnown } from './known.ts';
import {
  type Edition,
  entriesOf,
  type FoundBrief,
  type FoundLibrary,
  fileOf,
  isLinked,
  judge,
  type Place,
  pathIn,
  readShelf,
  type Shelf,
  type UnreadableFile,
  unread,
  unreadableFile,
} from './shelf.ts';

export type { Known } from './known.ts';
export type { FoundBrief, FoundLibrary, Shelf } from './shelf.ts';

/** How many editions are kept whole: those of a reader who goes to and fro between languages and meetings. */
const keptWhole = 8;

/**
 * Reads all briefs of the shelves. Where two bear the same id, that of the earlier shelf stands. Never rejects: what cannot
 * be read stands under `unreadable` with its problems.
 */
export async function readLibrary(
  shelves: readonly Shelf[],
  known: Known = nothingKnown(),
): Promise<FoundLibrary> {
  const briefs = new Map<string, FoundBrief>();
  const unreadable: UnreadableFile[] = [];
  const waiting: UnreadableFile[] = [];
  let arriving = false;
  for (const shelf of shelves) {
    const found = await readShelf(shelf, known);
    unreadable.push(...found.unreadable);
    waiting.push(...found.waiting);
    arriving ||= found.arriving;
    for (const brief of found.briefs) {
      if (briefs.has(brief.id)) unreadable.push(taken(brief));
      else briefs.set(brief.id, brief);
    }
  }
  return { briefs: [...briefs.values()].sort(newestFirst), unreadable, waiting, arriving };
}

/**
 * The edition as its file is now, or its problems; `null` where the shelves hold no such brief. The first shelf that has
 * the brief's folder decides, as in the list.
 */
export async function openEdition(
  shelves: readonly Shelf[],
  edition: EditionRef,
  known: Known = nothingKnown(),
): Promise<Edition | null> {
  const found = await find(shelves, edition, known);
  if (!found) return null;
  const opened = await readWhole(found.shelf, found.place, known);
  return 'brief' in opened && !isEdition(opened.brief, edition) ? null : opened;
}

/** The file of an edition, or `null` where the shelves hold no such brief. */
export async function pathOf(
  shelves: readonly Shelf[],
  edition: EditionRef,
  known: Known = nothingKnown(),
): Promise<string | null> {
  const found = await find(shelves, edition, known);
  return found && pathIn(found.shelf, found.place);
}

async function find(
  shelves: readonly Shelf[],
  { id, lang }: EditionRef,
  known: Known,
): Promise<{ readonly shelf: Shelf; readonly place: Place } | null> {
  if (!briefId.safeParse(id).success) return null;
  for (const shelf of shelves) {
    const listed = shelf.origin === 'own' ? known.places.get(`${id}/${lang}`) : undefined;
    if (listed) return { shelf, place: listed };
    const place = { folder: id, name: `${lang}.md` };
    const entries = await entriesOf(join(shelf.folder, id));
    const isThere = typeof entries !== 'string';
    if (isThere && (await isLinked(shelf.folder, id))) return null;
    if (isThere && (shelf.origin === 'bundled' || entries.some(({ name }) => name === place.name)))
      return { shelf, place };
    if (shelf.origin === 'bundled') continue;
    await known.recall();
    const left = await leftAt(shelf, { id, lang }, known);
    if (left) return { shelf, place: left };
    await readShelf(shelf, known);
    const found = known.places.get(`${id}/${lang}`);
    if (found) return { shelf, place: found };
  }
  return null;
}

/** Where the last run has left an edition, if its file is still as it was then. */
async function leftAt(shelf: Shelf, { id, lang }: EditionRef, { listed }: Known): Promise<Place | null> {
  for (const [path, { stamp, made }] of listed) {
    if (!('listed' in made) || made.id !== id || made.listed.lang !== lang) continue;
    const [name = '', folder = '', ...above] = relative(shelf.folder, path).split(sep).reverse();
    if (above.length || folder === '..') continue;
    if ((await readRegularFile(path, largestFile, stamp)) === 'same') return { folder, name };
  }
  return null;
}

function isEdition(brief: Pick<Brief, 'id' | 'lang'>, { id, lang }: EditionRef): boolean {
  return brief.id === id && brief.lang === lang;
}

/** What was made of editions before, by path. */
export type Made<T> = Map<string, { readonly stamp: string; readonly part: T }>;

/** What `make` makes of an edition, read and made once while its file stays the same; `null` where it cannot be read. */
export async function partOf<T>(
  shelves: readonly Shelf[],
  edition: EditionRef,
  known: Known,
  made: Made<T>,
  make: (brief: Brief) => T,
): Promise<T | null> {
  const found = await find(shelves, edition, known);
  if (!found) return null;
  const path = pathIn(found.shelf, found.place);
  const before = made.get(path);
  const read = await readRegularFile(path, largestFile, before?.stamp);
  if (read === 'same' && before) return before.part;
  made.delete(path);
  if (typeof read === 'string' || !('bytes' in read)) return null;
  const judged = await judge(found.shelf, found.place, read.bytes, 'open');
  if (!('brief' in judged) || !isEdition(judged.brief, edition)) return null;
  const part = make(judged.brief);
  made.set(path, { stamp: read.stamp, part });
  return part;
}

async function readWhole(shelf: Shelf, place: Place, { opened }: Known): Promise<Edition> {
  const path = pathIn(shelf, place);
  const before = opened.get(path);
  const read = await readRegularFile(path, largestFile, before?.stamp);
  if (read === 'same' && before) return before;
  opened.delete(path);
  if (typeof read === 'string' || !('bytes' in read))
    return unread(fileOf(place), read === 'same' ? 'failed' : read);
  const edition = await judge(shelf, place, read.bytes, 'open');
  if ('brief' in edition) {
    for (const oldest of [...opened.keys()].slice(0, -keptWhole + 1)) opened.delete(oldest);
    opened.set(path, { ...edition, stamp: read.stamp });
  }
  return edition;
}

function taken({ id }: FoundBrief): UnreadableFile {
  return unreadableFile(id, { code: 'id-taken' }, id);
}

function newestFirst(a: FoundBrief, b: FoundBrief): number {
  const day = ({ editions }: FoundBrief) => editions[0]?.date.start ?? '';
  return day(b).localeCompare(day(a)) || (a.id < b.id ? -1 : 1);
}
