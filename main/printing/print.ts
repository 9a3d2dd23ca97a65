import { basename, join } from 'node:path';
import type { WebContentsPrintOptions } from 'electron';
import type { OpenBrief, PrintJob, Result } from '../../core/api.ts';
import type { EditionRef } from '../../core/brief.ts';
import { gutter, sheetOf } from '../../core/printing/print.ts';
import { type PrintDocument, printDocument } from '../../core/printing/print-document.ts';
import type { UiLang } from '../../core/settings.ts';
import { fileNameOf } from '../file-name.ts';
import { writeWhole } from '../whole-file.ts';
import type { Attachment } from './pdf/attach.ts';
import { finishPdf } from './pdf.ts';
import { attachmentsOf } from './print-attachments.ts';
import { type PrintRoom, withPages } from './print-window.ts';
import { type Unprinted, unprintedSentence } from './print-words.ts';

/** What printing needs of the app around it. */
export interface PrintSurroundings extends PrintRoom {
  readonly lang: () => UiLang;
  readonly now: () => Date;
  /** Called with what went wrong in making the pages: for the log. */
  readonly complain: (reason: unknown) => void;
  /** Asks the reader where the file goes, offering a path; `null` when the reader thinks better of it. */
  readonly askWhere: (offered: string) => Promise<string | null>;
  /** The folder that is offered. */
  readonly documents: string;
  /** The file an edition was read from. */
  readonly source: (edition: EditionRef) => Promise<Uint8Array | null>;
}

/** Asks where, then prints the brief with what its reader wrote on it. */
export async function printPdf(
  around: PrintSurroundings,
  job: PrintJob,
  open: OpenBrief,
): Promise<Result<{ readonly file: string } | null>> {
  const file = await around.askWhere(join(around.documents, fileNameOf(open.brief.title, 'pdf')));
  if (file === null) return { ok: true, value: null };
  const printed = documentOf(around, job, open, 'native');
  const attachments = attachmentsOf(printed, await around.source(job.edition), open.annotations.value);
  const unprinted = await printTo(around, file, printed, attachments);
  return unprinted
    ? failed(unprinted, basename(file), around.lang())
    : { ok: true, value: { file: basename(file) } };
}

/** Lays the brief out and hands it to the system's print dialog. */
export async function printPaper(
  around: PrintSurroundings,
  job: PrintJob,
  open: OpenBrief,
): Promise<Result<boolean>> {
  const printed = documentOf(around, job, open, 'painted');
  const options: WebContentsPrintOptions = {
    printBackground: true,
    pageSize: printed.options.paper === 'a4' ? 'A4' : 'Letter',
  };
  try {
    const outcome = await withPages(
      around,
      printed,
      (contents) =>
        new Promise<string | null>((resolve) => {
          contents.print(options, (success, reason) => resolve(success ? null : reason));
        }),
    );
    if (outcome === null) return { ok: true, value: true };
    return /cancel/i.test(outcome) ? { ok: true, value: false } : failed('printer', '', around.lang());
  } catch (error) {
    around.complain(error);
    return failed('pages', '', around.lang());
  }
}

/** Writes the document as a PDF; answers why not, or `null`. */
export async function printTo(
  around: Pick<PrintSurroundings, 'complain' | keyof PrintRoom>,
  file: string,
  printed: PrintDocument,
  attachments: readonly Attachment[],
): Promise<Unprinted | null> {
  let bytes: Uint8Array;
  try {
    bytes = await pdfOf(around, printed, attachments);
  } catch (error) {
    around.complain(error);
    return 'pages';
  }
  const written = await writeWhole(file, bytes);
  return written === 'written' ? null : written;
}

/** The document as a PDF. */
function pdfOf(
  room: PrintRoom,
  printed: PrintDocument,
  attachments: readonly Attachment[],
): Promise<Uint8Array> {
  const sheet = sheetOf(printed.options);
  return withPages(room, printed, async (contents, heads) => {
    const pages = await contents.printToPDF({
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
    });
    return finishPdf(pages, printed, heads, attachments);
  });
}

function documentOf(
  { lang, now }: PrintSurroundings,
  job: PrintJob,
  open: OpenBrief,
  marks: PrintDocument['marks'],
): PrintDocument {
  return printDocument({
    brief: open.brief,
    options: job.options,
    marks,
    annotations: open.annotations.value,
    positions: open.positions.value,
    lang: lang(),
    at: now().toISOString(),
  });
}

function failed(reason: Unprinted, file: string, lang: UiLang): Result<never> {
  return { ok: false, error: { code: 'not-printed', sentence: unprintedSentence(reason, file, lang) } };
}

function inches(points: number): number {
  return points / 72;
}
