import { describe, locate } from '../anchor.ts';
import { surrogatePairs, toPoints } from '../anchoring/code-points.ts';
import type { Colour, Selectors } from '../annotation.ts';
import { type Brief, briefUrn } from '../brief.ts';
import { sentenceAt } from '../text/sentence.ts';
import type { Incoming, IncomingPassage } from './incoming.ts';
import { joined, type PdfLine } from './pdf-lines.ts';

/** Marks that were made on a printed brief in another program, set on the words of the brief itself. */

/** An annotation as it stands on a page. */
export interface PdfAnnotation {
  /** From 0. */
  readonly page: number;
  /** The number of its object in the file; 0 where it has none. */
  readonly object: number;
  readonly subtype: string;
  readonly contents: string;
  readonly author: string;
  /** As the file has them: `D:20261124093000+01'00'`. */
  readonly created: string;
  readonly modified: string;
  /** Red, green and blue, 0 to 255; `null` where it has none. */
  readonly colour: readonly [number, number, number] | null;
  /** What it covers: left, bottom, right and top of each part, in points. */
  readonly boxes: readonly PdfBox[];
  /** The object it answers or belongs to, and how. */
  readonly parent: { readonly object: number; readonly isReply: boolean } | null;
}

export type PdfBox = readonly [left: number, bottom: number, right: number, top: number];

/** A mark and the answers to it. */
export interface PdfMark extends PdfAnnotation {
  /** What names it for ever: its own name, or where and when it was made. */
  readonly id: string;
  readonly replies: readonly PdfAnnotation[];
}

const onWords = new Set(['Highlight', 'Underline', 'Squiggly', 'StrikeOut']);
const besideWords = new Set(['Text', 'FreeText']);

/** Whether an annotation marks words, or says something beside them. Links, forms, drawings and the like do not. */
export function isMark({ subtype, contents }: PdfAnnotation): boolean {
  return onWords.has(subtype) || (besideWords.has(subtype) && contents.trim() !== '');
}

/** Lines on either side of a mark that are looked at to tell where it stands. */
const around = 8;
/** UTF-16 units of the words before and after a mark. */
const context = 48;
const longestQuote = 100_000;
/** Fewer UTF-16 units may stand anywhere, and tell nothing. */
const fewest = 9;

/**
 * Sets marks on the briefs that a PDF was printed from. Each is looked for in the brief that the lines around it stand in; one that is
 * not found keeps its words.
 * @param briefs Those that the PDF carries; without any, the words alone go on to whatever brief `source` is taken for.
 * @param source What to call a brief that is not carried.
 * @param linesOn The lines of a page, none for one that is not there.
 */
export function placeMarks(
  marks: readonly PdfMark[],
  briefs: readonly Brief[],
  source: string,
  linesOn: (page: number) => readonly PdfLine[],
): Incoming[] {
  const editions = briefs.map(
    (brief): Edition => ({ brief, plain: plain(brief.text), pairs: surrogatePairs(brief.text) }),
  );
  return marks.map((mark) => {
    const { lines, first, last } = surroundings(mark, linesOn);
    const words = onWords.has(mark.subtype) ? wordsUnder(mark, lines) : lineBeside(mark, lines);
    const near = lines.slice(Math.max(0, (words?.from ?? first) - around), (words?.to ?? last) + around + 1);
    const edition = editionOf(editions, words?.quote ?? '', near, lines);
    const passage = words && edition ? passageIn(edition, words, lines, mark) : null;
    return incoming(
      mark,
      edition ? briefUrn(edition.brief) : source,
      words?.quote ?? '',
      passage ?? loose(words, lines),
    );
  });
}

interface Edition {
  readonly brief: Brief;
  /** The text with every blank the same. */
  readonly plain: string;
  readonly pairs: Int32Array;
}

/** The words of a mark, and the lines they stand in. */
interface Words {
  readonly quote: string;
  readonly from: number;
  readonly to: number;
  /** In the line that it begins in, and in that it ends in. */
  readonly start: number;
  readonly end: number;
}

/** The lines of the mark's page, and of those before and after, since a passage may go on there. */
function surroundings(
  { page }: PdfMark,
  linesOn: (page: number) => readonly PdfLine[],
): { readonly lines: readonly PageLine[]; readonly first: number; readonly last: number } {
  const of = (number: number) => linesOn(number).map((line): PageLine => ({ ...line, page: number }));
  const [before, here, after] = [of(page - 1), of(page), of(page + 1)];
  return {
    lines: [...before, ...here, ...after],
    first: before.length,
    last: before.length + Math.max(0, here.length - 1),
  };
}

interface PageLine extends PdfLine {
  readonly page: number;
}

function wordsUnder({ boxes, page }: PdfMark, lines: readonly PageLine[]): Words | null {
  const parts: PdfLine[] = [];
  let from = -1;
  let to = -1;
  let start = 0;
  let end = 0;
  lines.forEach((line, index) => {
    const middle = line.base + 0.3 * line.size;
    const over =
      line.page === page ? boxes.filter(([, bottom, , top]) => bottom <= middle && middle <= top) : [];
    if (!over.length) return;
    const isUnder = (unit: number): boolean => {
      const [left = 0, right = 0] = [line.starts[unit], line.ends[unit]];
      const centre = (left + right) / 2;
      return over.some(([boxLeft, , boxRight]) => boxLeft <= centre && centre <= boxRight);
    };
    const units = line.starts.map((_, unit) => unit).filter(isUnder);
    const [first] = units;
    const last = units.at(-1);
    if (first === undefined || last === undefined) return;
    const words = line.words.slice(first, last + 1);
    // A blank at an end belongs to no mark.
    if (!words.trim()) return;
    const goesOn = line.isDivided && last === line.words.length - 1;
    parts.push({ ...line, words: goesOn ? words.trimStart() : words.trim(), isDivided: goesOn });
    if (from < 0) [from, start] = [index, first];
    [to, end] = [index, last + 1];
  });
  if (!parts.length) return null;
  return { quote: joined(parts).text.slice(0, longestQuote), from, to, start, end };
}

/** A note beside the text is on the line nearest to it. */
function lineBeside({ boxes, page }: PdfMark, lines: readonly PageLine[]): Words | null {
  const [box] = boxes;
  if (!box) return null;
  const [left, bottom, right, top] = box;
  const distance = ({ base, size, starts, ends }: PdfLine): number => {
    const across = Math.max(0, (starts[0] ?? 0) - right, left - (ends.at(-1) ?? 0));
    // The corner at the top is what a note hangs from.
    return Math.abs(base + 0.3 * size - (top - Math.min(top - bottom, 20) / 2)) * 10 + across;
  };
  const [nearest] = lines
    .flatMap((line, index) => (line.page === page ? [{ line, index, far: distance(line) }] : []))
    .sort((a, b) => a.far - b.far);
  if (!nearest) return null;
  const { index, line } = nearest;
  return { quote: line.words, from: index, to: index, start: 0, end: line.words.length };
}

/** The edition that the words stand in, or most of the lines, those nearest to the mark first; the first one where nothing tells. */
function editionOf(
  editions: readonly Edition[],
  words: string,
  near: readonly PdfLine[],
  all: readonly PdfLine[],
): Edition | null {
  if (editions.length < 2) return editions[0] ?? null;
  const ranked = editions.map((edition) => ({
    edition,
    has: words.length >= fewest && edition.plain.includes(plain(words)),
    near: standing(edition, near),
    all: standing(edition, all),
  }));
  ranked.sort((a, b) => Number(b.has) - Number(a.has) || b.near - a.near || b.all - a.all);
  return ranked[0]?.edition ?? null;
}

function standing({ plain: text }: Edition, lines: readonly PdfLine[]): number {
  return lines.filter((line) => {
    const core = coreOf(line);
    return core.length >= fewest && text.includes(core);
  }).length;
}

/** A line without its outer words, which may be parts of others. */
function coreOf({ words }: PdfLine): string {
  return plain(words).split(' ').slice(1, -1).join(' ');
}

function plain(text: string): string {
  // Each blank is one unit and stays one, so that places are the same in both.
  return text.replace(/\s/g, ' ');
}

/** The mark's place in the edition, or `null` where it is not certain. */
function passageIn(
  edition: Edition,
  words: Words,
  lines: readonly PageLine[],
  mark: PdfMark,
): IncomingPassage | null {
  const { brief, pairs } = edition;
  const selectors = selectorsOf(words, lines, expectedAt(edition, words, lines), pairs);
  const found = locate(brief.text, selectors);
  if (!found) return null;
  const place = onWords.has(mark.subtype)
    ? trimmed(brief.text, found)
    : (sentenceAt(brief, Math.trunc((found.start + found.end) / 2)) ?? found);
  const [{ exact, prefix, suffix }, { start, end }] = describe(brief.text, place.start, place.end);
  return {
    quote: { exact, prefix, suffix },
    position: { start, end, unit: 'point' },
    fragment: null,
    revision: brief.revision,
    others: [],
  };
}

function selectorsOf(
  words: Words,
  lines: readonly PageLine[],
  expected: number,
  pairs: Int32Array,
): Selectors {
  const { prefix, suffix } = contextOf(words, lines);
  const start = toPoints(pairs, expected);
  return [
    { type: 'TextQuoteSelector', exact: words.quote, prefix, suffix },
    { type: 'TextPositionSelector', start, end: start + [...words.quote].length },
  ];
}

/** What stands before and after in the same column and the same size. */
function contextOf(
  { from, to, start, end }: Words,
  lines: readonly PageLine[],
): { readonly prefix: string; readonly suffix: string } {
  const [first, last] = [lines[from], lines[to]];
  if (!first || !last) return { prefix: '', suffix: '' };
  const column = spanOf(first);
  const isOfText = (line: PdfLine) => {
    const { left, right } = spanOf(line);
    return Math.abs(line.size - first.size) < 0.08 * first.size && left < column.right && column.left < right;
  };
  const before = lines
    .slice(Math.max(0, from - around), from)
    .filter(isOfText)
    .slice(-3);
  const after = lines
    .slice(to + 1, to + 1 + around)
    .filter(isOfText)
    .slice(0, 3);
  const head = joined([...before, { ...first, words: first.words.slice(0, start), isDivided: true }]).text;
  const tail = joined([{ ...last, words: last.words.slice(end) }, ...after]).text;
  return { prefix: wordStart(head.slice(-context)), suffix: wordEnd(tail.slice(0, context)) };
}

function spanOf({ starts, ends }: PdfLine): { readonly left: number; readonly right: number } {
  return { left: Math.min(...starts), right: Math.max(...ends) };
}

/** No half of a surrogate pair. */
function wordStart(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, '');
}

function wordEnd(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '');
}

/** Where the mark's words are to be expected: lines around it that stand but once in the text tell. UTF-16. */
function expectedAt({ plain: text }: Edition, { from, start }: Words, lines: readonly PageLine[]): number {
  const { offsets } = joined(lines);
  const here = (offsets[from] ?? 0) + start;
  for (let step = 0; step < 4 * around; step += 1)
    for (const index of step ? [from - step, from + step] : [from]) {
      const line = lines[index];
      const core = line ? coreOf(line) : '';
      const at = core.length >= fewest ? text.indexOf(core) : -1;
      if (!line || at < 0 || text.includes(core, at + 1)) continue;
      const inLine = plain(line.words).indexOf(core);
      return Math.min(text.length, Math.max(0, at + here - (offsets[index] ?? 0) - inLine));
    }
  return 0;
}

function trimmed(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  const words = text.slice(start, end);
  const left = words.length - words.trimStart().length;
  const right = words.length - words.trimEnd().length;
  return left + right < words.length ? { start: start + left, end: end - right } : { start, end };
}

/** The words with their neighbours, to be looked for in whatever brief they are taken to be about. */
function loose(words: Words | null, lines: readonly PageLine[]): IncomingPassage {
  const quote = words && { exact: words.quote, ...contextOf(words, lines) };
  return { quote, position: null, fragment: null, revision: null, others: [] };
}

function incoming(mark: PdfMark, source: string, words: string, passage: IncomingPassage): Incoming {
  const created = pdfInstant(mark.created) ?? pdfInstant(mark.modified);
  return {
    id: mark.id,
    source,
    created,
    modified: pdfInstant(mark.modified) ?? created,
    creator: mark.author.trim().slice(0, 200),
    content: { colour: nearestColour(mark.colour), note: noteIn(mark, words), tags: [] },
    passage,
  };
}

/** What was written on a mark, and the answers to it. Some programs write the marked words there: those are no note. */
export function noteIn({ contents, replies }: PdfMark, words: string): string {
  const said = sayable(contents);
  const flat = (text: string) => text.replace(/[\s\u00ad]+/g, ' ').trim();
  const isQuote =
    words !== '' &&
    flat(words).startsWith(flat(said).replace(/…$/, '')) &&
    flat(said).length >= 0.6 * Math.min(flat(words).length, 300);
  const answers = replies
    .filter((reply) => reply.contents.trim())
    .map((reply) => {
      const quoted = sayable(reply.contents).replace(/^/gm, '> ');
      return reply.author.trim() ? `> ${reply.author.trim()}\u00a0:\n${quoted}` : quoted;
    });
  return [...(said && !isQuote ? [said] : []), ...answers].join('\n\n');
}

/** Lines end in one way, and half a surrogate pair is no character. */
export function sayable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
}

/** ISO 32000-2, 7.9.4: `D:YYYYMMDDHHmmSSOHH'mm`, of which all but the year may be missing. */
export function pdfInstant(date: string): string | null {
  const parts = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(
    date.trim(),
  );
  if (!parts) return null;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    hours = '00',
    minutes = '00',
  ] = parts;
  const zone = sign ? `${sign}${hours}:${minutes}` : 'Z';
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The nearest of this program's colours; what has no hue is as good as yellow. */
export function nearestColour(colour: PdfAnnotation['colour']): Colour {
  if (!colour) return 'yellow';
  const [red, green, blue] = colour;
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  if (range < 12) return 'yellow';
  const hue =
    most === red
      ? ((green - blue) / range + 6) % 6
      : most === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4;
  if (hue < 0.35 || hue >= 4.2) return 'pink';
  if (hue < 1.2) return 'yellow';
  return hue < 2.8 ? 'green' : 'blue';
}
