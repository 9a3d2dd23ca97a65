import { basename, join } from 'node:path';
import type { PrintJob, Result } from '../../core/api.ts';
import { completed } from '../../core/completing.ts';
import type { BoardFormat, BoardPage } from '../../core/lineage/board-export.ts';
import { defaultPrintOptions, type PrintOptions } from '../../core/printing/print.ts';
import type { PrintedBrief } from '../../core/printing/print-document.ts';
import type { UiLang } from '../../core/settings.ts';
import { fileNameOf } from '../disk/file-name.ts';
import { writeWhole } from '../disk/whole-file.ts';
import type { ExchangeSources } from '../exchange/exchange.ts';
import { unprintedSentence } from '../printing/print-words.ts';
import type { BriefWork } from './brief-work.ts';

const names: Readonly<Record<UiLang, string>> = { fr: 'Suivi des propositions', en: 'Proposals followed' };
const extensions: Readonly<Record<BoardFormat, string>> = { csv: 'csv', markdown: 'md' };

/** Asks where the board of proposals goes and writes it there; `null` when the reader thinks better of it. */
export async function writeBoard(
  around: Pick<ExchangeSources, 'askWhere' | 'documents'> & { readonly lang: UiLang },
  format: BoardFormat,
  text: string,
): Promise<Result<{ readonly file: string } | null>> {
  const extension = extensions[format];
  const offered = join(around.documents, fileNameOf(names[around.lang], extension));
  const path = await around.askWhere(offered, extension);
  if (path === null) return { ok: true, value: null };
  const written = await writeWhole(path, Buffer.from(text));
  const file = basename(path);
  if (written === 'written') return { ok: true, value: { file } };
  return {
    ok: false,
    error: { code: 'not-exported', sentence: unprintedSentence(written, file, around.lang) },
  };
}

/** The board as a brief of its own, which is printed as all are; `null` where it is larger than a brief may be. */
export async function boardJob(
  page: BoardPage,
  { paper, margins, textSize }: PrintOptions,
  now: Date,
  work: BriefWork,
): Promise<{ readonly job: PrintJob; readonly brief: PrintedBrief } | null> {
  const day = now.toISOString().slice(0, 10);
  const { body, title, lang, kind, place, standfirst, summary } = page;
  const fields = { title, lang, kind, place, standfirst, summary: [...summary] };
  const text = completed('board.md', body, {
    ...fields,
    id: 'board',
    date: { start: day, end: day },
    revised: day,
  });
  const opened = await work.open('board.md', Buffer.from(text));
  if (!('brief' in opened)) return null;
  return {
    job: {
      editions: [{ id: 'board', lang }],
      // What the reader decided stands in its text; of the choices made for briefs, those that suit any page are kept.
      options: { ...defaultPrintOptions, paper, margins, textSize, copy: 'clean' },
      files: 'one',
    },
    brief: { editions: [opened.brief], annotations: [], positions: {} },
  };
}
