import { countBefore } from '../bisect.ts';
import type { Passage } from './passage.ts';
import { pairHash, type WordIndex } from './word-index.ts';

/** A stretch of the text, in tokens, that shares enough with a passage to be aligned with it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** The likeliest around the expected place. */
  readonly isNear: boolean;
}

/** One word, or two neighbours, of the passage, met at some places of the text. */
interface Seed {
  readonly at: number;
  readonly first: number;
  readonly last: number;
  readonly isPair: boolean;
  readonly weight: number;
}

const rare = 48;
const mostHits = 1500;
const mostHitsOfOne = 250;
const mostStretches = 8;
/** Of the votes of the best; a stretch with fewer is not looked at. */
const worthwhile = 0.3;
const binWidth = 16;
/** Around the expected place, the likeliest of so many bins on either side is looked at whatever its votes. */
const nearBins = 40;

/** Votes by bin of origins, kept between calls; a bin's votes count in the round that `round` names. */
let votes = new Float64Array(0);
let rounds = new Int32Array(0);
let lastSeed = new Int32Array(0);
let round = 0;

/**
 * Where the passage may be: its rare words and word pairs each vote for the place that the passage would begin at
 * (a q-gram filter over words), those with the fewest places first, within a fixed budget; the places nearest to
 * `expected` are asked where there are too many. The stretch around `expected` is always among them, and those around `others`.
 */
export function whereabouts(
  passage: Passage,
  index: WordIndex,
  expected: number,
  others: readonly number[],
): Stretch[] {
  const shift = passage.size;
  const bins = Math.floor((index.size + shift) / binWidth) + 2;
  if (votes.length < bins) {
    votes = new Float64Array(bins);
    rounds = new Int32Array(bins);
    lastSeed = new Int32Array(bins);
    round = 0;
  }
  round += 1;
  const touched: number[] = [];
  let hits = 0;
  const seeds = seedsOf(passage, index);
  for (const [number, seed] of seeds.entries()) {
    if (hits >= mostHits) break;
    const places = seed.isPair ? index.pairPlaces : index.places;
    const [first, last] = nearest(places, seed.first, seed.last, expected + seed.at);
    hits += last - first;
    for (let k = first; k < last; k += 1) {
      const place = places[k] ?? 0;
      if (seed.isPair && !isPairAt(passage, seed.at, index, place)) continue;
      const origin = place - seed.at;
      const bin = Math.floor((origin + shift) / binWidth);
      if (rounds[bin] !== round) {
        rounds[bin] = round;
        votes[bin] = 0;
        lastSeed[bin] = -1;
        touched.push(bin);
      }
      if (lastSeed[bin] === number) continue;
      lastSeed[bin] = number;
      votes[bin] = (votes[bin] ?? 0) + seed.weight;
    }
  }
  const pad = 12 + (passage.size >> 2);
  const binOf = (origin: number): number =>
    Math.max(0, Math.min(bins - 1, Math.floor((origin + shift) / binWidth)));
  const there = binOf(expected);
  const near = nearBin(there, bins);
  const apart = 1 + Math.floor(pad / binWidth);
  const chosen = [near, ...best(touched, near, apart)];
  // Among copies in a row, the one expected may have no more votes than the others.
  for (const other of [there, ...others.map(binOf)])
    if (chosen.every((bin) => Math.abs(bin - other) > 1)) chosen.push(other);
  return chosen.map((bin) => ({
    from: Math.max(0, bin * binWidth - shift - pad),
    to: Math.min(index.size, (bin + 2) * binWidth + pad),
    isNear: bin === near,
  }));
}

/** The bin with most votes around the one expected, the nearest among equals. */
function nearBin(expected: number, bins: number): number {
  let near = expected;
  let most = votesOf(expected) + votesOf(expected + 1);
  for (let far = 1; far <= nearBins; far += 1)
    for (const bin of [expected - far, expected + far]) {
      const sum = bin >= 0 && bin < bins ? votesOf(bin) + votesOf(bin + 1) : 0;
      if (sum > most) {
        most = sum;
        near = bin;
      }
    }
  return near;
}

function seedsOf(passage: Passage, index: WordIndex): Seed[] {
  const seeds: Seed[] = [];
  const pairRoom = index.pairFirst.length - 1;
  for (let at = 0; at < passage.size; at += 1) {
    const id = passage.ids[at] ?? -1;
    if (id < 0) continue;
    const first = index.first[id] ?? 0;
    const last = index.first[id + 1] ?? 0;
    const weight = passage.gain[at] ?? 0;
    if (last - first <= rare) seeds.push({ at, first, last, isPair: false, weight });
    const next = passage.ids[at + 1] ?? -1;
    if (next < 0 || (last - first <= rare && (index.first[next + 1] ?? 0) - (index.first[next] ?? 0) <= rare))
      continue;
    const hash = pairHash(id, next, pairRoom);
    seeds.push({
      at,
      first: index.pairFirst[hash] ?? 0,
      last: index.pairFirst[hash + 1] ?? 0,
      isPair: true,
      weight: weight + (passage.gain[at + 1] ?? 0),
    });
  }
  return seeds.sort((a, b) => a.last - a.first - (b.last - b.first) || a.at - b.at);
}

/** The part of the sorted places `[first, last)` that lies nearest to `expected`, where there are too many. */
function nearest(places: Int32Array, first: number, last: number, expected: number): [number, number] {
  if (last - first <= mostHitsOfOne) return [first, last];
  const at = first + countBefore(last - first, (index) => (places[first + index] ?? 0) < expected);
  const from = Math.max(first, Math.min(at - mostHitsOfOne / 2, last - mostHitsOfOne));
  return [from, from + mostHitsOfOne];
}

function isPairAt(passage: Passage, at: number, index: WordIndex, place: number): boolean {
  return index.ids[place] === passage.ids[at] && index.ids[place + 1] === passage.ids[at + 1];
}

/**
 * The bins with most votes (with their right neighbour's), those nearer to `near` first among equals, `apart` from one
 * another.
 */
function best(touched: readonly number[], near: number, apart: number): number[] {
  let most = 0;
  for (const bin of touched) most = Math.max(most, votesOf(bin) + votesOf(bin + 1));
  const ranked = touched
    .filter((bin) => votesOf(bin) + votesOf(bin + 1) >= most * worthwhile)
    .map((bin) => ({ bin, votes: votesOf(bin) + votesOf(bin + 1), far: Math.abs(bin - near) }))
    .sort((a, b) => b.votes - a.votes || a.far - b.far || a.bin - b.bin);
  const chosen: number[] = [near];
  for (const { bin } of ranked) {
    if (chosen.length > mostStretches) break;
    if (chosen.every((other) => Math.abs(other - bin) > apart)) chosen.push(bin);
  }
  return chosen.slice(1);
}

function votesOf(bin: number): number {
  return rounds[bin] === round ? (votes[bin] ?? 0) : 0;
}
