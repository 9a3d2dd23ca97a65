import { countBefore } from '../../core/bisect.ts';
import type { Drawing, DrawnProposal } from '../../core/lineage/drawing.ts';

/** From columns and lanes to pixels. */
export const measures = {
  /** Height of a proposal, and the room between two lanes. */
  card: 66,
  gap: 14,
  /** Height of the row of meetings. */
  head: 74,
  edge: 24,
  /** Room between two meetings, where the lines bend. */
  gutter: 32,
  /** Least and greatest width of a meeting with its gutter. */
  narrowest: 190,
  widest: 290,
  /** Extra room before the next thread, and before those that stand alone. */
  apart: 10,
  before: 46,
} as const;

export interface Sizes {
  readonly column: number;
  readonly card: number;
  readonly width: number;
  readonly height: number;
}

export function sizesOf({ meetings, lanes, threads, alone }: Drawing, room: number): Sizes {
  const fitting = Math.floor((room - 2 * measures.edge + measures.gutter) / Math.max(1, meetings.length));
  const column = Math.min(measures.widest, Math.max(measures.narrowest, fitting));
  const extra = Math.max(0, threads.length - 1) * measures.apart + (alone === null ? 0 : measures.before);
  return {
    column,
    card: column - measures.gutter,
    width: Math.max(room, 2 * measures.edge + meetings.length * column - measures.gutter),
    height: lanes * (measures.card + measures.gap) + extra + measures.edge,
  };
}

/** The upper edge of a lane. */
export function yOf({ threads, alone }: Drawing, lane: number): number {
  const before = countUpTo(threads, lane) - 1;
  const extra =
    Math.max(0, before) * measures.apart + (alone !== null && lane >= alone ? measures.before : 0);
  return lane * (measures.card + measures.gap) + extra;
}

/** How many of the sorted `starts` are at most `lane`. */
function countUpTo(starts: readonly number[], lane: number): number {
  return countBefore(starts.length, (index) => (starts[index] ?? 0) <= lane);
}

/**
 * A line from a proposal to a later one. It passes the meetings between in a lane that is free there, that of one of the two if
 * it can, else in the room above the later one, so that it never runs behind a proposal it does not lead to.
 */
export function pathOf(drawing: Drawing, sizes: Sizes, from: DrawnProposal, to: DrawnProposal): string {
  const right = measures.edge + from.column * sizes.column + sizes.card;
  const left = measures.edge + to.column * sizes.column;
  const start = yOf(drawing, from.lane) + measures.card / 2;
  const end = yOf(drawing, to.lane) + measures.card / 2;
  if (to.column - from.column === 1) return `M${right} ${start}${bend(right, start, left, end)}`;
  const passing = isFree(drawing, from.lane, from.column, to.column)
    ? start
    : isFree(drawing, to.lane, from.column, to.column)
      ? end
      : yOf(drawing, to.lane) - measures.gap / 2;
  const first = right + measures.gutter;
  const last = left - measures.gutter;
  return `M${right} ${start}${bend(right, start, first, passing)}H${last}${bend(last, passing, left, end)}`;
}

function bend(x1: number, y1: number, x2: number, y2: number): string {
  if (y1 === y2) return `H${x2}`;
  const middle = (x1 + x2) / 2;
  return `C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

const taken = new WeakMap<Drawing, ReadonlySet<string>>();

function isFree(drawing: Drawing, lane: number, from: number, to: number): boolean {
  const places =
    taken.get(drawing) ?? new Set(drawing.places.map((place) => `${place.column} ${place.lane}`));
  taken.set(drawing, places);
  for (let column = from + 1; column < to; column += 1) if (places.has(`${column} ${lane}`)) return false;
  return true;
}
