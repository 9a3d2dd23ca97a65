/** A passage that is certain: where it stood and where it stands, in UTF-16 offsets of the old text and of the new. */
export interface Fixed {
  readonly was: number;
  readonly is: number;
}

/** Passages this far apart in the old text say nothing of one another, in UTF-16 units. */
const reach = 20_000;
/** Between two passages so much may have been put in or have gone, and a quarter of what there was. */
const growth = 500;

/** Where a passage is expected, in UTF-16 offsets of the new text, and by how much those around it do not agree. */
export interface Drifted {
  readonly offset: number;
  readonly doubt: number;
}

/**
 * How a text has drifted, by passages that are certain: where what stood at an offset of the old text is expected in the
 * new one. `null` where those on either side are far or do not agree, as at the borders of a block that moved.
 */
export function driftOf(fixed: readonly Fixed[]): (offset: number) => Drifted | null {
  const sorted = [...fixed].sort((a, b) => a.was - b.was || a.is - b.is);
  // One that agrees with none of those around has moved by itself, or is an error: it says nothing of others.
  const firm = sorted.filter(
    (one, i) =>
      agree(sorted[i - 1], one) ||
      agree(sorted[i - 2], one) ||
      agree(one, sorted[i + 1]) ||
      agree(one, sorted[i + 2]),
  );
  return (offset) => {
    let low = 0;
    let high = firm.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((firm[middle]?.was ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    const [before, after] = [firm[low - 1], firm[low]];
    if (!before || !after || !agree(before, after)) return null;
    const nearer = offset - before.was <= after.was - offset ? before : after;
    return {
      offset: nearer.is + offset - nearer.was,
      doubt: Math.abs(after.is - before.is - (after.was - before.was)),
    };
  };
}

/** Whether what lies between the two has about the length that it had. */
function agree(one: Fixed | undefined, next: Fixed | undefined): boolean {
  if (!one || !next) return false;
  const was = next.was - one.was;
  const is = next.is - one.is;
  return was <= reach && is >= 0 && Math.abs(is - was) <= growth + was / 4;
}
