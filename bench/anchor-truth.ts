import type { Fates, Survivor } from './anchor-judge.ts';

/**
 * What became of each word from one real revision to the next, by a comparison that shares nothing with the anchoring:
 * runs of words that are unique in both texts are lined up (patience, with ever shorter runs between those found), what
 * is left small is compared by longest common subsequence, and long runs that match nowhere in order have moved.
 */

export interface Cut {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly words: readonly string[];
}

export function cutWords(text: string): Cut {
  const starts: number[] = [];
  const ends: number[] = [];
  const words: string[] = [];
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}\p{M}]+|([^\s\p{L}\p{N}\p{M}])\1*/gu)) {
    starts.push(index);
    ends.push(index + word.length);
    words.push(word);
  }
  return { text, starts, ends, words };
}

/** Runs of this many words, then of fewer, are lined up. */
const runs = [12, 6, 3, 2, 1];
const shortestMove = 8;
const mostCells = 4e6;

export function fatesOf(old: Cut, now: Cut): Fates {
  const numbers = new Map<string, number>();
  const number = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  };
  const a = Int32Array.from(old.words, number);
  const b = Int32Array.from(now.words, number);
  const mate = new Int32Array(a.length).fill(-1);
  compare(a, 0, a.length, b, 0, b.length, mate, 0);
  dropAccidents(mate);
  findMoves(a, b, mate);
  return Array.from(mate, (place): Survivor | null =>
    place < 0 ? null : { start: now.starts[place] ?? 0, end: now.ends[place] ?? 0, edited: false },
  );
}

function compare(
  a: Int32Array,
  from: number,
  to: number,
  b: Int32Array,
  low: number,
  high: number,
  mate: Int32Array,
  level: number,
): void {
  let [a0, a1, b0, b1] = [from, to, low, high];
  while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) mate[a0++] = b0++;
  while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) mate[--a1] = --b1;
  if (a0 >= a1 || b0 >= b1) return;
  const length = runs[level];
  if (length === undefined) {
    if ((a1 - a0) * (b1 - b0) <= mostCells) subsequence(a, a0, a1, b, b0, b1, mate);
    return;
  }
  let lastA = a0;
  let lastB = b0;
  for (const [i, j] of increasing(uniquePairs(a, a0, a1, b, b0, b1, length))) {
    if (i < lastA || j < lastB) continue;
    compare(a, lastA, i, b, lastB, j, mate, level + 1);
    for (let k = 0; k < length; k += 1) mate[i + k] = j + k;
    lastA = i + length;
    lastB = j + length;
  }
  compare(a, lastA, a1, b, lastB, b1, mate, level + 1);
}

/** Where runs stand that each part has just once, in the old order. */
function uniquePairs(
  a: Int32Array,
  a0: number,
  a1: number,
  b: Int32Array,
  b0: number,
  b1: number,
  length: number,
): [number, number][] {
  const inOld = unique(a, a0, a1, length);
  const inNew = unique(b, b0, b1, length);
  const pairs: [number, number][] = [];
  for (const [run, i] of inOld) {
    const j = inNew.get(run);
    if (i >= 0 && j !== undefined && j >= 0) pairs.push([i, j]);
  }
  return pairs;
}

/** The place of each run of so many words; -1 for those met twice. */
function unique(words: Int32Array, from: number, to: number, length: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let i = from; i + length <= to; i += 1) {
    const run = String.fromCodePoint(
      ...words.subarray(i, i + length).map((word) => (word < 0xd800 ? word : word + 0x800)),
    );
    places.set(run, places.has(run) ? -1 : i);
  }
  return places;
}

/** The longest part of the pairs in which both grow. */
function increasing(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  for (const [k, [, j]] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < j) low = middle + 1;
      else high = middle;
    }
    before[k] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = k;
  }
  const chain: [number, number][] = [];
  for (let k = tails.at(-1) ?? -1; k >= 0; k = before[k] ?? -1) chain.push(pairs[k] ?? [0, 0]);
  return chain.reverse();
}

function subsequence(
  a: Int32Array,
  a0: number,
  a1: number,
  b: Int32Array,
  b0: number,
  b1: number,
  mate: Int32Array,
): void {
  const width = b1 - b0 + 1;
  const table = new Uint16Array((a1 - a0 + 1) * width);
  for (let i = a1 - a0 - 1; i >= 0; i -= 1)
    for (let j = b1 - b0 - 1; j >= 0; j -= 1)
      table[i * width + j] =
        a[a0 + i] === b[b0 + j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
  for (let i = 0, j = 0; i < a1 - a0 && j < b1 - b0; ) {
    if (a[a0 + i] === b[b0 + j]) {
      mate[a0 + i] = b0 + j;
      i += 1;
      j += 1;
    } else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
}

/** A common word that matches amid words that do not is chance. */
function dropAccidents(mate: Int32Array): void {
  const reach = 5;
  const kept = mate.map((place, i) => {
    if (place < 0) return -1;
    let near = 0;
    for (let k = Math.max(0, i - reach); k <= i + reach; k += 1) {
      const other = mate[k] ?? -1;
      if (other >= 0 && Math.abs(other - place - (k - i)) <= reach) near += 1;
    }
    return near > reach ? place : -1;
  });
  mate.set(kept);
}

function findMoves(a: Int32Array, b: Int32Array, mate: Int32Array): void {
  const matched = new Uint8Array(b.length);
  for (const place of mate) if (place >= 0) matched[place] = 1;
  const free = (words: Int32Array, isFree: (i: number) => boolean): Int32Array =>
    words.map((word, i) => (isFree(i) ? word : 60000 + (i % 5000)));
  const pairs = uniquePairs(
    free(a, (i) => (mate[i] ?? -1) < 0),
    0,
    a.length,
    free(b, (j) => !matched[j]),
    0,
    b.length,
    shortestMove,
  );
  const isFreePair = (i: number, j: number): boolean =>
    i >= 0 && j >= 0 && i < a.length && j < b.length && a[i] === b[j] && (mate[i] ?? -1) < 0 && !matched[j];
  const join = (i: number, j: number): void => {
    mate[i] = j;
    matched[j] = 1;
  };
  for (const [i, j] of pairs) {
    let whole = true;
    for (let k = 0; k < shortestMove; k += 1) whole &&= isFreePair(i + k, j + k);
    if (!whole) continue;
    for (let k = 0; isFreePair(i + k, j + k); k += 1) join(i + k, j + k);
    for (let k = -1; isFreePair(i + k, j + k); k -= 1) join(i + k, j + k);
  }
}
