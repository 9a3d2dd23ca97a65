import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Added, Result } from '../../core/api.ts';
import type { EditionRef } from '../../core/brief.ts';
import { completed, draftOf, type Gaps, gapsOf, noFrontMatter } from '../../core/completing.ts';
import type { DroppedFile } from '../../core/exchange.ts';
import { largestFile, parse } from '../../core/parse.ts';
import { decode } from '../../core/parsing/decode.ts';
import { problemSentence } from '../../core/problem.ts';
import type { UiLang } from '../../core/settings.ts';
import { fileNameOf } from '../file-name.ts';
import type { Answers } from '../gate.ts';
import { failure } from '../gate.ts';
import { readRegularFile } from '../regular-file.ts';
import { writeWhole } from '../whole-file.ts';
import type { FoundLibrary, Known } from './library.ts';
import { type OwnTrouble, ownCodes, ownSentence } from './own-words.ts';
import { isLinked } from './shelf.ts';

/** What the reader's own folder is worked on with. */
export interface OwnSources {
  readonly folder: () => string;
  /** The library as it is now, and where its own editions stand. */
  readonly list: () => Promise<FoundLibrary>;
  readonly known: Known;
  readonly lang: () => UiLang;
  /** Moves a file or a folder to the system's trash; rejects where there is none. */
  readonly trash: (path: string) => Promise<void>;
  /** Asks for a folder and keeps it; `null` when the reader thinks better of it. */
  readonly chooseFolder: (back: boolean) => Promise<string | null>;
}

export type OwnAnswers = Pick<
  Answers,
  'library.add' | 'library.draft' | 'library.complete' | 'library.trash' | 'library.chooseFolder'
>;

/** As much of that as adding a file takes. */
export type OwnFolder = Pick<OwnSources, 'folder' | 'list' | 'known' | 'lang'>;

/** Takes a file into the reader's own folder; `replace` where it may take the place of another revision. */
export async function addFile(own: OwnFolder, file: DroppedFile, replace: boolean): Promise<Result<Added>> {
  const { folder, list, known, lang } = own;
  const fail = (trouble: OwnTrouble, name: string) => failed(trouble, name, lang());
  const name = basename(file.name.replaceAll('\\', '/'));
  const [, stem = '', extension = ''] = /^(.*)\.(md|markdown|txt)$/i.exec(name) ?? [];
  if (!extension) return fail('kind', name);
  if (file.bytes.length > largestFile) return fail('too-large', name);
  if (!('text' in decode(file.bytes, largestFile))) return fail('not-text', name);
  const isPlain = extension.toLowerCase() === 'txt';
  const parsed = isPlain ? null : parse(name, file.bytes);
  if (parsed && 'brief' in parsed) {
    const { id, lang: language, title } = parsed.brief;
    const edition = { id, lang: language };
    const { briefs } = await list();
    const other = briefs.find((brief) => brief.id === id);
    if (other?.origin === 'bundled') return fail('taken', id);
    const path = placeOf(own, edition);
    if (path && !replace && !(await holds(path, file.bytes)))
      return added({ kind: 'exists', edition, title });
    return (await write(own, edition, file.bytes))
      ? added({ kind: 'added', edition })
      : fail('unwritten', name);
  }
  const [problem] = parsed && !gapsOf(parsed.problems) ? parsed.problems : [];
  if (problem) return failure({ kind: 'unreadable-brief', file: problem.file, problem }, lang());
  const free = await freeName(folder(), fileNameOf(stem, isPlain ? 'txt' : 'md'));
  await mkdir(folder(), { recursive: true }).catch(() => undefined);
  const written = await writeWhole(join(folder(), free), file.bytes);
  known.settled.add(free);
  return written === 'written' ? added({ kind: 'waiting', file: free }) : fail('unwritten', name);
}

/** Where an edition of the reader's own stands. */
export function placeOf(
  { folder, known }: Pick<OwnFolder, 'folder' | 'known'>,
  { id, lang }: EditionRef,
): string | null {
  const place = known.places.get(`${id}/${lang}`);
  return place ? join(folder(), place.folder, place.name) : null;
}

/** Writes a brief in its place, `<id>/<lang>.md`, or over the file it already has. */
async function write(own: OwnFolder, edition: EditionRef, bytes: Uint8Array): Promise<boolean> {
  const folder = own.folder();
  const path = placeOf(own, edition) ?? join(folder, edition.id, `${edition.lang}.md`);
  await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
  if (dirname(path) !== folder && (await isLinked(dirname(dirname(path)), basename(dirname(path)))))
    return false;
  return (await writeWhole(path, bytes)) === 'written';
}

function failed(trouble: OwnTrouble, file: string, lang: UiLang): Result<never> {
  return { ok: false, error: { code: ownCodes[trouble], sentence: ownSentence(trouble, file, lang) } };
}

/** Answers for the briefs in the reader's own folder. */
export function ownAnswers(sources: OwnSources): OwnAnswers {
  const { folder, list, known, lang } = sources;
  const fail = (trouble: OwnTrouble, file: string) => failed(trouble, file, lang());

  /** The text of a file of the folder that the list knows to be waiting, or is asked about. */
  async function textOf(file: string): Promise<{ readonly text: string; readonly bytes: Uint8Array } | null> {
    const { waiting } = await list();
    if (!waiting.some((one) => one.file === file)) return null;
    const read = await readRegularFile(join(folder(), ...file.split('/')), largestFile);
    if (typeof read === 'string' || !('bytes' in read)) return null;
    const decoded = decode(read.bytes, largestFile);
    return 'text' in decoded ? { text: decoded.text, bytes: read.bytes } : null;
  }

  return {
    'library.add': (file, replace) => addFile(sources, file, replace),

    'library.draft': async (file) => {
      const found = await textOf(file);
      if (!found) return fail('gone', file);
      return { ok: true, value: draftOf(file, found.text, gapsIn(file, found.bytes)) };
    },

    'library.complete': async (file, answers) => {
      const found = await textOf(file);
      if (!found) return fail('gone', file);
      const bytes = Buffer.from(completed(file, found.text, answers, gapsIn(file, found.bytes).foreign));
      const parsed = parse(file, bytes);
      if ('problems' in parsed) {
        const sentences = parsed.problems.map((problem) => problemSentence(problem, lang()));
        return { ok: true, value: { sentences } };
      }
      const edition = { id: parsed.brief.id, lang: parsed.brief.lang };
      const { briefs } = await list();
      if (
        placeOf(sources, edition) ||
        briefs.some(({ id, origin }) => id === edition.id && origin === 'bundled')
      )
        return { ok: true, value: { sentences: [ownSentence('taken', edition.id, lang())] } };
      if (!(await write(sources, edition, bytes))) return fail('unwritten', file);
      await putAway(folder(), file, edition);
      return { ok: true, value: { edition } };
    },

    'library.trash': async (what) => {
      const library = await list();
      const paths =
        'brief' in what
          ? await pathsOf(folder(), known, what.brief)
          : [...library.waiting, ...library.unreadable]
              .filter(({ file }) => file === what.file && file !== '.')
              .map(({ file }) => join(folder(), ...file.split('/')));
      const name = 'brief' in what ? what.brief : what.file;
      if (!paths.length) return fail('gone', name);
      try {
        for (const path of paths) await sources.trash(path);
      } catch {
        return fail('not-trashed', name);
      }
      return { ok: true, value: true };
    },

    'library.chooseFolder': async (back) => ({ ok: true, value: await sources.chooseFolder(back) }),
  };
}

function added(value: Added): Result<Added> {
  return { ok: true, value };
}

/** What is to be asked about a file that waits. */
function gapsIn(file: string, bytes: Uint8Array): Gaps {
  const parsed = file.endsWith('.txt') ? null : parse(file, bytes);
  return (parsed && 'problems' in parsed ? gapsOf(parsed.problems) : null) ?? noFrontMatter;
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  const read = await readRegularFile(path, largestFile);
  return typeof read === 'object' && 'bytes' in read && Buffer.compare(read.bytes, bytes) === 0;
}

/** A name that nothing in the folder has: `Note.md`, `Note 2.md`. */
async function freeName(folder: string, name: string): Promise<string> {
  const taken = new Set((await readdir(folder).catch(() => [])).map((one) => one.toLowerCase()));
  const [, stem = name, extension = ''] = /^(.*)(\.[^.]+)$/.exec(name) ?? [];
  for (let n = 1; ; n += 1) {
    const free = n === 1 ? name : `${stem} ${n}${extension}`;
    if (!taken.has(free.toLowerCase())) return free;
  }
}

/** What a completed brief was made of: Markdown stands whole in it and goes; plain text was changed, so it stays beside it. */
async function putAway(folder: string, file: string, { id }: EditionRef): Promise<void> {
  const path = join(folder, ...file.split('/'));
  if (file.endsWith('.txt')) await rename(path, join(folder, id, basename(file)));
  else await rm(path);
}

/** The files of a brief, or their folder where nothing else is in it. */
async function pathsOf(folder: string, known: Known, id: string): Promise<readonly string[]> {
  const places = [...known.places].flatMap(([key, place]) => (key.startsWith(`${id}/`) ? [place] : []));
  const [first] = places;
  if (first?.folder && places.every((place) => place.folder === first.folder)) {
    const others = new Set(await readdir(join(folder, first.folder)));
    for (const { name } of places) others.delete(name);
    // The plain text it was made of goes with it; anything else there is no business of the library's.
    if ([...others].every((name) => name.endsWith('.txt'))) return [join(folder, first.folder)];
  }
  return places.map((place) => join(folder, place.folder, place.name));
}
