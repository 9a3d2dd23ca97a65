/**
 * The words of a PDF's page, put together again from where its letters stand: lines in the order of the page's content, words that
 * were divided made whole, what is no part of the text left out.
 */

/** What is drawn of one character, or of a ligature. Points, in the page's own space. */
export interface PdfGlyph {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly base: number;
  readonly size: number;
}

export interface PdfLine {
  /** Without the soft hyphen of a word that goes on in the next line. */
  readonly words: string;
  /** Where each UTF-16 unit of the words begins and ends from left to right. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly base: number;
  readonly size: number;
  /** Whether its last word goes on in the next line. */
  readonly isDivided: boolean;
}

/** A letter so much smaller than its line's others is a sign of its own beside them: a note's number, a paragraph's. */
const small = 0.86;
const aside = /^\s*(?:§[\d\s,;–\-()[\]]*|[\d,;–\-()[\]][\d\s,;–\-()[\]]*)$/;
const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u;

/** The lines that letters make, in the order the page draws them. */
export function linesOf(glyphs: readonly PdfGlyph[]): PdfLine[] {
  const lines: PdfGlyph[][] = [];
  let base = 0;
  let size = 0;
  let end = 0;
  for (const glyph of glyphs) {
    const line = lines.at(-1);
    const goesOn =
      line !== undefined &&
      Math.abs(glyph.base - base) < 0.55 * Math.max(size, glyph.size) &&
      // A letter may stand before the last one where the writing runs from right to left, but not in another column.
      glyph.start > end - 40 * size &&
      glyph.start < end + 6 * size;
    if (!goesOn) {
      lines.push([glyph]);
      [base, size] = [glyph.base, glyph.size];
    } else {
      line.push(glyph);
      if (glyph.size > size * 1.05) [base, size] = [glyph.base, glyph.size];
    }
    end = glyph.end;
  }
  return lines.flatMap((line) => lineOf(line) ?? []);
}

function lineOf(all: readonly PdfGlyph[]): PdfLine | null {
  const size = Math.max(...all.map((glyph) => glyph.size));
  const glyphs = inReadingOrder(withAsides(all, size));
  let words = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let last: PdfGlyph | undefined;
  const add = (text: string, start: number, end: number): void => {
    for (let unit = 0; unit < text.length; unit += 1) {
      starts.push(start + ((end - start) * unit) / text.length);
      ends.push(start + ((end - start) * (unit + 1)) / text.length);
    }
    words += text;
  };
  for (const glyph of glyphs) {
    const text = plainLetters(glyph.text);
    if (glyph.isAside) {
      last = glyph;
      continue;
    }
    const isBlank = !text.trim();
    if (isBlank ? words.endsWith(' ') || !words : !text) continue;
    const gap = last ? Math.max(glyph.start - last.end, last.start - glyph.end) : 0;
    if (!isBlank && last && gap > 0.16 * glyph.size && /\S$/.test(words))
      add(' ', Math.min(last.end, glyph.start), glyph.start);
    // Blanks of every width are one blank, but those that no line may end with keep their kind.
    add(isBlank ? text.replace(/[\t ]+/, ' ') : text, glyph.start, glyph.end);
    last = glyph;
  }
  const trimmed = words.trimEnd();
  const isDivided = trimmed.endsWith('\u00ad');
  let kept = trimmed;
  while (kept.endsWith('\u00ad')) kept = kept.slice(0, -1);
  const { base } = all.find((glyph) => glyph.size === size) ?? { base: 0 };
  if (!kept) return null;
  return {
    words: kept,
    starts: starts.slice(0, kept.length),
    ends: ends.slice(0, kept.length),
    base,
    size,
    isDivided,
  };
}

/** Ligatures and the shapes that letters take in Arabic are drawn as one, but written as letters. */
function plainLetters(text: string): string {
  return text
    .replace(/[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]/g, (shape) => shape.normalize('NFKC'))
    .replace(/\p{Cc}/gu, '');
}

interface LineGlyph extends PdfGlyph {
  readonly isAside: boolean;
}

/** Tells the numbers of notes, sources and paragraphs, which are set smaller than the words they stand beside. */
function withAsides(glyphs: readonly PdfGlyph[], size: number): LineGlyph[] {
  const kept: LineGlyph[] = [];
  for (let from = 0; from < glyphs.length; ) {
    const isSmall = (glyph: PdfGlyph | undefined) => glyph !== undefined && glyph.size < small * size;
    let to = from + 1;
    while (to < glyphs.length && isSmall(glyphs[to]) === isSmall(glyphs[from])) to += 1;
    const run = glyphs.slice(from, to);
    const text = run.map((glyph) => glyph.text).join('');
    const isAside = isSmall(run[0]) && aside.test(text) && /\d/.test(text);
    kept.push(...run.map((glyph) => ({ ...glyph, isAside })));
    from = to;
  }
  return kept;
}

/** Letters that run from right to left are drawn from left to right. */
function inReadingOrder(glyphs: readonly LineGlyph[]): readonly LineGlyph[] {
  if (!glyphs.some(({ text }) => rightToLeft.test(text))) return glyphs;
  const ordered: LineGlyph[] = [];
  for (let from = 0; from < glyphs.length; ) {
    let to = from;
    while (to < glyphs.length && !/[\p{Script=Latin}\p{N}]/u.test(glyphs[to]?.text ?? '')) to += 1;
    const run = glyphs.slice(from, to);
    const isDrawnForward = run.length > 1 && (run[0]?.start ?? 0) < (run.at(-1)?.start ?? 0);
    ordered.push(...(isDrawnForward && run.some(({ text }) => rightToLeft.test(text)) ? run.reverse() : run));
    const other = glyphs[to];
    if (other) ordered.push(other);
    from = to + 1;
  }
  return ordered;
}

/** Lines as one text, and where each of them begins in it. A word that was divided is whole again. */
export function joined(lines: readonly PdfLine[]): {
  readonly text: string;
  readonly offsets: readonly number[];
} {
  let text = '';
  const offsets: number[] = [];
  let goesOn = true;
  for (const line of lines) {
    if (!goesOn) text += ' ';
    offsets.push(text.length);
    text += line.words;
    // A line may end after a hyphen that belongs to the word.
    goesOn = line.isDivided || /\S[-‐–/]$/.test(line.words);
  }
  return { text, offsets };
}
