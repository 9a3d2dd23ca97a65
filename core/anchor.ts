import { type Candidate, candidatesOf } from './anchoring/candidate.ts';
import { pointsAfter, pointsBefore, surrogatePairs, toPoints, toUnits } from './anchoring/code-points.ts';
import { borderAfter, borderBefore } from './anchoring/grapheme.ts';
import { locateEnds } from './anchoring/long-quote.ts';
import { indexWords, type WordIndex } from './anchoring/word-index.ts';
import type { Selectors, TextPositionSelector, TextQuoteSelector } from './annotation.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A place in the text, in UTF-16 offsets. `score` is 0 to 1, and 1 only for the very quote in its very context. */
export interface Anchor extends Place {
  readonly score: number;
}

/** Code points of prefix and of suffix. */
const contextLength = 32;

/** A quote of more UTF-16 units is found by its ends. */
const longQuote = 1200;
/** No more UTF-16 units of a context are read, since selectors from elsewhere may have any number. */
const longContext = 128;

/** Places so many bits behind the best are no rivals of it; and are not worth offering. */
const nearSpan = 16;
const wideSpan = 60;

/** A text made ready for any number of look-ups. */
interface Prepared {
  readonly text: string;
  readonly pairs: Int32Array;
  readonly index: () => WordIndex;
}

/**
 * Selectors of the passage `[start, end)` of `text` (UTF-16 offsets; what lies outside the text is cut off), snapped
 * outward to whole grapheme clusters.
 */
export function describe(
  text: string,
  start: number,
  end: number,
): [TextQuoteSelector, TextPositionSelector] {
  const { pairs } = prepare(text);
  const from = borderBefore(text, Math.trunc(Math.min(start, end)));
  const to = borderAfter(text, Math.trunc(Math.max(start, end)));
  const prefixStart = borderAfter(text, pointsBefore(text, from, contextLength));
  const suffixEnd = borderBefore(text, pointsAfter(text, to, contextLength));
  return [
    {
      type: 'TextQuoteSelector',
      exact: text.slice(from, to),
      prefix: text.slice(Math.min(prefixStart, from), from),
      suffix: text.slice(to, Math.max(suffixEnd, to)),
    },
    { type: 'TextPositionSelector', start: toPoints(pairs, from), end: toPoints(pairs, to) },
  ];
}

/** Where the passage is now, or `null` where it is gone or cannot be told from another. */
export function locate(text: string, selectors: Selectors): Anchor | null {
  return locateIn(prepare(text), selectors);
}

/** `locate` for each of the list. */
export function locateAll(text: string, list: readonly Selectors[]): (Anchor | null)[] {
  const prepared = prepare(text);
  return list.map((selectors) => locateIn(prepared, selectors));
}

/** The places most like the passage, best first, for the reader to choose from. */
export function candidates(text: string, selectors: Selectors): Anchor[] {
  const prepared = prepare(text);
  const located = locateIn(prepared, selectors);
  const [{ exact }, position] = selectors;
  // Of a long quote the start is offered, with as much after it as was quoted.
  const head = exact.slice(0, longQuote);
  const found = located ? [located] : [];
  for (const one of trialsIn(prepared, [{ ...selectors[0], exact: head }, position], wideSpan)) {
    const end = head === exact ? one.end : borderAfter(text, one.start + exact.length);
    const place = { start: one.start, end, score: one.score };
    if (end > one.start && !found.some((other) => isSamePlace(other, place))) found.push(place);
  }
  return found;
}

function locateIn(prepared: Prepared, selectors: Selectors): Anchor | null {
  const stored = storedPlace(prepared, selectors);
  if (stored) return stored;
  const [{ exact }] = selectors;
  if (exact.length > longQuote)
    return locateEnds(prepared.index(), selectors, expectedIn(prepared, selectors), (piece, expected) =>
      decide(candidatesOf(prepared.index(), piece, expected, nearSpan), prepared.text.length),
    );
  const place = decide(trialsIn(prepared, selectors, nearSpan), prepared.text.length);
  return place && { start: place.start, end: place.end, score: place.score };
}

/** The stored place, if quote and context stand there unchanged. */
function storedPlace({ text, pairs }: Prepared, [quote, position]: Selectors): Anchor | null {
  const { prefix, exact, suffix } = quote;
  const start = toUnits(pairs, position.start, text.length);
  const end = start + exact.length;
  const same =
    text.startsWith(exact, start) &&
    text.startsWith(suffix, end) &&
    start >= prefix.length &&
    text.startsWith(prefix, start - prefix.length) &&
    (prefix !== '' || start === 0) &&
    (suffix !== '' || end === text.length);
  return same && borderBefore(text, start) === start && borderAfter(text, end) === end
    ? { start, end, score: 1 }
    : null;
}

/**
 * The one place that is likely enough by itself and likelier than every other, or `null`. A place whose quote is gone is
 * never the answer, but it outdoes a lookalike of the quote elsewhere.
 */
function decide(trials: readonly Candidate[], length: number): Candidate | null {
  for (const one of trials)
    if (
      isLikely(one) &&
      trials.every(
        (other) =>
          other === one ||
          (one.evidence > other.evidence && isSamePlace(one, other)) ||
          lead(one, other, length) >= (one.whole && !other.whole ? leadOfWhole : leadOfAny),
      )
    )
      return one;
  return null;
}

/** Whether the ranges share more than half: two readings of one place are no rivals, and the better one is enough. */
function isSamePlace(one: Place, other: Place): boolean {
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return shared * 2 > Math.max(one.end - one.start, other.end - other.start);
}

/** Bits by which a place must be likelier than another; fewer if all stands letter for letter, and there only. */
const leadOfAny = 5;
const leadOfWhole = 0.75;

/**
 * Whether the passage is more likely to have become this than to be gone. Fitted by logistic regression to the revisions
 * of `bench/`: what counts is the share of the change in all there is, then how much there is, then how far it moved.
 */
function isLikely(one: Candidate): boolean {
  if (one.whole) return true;
  const least = one.displaced ? leastOfDisplaced : leastOfQuote;
  if (one.quote < least || one.words < leastOfWords || one.evidence <= 0) return false;
  const changed = one.change / (one.change + one.evidence);
  return 2.6 + 0.83 * Math.log2(one.evidence) - 14.7 * changed - 0.32 * Math.log2(one.distance + 64) >= 0;
}

/** The least share of a quote's evidence, and of its words, that must be left. */
const leastOfQuote = 0.3;
const leastOfDisplaced = 0.51;
const leastOfWords = 0.5;

/**
 * By how many bits `one` is likelier than `other`. What it has more in likeness counts as far as chance goes; but the old
 * text may have had the passage twice, and then only the change counts that the other would have undergone.
 */
function lead(one: Candidate, other: Candidate, length: number): number {
  const nearer = nearness(one.distance, length) - nearness(other.distance, length);
  const likeness = one.evidence - other.evidence;
  const change = other.change - one.change + anyChange * (Number(one.whole) - Number(other.whole));
  const twice = (likeness >= 0 ? other.distance < one.distance : one.distance < other.distance)
    ? twiceNear
    : twiceFar;
  return nearer + (likeness >= 0 ? Math.min(likeness, change + twice) : Math.max(likeness, change - twice));
}

/** Bits against a passage being changed at all. */
const anyChange = 1;
/** Bits against a passage standing twice in a text; fewer if the lesser likeness is the nearer place. */
const twiceFar = 4;
const twiceNear = 2;
/** A shift of so many UTF-16 units is as good as none. */
const noShift = 180;

/**
 * Bits for the passage being so far from where it was: most likely the text before it has changed by some length, short
 * ones being as likely as long ones by magnitude; or all has shifted, and it may be anywhere.
 */
function nearness(distance: number, length: number): number {
  const size = Math.max(length, 4 * noShift);
  return Math.log2(3.5 / ((distance + noShift) * Math.log(size / noShift)) + 1 / size);
}

function trialsIn(prepared: Prepared, selectors: Selectors, span: number): Candidate[] {
  const [{ exact, prefix, suffix }] = selectors;
  const quote = { exact, prefix: prefix.slice(-longContext), suffix: suffix.slice(0, longContext) };
  return candidatesOf(prepared.index(), quote, expectedIn(prepared, selectors), span);
}

function expectedIn({ pairs, text }: Prepared, [, position]: Selectors): number {
  return toUnits(pairs, position.start, text.length);
}

/** The text prepared last: look-ups come in series. */
let last: Prepared | undefined;

function prepare(text: string): Prepared {
  if (last?.text !== text) {
    let index: WordIndex | undefined;
    last = {
      text,
      pairs: surrogatePairs(text),
      index: () => {
        index ??= indexWords(text);
        return index;
      },
    };
  }
  return last;
}

/**
 * The stored place of each of the list where quote and context stand there unchanged, `null` for the others: so cheap that
 * it may be asked anywhere, and where it answers, it answers what `locate` does.
 */
export function standAll(text: string, list: readonly Selectors[]): (Anchor | null)[] {
  const prepared = prepare(text);
  return list.map((selectors) => storedPlace(prepared, selectors));
}
