import type { Anchor } from '../anchor.ts';
import type { Selectors } from '../annotation.ts';
import { countBefore } from '../bisect.ts';
import { eachToken } from './token.ts';
import type { WordIndex } from './word-index.ts';

interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** UTF-16 units of a piece, and of what stands around it for context. */
const pieceLength = 400;
const contextLength = 32;
/** Pieces tried from either end; what is left of a quote that has lost more is no quote. */
const tries = 4;
const samples = 64;

/**
 * A quote too long to be aligned whole: found by the first of its pieces from the start, and from the end, that is found,
 * if between them lie at least half of its words (by sample) in no other length than three times more or less.
 * @param expected UTF-16 offset where the quote stood.
 */
export function locateEnds(
  index: WordIndex,
  [{ exact, prefix, suffix }]: Selectors,
  expected: number,
  find: (piece: Quote, expected: number) => { readonly start: number; readonly end: number } | null,
): Anchor | null {
  const whole = prefix.slice(-contextLength) + exact + suffix.slice(0, contextLength);
  const offset = Math.min(contextLength, prefix.length);
  const piece = (from: number): ReturnType<typeof find> => {
    const start = offset + from;
    const end = start + pieceLength;
    return find(
      {
        exact: whole.slice(start, end),
        prefix: whole.slice(Math.max(0, start - contextLength), start),
        suffix: whole.slice(end, end + contextLength),
      },
      expected + from,
    );
  };
  let start = -1;
  let end = -1;
  for (let i = 0; i < tries && start < 0; i += 1) start = piece(i * pieceLength)?.start ?? -1;
  for (let i = 1; i <= tries && end < 0; i += 1) end = piece(exact.length - i * pieceLength)?.end ?? -1;
  if (start < 0 || end <= start) return null;
  const length = end - start;
  if (length > 3 * exact.length || length * 3 < exact.length) return null;
  const share = shareOfWords(index, exact, start, end);
  if (share < 0.5) return null;
  const { text } = index;
  const isWhole =
    text.startsWith(exact, start) &&
    length === exact.length &&
    text.endsWith(prefix, start) &&
    text.startsWith(suffix, end) &&
    prefix + suffix !== '';
  return { start, end, score: isWhole ? 1 : Math.min(0.99, share) };
}

/** Of some words of the quote, evenly chosen, the share that stands between the two UTF-16 offsets. */
function shareOfWords(index: WordIndex, quote: string, start: number, end: number): number {
  let read = 0;
  let met = 0;
  for (let i = 0; i < samples; i += 1) {
    const from = Math.floor((quote.length * i) / samples);
    let seen = 0;
    // The first token of a sample may be cut in two, and the last.
    eachToken(quote.slice(from, from + 80), (a, b) => {
      seen += 1;
      if (seen !== 2) return;
      read += 1;
      const id = index.words.get(quote.slice(from + a, from + b)) ?? -1;
      if (id >= 0 && standsBetween(index, id, start, end)) met += 1;
    });
  }
  return read === 0 ? 1 : met / read;
}

function standsBetween(index: WordIndex, id: number, start: number, end: number): boolean {
  const first = index.first[id] ?? 0;
  const last = index.first[id + 1] ?? 0;
  const at =
    first + countBefore(last - first, (one) => (index.starts[index.places[first + one] ?? 0] ?? 0) < start);
  return at < last && (index.ends[index.places[at] ?? 0] ?? 0) <= end;
}
