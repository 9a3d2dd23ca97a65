import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, normalize, relative, sep } from 'node:path';
import type { Added, Result } from '../../core/api.ts';
import { type EditionRef, largestFile } from '../../core/brief.ts';
import type { DroppedFile } from '../../core/exchange.ts';
import { type Problem, problemSentence } from '../../core/problem.ts';
import type { UiLang } from '../../core/settings.ts';
import { fileNameOf } from '../disk/file-name.ts';
import { readRegularFile } from '../disk/regular-file.ts';
import { ownOnly, writeWhole } from '../disk/whole-file.ts';
import type { Answers } from '../gate.ts';
import { failure } from '../gate.ts';
import type { BriefWork } from './brief-work.ts';
import type { FoundLibrary, Known } from './library.ts';
import { type OwnTrouble, ownCodes, ownSentence } from './own-words.ts';
import { isLinked } from './shelf.ts';

/** What the reader's own folder is worked on with. */
export interface OwnSources {
  readonly folder: () => string;
  /** Makes what is asked for of what is in the folder. */
  readonly work: BriefWork;
  /** Called with the name in the folder of what was changed there, before it is listed again. */
  readonly touched: (name: string) => void;
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
export type OwnFolder = Pick<OwnSources, 'folder' | 'work' | 'touched' | 'list' | 'known' | 'lang'>;

/** Takes a file into the reader's own folder; `replace` where it may take the place of another revision. */
export async function addFile(own: OwnFolder, file: DroppedFile, replace: boolean): Promise<Result<Added>> {
  const { folder, work, list, known, lang } = own;
  const fail = (trouble: OwnTrouble, name: string) => failed(trouble, name, lang());
  const name = basename(file.name.replaceAll('\\', '/'));
  const [, stem = '', extension = ''] = /^(.*)\.(md|markdown|txt)$/i.exec(name) ?? [];
  if (!extension) return fail('kind', name);
  if (file.bytes.length > largestFile) return fail('too-large', name);
  const sorted = await work.sort(name, file.bytes);
  if (sorted !== 'waits' && 'listed' in sorted) {
    const { id } = sorted;
    const { lang: language, title } = sorted.listed;
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
  if (sorted !== 'waits') {
    const [problem] = sorted.problems;
    const isText = problem && !['encoding', 'control-character'].includes(problem.rule.code);
    return isText ? unreadable(problem, lang()) : fail('not-text', name);
  }
  const isPlain = extension.toLowerCase() === 'txt';
  const free = await freeName(folder(), fileNameOf(stem, isPlain ? 'txt' : 'md'));
  await mkdir(folder(), { recursive: true, mode: ownOnly.folder }).catch(() => undefined);
  const written = await writeWhole(join(folder(), free), file.bytes);
  known.settled.add(free);
  own.touched(free);
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

/** Writes a brief over the file it already has, or in its place, `<id>/<lang>.md`; what else stands there is kept. */
async function write(own: OwnFolder, edition: EditionRef, bytes: Uint8Array): Promise<boolean> {
  const folder = own.folder();
  const path = placeOf(own, edition) ?? (await freePath(folder, edition));
  await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
  if (dirname(path) !== folder && (await isLinked(dirname(dirname(path)), basename(dirname(path)))))
    return false;
  const written = await writeWhole(path, bytes);
  own.touched(topOf(relative(folder, path)));
  return written === 'written';
}

async function freePath(folder: string, { id, lang }: EditionRef): Promise<string> {
  return join(folder, id, await freeName(join(folder, id), `${lang}.md`));
}

function unreadable(problem: Problem, lang: UiLang): Result<never> {
  return failure({ kind: 'unreadable-brief', file: problem.file, problem }, lang);
}

function failed(trouble: OwnTrouble, file: string, lang: UiLang): Result<never> {
  return { ok: false, error: { code: ownCodes[trouble], sentence: ownSentence(trouble, file, lang) } };
}

/** Answers for the briefs in the reader's own folder. */
export function ownAnswers(sources: OwnSources): OwnAnswers {
  const { folder, work, touched, list, known, lang } = sources;
  const fail = (trouble: OwnTrouble, file: string) => failed(trouble, file, lang());

  /** What is in a file of the folder that the list knows to be waiting. */
  async function bytesOf(file: string): Promise<Uint8Array | null> {
    const { waiting } = await list();
    if (!waiting.some((one) => one.file === file)) return null;
    const read = await readRegularFile(join(folder(), ...file.split('/')), largestFile);
    return typeof read === 'object' && 'bytes' in read ? read.bytes : null;
  }

  return {
    'library.add': (file, replace) => addFile(sources, file, replace),

    'library.draft': async (file) => {
      const found = await bytesOf(file);
      if (!found) return fail('gone', file);
      const draft = await work.draft(file, found);
      if (!('problems' in draft)) return { ok: true, value: draft };
      const [problem] = draft.problems;
      return problem ? unreadable(problem, lang()) : fail('gone', file);
    },

    'library.complete': async (file, answers) => {
      const found = await bytesOf(file);
      if (!found) return fail('gone', file);
      const completed = await work.complete(file, found, answers);
      if ('problems' in completed) {
        const sentences = completed.problems.map((problem) => problemSentence(problem, lang()));
        return { ok: true, value: { sentences } };
      }
      const { edition, bytes } = completed;
      const { briefs } = await list();
      if (
        placeOf(sources, edition) ||
        briefs.some(({ id, origin }) => id === edition.id && origin === 'bundled')
      )
        return { ok: true, value: { sentences: [ownSentence('taken', edition.id, lang())] } };
      if (!(await write(sources, edition, bytes))) return fail('unwritten', file);
      await putAway(folder(), file, edition);
      touched(topOf(file));
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
        for (const path of paths) {
          await sources.trash(path);
          touched(topOf(relative(folder(), path)));
        }
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

/** The name in the folder of what a file stands in, or its own. `file` is named from the folder. */
function topOf(file: string): string {
  return normalize(file).split(sep, 1).join('');
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
