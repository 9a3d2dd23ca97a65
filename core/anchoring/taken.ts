import { countBefore } from '../bisect.ts';
import { type Fixed, reach } from './drift.ts';

/** What may be too much between two neighbours, in UTF-16 units, for a place to have come between them; and half the place itself. */
const context = 64;

/**
 * Whether a place of the new text is taken: something else stood between the same neighbours before, and nothing had to make
 * room. So a lookalike that the old text had as well is told from a passage that moved there. The passages that are certain
 * and keep their order (the longest such run of them) are the neighbours; what has moved against it tells nothing here.
 */
export function takenBy(
  fixed: readonly Fixed[],
): (place: { readonly start: number; readonly end: number }, was: number) => boolean {
  const kept = longestRun([...fixed].sort((a, b) => a.was - b.was || b.is - a.is));
  return ({ start, end }, was) => {
    const at = countBefore(kept.length, (index) => (kept[index]?.is ?? 0) < start);
    // The passage itself is no neighbour of its own.
    const before = kept[at - 1]?.was === was ? kept[at - 2] : kept[at - 1];
    const after = kept[at]?.was === was ? kept[at + 1] : kept[at];
    if (!before || !after || (before.was <= was && was <= after.was)) return false;
    const room = after.is - before.is - (after.was - before.was);
    return after.was - before.was <= reach && room < (end - start + context) / 2;
  };
}

/** The longest part of what is sorted by `was` in which `is` grows too (Schensted 1961). */
function longestRun(sorted: readonly Fixed[]): Fixed[] {
  const ends: number[] = [];
  const previous = new Int32Array(sorted.length);
  for (const [at, { is }] of sorted.entries()) {
    const length = countBefore(ends.length, (index) => (sorted[ends[index] ?? 0]?.is ?? 0) < is);
    previous[at] = ends[length - 1] ?? -1;
    ends[length] = at;
  }
  const run: Fixed[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) run.push(...sorted.slice(at, at + 1));
  return run.reverse();
}
