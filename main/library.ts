import type { Dirent } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditionSummary, LibraryBrief } from '../core/api.ts';
import type { Brief, EditionRef } from '../core/brief.ts';
import { briefId, lang } from '../core/brief-schema.ts';
import { largestFile, type ParsedBrief, parse } from '../core/parse.ts';
import { type Problem, quotable } from '../core/problem.ts';
import type { Rule } from '../core/rule.ts';
import { inTurns } from './in-turns.ts';
import { readParsed } from './parsed.ts';
import { errorCode, readRegularFile, type Unread } from './regular-file.ts';
import { unreadProblem } from './unread-problem.ts';

/** A folder of briefs, `<id>/<lang>.md`. */
export interface Shelf {
  readonly origin: LibraryBrief['origin'];
  readonly folder: string;
  /** Where the build has left these briefs parsed. */
  readonly parsed?: string;
}

export interface FoundLibrary {
  /** The newest first. */
  readonly briefs: readonly FoundBrief[];
  readonly unreadable: readonly UnreadableFile[];
}

export interface FoundBrief {
  readonly id: string;
  readonly origin: Shelf['origin'];
  /** At least one; French before English before others. */
  readonly editions: readonly ListedEdition[];
}

/** What the list needs to know of an edition; its text is read when it is opened. */
export interface ListedEdition extends EditionSummary, Pick<Brief, 'revised'> {
  /** Ids of its proposals. */
  readonly proposals: readonly string[];
}

export interface UnreadableFile {
  /** Inside its shelf: `<id>/<lang>.md`. */
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** What has been read before, by path, so that nothing is read or parsed a second time while it stays the same. */
export interface Known {
  readonly listed: Map<string, { readonly stamp: string; readonly edition: Listed }>;
  /** The editions last opened, whole. */
  readonly opened: Map<string, { readonly stamp: string; readonly brief: Brief }>;
}

export function nothingKnown(): Known {
  return { listed: new Map(), opened: new Map() };
}

/** How many editions are kept whole: those of a reader who goes to and fro between languages and meetings. */
const keptWhole = 8;

type Listed = { readonly listed: ListedEdition } | Unfit;
type Edition = { readonly brief: Brief } | Unfit;
type Unfit = { readonly problems: readonly Problem[] };

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
  for (const shelf of shelves) {
    const found = await readShelf(shelf, known);
    unreadable.push(...found.unreadable);
    for (const brief of found.briefs) {
      if (briefs.has(brief.id)) unreadable.push(taken(brief));
      else briefs.set(brief.id, brief);
    }
  }
  return { briefs: [...briefs.values()].sort(newestFirst), unreadable };
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
  const shelf = await shelfOf(shelves, edition.id);
  return shelf && readWhole(shelf, edition.id, `${edition.lang}.md`, known);
}

async function shelfOf(shelves: readonly Shelf[], id: string): Promise<Shelf | null> {
  if (!briefId.safeParse(id).success) return null;
  for (const shelf of shelves) {
    const entries = await entriesOf(join(shelf.folder, id));
    if (typeof entries === 'string') continue;
    return (await isLinked(shelf.folder, id)) ? null : shelf;
  }
  return null;
}

/** What was made of editions before, by path. */
export type Made<T> = Map<string, { readonly stamp: string; readonly part: T }>;

/** What `make` makes of an edition, read and made once while its file stays the same; `null` where it cannot be read. */
export async function partOf<T>(
  shelves: readonly Shelf[],
  { id, lang }: EditionRef,
  made: Made<T>,
  make: (brief: Brief) => T,
): Promise<T | null> {
  const shelf = await shelfOf(shelves, id);
  if (!shelf) return null;
  const name = `${lang}.md`;
  const path = join(shelf.folder, id, name);
  const before = made.get(path);
  const read = await readRegularFile(path, largestFile, before?.stamp);
  if (read === 'same' && before) return before.part;
  made.delete(path);
  if (typeof read === 'string' || !('bytes' in read)) return null;
  const edition = await judge(shelf, id, name, read.bytes);
  if (!('brief' in edition)) return null;
  const part = make(edition.brief);
  made.set(path, { stamp: read.stamp, part });
  return part;
}

async function readWhole(shelf: Shelf, id: string, name: string, { opened }: Known): Promise<Edition> {
  const path = join(shelf.folder, id, name);
  const before = opened.get(path);
  const read = await readRegularFile(path, largestFile, before?.stamp);
  if (read === 'same' && before) return before;
  opened.delete(path);
  if (typeof read === 'string' || !('bytes' in read))
    return unread(`${id}/${name}`, read === 'same' ? 'failed' : read);
  const edition = await judge(shelf, id, name, read.bytes);
  if ('brief' in edition) {
    for (const oldest of [...opened.keys()].slice(0, -keptWhole + 1)) opened.delete(oldest);
    opened.set(path, { stamp: read.stamp, brief: edition.brief });
  }
  return edition;
}

async function readShelf(shelf: Shelf, known: Known): Promise<FoundLibrary> {
  const entries = await entriesOf(shelf.folder);
  if (typeof entries === 'string') {
    // A shelf that is not there yet is an empty one.
    const unreadable = entries === 'missing' ? [] : [unread('.', entries)];
    return { briefs: [], unreadable };
  }
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const strays = entries.filter((entry) => !entry.isDirectory()).flatMap(stray);
  const found = await inTurns(folders.sort(), (folder) => readFolder(shelf, folder, known));
  return {
    briefs: found.flatMap(({ briefs }) => briefs),
    unreadable: [...strays, ...found.flatMap(({ unreadable }) => unreadable)],
  };
}

/** One brief's folder: its editions, and those that could not be read. */
async function readFolder(shelf: Shelf, id: string, known: Known): Promise<FoundLibrary> {
  const nothing = (problem: UnreadableFile) => ({ briefs: [], unreadable: [problem] });
  if (!briefId.safeParse(id).success)
    return nothing(unreadableFile(id, { code: 'form', form: 'brief-id' }, quotable(id)));
  if (await isLinked(shelf.folder, id)) return nothing(unreadableFile(id, { code: 'file-kind' }));
  const entries = await entriesOf(join(shelf.folder, id));
  if (typeof entries === 'string') return nothing(unread(id, entries));
  const names = entries.map(({ name }) => name).filter((name) => name.endsWith('.md'));
  if (!names.length) return nothing(unreadableFile(id, { code: 'no-briefs' }));
  const editions = await inTurns(names.sort(), async (name) => ({
    file: `${id}/${name}`,
    edition: await listEdition(shelf, id, name, known),
  }));
  const briefs = editions.flatMap(({ edition }) => ('listed' in edition ? [edition.listed] : []));
  return {
    briefs: briefs.length ? [{ id, origin: shelf.origin, editions: briefs.sort(byLanguage) }] : [],
    unreadable: editions.flatMap(({ file, edition }) =>
      'problems' in edition ? [{ file, problems: edition.problems }] : [],
    ),
  };
}

async function listEdition(shelf: Shelf, id: string, name: string, known: Known): Promise<Listed> {
  const path = join(shelf.folder, id, name);
  const before = known.listed.get(path);
  const read = await readRegularFile(path, largestFile, before?.stamp);
  if (read === 'same' && before) return before.edition;
  known.listed.delete(path);
  if (typeof read === 'string' || !('bytes' in read))
    return unread(`${id}/${name}`, read === 'same' ? 'failed' : read);
  const whole = known.opened.get(path);
  const edition =
    whole?.stamp === read.stamp ? { brief: whole.brief } : await judge(shelf, id, name, read.bytes);
  const listed = 'brief' in edition ? { listed: summaryOf(edition.brief) } : edition;
  known.listed.set(path, { stamp: read.stamp, edition: listed });
  return listed;
}

async function judge(
  { parsed: ready }: Shelf,
  id: string,
  name: string,
  bytes: Uint8Array,
): Promise<Edition> {
  const made = ready === undefined ? null : await readParsed(ready, bytes);
  if (made && made.id === id && made.lang === languageOf(name)) return { brief: made };
  const file = `${id}/${name}`;
  const parsed = parse(file, bytes);
  return 'brief' in parsed ? inItsPlace(file, id, name, parsed) : { problems: parsed.problems };
}

function summaryOf(brief: Brief): ListedEdition {
  const { lang, title, kind, series, date, place, revised, revision, text } = brief;
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}’'-]*/gu)?.length ?? 0;
  const proposals = brief.proposals.map((proposal) => proposal.id);
  return { lang, title, kind, series, date, place, revised, revision, words, proposals };
}

/** A brief's id names its folder and its language its file, or nothing else could find it. */
function inItsPlace(file: string, id: string, name: string, parsed: ParsedBrief): Edition {
  if (!lang.safeParse(languageOf(name)).success)
    return unreadableFile(file, { code: 'form', form: 'language' }, quotable(name));
  const problems = misplacements(file, id, name, parsed);
  return problems.length ? { problems } : { brief: parsed.brief };
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
async function isLinked(shelf: string, id: string): Promise<boolean> {
  try {
    return (await realpath(join(shelf, id))) !== join(await realpath(shelf), id);
  } catch {
    return true;
  }
}

async function entriesOf(folder: string): Promise<Dirent[] | 'missing' | 'denied' | 'failed'> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith('.'));
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return 'missing';
    return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'failed';
  }
}

/** What stands beside the folders: a brief that belongs in one, or something that is no file at all. */
function stray(entry: Dirent): UnreadableFile[] {
  if (!entry.isFile()) return [unreadableFile(entry.name, { code: 'file-kind' })];
  return entry.name.endsWith('.md') ? [unreadableFile(entry.name, { code: 'file-place' })] : [];
}

function taken({ id }: FoundBrief): UnreadableFile {
  return unreadableFile(id, { code: 'id-taken' }, id);
}

function unread(file: string, why: Unread): UnreadableFile {
  const name = quotable(file);
  return { file: name, problems: [unreadProblem(name, why, largestFile)] };
}

function unreadableFile(file: string, rule: Rule, found = ''): UnreadableFile {
  const name = quotable(file);
  return { file: name, problems: [{ file: name, line: 1, field: 'file', found, rule }] };
}

function byLanguage(a: ListedEdition, b: ListedEdition): number {
  const rank = ({ lang }: ListedEdition) => (lang === 'fr' ? 0 : lang === 'en' ? 1 : 2);
  return rank(a) - rank(b) || (a.lang < b.lang ? -1 : 1);
}

function newestFirst(a: FoundBrief, b: FoundBrief): number {
  const day = ({ editions }: FoundBrief) => editions[0]?.date.start ?? '';
  return day(b).localeCompare(day(a)) || (a.id < b.id ? -1 : 1);
}
