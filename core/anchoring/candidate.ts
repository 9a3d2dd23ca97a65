import { type Alignment, align, ceiling } from './alignment.ts';
import { borderAfter, borderBefore } from './grapheme.ts';
import { type Passage, readPassage } from './passage.ts';
import { whereabouts } from './whereabouts.ts';
import { bit, tokenAt, type WordIndex } from './word-index.ts';

/** A place where a quote may be, and what speaks for it. Offsets are UTF-16; evidence is in bits. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** 0 to 1: how much of the passage is there; 1 only for the very quote in its very context. */
  readonly score: number;
  /** What is met, less what is missing: how unlikely the likeness is by chance. */
  readonly evidence: number;
  /** How unlikely it is that the passage was changed into this. */
  readonly change: number;
  /** As much of it as is due to what stood before the part of the quote that stands there, and after it. */
  readonly changeBefore: number;
  readonly changeAfter: number;
  /** From where the quote stood, or is expected. */
  readonly distance: number;
  /** Shares of the quote, and of its words, that are met, 0 to 1. */
  readonly quote: number;
  /** The part of the quote that stands there, as tokens of the passage. */
  readonly from: number;
  readonly to: number;
  /** In the stead of a word of the quote stands one of its surroundings. */
  readonly displaced: boolean;
  readonly words: number;
  /** Quote and context stand letter for letter, white space aside; and white space too. */
  readonly isWhole: boolean;
  readonly isExact: boolean;
}

export type Expected = readonly [number, ...number[]];

/** Evidence of each of prefix, quote and suffix standing letter for letter, cut words and white space included. */
const verbatim = 3;

/**
 * The places most like the passage, those with most evidence first; those more than `span` bits behind the best are
 * left out. `expected` are the UTF-16 offsets where the quote may be looked for first, likeliest first.
 */
export function candidatesOf(
  index: WordIndex,
  quote: { readonly exact: string; readonly prefix: string; readonly suffix: string },
  expected: Expected,
  span: number,
): Candidate[] {
  const passage = readPassage(quote.prefix, quote.exact, quote.suffix, index);
  const untouched = untouchedPlace(index, passage, expected);
  if (untouched) return [untouched];
  const found: Candidate[] = [];
  const [first, ...others] = expected.map((offset) => tokenAt(index, offset) - passage.from);
  const stretches = whereabouts(passage, index, first ?? 0, others)
    .map(({ from, to, isNear }) => ({
      from,
      to,
      isNear,
      most: isNear ? Number.POSITIVE_INFINITY : ceiling(passage, index, from, to) / bit + 3 * verbatim,
    }))
    .sort((a, b) => b.most - a.most || a.from - b.from);
  let best = Number.NEGATIVE_INFINITY;
  for (const { from, to, most } of stretches) {
    if (most < best - span) break;
    for (const alignment of align(passage, index, from, to, span * bit)) {
      const candidate = weigh(index, passage, alignment, expected);
      best = Math.max(best, candidate.evidence);
      if (!found.some(({ start, end }) => start === candidate.start && end === candidate.end))
        found.push(candidate);
    }
  }
  return found.sort((a, b) => b.evidence - a.evidence || a.start - b.start);
}

/** Where a word that the text has once stands in the whole unchanged passage: no other place can be likelier. */
function untouchedPlace(index: WordIndex, passage: Passage, expected: Expected): Candidate | null {
  if (passage.prefix + passage.suffix === '') return null;
  for (let i = 0; i < passage.size; i += 1) {
    const first = index.first[passage.ids[i] ?? -1] ?? 0;
    if (index.first[(passage.ids[i] ?? -1) + 1] !== first + 1 || !passage.isWord[i]) continue;
    const start = (index.starts[index.places[first] ?? 0] ?? 0) - (passage.starts[i] ?? 0);
    if (start < 0 || !index.text.startsWith(passage.whole, start)) return null;
    const from = start + passage.prefix.length;
    const to = from + passage.quote.length;
    if (borderBefore(index.text, from) !== from || borderAfter(index.text, to) !== to) return null;
    return {
      start: from,
      end: to,
      score: 1,
      evidence: sum(passage.gain, 0, passage.size) / bit,
      change: 0,
      changeBefore: 0,
      changeAfter: 0,
      distance: distanceOf(from, expected),
      quote: 1,
      words: 1,
      from: passage.from,
      to: passage.to,
      displaced: false,
      isWhole: true,
      isExact: true,
    };
  }
  return null;
}

function weigh(index: WordIndex, passage: Passage, alignment: Alignment, expected: Expected): Candidate {
  const { from, to, size, prefix, quote, suffix } = passage;
  const { text } = index;
  const place = from === to ? gapPlace(index, passage, alignment) : quotePlace(index, passage, alignment);
  const start = borderBefore(text, place.start);
  const end = borderAfter(text, Math.max(start, place.end));
  const quoteStands = text.slice(start, end) === quote;
  const prefixStands = start >= prefix.length && text.startsWith(prefix, start - prefix.length);
  const suffixStands = text.startsWith(suffix, end);
  const words = sum(passage.isWord, from, to);
  const share = (met: number, whole: number, otherwise: boolean): number =>
    whole > 0 ? met / whole : Number(otherwise);
  const ofQuote = share(alignment.quoteGain, sum(passage.gain, from, to), quoteStands);
  const ofPrefix = share(alignment.prefixGain, sum(passage.gain, 0, from), prefixStands);
  const ofSuffix = share(alignment.suffixGain, sum(passage.gain, to, size), suffixStands);
  const isExact = quoteStands && prefixStands && suffixStands && prefix + suffix !== '';
  const isWhole =
    isExact || (alignment.change === 0 && prefix + suffix !== '' && standsButForSpace(text, start, passage));
  return {
    start,
    end,
    score: isExact ? 1 : Math.min(0.99, 0.6 * ofQuote + 0.2 * ofPrefix + 0.2 * ofSuffix),
    evidence:
      alignment.evidence / bit +
      verbatim * (Number(quoteStands) + Number(prefixStands) + Number(suffixStands)),
    change: alignment.change / bit,
    changeBefore: alignment.changeBefore / bit,
    changeAfter: alignment.changeAfter / bit,
    distance: distanceOf(start, expected),
    quote: ofQuote,
    from: alignment.from,
    to: alignment.to,
    displaced: alignment.displaced,
    words: share(alignment.wordsMet, words, quoteStands),
    isWhole,
    isExact,
  };
}

/** Of a quote without tokens (white space, or nothing): as far behind the token before as it was. */
function gapPlace(index: WordIndex, passage: Passage, { start }: Alignment): { start: number; end: number } {
  const before = start > 0 ? (index.ends[start - 1] ?? 0) : 0;
  const after = index.starts[start] ?? index.text.length;
  const gap = passage.prefix.length - (passage.from > 0 ? (passage.ends[passage.from - 1] ?? 0) : 0);
  const from = Math.min(after, before + gap);
  return { start: from, end: Math.min(after, from + passage.quote.length) };
}

function quotePlace(
  index: WordIndex,
  passage: Passage,
  alignment: Alignment,
): { start: number; end: number } {
  const { text } = index;
  const { from, to, whole, prefix, quote } = passage;
  if (alignment.start === alignment.end) {
    const nowhere = index.starts[alignment.start] ?? text.length;
    return { start: nowhere, end: nowhere };
  }
  const quoteEnd = prefix.length + quote.length;
  let start = index.starts[alignment.start] ?? 0;
  let end = index.ends[alignment.end - 1] ?? 0;
  // A quote that begins or ends within a word, or with white space, does so still if the word is the same.
  const into = prefix.length - (passage.starts[from] ?? 0);
  if (into > 0 && alignment.startsSame) start += into;
  else if (into < 0 && text.startsWith(whole.slice(prefix.length, prefix.length - into), start + into))
    start += into;
  const past = quoteEnd - (passage.ends[to - 1] ?? 0);
  if (past < 0 && alignment.endsSame) end += past;
  else if (past > 0 && text.startsWith(whole.slice(quoteEnd - past, quoteEnd), end)) end += past;
  return { start, end };
}

/** Whether the passage stands around `start`, where its quote begins, when white space is left out of both. */
function standsButForSpace(text: string, start: number, { prefix, quote, suffix }: Passage): boolean {
  const after = quote + suffix;
  let at = start;
  for (let i = 0; i < after.length; i += 1) {
    if (isSpace(after, i)) continue;
    while (isSpace(text, at)) at += 1;
    if (text.charCodeAt(at) !== after.charCodeAt(i)) return false;
    at += 1;
  }
  at = start - 1;
  for (let i = prefix.length - 1; i >= 0; i -= 1) {
    if (isSpace(prefix, i)) continue;
    while (isSpace(text, at)) at -= 1;
    if (text.charCodeAt(at) !== prefix.charCodeAt(i)) return false;
    at -= 1;
  }
  return true;
}

function isSpace(text: string, at: number): boolean {
  return /\s/u.test(text.charAt(at));
}

function distanceOf(start: number, expected: Expected): number {
  return Math.min(...expected.map((offset) => Math.abs(start - offset)));
}

function sum(values: Int32Array | Uint8Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i += 1) total += values[i] ?? 0;
  return total;
}
