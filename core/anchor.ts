import { type Alignment, align } from './alignment.ts';
import type { Selectors, TextPositionSelector, TextQuoteSelector } from './annotation.ts';
import { borderAfter, borderBefore } from './grapheme.ts';
import { type Passage, readPassage } from './passage.ts';
import { whereabouts } from './whereabouts.ts';
import { bit, indexWords, tokenAt, type WordIndex } from './word-index.ts';

/** A place in the text, in UTF-16 offsets. `score` is 0 to 1, and 1 only for the very quote in its very context. */
export interface Anchor {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** Code points of prefix and of suffix. */
const contextLength = 32;
/** A quote of more tokens is found by its ends. */
const longQuote = 400;

/** An anchor on trial. */
interface Candidate extends Anchor {
  /** 64ths of a bit, distance from the stored place included. */
  readonly evidence: number;
  /** Enough of the quote itself is left. */
  readonly survives: boolean;
}

/** A text made ready for any number of look-ups. */
interface Prepared {
  readonly text: string;
  /** UTF-16 offsets of the characters outside the Basic Multilingual Plane. */
  readonly astral: Int32Array;
  readonly words: () => WordIndex;
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
  const { astral } = prepare(text);
  const from = borderBefore(text, clamp(Math.min(start, end), text.length));
  const to = borderAfter(text, clamp(Math.max(start, end), text.length));
  const prefixStart = borderAfter(text, backward(text, from, contextLength));
  const suffixEnd = borderBefore(text, forward(text, to, contextLength));
  return [
    {
      type: 'TextQuoteSelector',
      exact: text.slice(from, to),
      prefix: text.slice(Math.min(prefixStart, from), from),
      suffix: text.slice(to, Math.max(suffixEnd, to)),
    },
    { type: 'TextPositionSelector', start: toPoints(astral, from), end: toPoints(astral, to) },
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
  const stored = storedPlace(prepared, selectors);
  const others = candidatesIn(prepared, selectors)
    .filter((one) => one.end > one.start && (one.start !== stored?.start || one.end !== stored.end))
    .map(({ start, end, score }) => ({ start, end, score }));
  return stored ? [stored, ...others] : others;
}

function locateIn(prepared: Prepared, selectors: Selectors): Anchor | null {
  return storedPlace(prepared, selectors) ?? decide(candidatesIn(prepared, selectors), selectors[0]);
}

/** The stored place, if quote and context stand there unchanged. */
function storedPlace({ text, astral }: Prepared, [quote, position]: Selectors): Anchor | null {
  const start = toUnits(astral, position.start, text.length);
  const end = start + quote.exact.length;
  const { prefix, exact, suffix } = quote;
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

/** The best candidate, if it stands out: nothing elsewhere is nearly as likely, and what is more likely is not a place whose quote is gone. */
function decide(found: readonly Candidate[], quote: TextQuoteSelector): Anchor | null {
  const [best, ...rest] = found;
  if (!best?.survives) return null;
  const margin = 4 * bit;
  for (const rival of rest) {
    if (best.evidence - rival.evidence >= margin) break;
    if (rival.survives) return null;
  }
  void quote;
  return { start: best.start, end: best.end, score: best.score };
}

/** All places that share enough with the passage, most likely first. */
function candidatesIn(prepared: Prepared, selectors: Selectors): Candidate[] {
  const { text, astral } = prepared;
  const index = prepared.words();
  const [quote, position] = selectors;
  const expected = toUnits(astral, position.start, text.length);
  const passage = readPassage(quote.prefix, quote.exact, quote.suffix, index);
  if (passage.to - passage.from > longQuote) return longCandidates(prepared, selectors);
  const found: Candidate[] = [];
  const origin = tokenAt(index, expected) - passage.from;
  for (const stretch of whereabouts(passage, index, origin))
    for (const alignment of align(passage, index, stretch.from, stretch.to, 24 * bit)) {
      const candidate = toCandidate(prepared, passage, index, alignment, expected);
      if (!found.some((other) => other.start === candidate.start && other.end === candidate.end))
        found.push(candidate);
    }
  return found.sort((a, b) => b.evidence - a.evidence || a.start - b.start);
}

/** The candidates of a quote too long to be aligned whole: those of its first and of its last words, put together. */
function longCandidates(prepared: Prepared, [quote, position]: Selectors): Candidate[] {
  const piece = 1000;
  const { exact, prefix, suffix } = quote;
  const headEnd = borderBefore(exact, piece);
  const tailStart = borderAfter(exact, exact.length - piece);
  const head = locateIn(prepared, [
    {
      ...quote,
      exact: exact.slice(0, headEnd),
      prefix,
      suffix: exact.slice(headEnd, headEnd + contextLength),
    },
    position,
  ]);
  const tail = locateIn(prepared, [
    {
      ...quote,
      exact: exact.slice(tailStart),
      prefix: exact.slice(tailStart - contextLength, tailStart),
      suffix,
    },
    { ...position, start: Math.max(0, position.end - piece) },
  ]);
  if (!head || !tail || tail.end <= head.start) return [];
  const length = tail.end - head.start;
  if (length > 3 * exact.length || length < exact.length / 3) return [];
  const whole = { start: head.start, end: tail.end };
  return [{ ...whole, score: Math.min(0.99, (head.score + tail.score) / 2), evidence: 0, survives: true }];
}

function toCandidate(
  { text }: Prepared,
  passage: Passage,
  index: WordIndex,
  alignment: Alignment,
  expected: number,
): Candidate {
  const { from, to, prefix, quote, suffix } = passage;
  const quoteStart = prefix.length;
  const quoteEnd = quoteStart + quote.length;
  const total = sum(passage.gain, 0, passage.size);
  const ofQuote = sum(passage.gain, from, to);
  const words = sum(passage.isWord, from, to);
  let start: number;
  let end: number;
  let survives: boolean;
  if (from === to) {
    // Only white space, or nothing, is quoted: the gap between two tokens.
    const before = alignment.start > 0 ? (index.ends[alignment.start - 1] ?? 0) : 0;
    start = before + quoteStart - (from > 0 ? (passage.ends[from - 1] ?? 0) : 0);
    end = start + quote.length;
    survives = text.startsWith(quote, start) && end <= (index.starts[alignment.start] ?? text.length);
  } else if (alignment.start === alignment.end) {
    start = index.starts[alignment.start] ?? text.length;
    end = start;
    survives = false;
  } else {
    const cutStart = quoteStart - (passage.starts[from] ?? 0);
    const cutEnd = quoteEnd - (passage.starts[to - 1] ?? 0);
    start = index.starts[alignment.start] ?? 0;
    if (alignment.startsSame && cutStart > 0) start += cutStart;
    else if (cutStart < 0 && text.startsWith(quote.slice(0, -cutStart), start + cutStart)) start += cutStart;
    end = index.ends[alignment.end - 1] ?? 0;
    const trailing = quoteEnd - (passage.ends[to - 1] ?? 0);
    if (alignment.endsSame && trailing < 0) end = (index.starts[alignment.end - 1] ?? 0) + cutEnd;
    else if (trailing > 0 && text.startsWith(quote.slice(-trailing), end)) end += trailing;
    survives = alignment.quoteGain * 2 >= ofQuote && (words === 0 || alignment.wordsMet * 2 >= words);
  }
  start = borderBefore(text, start);
  end = borderAfter(text, Math.max(start, end));
  const exact = text.slice(start, end) === quote;
  const whole =
    exact &&
    text.startsWith(suffix, end) &&
    start >= prefix.length &&
    text.startsWith(prefix, start - prefix.length) &&
    prefix + suffix !== '';
  const shares =
    (ofQuote > 0 ? alignment.quoteGain / ofQuote : Number(survives)) * 0.7 +
    ((alignment.prefixGain + alignment.suffixGain) / Math.max(1, total - ofQuote)) * 0.3;
  return {
    start,
    end,
    score: whole ? 1 : Math.max(0, Math.min(0.99, shares)),
    evidence: alignment.evidence - bit * Math.log2(1 + Math.abs(start - expected) / 1024),
    survives,
  };
}

/** The text prepared last: look-ups come in series. */
let last: Prepared = { text: '', astral: new Int32Array(0), words: () => indexWords('') };

function prepare(text: string): Prepared {
  if (text !== last.text) {
    let index: WordIndex | undefined;
    last = {
      text,
      astral: astralOf(text),
      words: () => {
        index ??= indexWords(text);
        return index;
      },
    };
  }
  return last;
}

function astralOf(text: string): Int32Array {
  const offsets: number[] = [];
  for (let i = 0; i + 1 < text.length; i += 1) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      offsets.push(i);
      i += 1;
    }
  }
  return Int32Array.from(offsets);
}

/** UTF-16 offset of a count of code points. */
function toUnits(astral: Int32Array, points: number, length: number): number {
  const wanted = clamp(points, length);
  let low = 0;
  let high = astral.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((astral[middle] ?? 0) - middle < wanted) low = middle + 1;
    else high = middle;
  }
  return Math.min(length, wanted + low);
}

/** Code points before a UTF-16 offset. */
function toPoints(astral: Int32Array, units: number): number {
  let low = 0;
  let high = astral.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((astral[middle] ?? 0) < units) low = middle + 1;
    else high = middle;
  }
  return units - low;
}

function clamp(offset: number, length: number): number {
  return Number.isNaN(offset) ? 0 : Math.trunc(Math.max(0, Math.min(length, offset)));
}

/** The UTF-16 offset `points` code points after `offset`, or the text's end. */
function forward(text: string, offset: number, points: number): number {
  let at = offset;
  for (let i = 0; i < points && at < text.length; i += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

/** The UTF-16 offset `points` code points before `offset`, or the text's start. */
function backward(text: string, offset: number, points: number): number {
  let at = offset;
  for (let i = 0; i < points && at > 0; i += 1)
    at -= at > 1 && (text.codePointAt(at - 2) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

function sum(values: Int32Array | Uint8Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i += 1) total += values[i] ?? 0;
  return total;
}
