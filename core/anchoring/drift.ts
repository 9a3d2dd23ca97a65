/** A passage that is certain, or nearly: where it stood and where it stands, in UTF-16 offsets of the old text and of the new. */
export interface Fixed {
  readonly was: number;
  readonly is: number;
}

/** Passages this far apart in the old text say nothing of one another, in UTF-16 units. */
const reach = 20_000;
/** Between two passages so much may have been put in or have gone, and a quarter of what there was. */
const growth = 500;
/** One that speaks alone is not asked from farther. */
const reachOfOne = 1500;

/** Where a passage is expected, in UTF-16 offsets of the new text, and by how much this may be wrong. */
export interface Drifted {
  readonly offset: number;
  /** What those on either side do not agree about, or the way to the one that speaks alone. */
  readonly doubt: number;
}

/**
 * How a text has drifted, by passages that are certain: where what stood at an offset of the old text is expected in the
 * new one, likeliest first. None where those on either side are far; two where they are near and do not agree, as at the
 * borders of a block that moved.
 */
export function driftOf<One extends Fixed>(fixed: readonly One[]): (offset: number, but?: One) => Drifted[] {
  const sorted = [...fixed].sort((a, b) => a.was - b.was || a.is - b.is);
  // One that agrees with none of those around has moved by itself, or is an error: it says nothing of others.
  const firm = sorted.filter(
    (one, i) =>
      agree(sorted[i - 1], one) ||
      agree(sorted[i - 2], one) ||
      agree(one, sorted[i + 1]) ||
      agree(one, sorted[i + 2]),
  );
  return (offset, but) => {
    let low = 0;
    let high = firm.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((firm[middle]?.was ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    const neighbour = (at: number, step: 1 | -1): One | undefined =>
      but && firm[at] === but ? firm[at + step] : firm[at];
    const [before, after] = [neighbour(low - 1, -1), neighbour(low, 1)];
    const by = (one: One): Drifted => ({
      offset: one.is + offset - one.was,
      doubt: Math.abs(offset - one.was),
    });
    const near = [before, after]
      .flatMap((one) => (one ? [one] : []))
      .sort((a, b) => Math.abs(offset - a.was) - Math.abs(offset - b.was));
    const [nearer] = near;
    if (before && after && nearer && agree(before, after)) {
      const doubt = Math.abs(after.is - before.is - (after.was - before.was));
      return [{ offset: by(nearer).offset, doubt }];
    }
    return near.filter((one) => Math.abs(offset - one.was) <= reachOfOne).map(by);
  };
}

/** Whether what lies between the two has about the length that it had. */
function agree(one: Fixed | undefined, next: Fixed | undefined): boolean {
  if (!one || !next) return false;
  const was = next.was - one.was;
  const is = next.is - one.is;
  return was <= reach && is >= 0 && Math.abs(is - was) <= growth + was / 4;
}
