import { countBefore } from '../bisect.ts';
import { rootOf, stem } from './fold.ts';
import { isLabel, type Segment } from './segment.ts';
import { countBits, lettersOf, slipsAllowed, slipsBetween } from './slips.ts';

/** The terms of a segment that a word may mean. */
export interface Fits {
  /** In order. */
  readonly terms: Uint32Array;
  /** How well each fits, 1 to 255. */
  readonly weights: Uint8Array;
}

const exact = 255;
/** Another number or gender. */
const sameStem = 235;
/** The word is the beginning of it, from the least of it to all but all. */
const begun = { least: 110, most: 215 } as const;
/** By number of slips. */
const slipped = [0, 100, 60] as const;
/** Stems of shorter words say nothing: they are compared letter by letter. */
const shortestStemmed = 3;
/** No ending is longer. */
const longestEnding = 5;

/**
 * @param isOpen Whether the word may be the beginning of one.
 * @param withSlips Whether words that differ by a slip fit too.
 */
export function fitsOf(segment: Segment, word: string, isOpen: boolean, withSlips: boolean): Fits {
  const { terms } = segment;
  const found = new Map<number, number>();
  const add = (term: number, weight: number) => {
    if (weight > (found.get(term) ?? 0)) found.set(term, weight);
  };
  const from = placeOf(terms, word);
  if (isOpen) {
    const to = placeOf(terms, `${word}\uffff`);
    for (let place = from; place < to; place += 1) {
      const part = word.length / (terms[place] ?? word).length;
      found.set(place, begun.least + (begun.most - begun.least) * part);
    }
  }
  if (terms[from] === word) add(from, exact);
  if (word.length >= shortestStemmed) addStemmed(terms, word, add);
  if (withSlips) addSlipped(segment, word, isOpen, add);
  const places = Uint32Array.from(found.keys()).sort();
  return { terms: places, weights: Uint8Array.from(places, (term) => found.get(term) ?? 0) };
}

/** The term itself; if it is open, those that begin with it. */
export function literalFits({ terms }: Segment, word: string, isOpen: boolean): Fits {
  const from = placeOf(terms, word);
  const to = isOpen ? placeOf(terms, `${word}\uffff`) : from + (terms[from] === word ? 1 : 0);
  return {
    terms: Uint32Array.from({ length: to - from }, (_, index) => from + index),
    weights: new Uint8Array(to - from).fill(exact),
  };
}

/** How well a term fits; 0 where it does not. */
export function weightOf({ terms, weights }: Fits, term: number): number {
  const at = countBefore(terms.length, (index) => (terms[index] ?? 0) < term);
  return terms[at] === term ? (weights[at] ?? 0) : 0;
}

function addStemmed(
  terms: readonly string[],
  word: string,
  add: (term: number, weight: number) => void,
): void {
  const stemmed = stem(word);
  const root = rootOf(stemmed);
  const to = placeOf(terms, `${root}\uffff`);
  for (let place = placeOf(terms, root); place < to; place += 1) {
    const term = terms[place] ?? '';
    if (term.length <= root.length + longestEnding && stem(term) === stemmed) add(place, sameStem);
  }
}

function addSlipped(
  { terms, letters }: Segment,
  word: string,
  isOpen: boolean,
  add: (term: number, weight: number) => void,
): void {
  // Another number is another thing.
  if (/\d/.test(word)) return;
  const allowed = slipsAllowed(word.length);
  const typed = lettersOf(word);
  const shortest = word.length - allowed;
  const longest = isOpen ? Number.POSITIVE_INFINITY : word.length + allowed;
  const first = word.charCodeAt(0);
  const second = word.charCodeAt(1);
  for (let place = 0; allowed && place < terms.length; place += 1) {
    const held = letters[place] ?? 0;
    // Each slip takes one letter of the word away, and changes two of the set of its letters, at most.
    const differing = isOpen ? countBits(typed & ~held) > allowed : countBits(typed ^ held) > 2 * allowed;
    if (differing) continue;
    const term = terms[place] ?? '';
    if (term.length < shortest || term.length > longest || isLabel(term)) continue;
    // One of the first two letters is almost always right, if not in its place.
    const one = term.charCodeAt(0);
    const two = term.charCodeAt(1);
    if (one !== first && two !== second && one !== second && two !== first) continue;
    const slips = slipsBetween(word, term, allowed, isOpen);
    if (slips <= allowed) add(place, slips ? (slipped[slips] ?? 0) : 1);
  }
}

/** The first place in the sorted terms whose term is not before `wanted`. */
function placeOf(terms: readonly string[], wanted: string): number {
  return countBefore(terms.length, (index) => (terms[index] ?? '') < wanted);
}
