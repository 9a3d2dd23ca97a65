import type { Dirent } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryBrief } from '../core/api.ts';
import type { Brief, EditionRef } from '../core/brief.ts';
import { briefId, lang } from '../core/brief-schema.ts';
import { largestFile, type ParsedBrief, parse } from '../core/parse.ts';
import { type Problem, quotable } from '../core/problem.ts';
import type { Rule } from '../core/rule.ts';
import { inTurns } from './in-turns.ts';
import { errorCode, readRegularFile, type Unread } from './regular-file.ts';
import { unreadProblem } from './unread-problem.ts';

/** A folder of briefs, `<id>/<lang>.md`. */
export interface Shelf {
  readonly origin: LibraryBrief['origin'];
  readonly folder: string;
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
  readonly editions: readonly Brief[];
}

export interface UnreadableFile {
  /** Inside its shelf: `<id>/<lang>.md`. */
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** What has been read before, by path, so that nothing is read or parsed a second time while it stays the same. */
export type Known = Map<string, { readonly stamp: string; readonly edition: Edition }>;

type Edition = { readonly brief: Brief } | { readonly problems: readonly Problem[] };

/**
 * Reads all briefs of the shelves. Where two bear the same id, that of the earlier shelf stands. Never rejects: what cannot
 * be read stands under `unreadable` with its problems.
 */
export async function readLibrary(
  shelves: readonly Shelf[],
  known: Known = new Map(),
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

/** The edition as its file is now, or its problems; `null` where the shelves hold no such brief. */
export async function openEdition(
  library: FoundLibrary,
  shelves: readonly Shelf[],
  { id, lang }: EditionRef,
  known: Known,
): Promise<Edition | null> {
  const found = library.briefs.find((brief) => brief.id === id);
  const shelf = shelves.find(({ origin }) => origin === found?.origin);
  return found && shelf ? readEdition(shelf, id, `${lang}.md`, known) : null;
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
    edition: await readEdition(shelf, id, name, known),
  }));
  const briefs = editions.flatMap(({ edition }) => ('brief' in edition ? [edition.brief] : []));
  return {
    briefs: briefs.length ? [{ id, origin: shelf.origin, editions: briefs.sort(byLanguage) }] : [],
    unreadable: editions.flatMap(({ file, edition }) =>
      'problems' in edition ? [{ file, problems: edition.problems }] : [],
    ),
  };
}

async function readEdition(shelf: Shelf, id: string, name: string, known: Known): Promise<Edition> {
  const file = `${id}/${name}`;
  const path = join(shelf.folder, id, name);
  const before = known.get(path);
  const read = await readRegularFile(path, largestFile, before?.stamp);
  if (read === 'same') return before?.edition ?? unreadableFile(file, { code: 'file-unread' });
  if (typeof read === 'string' || !('bytes' in read)) {
    known.delete(path);
    return unread(file, read);
  }
  const parsed = parse(file, read.bytes);
  const edition = 'brief' in parsed ? inItsPlace(file, id, name, parsed) : { problems: parsed.problems };
  known.set(path, { stamp: read.stamp, edition });
  return edition;
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

function byLanguage(a: Brief, b: Brief): number {
  const rank = ({ lang }: Brief) => (lang === 'fr' ? 0 : lang === 'en' ? 1 : 2);
  return rank(a) - rank(b) || (a.lang < b.lang ? -1 : 1);
}

function newestFirst(a: FoundBrief, b: FoundBrief): number {
  const day = ({ editions }: FoundBrief) => editions[0]?.date.start ?? '';
  return day(b).localeCompare(day(a)) || (a.id < b.id ? -1 : 1);
}
