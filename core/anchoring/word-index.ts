import { countBefore } from '../bisect.ts';
import { eachToken } from './token.ts';

/**
 * A text as numbered tokens with the places of each, made once for any number of passages looked for. A token's `gain`
 * is the evidence that meeting it gives, in 64ths of a bit: rare words tell places apart, common ones and signs hardly.
 * All positions in the arrays count tokens, but `starts` and `ends`, which are UTF-16 offsets.
 */
export interface WordIndex {
  readonly text: string;
  readonly size: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The word at each place. */
  readonly ids: Int32Array;
  readonly words: ReadonlyMap<string, number>;
  /** By word: where its places begin in `places`; one more entry closes the last. */
  readonly first: Int32Array;
  readonly places: Int32Array;
  readonly gain: Int32Array;
  /** By word: the cost of its being skipped. */
  readonly loss: Int32Array;
  /** By hash of two neighbours: where their places begin in `pairPlaces`; other pairs may share the hash. */
  readonly pairFirst: Int32Array;
  readonly pairPlaces: Int32Array;
}

export const bit = 64;
const most = 12 * bit;
const mostOfSign = 1.5 * bit;
const lossOfWord = 1.5 * bit;
const lossOfSign = 0.375 * bit;

export function indexWords(text: string): WordIndex {
  let room = 1024;
  let starts = new Int32Array(room);
  let ends = new Int32Array(room);
  let ids = new Int32Array(room);
  let size = 0;
  const words = new Map<string, number>();
  const counts: number[] = [];
  const signs: boolean[] = [];
  eachToken(text, (start, end, isSign) => {
    if (size === room) {
      room *= 2;
      starts = grown(starts, room);
      ends = grown(ends, room);
      ids = grown(ids, room);
    }
    const word = text.slice(start, end);
    let id = words.get(word);
    if (id === undefined) {
      id = words.size;
      words.set(word, id);
      counts.push(0);
      signs.push(isSign);
    }
    counts[id] = (counts[id] ?? 0) + 1;
    starts[size] = start;
    ends[size] = end;
    ids[size] = id;
    size += 1;
  });
  ids = ids.subarray(0, size);
  const gain = new Int32Array(words.size);
  const loss = new Int32Array(words.size);
  counts.forEach((count, id) => {
    gain[id] = gainOf(count, size, signs[id] ?? false);
    loss[id] = lossOf(signs[id] ?? false);
  });
  const { first, places } = group(ids, words.size);
  const pairs = new Int32Array(Math.max(0, size - 1));
  const pairRoom = 1 << Math.ceil(Math.log2(Math.max(2, size)));
  for (let i = 0; i < pairs.length; i += 1) pairs[i] = pairHash(ids[i] ?? 0, ids[i + 1] ?? 0, pairRoom);
  const { first: pairFirst, places: pairPlaces } = group(pairs, pairRoom);
  return { text, size, starts, ends, ids, words, first, places, gain, loss, pairFirst, pairPlaces };
}

/** How much it says that a word met `count` times among `size` stands here. */
export function gainOf(count: number, size: number, isSign: boolean): number {
  const bits = Math.log2(Math.max(size, 256) / Math.max(count, 1));
  return Math.max(bit / 2, Math.min(Math.round(bits * bit), isSign ? mostOfSign : most));
}

export function lossOf(isSign: boolean): number {
  return isSign ? lossOfSign : lossOfWord;
}

export function pairHash(a: number, b: number, room: number): number {
  return (Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b) >>> 7) & (room - 1);
}

/** The first place in `token` order that starts at or after the UTF-16 offset. */
export function tokenAt(index: WordIndex, offset: number): number {
  return countBefore(index.size, (token) => (index.starts[token] ?? 0) < offset);
}

/** Counting sort: the positions of each key, in order. */
function group(keys: Int32Array, kinds: number): { first: Int32Array; places: Int32Array } {
  const first = new Int32Array(kinds + 1);
  for (const key of keys) first[key + 1] = (first[key + 1] ?? 0) + 1;
  for (let kind = 0; kind < kinds; kind += 1) first[kind + 1] = (first[kind + 1] ?? 0) + (first[kind] ?? 0);
  const next = first.slice();
  const places = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] ?? 0;
    const at = next[key] ?? 0;
    places[at] = i;
    next[key] = at + 1;
  }
  return { first, places };
}

function grown(array: Int32Array<ArrayBuffer>, room: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(room);
  larger.set(array);
  return larger;
}
