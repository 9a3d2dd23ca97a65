import { countBefore } from '../bisect.ts';
/** A passage that is certain, or nearly: where it stood and where it stands, in UTF-16 offsets of the old text and of the new. */
export interface Fixed {
  readonly was: number;
  readonly is: number;
}

/** Passages this far apart in the old text say nothing of one another, in UTF-16 units. */
export const reach = 20_000;
/** Between two passages so much may have been put in or have gone, and a quarter of what there was. */
const growth = 500;
/** One that speaks alone is not asked from farther. */
const reachOfOne = 1500;

/** Where a passage is expected, in UTF-16 offsets of the new text, and by how much this may be wrong. */
export interface Drifted {
  readonly offset: number;
  /** What those on either side do not agree about, or the way to the one that speaks alone. */
  readonly doubt: number;
  /** By so much they have closed up: it may be what went. Anything, where they do not agree. */
  readonly closed: number;
}

/**
 * How a text has drifted, by passages that are certain: where what stood at an offset of the old text is expected in the
 * new one, as far from the nearer neighbour as it was, or as far from the other, likeliest first. None where those on
 * either side are far.
 */
export function driftOf<One extends Fixed>(fixed: readonly One[]): (offset: number, but?: One) => Drifted[] {
  const sorted = [...fixed].sort((a, b) => a.was - b.was || a.is - b.is);
  return (offset, but) => {
    const at = countBefore(sorted.length, (index) => (sorted[index]?.was ?? 0) < offset);
    const neighbour = (at: number, step: 1 | -1): One | undefined =>
      but && sorted[at] === but ? sorted[at + step] : sorted[at];
    const [before, after] = [neighbour(at - 1, -1), neighbour(at, 1)];
    const by = (one: One): number => one.is + offset - one.was;
    const near = [before, after]
      .flatMap((one) => (one ? [one] : []))
      .sort((a, b) => Math.abs(offset - a.was) - Math.abs(offset - b.was));
    const [nearer] = near;
    if (before && after && nearer && agree(before, after)) {
      const grown = after.is - before.is - (after.was - before.was);
      const doubt = Math.abs(grown);
      const closed = Math.max(0, -grown);
      // If all that changed between them lies on one side of it, it has kept its distance from the other.
      return (doubt > 0 ? near : [nearer]).map((one) => ({ offset: by(one), doubt, closed }));
    }
    // They do not agree, as at the borders of a block that moved: it went with either.
    return near.flatMap((one) => {
      const doubt = Math.abs(offset - one.was);
      return doubt <= reachOfOne ? { offset: by(one), doubt, closed: Number.POSITIVE_INFINITY } : [];
    });
  };
}

/** Whether what lies between the two has about the length that it had. */
function agree(one: Fixed, next: Fixed): boolean {
  const was = next.was - one.was;
  const is = next.is - one.is;
  return was <= reach && is >= 0 && Math.abs(is - was) <= growth + was / 4;
}
