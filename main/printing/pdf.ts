import { briefUrn } from '../../core/brief.ts';
import { type Sheet, sheetOf } from '../../core/printing/print.ts';
import { editionsOf, type PrintDocument, type RunningHeads } from '../../core/printing/print-document.ts';
import { isPack, langOf, subjectOf, titleOf } from '../../core/printing/print-title.ts';
import { type About, describe, infoOf } from './pdf/about.ts';
import { markOf, nativeAnnotations, type PdfMark } from './pdf/annotations.ts';
import { type Attachment, attach } from './pdf/attach.ts';
import { pageNumbers, startsOf } from './pdf/contents.ts';
import { PdfFile } from './pdf/file.ts';
import { drawHeads } from './pdf/heads.ts';
import { markPages, type PageContent } from './pdf/page-content.ts';
import { StructureTree } from './pdf/structure.ts';
import { dict, Ref } from './pdf/values.ts';
import { type Leads, leadsOf, linkWords } from './print-words.ts';

/** What is to become of pages that Chromium made. Plain data: it goes from thread to thread. */
export interface Finishing {
  readonly about: About;
  readonly sheet: Sheet;
  readonly heads: RunningHeads;
  /** The first is number 1. */
  readonly marks: readonly PdfMark[];
  readonly leads: Leads;
  /** A contents page waits for its numbers. */
  readonly hasContents: boolean;
  readonly attachments: readonly Attachment[];
}

/** Takes out of a document what is needed once its pages are made. */
export function finishingOf(
  printed: PrintDocument,
  heads: RunningHeads,
  attachments: readonly Attachment[],
): Finishing {
  const about = {
    title: titleOf(printed),
    subject: subjectOf(printed),
    lang: langOf(printed),
    at: printed.at,
    editions: editionsOf(printed).map(({ brief }) => briefUrn(brief)),
  };
  return {
    about,
    sheet: sheetOf(printed.options),
    heads,
    marks: editionsOf(printed).flatMap(({ brief: { text }, notes }) =>
      notes.map(({ annotation, start, end }) => markOf(annotation, text.slice(start, end))),
    ),
    leads: leadsOf(printed),
    hasContents: isPack(printed),
    attachments,
  };
}

/** What marks the contents of pages, here or in another thread; they may be gone afterwards. */
type MarkPages = (contents: readonly PageContent[]) => Promise<readonly Uint8Array[]>;

/**
 * Finishes the pages that Chromium made: marks become native highlights, the structure what PDF/UA asks for; running heads and
 * page numbers, and what the file says of itself.
 * @param bytes As `printToPDF` gives them.
 */
export async function finishPdf(
  bytes: Uint8Array,
  { about, sheet, heads, marks, leads, hasContents, attachments }: Finishing,
  mark: MarkPages = async (contents) => markPages(contents),
): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = new PdfFile(bytes);
  const pages = pagesOf(pdf);
  const destinations = heads.parts.map(({ begins }) => begins);
  const starts = startsOf(pdf, pages, destinations);
  const tree = new StructureTree(pdf);
  tree.readHeadsOnce();
  // Half of the work, which another thread can do.
  const contents = contentsOf(pdf, pages);
  const marking = mark(contents.map(([page, content]) => contentOf(pdf, content, tree.artifacts.get(page))));
  tree.mend();
  nativeAnnotations(pdf, pages, tree, marks, linkWords(leads));
  const numbers = new Map(destinations.map((name, part) => [name, (starts[part] ?? 0) + 1]));
  const late = hasContents ? pageNumbers(pdf, pages, tree, numbers) : [];
  tree.write();
  await nameHyphens(pdf);
  const parts = heads.parts.map((part, index) => ({ ...part, from: starts[index] ?? 0 }));
  await drawHeads(pdf, pages, sheet, heads.letters, parts, late);
  await attach(pdf, attachments, about.at);
  describe(pdf, about, heads.headings);
  const marked = await marking;
  for (const [index, [, content]] of contents.entries())
    pdf.setPacked(content, new Map(), marked[index] ?? new Uint8Array());
  return pdf.write(infoOf(about));
}

/** The pages, from 1, on which the parts behind the contents page begin, in pages that Chromium made. */
export function pagesOfParts(bytes: Uint8Array, { parts }: RunningHeads): number[] {
  const pdf = new PdfFile(bytes);
  const destinations = parts.map(({ begins }) => begins);
  return startsOf(pdf, pagesOf(pdf), destinations)
    .slice(1)
    .map((index) => index + 1);
}

/** Where each page's content stands, by the page's object. */
function contentsOf(pdf: PdfFile, pages: readonly Ref[]): (readonly [page: number, content: Ref])[] {
  return pages.flatMap((page) => {
    const content = pdf.dict(page).get('Contents');
    return content instanceof Ref ? [[page.object, content] as const] : [];
  });
}

function contentOf(pdf: PdfFile, ref: Ref, forgotten: ReadonlySet<number> | undefined): PageContent {
  const { dict: head, bytes } = pdf.packed(ref);
  return { bytes: new Uint8Array(bytes), isPacked: head.has('Filter'), forgotten };
}

/** The hyphen at the end of a line is a soft one to whoever copies or searches; the print page's letters have their own sign for it. */
async function nameHyphens(pdf: PdfFile): Promise<void> {
  const maps = Array.from(pdf.find(/\/ToUnicode (\d+) 0 R/g), ([, map]) => new Ref(Number(map)));
  await Promise.all(
    maps.map(async (ref) => {
      const map = Buffer.from(await pdf.stream(ref)).toString('latin1');
      const named = map.replace(/<E0AD>/i, '<00AD>');
      if (named !== map) await pdf.replaceStream(ref, dict({}), Buffer.from(named, 'latin1'));
    }),
  );
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
