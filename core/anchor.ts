import { type Candidate, candidatesOf, type Expected } from './anchoring/candidate.ts';
import { surrogatePairs, toPoints, toUnits } from './anchoring/code-points.ts';
import { contextOf, furthest, isWorn, type Strips, stripsOf } from './anchoring/context.ts';
import { decide, isSamePlace } from './anchoring/decision.ts';
import { type Drifted, driftOf } from './anchoring/drift.ts';
import { borderAfter, borderBefore } from './anchoring/grapheme.ts';
import { locateEnds } from './anchoring/long-quote.ts';
import { takenBy } from './anchoring/taken.ts';
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

/** A quote of more UTF-16 units is found by its ends. */
const longQuote = 1200;
/** No more UTF-16 units of a context are read, since selectors from elsewhere may have any number. */
const longContext = furthest + 64;

/** Places so many bits behind the best are no rivals of it; and are not worth offering. */
const nearSpan = 16;
const wideSpan = 60;

/** What is found so near to where it is expected is not looked for again, in UTF-16 units. */
const there = 60;

/** With so many bits, and nothing else like it, a passage is where it seems to be. */
const evidenceOfSure = 30;

/** A text made ready for any number of look-ups. */
interface Prepared {
  readonly text: string;
  readonly pairs: Int32Array;
  readonly index: () => WordIndex;
  readonly strips: () => Strips;
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
  const { pairs, strips } = prepare(text);
  const from = borderBefore(text, Math.trunc(Math.min(start, end)));
  const to = borderAfter(text, Math.trunc(Math.max(start, end)));
  const context = contextOf(strips(), from, to);
  const prefixStart = borderAfter(text, context.start);
  const suffixEnd = borderBefore(text, context.end);
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
  return find(prepare(text), selectors)?.place ?? null;
}

/**
 * Where each passage of the list is, or `null`. Those that are sure tell how far the text around them has drifted; of all
 * others, this and not the stored position says where they are to be expected, and where they cannot be: where another
 * passage stood already. So copies are told apart that `locate` cannot, and a passage that is gone from its lookalikes.
 */
export function locateAll(text: string, list: readonly Selectors[]): (Anchor | null)[] {
  const prepared = prepare(text);
  const alone = list.map((selectors) => ({
    selectors,
    was: storedIn(prepared, selectors),
    found: find(prepared, selectors),
  }));
  const seemSure = alone.map(({ was, found }) => (found?.isSure ? { was, is: found.place } : undefined));
  const isTaken = takenBy(seemSure.flatMap((one) => (one ? { was: one.was, is: one.is.start } : [])));
  const fixed = seemSure.map((one) =>
    one && !isTaken(one.is, one.was) ? { was: one.was, is: one.is.start } : undefined,
  );
  const drift = driftOf(fixed.flatMap((one) => one ?? []));
  return alone.map(({ selectors, was, found }, i) => {
    if (found?.isStored) return found.place;
    const drifted = drift(was, fixed[i]);
    const isThere =
      drifted.length === 0 ||
      drifted.some(({ offset }) => found && Math.abs(found.place.start - offset) <= there);
    if (found && isThere && !isTaken(found.place, was)) return found.place;
    return find(prepared, selectors, { drifted, isTaken: (place) => isTaken(place, was) })?.place ?? null;
  });
}

/** The places most like the passage, best first, for the reader to choose from. */
export function candidates(text: string, selectors: Selectors): Anchor[] {
  const prepared = prepare(text);
  const located = find(prepared, selectors)?.place;
  const [{ exact }, position] = selectors;
  // Of a long quote the start is offered, with as much after it as was quoted.
  const head = exact.slice(0, longQuote);
  const found = located ? [located] : [];
  for (const one of trialsIn(
    prepared,
    [{ ...selectors[0], exact: head }, position],
    [storedIn(prepared, selectors)],
    wideSpan,
  )) {
    const end = head === exact ? one.end : borderAfter(text, one.start + exact.length);
    const place = { start: one.start, end, score: one.score };
    if (end > one.start && !found.some((other) => isSamePlace(other, place))) found.push(place);
  }
  return found;
}

interface Found {
  readonly place: Anchor;
  /** The passage stands letter for letter where it stood. */
  readonly isStored: boolean;
  /** Nothing else is like it, so that it may speak for others. */
  readonly isSure: boolean;
}

/** What the passages around tell of one. */
interface Told {
  /** Where it is to be expected. */
  readonly drifted: readonly Drifted[];
  /** Where it cannot be. */
  readonly isTaken: (place: Place) => boolean;
}

const nothing: Told = { drifted: [], isTaken: () => false };

function find(prepared: Prepared, selectors: Selectors, { drifted, isTaken } = nothing): Found | null {
  const stored = storedPlace(prepared, selectors);
  if (stored) return { place: stored, isStored: true, isSure: true };
  const { text, index } = prepared;
  const ground = { length: text.length, drifted, isWorn: isWorn(selectors[0]) };
  const [first, ...further] = drifted.map(({ offset }) => offset);
  const expected: Expected = first === undefined ? [storedIn(prepared, selectors)] : [first, ...further];
  if (selectors[0].exact.length > longQuote) {
    const place = locateEnds(index(), selectors, expected[0], (piece, at) =>
      decide(candidatesOf(index(), piece, [at], nearSpan), { ...ground, drifted: [] }),
    );
    return place && !isTaken(place) ? { place, isStored: false, isSure: place.score === 1 } : null;
  }
  const trials = trialsIn(prepared, selectors, expected, nearSpan).filter((one) => !isTaken(one));
  const one = decide(trials, ground);
  if (!one) return null;
  const others = trials.filter((other) => other !== one);
  const isSure = one.isExact
    ? others.every(({ isWhole }) => !isWhole)
    : one.evidence >= evidenceOfSure && others.every((other) => isSamePlace(one, other));
  return { place: { start: one.start, end: one.end, score: one.score }, isStored: false, isSure };
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

function trialsIn(prepared: Prepared, selectors: Selectors, expected: Expected, span: number): Candidate[] {
  const [{ exact, prefix, suffix }] = selectors;
  const quote = { exact, prefix: prefix.slice(-longContext), suffix: suffix.slice(0, longContext) };
  return candidatesOf(prepared.index(), quote, expected, span);
}

function storedIn({ pairs, text }: Prepared, [, position]: Selectors): number {
  return toUnits(pairs, position.start, text.length);
}

/** The text prepared last: look-ups come in series. */
let last: Prepared | undefined;

function prepare(text: string): Prepared {
  if (last?.text !== text) {
    let index: WordIndex | undefined;
    let strips: Strips | undefined;
    last = {
      text,
      pairs: surrogatePairs(text),
      index: () => {
        index ??= indexWords(text);
        return index;
      },
      strips: () => {
        strips ??= stripsOf(text);
        return strips;
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

/** Where each of the list stood when it was made, as an offset into this text: sorting and choosing by place needs no more. */
export function storedAll(text: string, list: readonly Selectors[]): number[] {
  const prepared = prepare(text);
  return list.map((selectors) => storedIn(prepared, selectors));
}
