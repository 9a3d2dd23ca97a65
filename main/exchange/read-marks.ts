import type { Brief } from '../../core/brief.ts';
import { editionOfUrn } from '../../core/brief.ts';
import type { IncomingBrief } from '../../core/importing/content.ts';
import { type Incoming, largestSource } from '../../core/importing/incoming.ts';
import { linesOf, type PdfLine } from '../../core/importing/pdf-lines.ts';
import {
  isMark,
  nearestColour,
  noteIn,
  type PdfAnnotation,
  type PdfMark,
  pdfInstant,
  placeMarks,
  sayable,
} from '../../core/importing/pdf-marks.ts';
import type { PdfReading } from './pdf-pages.ts';

/**
 * The annotations a PDF carries, together with what was marked on its pages since: marks of this program's own that were changed there
 * say what they say now, those of other programs come after them.
 * @param annotations What stands on its pages.
 * @param names The unique names of annotations, by the numbers of their objects.
 */
export async function withMarks(
  pdf: PdfReading,
  annotations: readonly PdfAnnotation[],
  names: ReadonlyMap<number, string>,
  carried: readonly IncomingBrief[],
  items: readonly (Incoming | null)[],
): Promise<(Incoming | null)[]> {
  const briefs = carried.flatMap(({ brief }) => brief ?? []);
  const { source, name: document } = sourceOf(pdf, briefs);
  const own = new Map(items.flatMap((item) => (item ? [[item.id, item] as const] : [])));
  const changed = new Map<string, Incoming>();
  const foreign: PdfMark[] = [];
  for (const mark of marksIn(annotations, names, document)) {
    const [id = '', part] = (names.get(mark.object) ?? '').split('/');
    const mine = own.get(`urn:uuid:${id}`);
    if (!mine) foreign.push(mark);
    else if (part === undefined && isChanged(mark, mine, briefs)) changed.set(mine.id, changedBy(mark, mine));
  }
  const lines = await linesAround(pdf, foreign);
  return [
    ...items.map((item) => (item && changed.get(item.id)) ?? item),
    ...placeMarks(foreign, briefs, source, (page) => lines.get(page) ?? []),
  ];
}

/** What to call the brief a PDF does not carry, and the document itself. */
function sourceOf(
  { identifier, title }: PdfReading,
  [brief]: readonly Brief[],
): { readonly source: string; readonly name: string } {
  const named = identifier.split(/\s+/).find((urn) => editionOfUrn(urn));
  const source = named ?? title.slice(0, largestSource);
  return { source, name: brief?.id ?? source };
}

/** The marks, each with the answers to it. */
function marksIn(
  annotations: readonly PdfAnnotation[],
  names: ReadonlyMap<number, string>,
  document: string,
): PdfMark[] {
  const byObject = new Map(annotations.map((one) => [one.object, one]));
  const replies = new Map<number, PdfAnnotation[]>();
  const rootOf = (start: PdfAnnotation): number => {
    let one: PdfAnnotation | undefined = start;
    for (let depth = 0; one?.parent?.isReply && depth < 50; depth += 1) {
      const above = byObject.get(one.parent.object);
      if (!above) break;
      one = above;
    }
    return one?.object ?? 0;
  };
  const isReply = (one: PdfAnnotation) => one.parent?.isReply === true && byObject.has(one.parent.object);
  for (const one of annotations)
    if (isReply(one)) {
      const others = replies.get(rootOf(one));
      if (others) others.push(one);
      else replies.set(rootOf(one), [one]);
    }
  return annotations
    .filter((one) => isMark(one) && !isReply(one))
    .map((one) => {
      const name = names.get(one.object) ?? placeName(one);
      return { ...one, id: `urn:pdf:${document}:${name}`, replies: replies.get(one.object) ?? [] };
    });
}

/** For what has no name of its own: the same every time it is read. */
function placeName({ page, subtype, boxes, created }: PdfAnnotation): string {
  return JSON.stringify([page, subtype, created, boxes.flat().map(Math.round)]);
}

function isChanged(mark: PdfMark, mine: Incoming, briefs: readonly Brief[]): boolean {
  if (nearestColour(mark.colour) !== mine.content.colour || mark.replies.length) return true;
  const said = sayable(mark.contents);
  if (said === sayable(mine.content.note)) return false;
  // A mark without a note is printed with the words it marks.
  const words = flat(said.replace(/…$/, ''));
  const isQuote = briefs.some(({ text }) => flat(text).includes(words));
  return Boolean(mine.content.note) || !isQuote;
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function changedBy(mark: PdfMark, mine: Incoming): Incoming {
  const note = noteIn(mark, mine.passage.quote?.exact ?? '');
  return {
    ...mine,
    modified: pdfInstant(mark.modified) ?? mine.modified,
    content: { ...mine.content, colour: nearestColour(mark.colour), note },
  };
}

/** The lines of the pages that marks are on, and of their neighbours. */
async function linesAround(
  pdf: PdfReading,
  marks: readonly PdfMark[],
): Promise<ReadonlyMap<number, readonly PdfLine[]>> {
  const pages = new Set(marks.flatMap(({ page }) => [page - 1, page, page + 1]));
  const lines = new Map<number, readonly PdfLine[]>();
  for (const page of pages)
    if (page >= 0 && page < pdf.pages) lines.set(page, linesOf(await pdf.glyphs(page).catch(() => [])));
  return lines;
}
