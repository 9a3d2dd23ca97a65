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
