import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { WebContentsPrintOptions } from 'electron';
import type { Printed, PrintJob, Result } from '../../core/api.ts';
import type { EditionRef } from '../../core/brief.ts';
import { gutter, sheetOf } from '../../core/printing/print.ts';
import type { PrintDocument, PrintedBrief } from '../../core/printing/print-document.ts';
import { isPack, titleOf } from '../../core/printing/print-title.ts';
import type { UiLang } from '../../core/settings.ts';
import { fileNameOf } from '../disk/file-name.ts';
import { writeWhole } from '../disk/whole-file.ts';
import { finishingOf, pagesOfParts } from './pdf.ts';
import { attachmentsOf } from './print-attachments.ts';
import { keepReady, makePdf, type PrintRoom, withPages } from './print-window.ts';
import { type Unprinted, unprintedSentence } from './print-words.ts';
import type { PrintWork } from './print-work.ts';

/** What printing needs of the app around it. */
export interface PrintSurroundings extends PrintRoom {
  readonly work: PrintWork;
  readonly lang: () => UiLang;
  readonly now: () => Date;
  /** Called with what went wrong in making the pages: for the log. */
  readonly complain: (reason: unknown) => void;
  /** Asks the reader where the file goes, offering a path; `null` when the reader thinks better of it. */
  readonly askWhere: (offered: string) => Promise<string | null>;
  /** Asks the reader for the folder that several files go to. */
  readonly askFolder: (offered: string) => Promise<string | null>;
  /** The folder that is offered. */
  readonly documents: string;
  /** The file an edition was read from. */
  readonly source: (edition: EditionRef) => Promise<Uint8Array | null>;
  readonly progress: (done: number, of: number) => void;
}

export type Briefs = readonly [PrintedBrief, ...PrintedBrief[]];

/** The answers of `api.print`, for briefs that have been read. */
export interface Printing {
  preview(job: PrintJob, briefs: Briefs): Promise<Result<Uint8Array | null>>;
  pdf(job: PrintJob, briefs: Briefs): Promise<Result<Printed | null>>;
  paper(job: PrintJob, briefs: Briefs): Promise<Result<boolean>>;
  cancel(): void;
}

/** How far one file has come: laid out, made into pages, finished, written. */
const steps = 4;

/** How long pages that were shown are kept, in milliseconds. */
const patience = 5 * 60_000;

export function openPrinting(around: PrintSurroundings): Printing {
  const running = new Set<AbortController>();
  let previewing: AbortController | null = null;
  /** The pages that were shown last: whoever saves just them need not wait for them once more. */
  let shown: { readonly of: string; readonly bytes: Uint8Array } | null = null;
  let forgetting: NodeJS.Timeout | undefined;

  const show = (printed: PrintDocument, bytes: Uint8Array): void => {
    shown = { of: contentOf(printed), bytes };
    clearTimeout(forgetting);
    forgetting = setTimeout(() => {
      shown = null;
    }, patience).unref();
  };

  /** Whatever is begun ends the preview that is being made; `cancelled` where it is itself ended before its time. */
  async function begin<T>(
    cancelled: T,
    work: (signal: AbortSignal) => Promise<Result<T>>,
    isPreview = false,
  ): Promise<Result<T>> {
    previewing?.abort();
    const own = new AbortController();
    previewing = isPreview ? own : null;
    running.add(own);
    // What is asked first, and what is printed next, need not wait for a page of print.
    keepReady(around);
    try {
      return await work(own.signal);
    } catch (error) {
      if (own.signal.aborted) return { ok: true, value: cancelled };
      around.complain(error);
      return failed('pages', '', around.lang());
    } finally {
      running.delete(own);
      keepReady(around);
    }
  }

  const documentOf = (
    { options }: PrintJob,
    briefs: Briefs,
    marks: PrintDocument['marks'],
  ): Promise<PrintDocument> =>
    around.work.document({ briefs, options, marks, lang: around.lang(), at: around.now().toISOString() });

  async function each(job: PrintJob, briefs: Briefs, signal: AbortSignal): Promise<Result<Printed | null>> {
    const folder = await around.askFolder(around.documents);
    if (folder === null) return { ok: true, value: null };
    const files: string[] = [];
    for (const [index, brief] of briefs.entries()) {
      const printed = await documentOf(job, [brief], 'native');
      const tell = (step: number) => around.progress(index * steps + step, briefs.length * steps);
      const bytes = await pdfOf(around, printed, signal, tell);
      const file = await freeName(folder, titleOf(printed));
      const written = await writeWhole(join(folder, file), bytes);
      if (written !== 'written') return failed(written, file, around.lang());
      files.push(file);
      tell(steps);
    }
    return { ok: true, value: { files, folder: basename(folder) } };
  }

  async function one(job: PrintJob, briefs: Briefs, signal: AbortSignal): Promise<Result<Printed | null>> {
    const printed = await documentOf(job, briefs, 'native');
    const path = await around.askWhere(join(around.documents, fileNameOf(titleOf(printed), 'pdf')));
    if (path === null) return { ok: true, value: null };
    const tell = (step: number) => around.progress(step, steps);
    const known = shown && shown.of === contentOf(printed) ? shown.bytes : null;
    const bytes = known ?? (await pdfOf(around, printed, signal, tell));
    const file = basename(path);
    const written = await writeWhole(path, bytes);
    tell(steps);
    return written === 'written'
      ? { ok: true, value: { files: [file], folder: basename(dirname(path)) } }
      : failed(written, file, around.lang());
  }

  return {
    preview: (job, briefs) =>
      begin<Uint8Array | null>(
        null,
        async (signal) => {
          const printed = await documentOf(job, briefs, 'native');
          const bytes = await pdfOf(around, printed, signal, () => undefined);
          show(printed, bytes);
          return { ok: true, value: bytes };
        },
        true,
      ),
    pdf: (job, briefs) =>
      begin<Printed | null>(null, (signal) => (job.files === 'each' ? each : one)(job, briefs, signal)),
    paper: (job, briefs) =>
      begin<boolean>(false, async (signal) => {
        const printed = await withNumbers(around, await documentOf(job, briefs, 'painted'), signal);
        const outcome = await handOver(around, printed, signal);
        if (outcome === null) return { ok: true, value: true };
        return /cancel/i.test(outcome) ? { ok: true, value: false } : failed('printer', '', around.lang());
      }),
    cancel: () => {
      for (const controller of running) controller.abort();
    },
  };
}

/** Writes the document as a PDF; answers why not, or `null`. */
export async function printTo(
  around: Pick<PrintSurroundings, 'complain' | 'source' | 'work' | keyof PrintRoom>,
  file: string,
  printed: PrintDocument,
): Promise<Unprinted | null> {
  let bytes: Uint8Array;
  try {
    bytes = await pdfOf(around, printed, new AbortController().signal, () => undefined);
  } catch (error) {
    around.complain(error);
    return 'pages';
  }
  const written = await writeWhole(file, bytes);
  return written === 'written' ? null : written;
}

/** Hands the pages to the system's print dialog; answers why they were not printed, or `null`. */
function handOver(room: PrintRoom, printed: PrintDocument, signal: AbortSignal): Promise<string | null> {
  const options: WebContentsPrintOptions = {
    printBackground: true,
    pageSize: printed.options.paper === 'a4' ? 'A4' : 'Letter',
  };
  return withPages(
    room,
    printed,
    signal,
    (contents) =>
      new Promise<string | null>((resolve) => {
        contents.print(options, (success, reason) => resolve(success ? null : reason));
      }),
  );
}

/**
 * The pages of paper are made by the system, which does not tell their numbers: they are taken from a PDF of the same document,
 * where it has a contents page.
 */
async function withNumbers(
  room: PrintRoom,
  printed: PrintDocument,
  signal: AbortSignal,
): Promise<PrintDocument> {
  if (!isPack(printed)) return printed;
  const native = { ...printed, marks: 'native' as const };
  const begins = await withPages(room, native, signal, async (contents, heads) =>
    pagesOfParts(await makePdf(contents, pageOptions(printed)), heads),
  );
  return { ...printed, begins };
}

function pageOptions({ options }: PrintDocument): Electron.PrintToPDFOptions {
  const sheet = sheetOf(options);
  return {
    pageSize: { width: inches(sheet.width), height: inches(sheet.height) },
    margins: {
      top: inches(sheet.top),
      right: inches(sheet.right - gutter),
      bottom: inches(sheet.bottom),
      left: inches(sheet.left - gutter),
    },
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  };
}

/**
 * The document as a PDF.
 * @throws The signal's reason once it is given.
 */
async function pdfOf(
  around: Pick<PrintSurroundings, 'source' | 'work' | keyof PrintRoom>,
  printed: PrintDocument,
  signal: AbortSignal,
  tell: (step: number) => void,
): Promise<Uint8Array> {
  around.work.awaken();
  const { pages, finishing } = await withPages(around, printed, signal, async (contents, heads) => {
    tell(1);
    const making = makePdf(contents, pageOptions(printed));
    // Chromium makes them in another process: this one has time for the rest meanwhile.
    const preparing = attachmentsOf(printed, around.source).then((attachments) =>
      finishingOf(printed, heads, attachments),
    );
    const [pages, finishing] = await Promise.all([making, preparing]);
    return { pages, finishing };
  });
  signal.throwIfAborted();
  tell(2);
  const bytes = await around.work.finish(pages, finishing);
  signal.throwIfAborted();
  tell(3);
  return bytes;
}

/** All that pages show, to tell whether others would be the same: everything but when they are printed. */
function contentOf({ at, ...printed }: PrintDocument): string {
  return JSON.stringify([at.slice(0, 10), printed]);
}

/** A name that no file of the folder has: what lies there may have been written on since it was printed. */
async function freeName(folder: string, title: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = fileNameOf(number === 1 ? title : `${title.slice(0, 90)} (${number})`, 'pdf');
    const isTaken = await access(join(folder, name)).then(
      () => true,
      () => false,
    );
    if (!isTaken) return name;
  }
}

function failed(reason: Unprinted, file: string, lang: UiLang): Result<never> {
  return { ok: false, error: { code: 'not-printed', sentence: unprintedSentence(reason, file, lang) } };
}

function inches(points: number): number {
  return points / 72;
}
