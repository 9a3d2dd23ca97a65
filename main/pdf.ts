import { sheetOf } from '../core/print.ts';
import type { PrintDocument, RunningHeads } from '../core/print-document.ts';
import { describe, infoOf } from './pdf/about.ts';
import { PdfFile } from './pdf/file.ts';
import { drawHeads } from './pdf/heads.ts';
import { Ref } from './pdf/values.ts';

/**
 * Finishes the pages that Chromium made: running heads and page numbers, what the file says of itself.
 * @param bytes As `printToPDF` gives them.
 */
export async function finishPdf(
  bytes: Uint8Array,
  printed: PrintDocument,
  heads: RunningHeads,
): Promise<Uint8Array> {
  const pdf = new PdfFile(bytes);
  const { brief, options, at } = printed;
  const about = { title: brief.title, subject: brief.standfirst, lang: brief.lang, at };
  await drawHeads(pdf, pagesOf(pdf), sheetOf(options), heads);
  describe(pdf, about);
  return pdf.write(infoOf(about));
}

/** The pages in order, out of a tree of any depth. */
function pagesOf(pdf: PdfFile): Ref[] {
  const below = (ref: Ref): Ref[] => {
    const node = pdf.dict(ref);
    if (!node.has('Kids')) return [ref];
    return pdf.array(node.get('Kids')).flatMap((kid) => (kid instanceof Ref ? below(kid) : []));
  };
  const root = pdf.dict(pdf.catalog).get('Pages');
  return root instanceof Ref ? below(root) : [];
}
