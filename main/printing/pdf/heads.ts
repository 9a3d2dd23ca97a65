import type { Sheet } from '../../../core/printing/print.ts';
import type { RunningHeads } from '../../../core/printing/print-document.ts';
import type { LateWords } from './contents.ts';
import type { PdfFile } from './file.ts';
import { embedLetters, type Letters } from './letters.ts';
import { type Dict, dict, type Ref } from './values.ts';

const size = 7.6;
/** Of page numbers in the contents. */
const textSize = 9;
/** Red, green and blue, 0 to 1, as a content stream sets them. */
const ink = '0.33 0.35 0.37 rg';
const hairline = '0.85 0.83 0.78 rg';

/** Distances from the sheet's edges to the baselines and rules, points. */
const place = { head: 45, headRule: 52, foot: 36, footRule: 47, footLine: 9.5 };

/** The running heads of the pages from one on. */
export interface PagesHead extends Pick<RunningHeads['parts'][number], 'title' | 'day' | 'foot'> {
  /** From 0. */
  readonly from: number;
}

/**
 * Draws the running heads and `page / pages` into the margins of every page, as artifacts that no screen reader reads, and beside
 * them what of the text could not be known before. A part's first page has no head: it begins with the title itself.
 */
export async function drawHeads(
  pdf: PdfFile,
  pages: readonly Ref[],
  sheet: Sheet,
  file: Uint8Array,
  parts: readonly PagesHead[],
  late: readonly LateWords[],
): Promise<void> {
  // Two blanks: poppler takes a single one beside a stroke for none.
  const numbers = pages.map((_, index) => `${index + 1}  /  ${pages.length}`);
  const all = parts.map(({ title, day, foot }) => `${title}${day}${foot}`);
  const letters = await embedLetters(pdf, file, `${all.join('')}${numbers.join('')}…`);
  const right = sheet.width - sheet.right;
  const line = (words: string, x: number, y: number, points = size) =>
    `BT ${ink} /${fontName} ${points} Tf ${at(x)} ${at(y)} Td ${letters.encode(words)} Tj ET`;
  const rule = (y: number) => `${hairline} ${at(sheet.left)} ${at(y)} ${at(right - sheet.left)} 0.5 re f`;
  const ended = (words: string, points = size) => right - letters.width(words, points);
  const top = sheet.height - place.head;
  const widest = Math.max(...numbers.map((number) => letters.width(number, size)));

  const drawn = parts.map(({ title, day, foot }) => {
    const room = ended(day) - sheet.left - 18;
    const head = artifact('Header', [
      line(fitted(title, room, letters), sheet.left, top),
      line(day, ended(day), top),
      rule(sheet.height - place.headRule),
    ]);
    const lines = broken(foot, right - sheet.left - widest - 18, letters);
    const below = artifact('Footer', [
      rule(place.footRule),
      ...lines.map((words, index) => line(words, sheet.left, place.foot - index * place.footLine)),
    ]);
    return {
      head: pdf.addPlainStream(new Map(), head),
      foot: pdf.addPlainStream(new Map(), below),
    };
  });
  for (const [index, ref] of pages.entries()) {
    const part = parts.findLastIndex(({ from }) => from <= index);
    const heads = drawn[part];
    if (!heads) continue;
    const number = numbers[index] ?? '';
    const page = pdf.dict(ref);
    const own = pdf.addPlainStream(new Map(), artifact('Footer', [line(number, ended(number), place.foot)]));
    const text = late
      .filter((words) => words.page.object === ref.object)
      .map(({ words, content, baseline }) =>
        marked(`/Span <</MCID ${content}>>`, [line(words, ended(words, textSize), baseline, textSize)]),
      );
    const begun = parts[part]?.from === index ? [heads.foot] : [heads.head, heads.foot];
    const texts = text.map((content) => pdf.addPlainStream(new Map(), content));
    pdf.set(
      ref,
      new Map([
        ...page,
        ['Contents', [...begun, own, ...texts, ...contentsOf(page)]],
        ['Resources', withFont(pdf, page, letters.font)],
      ]),
    );
  }
}

const fontName = 'Heads';

function contentsOf(page: Dict): Ref[] {
  const contents = page.get('Contents');
  return [contents].flat().filter((part) => part !== null && typeof part === 'object' && 'object' in part);
}

function withFont(pdf: PdfFile, page: Dict, font: Ref): Dict {
  const resources = page.has('Resources') ? pdf.dict(page.get('Resources')) : dict({});
  const fonts = resources.has('Font') ? pdf.dict(resources.get('Font')) : dict({});
  return new Map([...resources, ['Font', new Map([...fonts, [fontName, font]])]]);
}

function artifact(subtype: 'Header' | 'Footer', lines: readonly string[]): Uint8Array {
  const edge = subtype === 'Header' ? 'Top' : 'Bottom';
  return marked(`/Artifact <</Type /Pagination /Subtype /${subtype} /Attached [/${edge}]>>`, lines);
}

function marked(mark: string, lines: readonly string[]): Uint8Array {
  return Buffer.from(`${mark} BDC\nq\n${lines.join('\n')}\nQ\nEMC\n`);
}

/** The words on as many lines as they need: nobody is to miss the end of a line of circulation. */
function broken(words: string, room: number, letters: Letters): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length && letters.width(longer, size) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The words, shortened at their end where there is no room for all of them. */
function fitted(words: string, room: number, letters: Letters): string {
  if (letters.width(words, size) <= room) return words;
  const kept = words.split(' ');
  while (kept.length > 1 && letters.width(`${kept.join(' ')}…`, size) > room) kept.pop();
  return `${kept.join(' ')}…`;
}

function at(points: number): string {
  return points.toFixed(2);
}
