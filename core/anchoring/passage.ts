import { eachToken } from './token.ts';
import { gainOf, lossOf, type WordIndex } from './word-index.ts';

/** Prefix, quote and suffix as one run of tokens, measured against the text they are looked for in. */
export interface Passage {
  /** Prefix + quote + suffix. */
  readonly whole: string;
  readonly prefix: string;
  readonly quote: string;
  readonly suffix: string;
  readonly size: number;
  /** Word numbers of the index; -1 for a word that the text does not have. */
  readonly ids: Int32Array;
  readonly gain: Int32Array;
  readonly loss: Int32Array;
  /** 1 for words, 0 for signs. */
  readonly isWord: Uint8Array;
  /** UTF-16 offsets in prefix + quote + suffix. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Word numbers of the outermost tokens of the context: they may have been cut in two, and are left out. */
  readonly cut: readonly number[];
  /** The tokens that the quote touches. */
  readonly from: number;
  readonly to: number;
}

export function readPassage(prefix: string, quote: string, suffix: string, index: WordIndex): Passage {
  const whole = prefix + quote + suffix;
  const starts: number[] = [];
  const ends: number[] = [];
  const isWord: number[] = [];
  eachToken(whole, (start, end, isSign) => {
    starts.push(start);
    ends.push(end);
    isWord.push(isSign ? 0 : 1);
  });
  const cut: number[] = [];
  const leaveOut = (i: number): void => {
    cut.push(index.words.get(whole.slice(starts[i], ends[i])) ?? -1);
    for (const list of [starts, ends, isWord]) list.splice(i, 1);
  };
  if (prefix && starts[0] === 0 && (ends[0] ?? 0) <= prefix.length) leaveOut(0);
  const last = starts.length - 1;
  if (suffix && ends[last] === whole.length && (starts[last] ?? 0) >= prefix.length + quote.length)
    leaveOut(last);
  const size = starts.length;
  const ids = new Int32Array(size);
  const gain = new Int32Array(size);
  const loss = new Int32Array(size);
  for (let i = 0; i < size; i += 1) {
    const word = whole.slice(starts[i], ends[i]);
    const id = index.words.get(word) ?? -1;
    ids[i] = id;
    gain[i] = id < 0 ? gainOf(0, index.size, !isWord[i]) : (index.gain[id] ?? 0);
    loss[i] = lossOf(!isWord[i]);
  }
  const start = prefix.length;
  const end = start + quote.length;
  let from = 0;
  while (from < size && (ends[from] ?? 0) <= start) from += 1;
  let to = from;
  while (to < size && (starts[to] ?? 0) < end) to += 1;
  return {
    whole,
    prefix,
    quote,
    suffix,
    size,
    ids,
    gain,
    loss,
    isWord: Uint8Array.from(isWord),
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    cut,
    from,
    to,
  };
}
