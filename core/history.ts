import type { Annotation } from './annotation.ts';
import type { Position } from './position.ts';

/** One thing the reader changed on a brief, with how it stood before; `null` where it was not there. */
export type Change =
  | {
      readonly of: 'annotation';
      readonly id: string;
      readonly before: Annotation | null;
      readonly after: Annotation | null;
    }
  | {
      readonly of: 'position';
      readonly id: string;
      readonly before: Position | null;
      readonly after: Position | null;
    };

/** What one action changed. `key` joins the strokes of one piece of writing, so that undo takes back words, not letters. */
interface Step {
  readonly changes: readonly Change[];
  readonly key: string | null;
}

export interface History {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

export const noHistory: History = { done: [], undone: [] };

/** How many actions can be taken back. */
const depth = 500;

/** The history with one more action; what had been undone is forgotten. */
export function record(history: History, changes: readonly Change[], key: string | null = null): History {
  const last = history.done.at(-1);
  const done =
    key !== null && last?.key === key
      ? [...history.done.slice(0, -1), { key, changes: joined(last.changes, changes) }]
      : [...history.done, { key, changes }].slice(-depth);
  return { done, undone: [] };
}

function more(history: History, changes: readonly Change[]): History {
  const last = history.done.at(-1);
  if (!last) return history;
  return {
    done: [...history.done.slice(0, -1), { ...last, changes: joined(last.changes, changes) }],
    undone: [],
  };
}

/** Ends the stretch of writing that one undo takes back: what is written next is an action of its own. */
function endWriting({ done, undone }: History): History {
  return { done: done.map((step) => (step.key === null ? step : { ...step, key: null })), undone };
}

/** What happens to a history, so that another can follow it. */
export type Move =
  | { readonly kind: 'record'; readonly changes: readonly Change[]; readonly key: string | null }
  /** Further changes of the action that was recorded last. */
  | { readonly kind: 'more'; readonly changes: readonly Change[] }
  | { readonly kind: 'undo' | 'redo' | 'end-writing' | 'forget' };

/** The history after a move. A move that cannot be made leaves it as it is. */
export function follow(history: History, move: Move): History {
  switch (move.kind) {
    case 'record':
      return record(history, move.changes, move.key);
    case 'more':
      return more(history, move.changes);
    case 'undo':
      return undo(history)?.history ?? history;
    case 'redo':
      return redo(history)?.history ?? history;
    case 'end-writing':
      return endWriting(history);
    case 'forget':
      return noHistory;
  }
}

/** How many changes are kept over a restart. One action may make many. */
export const mostChanges = 5000;

/** How many changes are told at one go. */
const atOnce = 250;

/**
 * Moves as they are told to whoever follows, a few changes at a time. An action of more changes than are kept leaves nothing
 * to be taken back.
 */
export function* inParts(moves: readonly Move[]): Generator<readonly Move[]> {
  let part: Move[] = [];
  let size = 0;
  for (const move of moves) {
    const made = move.kind === 'record' ? move.changes.length : 0;
    if (size + made > atOnce) {
      yield part;
      [part, size] = [[], 0];
    }
    if (move.kind === 'record' && made > mostChanges) part.push({ kind: 'forget' });
    else if (move.kind === 'record' && made > atOnce) {
      for (let from = 0; from < made; from += atOnce) {
        const changes = move.changes.slice(from, from + atOnce);
        yield [...part, from === 0 ? { ...move, changes } : { kind: 'more', changes }];
        part = [];
      }
    } else {
      part.push(move);
      size += made;
    }
  }
  if (part.length) yield part;
}

/** The newest actions of a history, so few that their changes are at most `most`. */
export function shortened(history: History, most: number): History {
  let left = most;
  const newest = (steps: readonly Step[]): Step[] => {
    const from = steps.findLastIndex((step) => {
      left -= step.changes.length;
      return left < 0;
    });
    return steps.slice(from + 1);
  };
  const done = newest(history.done);
  // What was undone longest ago comes first: it can be done again last.
  return { done, undone: newest(history.undone) };
}

/**
 * The part of a history that fits what is written now: as many actions, counted from the newest, as would give back
 * exactly what each has kept. Something may have been written without it.
 * @param now what stands under an id, or `null` where there is nothing.
 */
export function fitting(
  history: History,
  now: (of: Change['of'], id: string) => Annotation | Position | null,
): History {
  const kept = (steps: readonly Step[], from: 'before' | 'after', to: 'before' | 'after'): Step[] => {
    const moved = new Map<string, Annotation | Position | null>();
    const stands = ({ of, id }: Change): Annotation | Position | null =>
      moved.has(`${of} ${id}`) ? (moved.get(`${of} ${id}`) ?? null) : now(of, id);
    const unfit = steps.findLastIndex(({ changes }) => {
      const ordered = from === 'after' ? [...changes].reverse() : changes;
      return !ordered.every((change) => {
        const fits = JSON.stringify(stands(change)) === JSON.stringify(change[from]);
        moved.set(`${change.of} ${change.id}`, change[to]);
        return fits;
      });
    });
    return steps.slice(unfit + 1);
  };
  return { done: kept(history.done, 'after', 'before'), undone: kept(history.undone, 'before', 'after') };
}

/** Takes back the last action: the changes to apply now, or `null` where there is none. */
export function undo(history: History): { history: History; changes: readonly Change[] } | null {
  const step = history.done.at(-1);
  if (!step) return null;
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, { ...step, key: null }] },
    changes: step.changes.map(reversed).reverse(),
  };
}

/** Does again what was undone last: the changes to apply now, or `null` where there is none. */
export function redo(history: History): { history: History; changes: readonly Change[] } | null {
  const step = history.undone.at(-1);
  if (!step) return null;
  return {
    history: { done: [...history.done, step], undone: history.undone.slice(0, -1) },
    changes: step.changes,
  };
}

function reversed(change: Change): Change {
  // Written out by kind, since the two sides of a change must stay of one type.
  return change.of === 'annotation'
    ? { ...change, before: change.after, after: change.before }
    : { ...change, before: change.after, after: change.before };
}

/** Later changes of a thing follow on earlier ones: the first `before`, the last `after`. */
function joined(earlier: readonly Change[], later: readonly Change[]): readonly Change[] {
  const byThing = new Map<string, Change>();
  for (const change of [...earlier, ...later]) {
    const key = `${change.of} ${change.id}`;
    const first = byThing.get(key);
    if (change.of === 'annotation' && first?.of === 'annotation')
      byThing.set(key, { ...change, before: first.before });
    else if (change.of === 'position' && first?.of === 'position')
      byThing.set(key, { ...change, before: first.before });
    else byThing.set(key, change);
  }
  return [...byThing.values()];
}
