import { basename, join } from 'node:path';
import type { Annotation } from '../../core/annotation.ts';
import type { Result } from '../../core/api.ts';
import type { Brief } from '../../core/brief.ts';
import {
  type DroppedFile,
  type ExportedFile,
  type ExportOrder,
  type ImportChoices,
  type ImportPreview,
  largestImport,
} from '../../core/exchange.ts';
import { type ExportedBrief, titleIn } from '../../core/exporting/exported.ts';
import { type ExportFormat, extensions } from '../../core/exporting/format.ts';
import { writeExport } from '../../core/exporting/write-export.ts';
import type { UiLang } from '../../core/settings.ts';
import { fileNameOf } from '../file-name.ts';
import type { Answers } from '../gate.ts';
import { type FoundBrief, type Known, openEdition, type Shelf } from '../library/library.ts';
import { unprintedSentence } from '../printing/print-words.ts';
import { readRegularFile } from '../regular-file.ts';
import type { Stores } from '../stores/stores.ts';
import { writeWhole } from '../whole-file.ts';
import { type ExchangeTrouble, exchangeSentence } from './exchange-words.ts';
import type { ImportDone, ImportGround, ImportJob } from './import-job.ts';
import { zip } from './zip.ts';

/** What files of annotations are made from, and read against. */
export interface ExchangeSources {
  readonly stores: Stores;
  /** Every edition of a brief that can be read; none where the library has no such brief. */
  readonly editions: EditionsOf;
  readonly lang: () => UiLang;
  readonly now: () => Date;
  /** Asks the reader where a file goes, offering a path; `null` when the reader thinks better of it. */
  readonly askWhere: (offered: string, extension: string) => Promise<string | null>;
  /** Asks the reader which file to read; `null` when the reader thinks better of it. */
  readonly askWhich: () => Promise<string | null>;
  /** The folder that is offered. */
  readonly documents: string;
  /** Reads a file within limits of time and memory; `overrun` beyond them. */
  readonly runImport: (job: ImportJob) => Promise<ImportDone | 'overrun'>;
}

/** All editions of a brief that can be read. */
export type EditionsOf = (brief: string) => Promise<readonly Brief[]>;

type ExchangeAnswers = Pick<
  Answers,
  'annotations.export' | 'annotations.importFile' | 'annotations.previewImport' | 'annotations.applyImport'
>;

/** A file that was looked at, so that it is taken in as it was seen. */
interface Held extends DroppedFile, Pick<ImportGround, 'chosen' | 'open' | 'at'> {}

/** Answers for files of annotations. */
export function exchangeAnswers(sources: ExchangeSources): ExchangeAnswers {
  let held: Held | null = null;

  const fail = (trouble: ExchangeTrouble, file = ''): Result<never> => ({
    ok: false,
    error: {
      code: trouble.code === 'nothing-to-export' ? 'not-exported' : 'not-imported',
      sentence: exchangeSentence(trouble, file, sources.lang()),
    },
  });

  async function weighed(file: Held, choices: ImportChoices | null): Promise<Result<Weighed>> {
    const done = await weighFile(sources, file, choices);
    if ('trouble' in done) return fail(done.trouble, file.name);
    held = choices ? null : file;
    return { ok: true, value: done };
  }

  async function look(file: Held): Promise<Result<ImportPreview>> {
    const done = await weighed(file, null);
    return done.ok ? { ok: true, value: done.value.preview } : done;
  }

  return {
    'annotations.export': (order) => exportTo(sources, order, () => fail({ code: 'nothing-to-export' })),
    'annotations.importFile': async (dropped, open) => {
      held = null;
      const file = dropped ?? (await chosenFile(sources));
      if (file === null) return { ok: true, value: null };
      if ('trouble' in file) return fail(file.trouble, file.name);
      return look({ ...file, chosen: new Map(), open, at: sources.now().toISOString() });
    },
    'annotations.previewImport': async (chosen) => {
      if (!held) return fail({ code: 'gone' });
      return look({ ...held, chosen: new Map(chosen.map(({ name, edition }) => [name, edition])) });
    },
    'annotations.applyImport': async (choices) => {
      if (!held) return fail({ code: 'gone' });
      const done = await weighed(held, choices);
      return done.ok ? { ok: true, value: done.value.changes } : done;
    },
  };
}

export type Weighed = Extract<ImportDone, { readonly preview: unknown }>;

/** Reads a file and weighs its items against the library and what the reader has written. Changes nothing. */
export async function weighFile(
  {
    stores,
    editions,
    runImport,
  }: Pick<ExchangeSources, 'editions' | 'runImport'> & {
    readonly stores: Pick<Stores, 'annotations'>;
  },
  { name, bytes, ...given }: Held,
  choices: ImportChoices | null,
): Promise<Weighed | { readonly trouble: ExchangeTrouble }> {
  const file = { file: name, bytes };
  const first = await runImport({ ...file, ground: null });
  if (first === 'overrun') return { trouble: { code: 'overrun' } };
  if ('problem' in first) return { trouble: first.problem };
  const named = 'named' in first ? first.named : [];
  const about = [...named, ...given.chosen.values(), given.open].flatMap((edition) => edition?.id ?? []);
  const texts: Brief[] = [];
  const mine: Annotation[] = [];
  for (const id of new Set(about)) {
    const own = await editions(id);
    texts.push(...own);
    if (own.length) mine.push(...(await stores.annotations.of(id)).value.items);
  }
  const ground = { ...given, mine, choices, editions: texts.map(textOnly) };
  const done = await runImport({ ...file, ground });
  if (done === 'overrun') return { trouble: { code: 'overrun' } };
  if ('problem' in done) return { trouble: done.problem };
  return 'preview' in done ? done : { trouble: { code: 'gone' } };
}

function textOnly({ id, lang, text, revision }: Brief): ImportGround['editions'][number] {
  return { id, lang, text, revision };
}

async function exportTo(
  { stores, editions, lang, now, askWhere, documents }: ExchangeSources,
  { format, brief, ids }: ExportOrder,
  nothing: () => Result<never>,
): Promise<Result<ExportedFile | null>> {
  const exported = await exportedBriefs(stores, editions, brief, ids);
  const [only, another] = exported;
  if (!only) return nothing();
  const name = another ? 'Annotations' : titleIn(only, lang());
  const path = await askWhere(join(documents, fileNameOf(name, extensions[format])), extensions[format]);
  if (path === null) return { ok: true, value: null };
  const written = await writeWhole(path, exportBytes(format, exported, now(), lang()));
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
      exported.push({ id, titles: value.titles, editions: await editions(id), annotations });
  }
  return exported;
}

export function countOf(exported: readonly ExportedBrief[]): number {
  return exported.reduce((sum, { annotations }) => sum + annotations.length, 0);
}

export function exportBytes(
  format: ExportFormat,
  exported: readonly ExportedBrief[],
  now: Date,
  lang: UiLang,
): Uint8Array {
  const bytes = Buffer.from(writeExport(format, exported, now.toISOString(), lang));
  return format === 'annotations' ? zip('annotations.json', bytes) : bytes;
}

type Found = DroppedFile | { readonly name: string; readonly trouble: ExchangeTrouble } | null;

async function chosenFile({ askWhich }: ExchangeSources): Promise<Found> {
  const path = await askWhich();
  return path === null ? null : readImportFile(path, basename(path));
}

/** A file to import, read once and never beyond the limit. */
export async function readImportFile(path: string, name: string): Promise<NonNullable<Found>> {
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
): Promise<Brief[]> {
  const opened: Brief[] = [];
  for (const { lang } of brief?.editions ?? []) {
    const edition = await openEdition(shelves, { id: brief?.id ?? '', lang }, known);
    if (edition && 'brief' in edition) opened.push(edition.brief);
  }
  return opened;
}
