import type { Passage } from './passage.ts';
import type { WordIndex } from './word-index.ts';

/** Where a passage's quote lies in the text when the whole passage is aligned with it. */
export interface Alignment {
  /** Tokens of the text; empty where nothing stands in the quote's stead. */
  readonly start: number;
  readonly end: number;
  /** Evidence of the whole passage, less what is missing and what is between; 64ths of a bit. */
  readonly evidence: number;
  /** Evidence met in the quote, and in its surroundings; at most what the passage has. */
  readonly quoteGain: number;
  readonly prefixGain: number;
  readonly suffixGain: number;
  /** Words of the quote that were met (one with another ending counts half), and those it has. */
  readonly wordsMet: number;
  /** The quote's first and last token stand unchanged at `start` and at `end - 1`. */
  readonly startsSame: boolean;
  readonly endsSame: boolean;
}

/** Scratch, kept between calls: the best evidence up to each pair of borders, forwards and (suffix) backwards. */
let forward = new Int32Array(0);
let backward = new Int32Array(0);

/**
 * The best alignments of the passage with the tokens `[from, to)` of the text, best first: of each place where the
 * quote may end, the evidence of the best alignment through it is the sum of one pass over prefix and quote from the
 * left and one over the suffix from the right (as in Smith and Waterman 1981, the ends of the text being free), so that
 * lookalikes near one another are told apart. Others follow while they are within `span` of the best.
 */
export function align(
  passage: Passage,
  index: WordIndex,
  from: number,
  to: number,
  span: number,
): Alignment[] {
  const columns = to - from + 1;
  const { to: rows, size } = passage;
  if (forward.length < (rows + 1) * columns) forward = new Int32Array((rows + 1) * columns * 2);
  if (backward.length < (size - rows + 1) * columns)
    backward = new Int32Array((size - rows + 1) * columns * 2);
  fillForward(passage, index, from, columns);
  fillBackward(passage, index, from, columns);
  const found: Alignment[] = [];
  const taken = new Uint8Array(columns);
  let best = Number.NEGATIVE_INFINITY;
  while (found.length < 4) {
    let at = -1;
    let evidence = best - span - 1;
    if (best === Number.NEGATIVE_INFINITY) evidence = best;
    for (let j = 0; j < columns; j += 1) {
      const sum = (forward[rows * columns + j] ?? 0) + (backward[j] ?? 0);
      if (sum > evidence && !taken[j]) {
        evidence = sum;
        at = j;
      }
    }
    if (at < 0) break;
    best = Math.max(best, evidence);
    const alignment = trace(passage, index, from, columns, at, evidence);
    const apart = Math.max(1, (passage.to - passage.from) >> 1);
    for (let j = Math.max(0, at - apart); j < Math.min(columns, at + apart + 1); j += 1) taken[j] = 1;
    if (!found.some((other) => other.start < alignment.end && alignment.start < other.end))
      found.push(alignment);
  }
  return found;
}

/** Evidence of the passage's token `i` standing at the text's token `j`; negative where it does not. */
function likeness(passage: Passage, i: number, index: WordIndex, j: number): number {
  const id = index.ids[j] ?? 0;
  const gain = passage.gain[i] ?? 0;
  // On a tie the surroundings are met and the quote is not: a passage that may be gone is gone.
  const bias = i >= passage.from && i < passage.to ? 1 : 0;
  if (passage.ids[i] === id) return gain - bias;
  const stem = passage.stems[i] ?? 0;
  if (stem !== 0 && stem === index.stem[id]) return (gain >> 1) - bias;
  return -(passage.loss[i] ?? 0);
}

function fillForward(passage: Passage, index: WordIndex, from: number, columns: number): void {
  forward.fill(0, 0, columns);
  for (let i = 1; i <= passage.to; i += 1) {
    const row = i * columns;
    const above = row - columns;
    const loss = passage.loss[i - 1] ?? 0;
    forward[row] = (forward[above] ?? 0) - loss;
    for (let j = 1; j < columns; j += 1) {
      const met = (forward[above + j - 1] ?? 0) + likeness(passage, i - 1, index, from + j - 1);
      const missing = (forward[above + j] ?? 0) - loss;
      const between = (forward[row + j - 1] ?? 0) - (index.loss[index.ids[from + j - 1] ?? 0] ?? 0);
      forward[row + j] = Math.max(met, missing, between);
    }
  }
}

function fillBackward(passage: Passage, index: WordIndex, from: number, columns: number): void {
  const rows = passage.size - passage.to;
  backward.fill(0, rows * columns, (rows + 1) * columns);
  for (let i = rows - 1; i >= 0; i -= 1) {
    const row = i * columns;
    const below = row + columns;
    const loss = passage.loss[passage.to + i] ?? 0;
    backward[row + columns - 1] = (backward[below + columns - 1] ?? 0) - loss;
    for (let j = columns - 2; j >= 0; j -= 1) {
      const met = (backward[below + j + 1] ?? 0) + likeness(passage, passage.to + i, index, from + j);
      const missing = (backward[below + j] ?? 0) - loss;
      const between = (backward[row + j + 1] ?? 0) - (index.loss[index.ids[from + j] ?? 0] ?? 0);
      backward[row + j] = Math.max(met, missing, between);
    }
  }
}

/** Walks the best alignment through the border `at` (column) behind the quote, both ways. */
function trace(
  passage: Passage,
  index: WordIndex,
  from: number,
  columns: number,
  at: number,
  evidence: number,
): Alignment {
  let start = -1;
  let end = -1;
  let quoteGain = 0;
  let prefixGain = 0;
  let suffixGain = 0;
  let wordsMet = 0;
  let startsSame = false;
  let endsSame = false;
  let j = at;
  let i = passage.to;
  while (i > 0) {
    const here = forward[i * columns + j] ?? 0;
    const alike = j > 0 ? likeness(passage, i - 1, index, from + j - 1) : 0;
    if (j > 0 && here === (forward[(i - 1) * columns + j - 1] ?? 0) + alike) {
      i -= 1;
      j -= 1;
      const same = passage.ids[i] === index.ids[from + j];
      const met = same || alike >= 0 ? alike : 0;
      if (i < passage.from) prefixGain += met;
      else {
        if (end < 0) end = j + 1;
        start = j;
        quoteGain += met;
        if (met > 0 && passage.isWord[i]) wordsMet += same ? 1 : 0.5;
        if (i === passage.from) startsSame = same;
        if (i === passage.to - 1) endsSame = same;
      }
    } else if (here === (forward[(i - 1) * columns + j] ?? 0) - (passage.loss[i - 1] ?? 0)) i -= 1;
    else j -= 1;
  }
  j = at;
  i = 0;
  const rows = passage.size - passage.to;
  while (i < rows) {
    const here = backward[i * columns + j] ?? 0;
    const alike = j < columns - 1 ? likeness(passage, passage.to + i, index, from + j) : 0;
    if (j < columns - 1 && here === (backward[(i + 1) * columns + j + 1] ?? 0) + alike) {
      if (alike > 0) suffixGain += alike;
      i += 1;
      j += 1;
    } else if (here === (backward[(i + 1) * columns + j] ?? 0) - (passage.loss[passage.to + i] ?? 0)) i += 1;
    else j += 1;
  }
  if (start < 0) {
    start = at;
    end = at;
  }
  return {
    start: from + start,
    end: from + end,
    evidence,
    quoteGain,
    prefixGain,
    suffixGain,
    wordsMet,
    startsSame,
    endsSame,
  };
}
