import { pointsAfter, pointsBefore } from './code-points.ts';

/** Code points of prefix and of suffix, and how many of each lie beyond what copies of the passage share. */
const length = 32;
/** UTF-16 units that copies may share on a side for the context to reach beyond. */
export const furthest = 1024;
/** Of a passage with more copies, the first so many are read. */
const mostCopies = 100;
/** UTF-16 units that copies are looked up by, few enough for no text to make it slow. */
const clue = 128;

/**
 * From where to where the context of the passage `[from, to)` reaches, in UTF-16 offsets: so far that it tells the passage
 * from its copies. Where the passage stands elsewhere too, letter for letter with its context, a side that differs from the
 * copy's reaches beyond what they share; a side that is the same over all its reach would tell nothing, and stays short.
 */
export function contextOf(text: string, from: number, to: number): { start: number; end: number } {
  const start = pointsBefore(text, from, length);
  const end = pointsAfter(text, to, length);
  const shown = text.slice(start, Math.min(end, start + clue));
  if (to - from > furthest || isPattern(text, shown, start, end)) return { start, end };
  let before = from;
  let after = to;
  for (
    let at = text.indexOf(shown), copies = 0;
    at >= 0 && copies < mostCopies;
    at = text.indexOf(shown, at + 1)
  ) {
    if (at === start) continue;
    copies += 1;
    const further = at - start;
    const whole = to + furthest - start;
    const ahead = start + shared(whole, (i) => text[start + i] === text[at + i]);
    if (ahead < end) continue;
    if (ahead < to + furthest) after = Math.max(after, ahead);
    const back =
      from -
      shared(furthest, (i) => from - 1 - i >= 0 && text[from - 1 - i] === text[from + further - 1 - i]);
    if (back > from - furthest) before = Math.min(before, back);
  }
  return { start: pointsBefore(text, before, length), end: pointsAfter(text, after, length) };
}

/** Whether what `[start, end)` begins with overlaps another of its kind: in a pattern all places are alike. */
function isPattern(text: string, shown: string, start: number, end: number): boolean {
  const around = text.slice(Math.max(0, start + start - end + 1), end + shown.length);
  return around.indexOf(shown) !== around.lastIndexOf(shown);
}

/** How many of the first `most` are the same. */
function shared(most: number, isSame: (i: number) => boolean): number {
  let count = 0;
  while (count < most && isSame(count)) count += 1;
  return count;
}
