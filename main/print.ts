import { gutter, sheetOf } from '../core/print.ts';
import type { PrintDocument } from '../core/print-document.ts';
import { type PrintRoom, withPages } from './print-window.ts';

/** The document as a PDF. */
export function pdfOf(room: PrintRoom, printed: PrintDocument): Promise<Uint8Array> {
  const sheet = sheetOf(printed.options);
  return withPages(room, printed, async (contents) => {
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
    return pages;
  });
}

function inches(points: number): number {
  return points / 72;
}
