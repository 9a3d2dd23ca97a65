import type { Anchor } from '../core/anchor.ts';
import { below, type Random } from './anchor-corpus.ts';

/** Where each word of a new text stands, and which word of the old text it is; `null` for a new one. */
export interface Survivor {
  readonly start: number;
  readonly end: number;
  /** Rewritten in place: it tells where the passage is, but counts as a change. */
  readonly edited: boolean;
}

/** The new text's place of each word of the old text, in the old order; `null` for those that are gone. */
export type Fates = readonly (Survivor | null)[];

/** What should become of a quote. */
export type Truth =
  /** At least half of its words are left, together. */
  | {
      readonly kind: 'here';
      readonly start: number;
      readonly end: number;
      readonly places: readonly Survivor[];
    }
  /** No word is left. */
  | { readonly kind: 'gone' }
  /** Less than half is left, or it is scattered: one of these words, or nothing, is right. */
  | { readonly kind: 'scattered'; readonly places: readonly Survivor[] };

/** `misplaced` is a passage that is still there and was put elsewhere, `wrong` one that is gone and was put anywhere. */
export type Verdict = 'found' | 'missed' | 'misplaced' | 'wrong' | 'rightly gone' | 'of no account';

/** Words between two neighbours of a passage that still count as together, in characters. */
const together = 200;

export function truthOf(fates: Fates, isWord: (i: number) => boolean, from: number, to: number): Truth {
  let words = 0;
  const left: (Survivor & { readonly isWord: boolean })[] = [];
  for (let i = from; i < to; i += 1) {
    const fate = fates[i];
    if (isWord(i)) words += 1;
    if (fate) left.push({ ...fate, isWord: isWord(i) });
  }
  if (left.length === 0) return { kind: 'gone' };
  let run: typeof left = [];
  let best: typeof left = [];
  for (const place of left) {
    const before = run.at(-1);
    if (before && (place.start < before.end || place.start - before.end > together)) run = [];
    run = [...run, place];
    if (run.length > best.length) best = run;
  }
  // Signs count where nothing else is quoted.
  const unchanged = best.filter((one) => !one.edited && (one.isWord || words === 0)).length;
  const [first] = best;
  const last = best.at(-1);
  return first && last && unchanged * 2 >= (words || to - from)
    ? { kind: 'here', start: first.start, end: last.end, places: left }
    : { kind: 'scattered', places: left };
}

export function judge(truth: Truth, answer: Anchor | null): Verdict {
  if (truth.kind === 'here') {
    if (!answer) return 'missed';
    const shared = Math.min(truth.end, answer.end) - Math.max(truth.start, answer.start);
    const all = Math.max(truth.end, answer.end) - Math.min(truth.start, answer.start);
    if (shared * 2 >= all) return 'found';
    // Where something was put into the passage, a mark over all that is left of it is as right.
    const inside = truth.places.filter(({ start, end }) => answer.start <= start && end <= answer.end);
    const bounds =
      inside.some(({ start }) => start === answer.start) && inside.some(({ end }) => end === answer.end);
    return bounds && inside.length * 2 >= truth.places.length ? 'found' : 'misplaced';
  }
  if (truth.kind === 'gone') return answer ? 'wrong' : 'rightly gone';
  if (!answer) return 'of no account';
  return truth.places.some(({ start, end }) => start < answer.end && answer.start < end)
    ? 'of no account'
    : 'wrong';
}

/** A quote of 1 to `longest` words: `[from, to)` in words. */
export function sample(words: number, longest: number, rand: Random): readonly [number, number] {
  const length = 1 + below(Math.min(longest, words), rand);
  const from = below(words - length + 1, rand);
  return [from, from + length];
}
