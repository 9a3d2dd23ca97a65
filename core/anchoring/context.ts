import { pointsAfter, pointsBefore } from './code-points.ts';

/** Code points of prefix and of suffix, and how many of each lie beyond what copies of the passage share. */
const ordinary = 32;
/** And of a worn passage: what is like it in a later text is then less like it. */
const ofWorn = 192;
/** A passage is worn if so much of it stands elsewhere, by strips of so many UTF-16 units, one from each word on that stands behind a space. */
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
  const { all, worn } = countIn(strips, least.start, least.end);
  const { start, end } = worn > 0 && worn >= all * shareOfWorn ? reachOf(text, from, to, ofWorn) : least;
  let before = from;
  let after = to;
  const shown = text.slice(start, Math.min(end, start + clue));
  // What has a strip that stands nowhere else has no copy.
  const ofShown = countIn(strips, start, start + shown.length);
  if (ofShown.worn < ofShown.all) return { start, end };
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

/** Whether a context is longer than an ordinary one: the text that the passage was marked in had others like it. */
export function isWorn({ prefix, suffix }: { readonly prefix: string; readonly suffix: string }): boolean {
  // An ordinary code point has at most two UTF-16 units.
  return Math.max(prefix.length, suffix.length) > 2 * ordinary;
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

/** Which strips a text has, by hash, and which more than once: read once for any number of passages. One bit for each. */
export interface Strips {
  readonly text: string;
  readonly some: Uint8Array;
  readonly more: Uint8Array;
}

export function stripsOf(text: string): Strips {
  // So much more room than words that hardly two share a place.
  const room = 1 << Math.ceil(Math.log2(4 * text.length + 1024));
  const some = new Uint8Array(room >> 3);
  const more = new Uint8Array(room >> 3);
  eachStrip(text, 0, text.length, room, (place) => {
    const bits = some[place >> 3] ?? 0;
    const bit = 1 << (place & 7);
    if (bits & bit) more[place >> 3] = (more[place >> 3] ?? 0) | bit;
    else some[place >> 3] = bits | bit;
  });
  return { text, some, more };
}

/** How many strips lie in `[start, end)`, and how many of them stand elsewhere too. */
function countIn({ text, more }: Strips, start: number, end: number): { all: number; worn: number } {
  let all = 0;
  let worn = 0;
  eachStrip(text, start, end, more.length << 3, (place) => {
    all += 1;
    if ((more[place >> 3] ?? 0) & (1 << (place & 7))) worn += 1;
  });
  return { all, worn };
}

/** An odd number whose powers mix all bits; and what a unit weighs that leaves the strip. */
const base = 0x01000193;
let leaving = 1;
for (let i = 1; i < strip; i += 1) leaving = Math.imul(leaving, base);

/**
 * Calls `visit` with the place, among `room` (a power of two), of each strip that begins a word behind a space and lies in `[start, end)`:
 * the high bits of a hash that rolls on from unit to unit (Karp and Rabin 1987), so that a long text is read once.
 */
function eachStrip(
  text: string,
  start: number,
  end: number,
  room: number,
  visit: (place: number) => void,
): void {
  const shift = 32 - Math.log2(room);
  let hash = 0;
  for (let i = start; i < start + strip - 1; i += 1) {
    hash = (Math.imul(hash, base) + text.charCodeAt(i)) | 0;
  }
  let isBegin = false;
  for (let at = start; at + strip <= end; at += 1) {
    const unit = text.charCodeAt(at);
    hash = (Math.imul(hash, base) + text.charCodeAt(at + strip - 1)) | 0;
    const isSpace = unit === 0x20 || unit === 0x0a;
    if (isBegin && !isSpace) visit(hash >>> shift);
    isBegin = isSpace;
    hash = (hash - Math.imul(unit, leaving)) | 0;
  }
}

/** How many of the first `most` are the same. */
function shared(most: number, isSame: (i: number) => boolean): number {
  let count = 0;
  while (count < most && isSame(count)) count += 1;
  return count;
}
