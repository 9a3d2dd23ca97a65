import type { Passage } from './passage.ts';
import { bit, lossOf, type WordIndex } from './word-index.ts';

/** Where a passage's quote lies in the text when the whole passage is aligned with it. */
export interface Alignment {
  /** Tokens of the text, from the first of the quote's that is met to the last; empty where none is. */
  readonly start: number;
  readonly end: number;
  /** What is met, less what is missing and what is between; 64ths of a bit. */
  readonly evidence: number;
  /** How unlikely it is that the passage was changed into this; 64ths of a bit. */
  readonly change: number;
  /** As much of it as is the passage's before `from`, and from `to` on. */
  readonly changeBefore: number;
  readonly changeAfter: number;
  /** The quote's tokens from the first that is met at `start` to the last at `end`, as places in the passage. */
  readonly from: number;
  readonly to: number;
  /** Evidence met in the quote and in its surroundings; at most what the passage has. */
  readonly quoteGain: number;
  readonly prefixGain: number;
  readonly suffixGain: number;
  /** Words of the quote that were met; one that is spelt otherwise counts half. */
  readonly wordsMet: number;
  /** In the stead of a word of the quote stands one of its surroundings: a neighbour may have taken its place. */
  readonly displaced: boolean;
  /** The quote's first and last token stand unchanged at `start` and at `end - 1`. */
  readonly startsSame: boolean;
  readonly endsSame: boolean;
}

/** Scratch, kept between calls: the best evidence up to each pair of borders, forwards and (suffix) backwards. */
let forward = new Int32Array(0);
let backward = new Int32Array(0);
/** Scratch: word and loss of each token of the stretch at hand. */
let ids = new Int32Array(0);
let losses = new Int32Array(0);
/** Scratch for `ceiling`: the words of the stretch at hand are those marked with `round`. */
let rounds = new Int32Array(0);
let round = 0;

/** No alignment of the passage with the tokens `[from, to)` has more evidence than this. */
export function ceiling(passage: Passage, index: WordIndex, from: number, to: number): number {
  if (rounds.length < index.words.size) rounds = new Int32Array(index.words.size);
  round += 1;
  for (let j = from; j < to; j += 1) rounds[index.ids[j] ?? 0] = round;
  let evidence = 0;
  for (let i = 0; i < passage.size; i += 1)
    evidence += rounds[passage.ids[i] ?? -1] === round ? (passage.gain[i] ?? 0) : -(passage.loss[i] ?? 0);
  return evidence;
}

function reserve(passage: Passage, columns: number): void {
  const rows = passage.to + 1;
  const rowsAfter = passage.size - passage.to + 1;
  if (forward.length < rows * columns) forward = new Int32Array(rows * columns * 2);
  if (backward.length < rowsAfter * columns) backward = new Int32Array(rowsAfter * columns * 2);
  if (ids.length < columns) {
    ids = new Int32Array(columns * 2);
    losses = new Int32Array(columns * 2);
  }
}

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
  const rows = passage.to;
  reserve(passage, columns);
  for (let j = 0; j < columns - 1; j += 1) {
    const id = index.ids[from + j] ?? 0;
    ids[j] = id;
    losses[j] = index.loss[id] ?? 0;
  }
  fillForward(passage, columns);
  fillBackward(passage, columns);
  const found: Alignment[] = [];
  const taken = new Uint8Array(columns);
  const apart = Math.max(1, (passage.to - passage.from) >> 1);
  let least = Number.NEGATIVE_INFINITY;
  while (found.length < 4) {
    let at = -1;
    let evidence = least;
    for (let j = 0; j < columns; j += 1) {
      const sum = (forward[rows * columns + j] ?? 0) + (backward[j] ?? 0);
      if (sum > evidence && !taken[j]) {
        evidence = sum;
        at = j;
      }
    }
    if (at < 0) break;
    least = Math.max(least, evidence - span);
    const alignment = trace(passage, index, from, columns, at, evidence);
    taken.fill(1, Math.max(0, at - apart), at + apart + 1);
    if (!found.some((other) => other.start < alignment.end && alignment.start < other.end))
      found.push(alignment);
  }
  return found;
}

/** On a tie the surroundings are met and the quote is not: a passage that may be gone is gone. */
function biasOf(passage: Passage, i: number): number {
  return i >= passage.from && i < passage.to ? 1 : 0;
}

function fillForward(passage: Passage, columns: number): void {
  forward.fill(0, 0, columns);
  for (let i = 0; i < passage.to; i += 1) {
    const loss = passage.loss[i] ?? 0;
    const gain = (passage.gain[i] ?? 0) - biasOf(passage, i);
    const id = passage.ids[i] ?? -1;
    let above = i * columns;
    let here = above + columns;
    let diagonal = forward[above] ?? 0;
    let left = diagonal - loss;
    forward[here] = left;
    for (let j = 0; j < columns - 1; j += 1) {
      above += 1;
      here += 1;
      const up = forward[above] ?? 0;
      let best = ids[j] === id ? diagonal + gain : diagonal - loss;
      if (up - loss > best) best = up - loss;
      left -= losses[j] ?? 0;
      if (left > best) best = left;
      forward[here] = best;
      left = best;
      diagonal = up;
    }
  }
}

function fillBackward(passage: Passage, columns: number): void {
  const rows = passage.size - passage.to;
  backward.fill(0, rows * columns, (rows + 1) * columns);
  for (let i = rows - 1; i >= 0; i -= 1) {
    const loss = passage.loss[passage.to + i] ?? 0;
    const gain = passage.gain[passage.to + i] ?? 0;
    const id = passage.ids[passage.to + i] ?? -1;
    let here = i * columns + columns - 1;
    let below = here + columns;
    let diagonal = backward[below] ?? 0;
    let right = diagonal - loss;
    backward[here] = right;
    for (let j = columns - 2; j >= 0; j -= 1) {
      below -= 1;
      here -= 1;
      const down = backward[below] ?? 0;
      let best = ids[j] === id ? diagonal + gain : diagonal - loss;
      if (down - loss > best) best = down - loss;
      right -= losses[j] ?? 0;
      if (right > best) best = right;
      backward[here] = best;
      right = best;
      diagonal = down;
    }
  }
}

/** What a changed token, a further one beside it, and a run of new ones tell against a place; 64ths of a bit. */
const changedWord = 3.5 * bit;
const changedSign = 1.5 * bit;
const nextChangedWord = 1.5 * bit;
const nextChangedSign = 0.5 * bit;
const respeltWord = 2 * bit;
const newRun = 3 * bit;

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
  let gained = evidence;
  let change = 0;
  let quoteGain = 0;
  let prefixGain = 0;
  let suffixGain = 0;
  let wordsMet = 0;
  let displaced = false;
  let startsSame = false;
  let endsSame = false;
  let lastMissing = -2;
  let first = passage.from;
  let last = passage.from;
  /** Of the quote, from here to its end, what is met less what is not; at the likeliest end; and most of what lies between. */
  let balance = 0;
  let gone = 0;
  let put = 0;
  let right = { end: -1, to: -1, balance: 0, change: 0 };
  let most = 0;
  /** The change from the end of the quote to where it begins, and to where it ends. */
  let beyond = { from: 0, to: 0 };
  const missing = (i: number): void => {
    const runsOn = Math.abs(i - lastMissing) === 1;
    lastMissing = i;
    change += passage.isWord[i]
      ? runsOn
        ? nextChangedWord
        : changedWord
      : runsOn
        ? nextChangedSign
        : changedSign;
  };
  /** Evidence of token `i` of the passage standing at column `j`. */
  const meet = (i: number, j: number): number => {
    const gain = passage.gain[i] ?? 0;
    if (passage.ids[i] === ids[j]) return gain;
    const isNeighbour = isOfSurroundings(passage, ids[j] ?? -1);
    if (passage.isWord[i] && !isNeighbour && respelt(passage, i, index, from + j)) {
      change += respeltWord;
      gained += (gain >> 1) + (passage.loss[i] ?? 0);
      return gain >> 1;
    }
    missing(i);
    displaced ||= isNeighbour && i >= passage.from && i < passage.to;
    return 0;
  };
  let j = at;
  let i = passage.to;
  let between = false;
  while (i > 0) {
    const here = forward[i * columns + j] ?? 0;
    const loss = passage.loss[i - 1] ?? 0;
    const same = passage.ids[i - 1] === ids[j - 1];
    const alike = same ? (passage.gain[i - 1] ?? 0) - biasOf(passage, i - 1) : -loss;
    if (j > 0 && here === (forward[(i - 1) * columns + j - 1] ?? 0) + alike) {
      i -= 1;
      j -= 1;
      between = false;
      const changeAfter = change;
      const gain = meet(i, j);
      if (i < passage.from) prefixGain += gain;
      else if (gain > 0) {
        balance -= gone + (gone >= lossOf(false) ? put : 0);
        gone = 0;
        put = 0;
        if (right.end < 0 || balance < right.balance)
          right = { end: j + 1, to: i + 1, balance, change: changeAfter };
        balance += gain;
        if (balance - right.balance > most) {
          most = balance - right.balance;
          start = j;
          end = right.end;
          first = i;
          last = right.to;
          beyond = { from: change, to: right.change };
          startsSame = same && i === passage.from;
          endsSame = last === passage.to && passage.ids[last - 1] === ids[end - 1];
        }
        quoteGain += gain;
        if (passage.isWord[i]) wordsMet += same ? 1 : 0.5;
      } else {
        gone += loss;
        put += losses[j] ?? 0;
      }
    } else if (here === (forward[(i - 1) * columns + j] ?? 0) - loss) {
      i -= 1;
      missing(i);
      gone += loss;
    } else {
      j -= 1;
      put += losses[j] ?? 0;
      if (!between) change += newRun;
      between = true;
    }
  }
  const changeBefore = change - beyond.from;
  const ofSuffix = -change;
  j = at;
  i = 0;
  between = false;
  const rows = passage.size - passage.to;
  while (i < rows) {
    const here = backward[i * columns + j] ?? 0;
    const k = passage.to + i;
    const loss = passage.loss[k] ?? 0;
    const alike = passage.ids[k] === ids[j] ? (passage.gain[k] ?? 0) : -loss;
    if (j < columns - 1 && here === (backward[(i + 1) * columns + j + 1] ?? 0) + alike) {
      suffixGain += meet(k, j);
      i += 1;
      j += 1;
      between = false;
    } else if (here === (backward[(i + 1) * columns + j] ?? 0) - loss) {
      missing(k);
      i += 1;
    } else {
      j += 1;
      if (!between) change += newRun;
      between = true;
    }
  }
  if (start < 0) {
    start = at;
    end = at;
  }
  return {
    start: from + start,
    end: from + end,
    from: first,
    to: last,
    evidence: gained,
    change,
    changeBefore,
    changeAfter: beyond.to + ofSuffix + change,
    quoteGain,
    prefixGain,
    suffixGain,
    wordsMet,
    displaced,
    startsSame,
    endsSame,
  };
}

/** Whether the word, if it says anything, is one of the prefix or the suffix. */
function isOfSurroundings(passage: Passage, id: number): boolean {
  for (let k = 0; k < passage.size; k += 1) {
    if (k === passage.from) k = passage.to;
    if (passage.ids[k] === id && (passage.gain[k] ?? 0) >= telling) return true;
  }
  return passage.cut.includes(id);
}

/** A word that is less rare is met by chance. */
const telling = 4 * bit;

/** Whether most letters of the word that stands there are the same, from the start and from the end. */
function respelt(passage: Passage, i: number, index: WordIndex, place: number): boolean {
  const whole = passage.whole;
  const text = index.text;
  let a = passage.starts[i] ?? 0;
  let aEnd = passage.ends[i] ?? 0;
  let b = index.starts[place] ?? 0;
  let bEnd = index.ends[place] ?? 0;
  const longer = Math.max(aEnd - a, bEnd - b);
  let shared = 0;
  while (a < aEnd && b < bEnd && whole.charCodeAt(a) === text.charCodeAt(b)) {
    a += 1;
    b += 1;
    shared += 1;
  }
  while (a < aEnd && b < bEnd && whole.charCodeAt(aEnd - 1) === text.charCodeAt(bEnd - 1)) {
    aEnd -= 1;
    bEnd -= 1;
    shared += 1;
  }
  return shared >= 3 && shared * 3 >= longer * 2 && !/\p{N}/u.test(whole.charAt(passage.starts[i] ?? 0));
}
