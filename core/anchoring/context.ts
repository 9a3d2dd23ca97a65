import { pointsAfter, pointsBefore } from './code-points.ts';

/** Code points of prefix and of suffix, and how many of each lie beyond what copies of the passage share. */
const ordinary = 32;
/** And of a worn passage: what is like it in a later text is then less like it. */
const ofWorn = 192;
/** A passage is worn if so much of it stands elsewhere, by strips of so many UTF-16 units, one from each of its words on. */
const shareOfWorn = 3 / 8;
const strip = 40;
/** UTF-16 units that copies may share on a side for the context to reach beyond. */
export const furthest = 1024;
/** Of a passage with more copies, the first so many are read. */
const mostCopies = 100;
/** UTF-16 units that copies are looked up by, few enough for no text to make it slow. */
const clue = 128;

/**
 * From where to where the context of the passage `[from, to)` reaches, in UTF-16 offsets: so far that it tells the passage
 * from its copies, and from its likes. Where the passage stands elsewhere too, letter for letter with its context, a side that differs from the
 * copy's reaches beyond what they share; a side that is the same over all its reach would tell nothing, and stays short.
 */
export function contextOf(strips: Strips, from: number, to: number): Reach {
  const { text } = strips;
  const least = reachOf(text, from, to, ordinary);
  if (text === '' || to - from > furthest || isPattern(text, least)) return least;
  const { start, end } = isWorn(strips, least) ? reachOf(text, from, to, ofWorn) : least;
  let before = from;
  let after = to;
  const shown = text.slice(start, Math.min(end, start + clue));
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
  const beyond = reachOf(text, before, after, ordinary);
  return { start: Math.min(start, beyond.start), end: Math.max(end, beyond.end) };
}

interface Reach {
  readonly start: number;
  readonly end: number;
}

function reachOf(text: string, from: number, to: number, points: number): Reach {
  return { start: pointsBefore(text, from, points), end: pointsAfter(text, to, points) };
}

/** Whether what the passage begins with overlaps another of its kind: in a pattern all places are alike. */
function isPattern(text: string, { start, end }: Reach): boolean {
  const shown = text.slice(start, Math.min(end, start + clue));
  const around = text.slice(Math.max(0, start + start - end + 1), end + shown.length);
  return around.indexOf(shown) !== around.lastIndexOf(shown);
}

/** How often a text has each of its strips, once or more, by hash: counted once for any number of passages. */
export interface Strips {
  readonly text: string;
  readonly times: Uint8Array;
}

export function stripsOf(text: string): Strips {
  // So much more room than words that hardly two share a place.
  const times = new Uint8Array(1 << Math.ceil(Math.log2(4 * text.length + 1024)));
  eachStrip(text, 0, text.length, (hash) => {
    const place = hash & (times.length - 1);
    times[place] = Math.min(2, (times[place] ?? 0) + 1);
  });
  return { text, times };
}

/** Whether much of it stands elsewhere too. */
function isWorn({ text, times }: Strips, { start, end }: Reach): boolean {
  let all = 0;
  let worn = 0;
  eachStrip(text, start, end, (hash) => {
    all += 1;
    if ((times[hash & (times.length - 1)] ?? 0) > 1) worn += 1;
  });
  return worn > 0 && worn >= all * shareOfWorn;
}

/** Calls `visit` with a hash (FNV-1a) of each strip that begins a word and lies in `[start, end)`. */
function eachStrip(text: string, start: number, end: number, visit: (hash: number) => void): void {
  let isBegin = start === 0;
  for (let at = start; at + strip <= end; at += 1) {
    const unit = text.charCodeAt(at);
    const isSpace = unit === 0x20 || unit === 0x0a;
    if (isBegin && !isSpace) {
      let hash = 0x811c9dc5;
      for (let i = 0; i < strip; i += 1) hash = Math.imul(hash ^ text.charCodeAt(at + i), 0x01000193);
      visit(hash);
    }
    isBegin = isSpace;
  }
}

/** How many of the first `most` are the same. */
function shared(most: number, isSame: (i: number) => boolean): number {
  let count = 0;
  while (count < most && isSame(count)) count += 1;
  return count;
}
