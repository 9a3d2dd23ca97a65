import { basename, join } from 'node:path';
import type { Annotation } from '../../core/annotation.ts';
import type { Result } from '../../core/api.ts';
import type { Brief, EditionRef } from '../../core/brief.ts';
import { briefId } from '../../core/brief-schema.ts';
import {
  type DroppedFile,
  type ExportedFile,
  type ExportOrder,
  type ImportChoices,
  type ImportPreview,
  largestImport,
} from '../../core/exchange.ts';
import { type ExportedBrief, titleIn } from '../../core/exporting/exported.ts';
import { extensions } from '../../core/exporting/format.ts';
import type { Change } from '../../core/history.ts';
import type { GroundEdition } from '../../core/importing/weigh.ts';
import type { Positions } from '../../core/position.ts';
import type { UiLang } from '../../core/settings.ts';
import { breathing } from '../breath.ts';
import { fileNameOf } from '../disk/file-name.ts';
import { readRegularFile } from '../disk/regular-file.ts';
import { writeWhole } from '../disk/whole-file.ts';
import { type Answers, failure } from '../gate.ts';
import { type FoundBrief, type Known, openEdition, type Shelf } from '../library/library.ts';
import { addFile, type OwnFolder } from '../library/own-briefs.ts';
import { packed } from '../packed.ts';
import { unprintedSentence } from '../printing/print-words.ts';
import type { Stores } from '../stores/stores.ts';
import { type ExchangeTrouble, exchangeSentence } from './exchange-words.ts';
import { type ExchangeWork, packExports } from './exchange-work.ts';
import { belongings } from './export-all.ts';
import type { HeldContent, ImportGround, WeighedFile } from './import-job.ts';

/** What files of annotations are made from, and read against. */
export interface ExchangeSources {
  readonly stores: Stores;
  /** Every edition of a brief that can be read; none where the library has no such brief. */
  readonly editions: EditionsOf;
  /** The reader's own folder, which briefs are taken into. */
  readonly own: OwnFolder;
  readonly lang: () => UiLang;
  readonly now: () => Date;
  /** Asks the reader where a file goes, offering a path; `null` when the reader thinks better of it. */
  readonly askWhere: (offered: string, extension: string) => Promise<string | null>;
  /** Asks the reader which file to read; `null` when the reader thinks better of it. */
  readonly askWhich: (kind: 'annotations' | 'archive') => Promise<string | null>;
  /** The file that was opened with the program and is next to be looked at. */
  readonly opened: () => string | null;
  /** The folder that is offered. */
  readonly documents: string;
  /** Reads and makes files. */
  readonly work: ExchangeWork;
}

/** All editions of a brief that can be read, with the shelf they stand on. */
export type EditionsOf = (brief: string) => Promise<readonly GroundEdition[]>;

type ExchangeAnswers = Pick<
  Answers,
  | 'annotations.export'
  | 'annotations.exportAll'
  | 'annotations.importFile'
  | 'annotations.previewImport'
  | 'annotations.applyImport'
>;

/** A file that was looked at, so that it is taken in as it was seen. */
export interface HeldFile extends Pick<ImportGround, 'chosen' | 'open' | 'at'> {
  readonly name: string;
  readonly content: HeldContent;
}

/** Answers for files of annotations. */
export function exchangeAnswers(sources: ExchangeSources): ExchangeAnswers {
  let held: HeldFile | null = null;

  const fail = (trouble: ExchangeTrouble, file = ''): Result<never> => ({
    ok: false,
    error: {
      code: trouble.code === 'nothing-to-export' ? 'not-exported' : 'not-imported',
      sentence: exchangeSentence(trouble, file, sources.lang()),
    },
  });

  async function look(file: HeldFile): Promise<Result<ImportPreview>> {
    const done = await weighHeld(sources, file, null);
    held = file;
    return 'trouble' in done ? fail(done.trouble, file.name) : { ok: true, value: done.preview };
  }

  return {
    'annotations.export': (order) => exportTo(sources, order, () => fail({ code: 'nothing-to-export' })),
    'annotations.exportAll': () => exportAll(sources),
    'annotations.importFile': async (dropped, open) => {
      held = null;
      const isDropped = dropped !== null && typeof dropped === 'object';
      const path = isDropped
        ? null
        : dropped === 'opened'
          ? sources.opened()
          : await sources.askWhich(dropped ?? 'annotations');
      const file = isDropped ? dropped : path === null ? null : await readImportFile(path, basename(path));
      if (!file) return { ok: true, value: null };
      if ('trouble' in file) return fail(file.trouble, file.name);
      const read = await readContent(sources.work, file.bytes);
      if ('trouble' in read) return fail(read.trouble, file.name);
      const { name } = file;
      return look({ name, content: read.content, chosen: new Map(), open, at: sources.now().toISOString() });
    },
    'annotations.previewImport': async (chosen) => {
      if (!held) return fail({ code: 'gone' });
      return look({ ...held, chosen: new Map(chosen.map(({ name, edition }) => [name, edition])) });
    },
    'annotations.applyImport': async (choices) => {
      if (!held) return fail({ code: 'gone' });
      const file = held;
      const done = await weighHeld(sources, file, choices);
      held = null;
      if ('trouble' in done) return fail(done.trouble, file.name);
      const briefs = await takeBriefs(sources, file.content, done);
      if (!briefs.ok) return briefs;
      const settings = choices.settings ? file.content.settings : null;
      return { ok: true, value: { briefs: briefs.value, changes: done.changes, settings } };
    },
  };
}

/** What a file holds, or why nothing. */
export async function readContent(
  { runImport }: Pick<ExchangeWork, 'runImport'>,
  bytes: Uint8Array,
): Promise<{ readonly content: HeldContent } | { readonly trouble: ExchangeTrouble }> {
  const read = await runImport({ step: 'read', bytes });
  if (read === 'overrun') return { trouble: { code: 'overrun' } };
  if ('problem' in read) return { trouble: read.problem };
  return 'content' in read ? read : { trouble: { code: 'gone' } };
}

/** Weighs a file's content against the library and what the reader has written. Changes nothing. */
export async function weighHeld(
  {
    stores,
    editions,
    work,
  }: Pick<ExchangeSources, 'editions' | 'stores'> & { readonly work: Pick<ExchangeWork, 'runImport'> },
  { name, content, ...given }: HeldFile,
  choices: ImportChoices | null,
): Promise<WeighedFile | { readonly trouble: ExchangeTrouble }> {
  const chosen = [...given.chosen.values(), given.open].flatMap((edition) => edition?.id ?? []);
  const found: GroundEdition[] = [];
  const mine: Annotation[] = [];
  const positions = new Map<string, Positions>();
  const hasAnnotations = await stores.annotations.holds();
  const hasPositions = await stores.positions.holds();
  const pause = breathing();
  for (const id of new Set([...content.about, ...chosen])) {
    await pause();
    // A name from elsewhere is no name of a file until it has the form of one.
    if (!briefId.safeParse(id).success) continue;
    found.push(...(await editions(id)));
    if (hasAnnotations(id)) for (const item of (await stores.annotations.of(id)).value.items) mine.push(item);
    if (hasPositions(id)) positions.set(id, (await stores.positions.of(id)).value.positions);
  }
  const settings = (await stores.settings).value;
  const ground = { ...given, mine: await packed(mine), positions, settings, choices, editions: found };
  const done = await work.runImport({ step: 'weigh', file: name, content, ground });
  if (done === 'overrun') return { trouble: { code: 'overrun' } };
  if ('problem' in done) return { trouble: done.problem };
  return 'preview' in done ? done : { trouble: { code: 'gone' } };
}

/** Writes the briefs that are taken in to the reader's own folder; the library then has them. */
export async function takeBriefs(
  { own, stores }: Pick<ExchangeSources, 'own' | 'stores'>,
  { briefs, titles }: Pick<HeldContent, 'briefs' | 'titles'>,
  { taken, changes }: WeighedFile,
): Promise<Result<EditionRef[]>> {
  const editions: EditionRef[] = [];
  for (const index of taken) {
    const file = briefs[index];
    if (!file) continue;
    const added = await addFile(own, file, true);
    if (!added.ok) return added;
    if (added.value.kind === 'added') editions.push(added.value.edition);
  }
  if (taken.length) await own.list();
  // What was written on a brief that is gone keeps its titles: they are all that names it.
  for (const { brief, counts } of changes) {
    const known = titles.get(brief);
    if (!known) continue;
    for (const of of ['annotation', 'position'] as const)
      if (counts[of] > 0) await keepTitles(stores, of, brief, known);
  }
  return { ok: true, value: editions };
}

async function keepTitles(
  stores: Stores,
  of: Change['of'],
  brief: string,
  titles: Readonly<Record<string, string>>,
): Promise<void> {
  if (of === 'annotation') {
    const store = await stores.annotations.of(brief);
    await store.change({ titles: { ...titles, ...store.value.titles }, put: [], drop: [] });
  } else {
    const store = await stores.positions.of(brief);
    await store.change({ titles: { ...titles, ...store.value.titles }, positions: {} });
  }
}

/** Asks where, then writes all that is the reader's own to one archive. */
async function exportAll(sources: ExchangeSources): Promise<Result<ExportedFile | null>> {
  const { stores, own, lang, now, askWhere, documents, work } = sources;
  const name = fileNameOf(`Aide-mémoire ${now().toISOString().slice(0, 10)}`, 'zip');
  const path = await askWhere(join(documents, name), 'zip');
  if (path === null) return { ok: true, value: null };
  const file = basename(path);
  const fail = (sentence: string): Result<never> => ({
    ok: false,
    error: { code: 'not-exported', sentence },
  });
  const all = await belongings(stores, own);
  if ('unread' in all) return fail(exchangeSentence({ code: 'own-unread' }, all.unread, lang()));
  const bytes = await work.runExport({ format: 'archive', own: all, at: now().toISOString() });
  if (bytes === 'overrun') return failure({ kind: 'internal' }, lang());
  const written = await writeWhole(path, bytes);
  if (written !== 'written') return fail(unprintedSentence(written, file, lang()));
  return { ok: true, value: { file, annotations: all.counts.annotations } };
}

async function exportTo(
  { stores, editions, lang, now, askWhere, documents, work }: ExchangeSources,
  { format, brief, ids }: ExportOrder,
  nothing: () => Result<never>,
): Promise<Result<ExportedFile | null>> {
  const exported = await exportedBriefs(stores, editions, brief, ids);
  const [only, another] = exported;
  if (!only) return nothing();
  const name = another ? 'Annotations' : titleIn(only, lang());
  const path = await askWhere(join(documents, fileNameOf(name, extensions[format])), extensions[format]);
  if (path === null) return { ok: true, value: null };
  const briefs = await packExports(exported);
  const bytes = await work.runExport({ format, briefs, at: now().toISOString(), lang: lang() });
  if (bytes === 'overrun') return failure({ kind: 'internal' }, lang());
  const written = await writeWhole(path, bytes);
  const file = basename(path);
  if (written !== 'written')
    return { ok: false, error: { code: 'not-exported', sentence: unprintedSentence(written, file, lang()) } };
  return { ok: true, value: { file, annotations: countOf(exported) } };
}

/** What the reader wrote on one brief, or on all, and on some of its passages only; briefs without any are left out. */
export async function exportedBriefs(
  stores: Pick<Stores, 'annotations'>,
  editions: EditionsOf,
  brief: string | null,
  ids: readonly string[] | null,
): Promise<ExportedBrief[]> {
  const files =
    brief === null ? await stores.annotations.all() : new Map([[brief, await stores.annotations.of(brief)]]);
  const wanted = ids && new Set(ids);
  const exported: ExportedBrief[] = [];
  for (const [id, { value }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const annotations = wanted ? value.items.filter((item) => wanted.has(item.id)) : value.items;
    if (annotations.length)
      exported.push({ id, titles: value.titles, editions: briefsOf(await editions(id)), annotations });
  }
  return exported;
}

function briefsOf(editions: readonly GroundEdition[]): Brief[] {
  return editions.map(({ brief }) => brief);
}

export function countOf(exported: readonly ExportedBrief[]): number {
  return exported.reduce((sum, { annotations }) => sum + annotations.length, 0);
}

type Found = DroppedFile | { readonly name: string; readonly trouble: ExchangeTrouble };

/** A file to import, read once and never beyond the limit. */
export async function readImportFile(path: string, name: string): Promise<Found> {
  const read = await readRegularFile(path, largestImport);
  if (typeof read === 'string') return { name, trouble: { code: read } };
  if ('bytes' in read) return { name, bytes: read.bytes };
  return { name, trouble: { code: 'too-large', maximum: largestImport } };
}

/** The editions of a listed brief, whole. */
export async function openEditions(
  shelves: readonly Shelf[],
  brief: FoundBrief | undefined,
  known?: Known,
): Promise<GroundEdition[]> {
  const opened: GroundEdition[] = [];
  for (const { lang } of brief?.editions ?? []) {
    const edition = await openEdition(shelves, { id: brief?.id ?? '', lang }, known);
    if (brief && edition && 'brief' in edition) opened.push({ brief: edition.brief, origin: brief.origin });
  }
  return opened;
}
