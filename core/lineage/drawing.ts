import type { BoardProposal, BriefProposals, LineageLink } from './lineage.ts';

/** Where each proposal stands in the drawing of the threads: meetings are columns, the earliest first; lanes are rows. */
export interface Drawing {
  readonly meetings: readonly BriefProposals[];
  readonly lanes: number;
  /** First lanes of the threads, and of the proposals that stand alone, which come last. */
  readonly threads: readonly number[];
  readonly alone: number | null;
  readonly places: readonly DrawnProposal[];
  readonly links: readonly DrawnLink[];
}

export interface DrawnProposal {
  readonly entry: BoardProposal;
  readonly column: number;
  readonly lane: number;
}

export interface DrawnLink {
  readonly link: LineageLink;
  readonly from: DrawnProposal;
  readonly to: DrawnProposal;
}

/**
 * Lays the threads out below each other. A proposal stands in the lane of the firmest one it takes up where that lane is
 * free, else in the nearest free one; those without any link among what is shown fill the columns below. The same input
 * gives the same drawing.
 * @param shown In the board's order.
 */
export function draw(shown: readonly BoardProposal[]): Drawing {
  const meetings = [...new Set(shown.map(({ brief }) => brief))];
  const columns = new Map(meetings.map(({ id }, column) => [id, column]));
  const columnOf = ({ brief }: BoardProposal): number => columns.get(brief.id) ?? 0;
  const byKey = new Map(shown.map((entry) => [entry.key, entry]));
  const links = new Map(
    shown.map((entry) => [
      entry.key,
      // What takes up something of its own meeting, or of a later one, cannot be drawn over time.
      entry.takesUp.filter(({ earlier }) => {
        const other = byKey.get(earlier);
        return other && columnOf(other) < columnOf(entry);
      }),
    ]),
  );

  const places = new Map<string, DrawnProposal>();
  const threads: number[] = [];
  let lanes = 0;
  const groups = connected(shown, links);
  for (const thread of groups.threads) {
    threads.push(lanes);
    /** The column after the last one that is taken, by lane of this thread. */
    const taken: number[] = [];
    for (const entry of thread) {
      const column = columnOf(entry);
      const firmest = links.get(entry.key)?.[0];
      const wanted = firmest ? (places.get(firmest.earlier)?.lane ?? lanes) - lanes : 0;
      const lane = nearestFree(taken, wanted, column);
      taken[lane] = column + 1;
      places.set(entry.key, { entry, column, lane: lanes + lane });
    }
    lanes += taken.length;
  }
  const alone = groups.alone.length ? lanes : null;
  const heights = new Map<number, number>();
  for (const entry of groups.alone) {
    const column = columnOf(entry);
    const height = heights.get(column) ?? 0;
    heights.set(column, height + 1);
    places.set(entry.key, { entry, column, lane: (alone ?? 0) + height });
  }
  lanes += Math.max(0, ...heights.values());
  return {
    meetings,
    lanes,
    threads,
    alone,
    places: [...places.values()],
    links: [...links.values()].flat().flatMap((link) => {
      const [from, to] = [places.get(link.earlier), places.get(link.later)];
      return from && to ? [{ link, from, to }] : [];
    }),
  };
}

/** The nearest lane whose last proposal stands before `column`, the upper one of two; else a new one. */
function nearestFree(taken: readonly number[], wanted: number, column: number): number {
  for (let away = 0; away <= taken.length; away += 1)
    for (const lane of [wanted - away, wanted + away]) {
      const before = taken[lane];
      if (before !== undefined && before <= column) return lane;
    }
  return taken.length;
}

/** Those that links join, each group in the order of what is shown, and those that nothing joins. */
function connected(
  shown: readonly BoardProposal[],
  links: ReadonlyMap<string, readonly LineageLink[]>,
): { readonly threads: readonly (readonly BoardProposal[])[]; readonly alone: readonly BoardProposal[] } {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let above = parents.get(root); above !== undefined; above = parents.get(root)) root = above;
    // Shortened, so that a long thread is not climbed again and again.
    for (let at = key; at !== root; ) {
      const above = parents.get(at) ?? root;
      parents.set(at, root);
      at = above;
    }
    return root;
  };
  for (const { earlier, later } of [...links.values()].flat()) {
    const [a, b] = [rootOf(earlier), rootOf(later)];
    if (a !== b) parents.set(b, a);
  }
  const groups = new Map<string, BoardProposal[]>();
  for (const entry of shown) {
    const root = rootOf(entry.key);
    const group = groups.get(root);
    if (group) group.push(entry);
    else groups.set(root, [entry]);
  }
  const all = [...groups.values()];
  return {
    threads: all.filter(({ length }) => length > 1),
    alone: all.filter(({ length }) => length === 1).flat(),
  };
}
