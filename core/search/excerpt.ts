import { findRows, type Row, type Stretch } from './find.ts';

/** A sentence that holds words which were found, for showing. */
export interface Excerpt {
  readonly text: string;
  /** The words in it, UTF-16 offsets into `text`. */
  readonly marks: readonly Stretch[];
}

/** Longer sentences are cut around the words found. In UTF-16 units, without the ellipses. */
const longest = 200;
/** How much is kept before the first word. */
const lead = 60;

/**
 * The sentence of `text` that holds most different words of `rows`, the first of equals; the text's first sentence where it
 * holds none. `at` is its first word found, in the text.
 */
export function excerptOf(text: string, rows: readonly Row[]): Excerpt & { readonly at: Stretch | null } {
  const found = findRows(text, rows);
  let best = { start: 0, end: text.length, marks: [] as readonly Stretch[], different: -1 };
  for (const sentence of sentencesOf(text)) {
    const marks = found.filter(({ start }) => sentence.start <= start && start < sentence.end);
    const different = new Set(marks.map(({ start, end }) => text.slice(start, end).toLowerCase())).size;
    // A phrase may go on beyond a stop.
    const end = Math.max(sentence.end, marks.at(-1)?.end ?? 0);
    if (different > best.different) best = { start: sentence.start, end, marks, different };
  }
  const shown = shortened(text, best);
  const marks = best.marks
    .filter(({ start, end }) => shown.start <= start && end <= shown.end)
    .map(({ start, end }) => ({
      start: start - shown.start + shown.before.length,
      end: end - shown.start + shown.before.length,
    }));
  return {
    text: shown.before + text.slice(shown.start, shown.end) + shown.after,
    marks,
    at: best.marks[0] ?? null,
  };
}

/** What may end a sentence. */
const stop = /[.?!…\n]/g;
/** A full stop ends one only after a word: after less it stands for what is left out of it (M. Wang). */
const word = /[\p{L}\p{N})»”]{3}$/u;
/** What closes after a stop, a space, and what may begin a sentence. */
const next = /[»”")\]\s]{0,8}\s(?=[\p{Lu}\p{N}«“"(])/uy;

function* sentencesOf(text: string): Generator<Stretch> {
  let start = 0;
  for (const { 0: sign, index } of text.matchAll(stop)) {
    if (sign === '.' && !word.test(text.slice(Math.max(0, index - 3), index))) continue;
    next.lastIndex = index + 1;
    const end = sign === '\n' ? index + 1 : next.test(text) ? next.lastIndex : null;
    if (end === null || end <= start) continue;
    yield { start, end };
    start = end;
  }
  yield { start, end: text.length };
}

/** The part of a sentence that is shown: cut at spaces, around its first marks, never through one. */
function shortened(
  text: string,
  sentence: Stretch & { readonly marks: readonly Stretch[] },
): Stretch & { readonly before: string; readonly after: string } {
  const whole = text.slice(sentence.start, sentence.end);
  const from = sentence.start + (whole.length - whole.trimStart().length);
  const to = Math.max(from, sentence.end - (whole.length - whole.trimEnd().length));
  if (to - from <= longest) return { start: from, end: to, before: '', after: '' };
  const first = sentence.marks[0] ?? { start: from, end: from };
  let start = first.start - lead <= from ? from : text.indexOf(' ', first.start - lead) + 1;
  if (start <= 0 || start > first.start) start = first.start;
  let end = text.lastIndexOf(' ', start + longest);
  if (start + longest >= to) end = to;
  // A word longer than all that is shown stands whole.
  if (end < first.end) end = first.end;
  const cut = sentence.marks.find((mark) => mark.start < end && mark.end > end);
  if (cut) end = cut.end;
  return { start, end, before: start > from ? '… ' : '', after: end < to ? ' …' : '' };
}
