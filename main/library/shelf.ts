import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { LibraryBrief } from '../../core/api.ts';
import { largestFile } from '../../core/brief.ts';
import { briefId, lang } from '../../core/brief-schema.ts';
import { gapsOf } from '../../core/completing.ts';
import type { ParsedBrief } from '../../core/parse.ts';
import type { Rule } from '../../core/parsing/rule.ts';
import { type Problem, quotable } from '../../core/problem.ts';
import { errorCode, readRegularFile, type Unread } from '../disk/regular-file.ts';
import { inTurns } from '../in-turns.ts';
import { type BriefWork, listed, type Unfit, type WholeBrief } from './brief-work.ts';
import type { ListedBy, ListedEdition } from './catalogue.ts';
import type { Known } from './known.ts';
import { readParsed } from './parsed.ts';
import { unreadProblem } from './unread-problem.ts';

/**
 * A folder of briefs, `<id>/<lang>.md`. In the reader's own they may stand anywhere: in the folder itself or in one of its
 * folders, under any name; what they say of themselves counts, so that they are found again when they are renamed.
 */
export interface Shelf {
  readonly origin: LibraryBrief['origin'];
  readonly folder: string;
  /** Given where files may be written meanwhile: one that is not whole and was just written is waited for. */
  readonly now?: () => Date;
  /** Where the build has left these briefs parsed. */
  readonly parsed?: string;
  /** What reads the reader's own, wherever that holds up nobody; left out, they are read on the spot. */
  readonly work?: BriefWork;
}

export interface FoundLibrary {
  /** The newest first. */
  readonly briefs: readonly FoundBrief[];
  readonly unreadable: readonly UnreadableFile[];
  /** The reader's files that are briefs but for fields that are missing. */
  readonly waiting: readonly UnreadableFile[];
  /** Whether files are still being written: to be looked at again soon. */
  readonly arriving: boolean;
}

export interface FoundBrief {
  readonly id: string;
  readonly origin: Shelf['origin'];
  /** At least one; French before English before others. */
  readonly editions: readonly ListedEdition[];
}

export interface UnreadableFile {
  /** Inside its shelf: `<id>/<lang>.md`. */
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** A file of a shelf: in one of its folders, or in the shelf itself where that is empty. */
export interface Place {
  readonly folder: string;
  readonly name: string;
}

/** The editions in one folder of a shelf, or what is wrong with it. */
export type FilesIn = { readonly places: readonly Place[] } | UnreadableFile;

/** How long a file that is not whole may still be in the making, in milliseconds. */
export const patience = 2000;

export type Listed = ListedBy | (Unfit & { readonly modified?: number });
export type Edition = WholeBrief | Unfit;

export function pathIn(shelf: Shelf, { folder, name }: Place): string {
  return join(shelf.folder, folder, name);
}

/** As the list and the problems name it. */
export function fileOf({ folder, name }: Place): string {
  return folder ? `${folder}/${name}` : name;
}

/** What a shelf holds, looked at once at a time: what one look has found the next needs not look for. */
export function readShelf(shelf: Shelf, known: Known): Promise<FoundLibrary> {
  return known.looks.take(() => lookAt(shelf, known));
}

async function lookAt(shelf: Shelf, known: Known): Promise<FoundLibrary> {
  await known.recall();
  const changes = shelf.origin === 'own' ? await known.changes() : null;
  const isSettled = (name: string) => changes !== null && !changes.has(name);
  const entries = await entriesOf(shelf.folder);
  if (typeof entries === 'string') {
    // A shelf that is not there yet is an empty one.
    const unreadable = entries === 'missing' ? [] : [unread('.', entries)];
    return { briefs: [], unreadable, waiting: [], arriving: false };
  }
  const isOwn = shelf.origin === 'own';
  const strays = entries.filter((entry) => !entry.isDirectory() && !(isOwn && isText(entry)));
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const loose = entries.filter((entry) => isOwn && isText(entry)).map(({ name }) => ({ folder: '', name }));
  const inFolders = await inTurns(folders.sort(), async (folder) => {
    const path = join(shelf.folder, folder);
    const before = isSettled(folder) ? known.folders.get(path) : undefined;
    const found = before ?? (await filesIn(shelf, folder));
    known.folders.set(path, found);
    return found;
  });
  const places = [...loose, ...inFolders.flatMap((found) => ('places' in found ? found.places : []))];
  const files = await inTurns(places, async (place) => ({
    place,
    edition: await listEdition(shelf, place, known, isSettled(place.folder || place.name)),
  }));
  forgetOthers(shelf, places, known);
  const shelved = isOwn ? shelveOwn(shelf, files, known) : shelve(shelf, files);
  return {
    ...shelved,
    unreadable: [
      ...strays.flatMap(stray),
      ...inFolders.flatMap((found) => ('places' in found ? [] : [found])),
      ...shelved.unreadable,
    ],
  };
}

/** The briefs in one folder of a shelf. */
async function filesIn(shelf: Shelf, folder: string): Promise<FilesIn> {
  const isOwn = shelf.origin === 'own';
  if (!isOwn && !briefId.safeParse(folder).success)
    return unreadableFile(folder, { code: 'form', form: 'brief-id' }, quotable(folder));
  if (await isLinked(shelf.folder, folder)) return unreadableFile(folder, { code: 'file-kind' });
  const entries = await entriesOf(join(shelf.folder, folder));
  if (typeof entries === 'string') return unread(folder, entries);
  const names = entries.map(({ name }) => name).filter((name) => name.endsWith('.md'));
  // A reader may keep other things there too.
  if (!names.length && !isOwn) return unreadableFile(folder, { code: 'no-briefs' });
  return { places: names.sort().map((name) => ({ folder, name })) };
}

interface ListedFile {
  readonly place: Place;
  readonly edition: Listed;
}

/** Each folder is a brief, each file in it an edition. */
function shelve({ origin }: Shelf, files: readonly ListedFile[]): FoundLibrary {
  return {
    briefs: grouped(origin, files),
    unreadable: files.flatMap(({ place, edition }) =>
      'problems' in edition ? [{ file: fileOf(place), problems: edition.problems }] : [],
    ),
    waiting: [],
    arriving: false,
  };
}

/** What each file says of itself counts; of two that are the same edition, the one in its place stands. */
function shelveOwn({ origin, now }: Shelf, files: readonly ListedFile[], known: Known): FoundLibrary {
  const isRecent = ({ modified }: { readonly modified?: number }): boolean =>
    now !== undefined && modified !== undefined && Math.abs(now().getTime() - modified) < patience;
  const unreadable: UnreadableFile[] = [];
  const waiting: UnreadableFile[] = [];
  let arriving = false;
  const stand = new Map<string, ListedFile>();
  for (const { place, edition } of files) {
    const file = fileOf(place);
    if ('problems' in edition) {
      if (isRecent(edition) && !known.settled.has(file)) arriving = true;
      else (gapsOf(edition.problems) ? waiting : unreadable).push({ file, problems: edition.problems });
      continue;
    }
    const key = `${edition.id}/${edition.listed.lang}`;
    const other = stand.get(key);
    const inPlace = file === `${key}.md`;
    if (!other || inPlace) stand.set(key, { place, edition });
    const [second, first] = inPlace ? [other?.place, place] : [place, other?.place];
    if (other && second && first)
      unreadable.push(
        unreadableFile(fileOf(second), { code: 'duplicate-edition', other: quotable(fileOf(first)) }),
      );
  }
  known.places.clear();
  for (const [key, { place }] of stand) known.places.set(key, place);
  return { briefs: grouped(origin, [...stand.values()]), unreadable, waiting, arriving };
}

function grouped(origin: Shelf['origin'], files: readonly ListedFile[]): FoundBrief[] {
  const briefs = new Map<string, ListedEdition[]>();
  for (const { edition } of files)
    if ('listed' in edition) briefs.set(edition.id, [...(briefs.get(edition.id) ?? []), edition.listed]);
  return [...briefs].map(([id, editions]) => ({ id, origin, editions: editions.sort(byLanguage) }));
}

/** What is known of files that are no longer there. */
function forgetOthers(shelf: Shelf, places: readonly Place[], { listed }: Known): void {
  const paths = new Set(places.map((place) => pathIn(shelf, place)));
  const within = join(shelf.folder, sep);
  for (const path of listed.keys()) if (path.startsWith(within) && !paths.has(path)) listed.delete(path);
}

async function listEdition(shelf: Shelf, place: Place, known: Known, isSettled: boolean): Promise<Listed> {
  const path = pathIn(shelf, place);
  const before = known.listed.get(path);
  if (before && isSettled) return before.made;
  const read = await readRegularFile(path, largestFile, before?.stamp);
  if (read === 'same' && before) return before.made;
  known.listed.delete(path);
  if (typeof read === 'string' || !('bytes' in read))
    return unread(fileOf(place), read === 'same' ? 'failed' : read);
  const whole = known.opened.get(path);
  const found = whole?.stamp === read.stamp ? whole : await judge(shelf, place, read.bytes, 'list');
  const made: Listed =
    'listed' in found ? { id: found.id, listed: found.listed } : { ...found, modified: read.modified };
  known.listed.set(path, { stamp: read.stamp, made });
  return made;
}

/** What is in a file of a shelf: all of it, or what the list says of it. */
export async function judge(shelf: Shelf, place: Place, bytes: Uint8Array, as: 'open'): Promise<Edition>;
export async function judge(
  shelf: Shelf,
  place: Place,
  bytes: Uint8Array,
  as: 'open' | 'list',
): Promise<ListedBy | Unfit>;
export async function judge(
  shelf: Shelf,
  place: Place,
  bytes: Uint8Array,
  as: 'open' | 'list',
): Promise<Edition | ListedBy> {
  const { folder: id, name } = place;
  const file = fileOf(place);
  if (shelf.origin === 'own') {
    // Plain text may look like a brief, but has never been meant as one.
    if (!name.endsWith('.md')) return unreadableFile(file, { code: 'front-matter-missing' });
    const work = shelf.work ?? (await import('./briefs-here.ts')).briefsHere;
    return work[as](file, bytes);
  }
  const made = shelf.parsed === undefined ? null : await readParsed(shelf.parsed, bytes);
  if (made && made.id === id && made.lang === languageOf(name)) return { ...listed(made), brief: made };
  // Loaded here, since a start whose briefs the build has parsed has no need of it.
  const { parse } = await import('../../core/parse.ts');
  const parsed = parse(file, bytes);
  return 'brief' in parsed ? inItsPlace(file, id, name, parsed) : { problems: parsed.problems };
}

/** A brief's id names its folder and its language its file, or nothing else could find it. */
function inItsPlace(file: string, id: string, name: string, parsed: ParsedBrief): Edition {
  if (!lang.safeParse(languageOf(name)).success)
    return unreadableFile(file, { code: 'form', form: 'language' }, quotable(name));
  const problems = misplacements(file, id, name, parsed);
  return problems.length ? { problems } : { ...listed(parsed.brief), brief: parsed.brief };
}

/** Where a brief's id and language differ from the names of its folder and its file. */
export function misplacements(
  file: string,
  id: string,
  name: string,
  { brief, lines }: ParsedBrief,
): Problem[] {
  const expected = { id, lang: languageOf(name) };
  return (['id', 'lang'] as const)
    .filter((field) => brief[field] !== expected[field])
    .map((field) => ({
      file,
      line: lines.field([field]),
      field,
      found: brief[field],
      rule: { code: 'choice', allowed: [quotable(expected[field])] },
    }));
}

function languageOf(name: string): string {
  return name.slice(0, -'.md'.length);
}

/** A folder that was swapped for a link after it was listed leads out of the shelf. */
export async function isLinked(shelf: string, id: string): Promise<boolean> {
  try {
    return !(await lstat(join(shelf, id))).isDirectory();
  } catch {
    return true;
  }
}

export async function entriesOf(folder: string): Promise<Dirent[] | 'missing' | 'denied' | 'failed'> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith('.'));
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return 'missing';
    return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'failed';
  }
}

/** What a reader may drop into the folder itself. */
function isText(entry: Dirent): boolean {
  return entry.isFile() && /\.(?:md|markdown|txt)$/i.test(entry.name);
}

/** What stands beside the folders: a brief that belongs in one, or something that is no file at all. */
function stray(entry: Dirent): UnreadableFile[] {
  if (!entry.isFile()) return [unreadableFile(entry.name, { code: 'file-kind' })];
  return entry.name.endsWith('.md') ? [unreadableFile(entry.name, { code: 'file-place' })] : [];
}

export function unread(file: string, why: Unread): UnreadableFile {
  const name = quotable(file);
  return { file: name, problems: [unreadProblem(name, why, largestFile)] };
}

export function unreadableFile(file: string, rule: Rule, found = ''): UnreadableFile {
  const name = quotable(file);
  return { file: name, problems: [{ file: name, line: 1, field: 'file', found, rule }] };
}

function byLanguage(a: ListedEdition, b: ListedEdition): number {
  const rank = ({ lang }: ListedEdition) => (lang === 'fr' ? 0 : lang === 'en' ? 1 : 2);
  return rank(a) - rank(b) || (a.lang < b.lang ? -1 : 1);
}
