import { largestImport } from '../../core/exchange.ts';
import type { ImportContent, IncomingStand } from '../../core/importing/content.ts';
import type { Incoming } from '../../core/importing/incoming.ts';
import { attachedTo, namesIn } from '../printing/pdf/attached.ts';
import { readAnnotations, readBrief, readPositions } from './carried.ts';
import { mostAnnotations, openPdf } from './pdf-pages.ts';
import type { FileProblem } from './read-file.ts';
import { withMarks } from './read-marks.ts';

/** Reads a PDF that was printed here: the briefs, annotations and positions it carries, and what others marked on its pages. */
export async function readPrinted(
  bytes: Uint8Array,
): Promise<{ readonly content: ImportContent } | { readonly problem: FileProblem }> {
  const found = attachedTo(bytes, isOurs, largestImport);
  if (found === 'too-large') return { problem: { code: 'too-large', maximum: largestImport } };
  const pdf = await openPdf(bytes);
  // What a program has rewritten may be found by its cross-references alone.
  const listed = found !== 'damaged' && found.size ? found : await pdf?.attachments();
  const files = [...(listed ?? [])].filter(([name]) => isOurs(name));
  const marks = pdf?.annotations ?? [];
  const isTooLarge = files.reduce((sum, [, file]) => sum + file.length, 0) > largestImport;
  if (isTooLarge || marks === 'too-many') {
    await pdf?.close();
    return {
      problem: isTooLarge
        ? { code: 'too-large', maximum: largestImport }
        : { code: 'too-many', maximum: mostAnnotations },
    };
  }
  const briefs = files.flatMap(([name, file]) => (isBrief(name) ? [readBrief(name, file)] : []));
  const items = inOrder(files.flatMap(([name, file]) => (isAnnotations(name) ? readAnnotations(file) : [])));
  const content: ImportContent = {
    briefs,
    items: pdf ? await withMarks(pdf, marks, namesIn(bytes, largestImport), briefs, items) : items,
    positions: distinct(files.flatMap(([name, file]) => (isPositions(name) ? readPositions(file) : []))),
    settings: null,
    titles: new Map(),
  };
  await pdf?.close();
  const isEmpty = !content.briefs.length && !content.items.length && !content.positions.length;
  return isEmpty ? { problem: { code: 'bare-pdf' } } : { content };
}

function isOurs(name: string): boolean {
  return isBrief(name) || isAnnotations(name) || isPositions(name);
}

/** The names are those that `print-attachments.ts` gives. */
function isBrief(name: string): boolean {
  return name.endsWith('.md');
}

function isAnnotations(name: string): boolean {
  return name.endsWith('.jsonld');
}

function isPositions(name: string): boolean {
  return /(?:^|\.)positions\.json$/.test(name);
}

/** As they were made: pages tell them in the order of the text. */
function inOrder(items: readonly (Incoming | null)[]): (Incoming | null)[] {
  return [...items].sort((a, b) => compare(a?.created ?? '', b?.created ?? ''));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Two editions of a brief have the same positions. */
function distinct(stands: readonly IncomingStand[]): IncomingStand[] {
  return [...new Map(stands.map((stand) => [`${stand.brief} ${stand.proposal}`, stand])).values()];
}
