import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotate, revise } from './annotation.ts';
import {
  type Change,
  fitting,
  follow,
  type History,
  inParts,
  type Move,
  mostChanges,
  noHistory,
  record,
  redo,
  shortened,
  undo,
} from './history.ts';
import type { Position } from './position.ts';

/** What the reader wrote, by kind and id; a thing that is not there has no entry. */
type Desk = ReadonlyMap<string, NonNullable<Change['after']>>;

const apply = (desk: Desk, changes: readonly Change[]): Desk => {
  const next = new Map(desk);
  for (const { of, id, after } of changes) {
    if (after === null) next.delete(`${of} ${id}`);
    else next.set(`${of} ${id}`, after);
  }
  return next;
};

const blank = annotate({
  uuid: '00000000-0000-4000-8000-000000000000',
  at: '2026-01-01T00:00:00Z',
  source: 'urn:brief:x:fr',
  revision: '0'.repeat(64),
  selectors: [
    { type: 'TextQuoteSelector', exact: 'a', prefix: '', suffix: '' },
    { type: 'TextPositionSelector', start: 0, end: 1 },
  ],
  content: { colour: 'yellow', note: '', tags: [] },
});

const position: Position = { decision: 'support', remark: '', passages: [], date: '2026-01-01T00:00:00Z' };

/** What the reader may do: write or remove things (`null`), in one action, perhaps as one more stroke of a writing. */
type Act =
  | {
      readonly act: 'write';
      readonly things: readonly (readonly [string, string | null])[];
      readonly key: string | null;
    }
  | { readonly act: 'undo' | 'redo' };

const thing = fc.constantFrom('annotation a', 'annotation b', 'position p', 'position a');
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('write' as const),
      // The same thing may change more than once in one action.
      things: fc.array(fc.tuple(thing, fc.option(fc.string({ maxLength: 3 }))), {
        minLength: 1,
        maxLength: 4,
      }),
      key: fc.option(fc.constantFrom('note a', 'remark p')),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('undo' as const, 'redo' as const) }) },
);

function changesOf(desk: Desk, things: readonly (readonly [string, string | null])[]): Change[] {
  let now = desk;
  return things.map(([name, value]) => {
    const change = changeOf(now, name, value);
    now = apply(now, [change]);
    return change;
  });
}

function changeOf(desk: Desk, name: string, value: string | null): Change {
  const [of, id = ''] = name.split(' ');
  const old = desk.get(name) ?? null;
  if (of === 'annotation') {
    const before = old !== null && 'target' in old ? old : null;
    const after =
      value === null ? null : revise(blank, { colour: 'blue', note: value, tags: [] }, blank.created);
    return { of: 'annotation', id, before, after };
  }
  const before = old !== null && 'remark' in old ? old : null;
  return { of: 'position', id, before, after: value === null ? null : { ...position, remark: value } };
}

describe('history', () => {
  it('takes back and does again like one who keeps a copy of the whole desk after each action', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let desk: Desk = new Map();
        let history: History = noHistory;
        // The naive way: copies, a place among them, and which writing each copy ends.
        let copies: { desk: Desk; key: string | null }[] = [{ desk, key: null }];
        let at = 0;
        for (const step of acts) {
          if (step.act === 'write') {
            const changes = changesOf(desk, step.things);
            history = record(history, changes, step.key);
            desk = apply(desk, changes);
            const joins = step.key !== null && copies[at]?.key === step.key;
            copies = [...copies.slice(0, joins ? at : at + 1), { desk, key: step.key }];
            at = copies.length - 1;
          } else {
            const way = step.act === 'undo' ? -1 : 1;
            const done = step.act === 'undo' ? undo(history) : redo(history);
            const to = copies[at + way];
            expect(done === null).toBe(to === undefined);
            if (!done || !to) continue;
            ({ history } = done);
            desk = apply(desk, done.changes);
            // A writing that was taken back is over: what is typed after it came back is a new one.
            const left = copies[at];
            if (step.act === 'undo' && left) left.key = null;
            at += way;
          }
          expect(desk).toEqual(copies[at]?.desk);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is left as it was by taking back and doing again', () => {
    const changes = changesOf(new Map(), [['annotation a', 'x']]);
    const history = record(noHistory, changes);
    const back = undo(history);
    expect(back && redo(back.history)).toEqual({ history, changes });
  });

  it('joins strokes of one writing, not those of two, nor what has no key', () => {
    const stroke = (value: string): Change[] => changesOf(new Map(), [['annotation a', value]]);
    const write = (...keys: (string | null)[]): number =>
      keys.reduce((history, key) => record(history, stroke('x'), key), noHistory).done.length;
    expect(write('note a', 'note a', 'note a')).toBe(1);
    expect(write('note a', 'remark p', 'note a')).toBe(3);
    expect(write('note a', null, 'note a')).toBe(3);
    expect(write(null, null)).toBe(2);
  });

  it('tells an annotation from a position of the same id', () => {
    const first = changesOf(new Map(), [['annotation a', 'x']]);
    const second = changesOf(new Map(), [['position a', 'y']]);
    const history = record(record(noHistory, first, 'k'), second, 'k');
    expect(history.done).toEqual([{ key: 'k', changes: [...first, ...second] }]);
  });

  it('forgets what was undone once something new is done', () => {
    const one = record(noHistory, changesOf(new Map(), [['annotation a', 'x']]));
    const back = undo(one);
    const other = record(back?.history ?? one, changesOf(new Map(), [['annotation b', 'y']]));
    expect(redo(other)).toBeNull();
  });

  it('keeps the last 500 actions', () => {
    let history = noHistory;
    for (let n = 0; n < 600; n += 1)
      history = record(history, changesOf(new Map(), [['annotation a', String(n)]]));
    let count = 0;
    let last: readonly Change[] = [];
    for (let back = undo(history); back; back = undo(back.history)) {
      count += 1;
      last = back.changes;
    }
    expect(count).toBe(500);
    expect(last).toEqual([expect.objectContaining({ of: 'annotation', after: null })]);
  });

  it('can be followed move by move by another that knows nothing else', () => {
    const changes = changesOf(new Map(), [['annotation a', 'x']]);
    const other = changesOf(new Map(), [['position p', 'y']]);
    const moves = [
      { kind: 'record', changes, key: 'note a' },
      { kind: 'end-writing' },
      { kind: 'record', changes, key: 'note a' },
      { kind: 'record', changes: other, key: null },
      { kind: 'undo' },
      { kind: 'undo' },
      { kind: 'redo' },
      { kind: 'redo' },
      { kind: 'redo' },
    ] as const;
    const followed = moves.reduce<History>(follow, noHistory);
    expect(followed.done.map(({ changes }) => changes)).toEqual([changes, changes, other]);
    expect(followed.undone).toEqual([]);
  });

  it('is the same when it is told in parts, but for actions of more changes than are kept', () => {
    const recording = (size: number, key: string | null, at: number): Move => ({
      kind: 'record',
      key,
      changes: Array.from({ length: size }, (_, n) => ({
        of: 'position' as const,
        id: `${at}-${n}`,
        before: null,
        after: position,
      })),
    });
    const sizes = fc.constantFrom(1, 3, 249, 250, 251, 600, mostChanges, mostChanges + 1);
    // What is written by strokes is one thing, or a few; strokes that outgrow together what is kept are not met with.
    const strokes = fc.tuple(fc.constantFrom(1, 3), fc.constantFrom('a', 'b'));
    const made = fc.oneof(
      { weight: 2, arbitrary: fc.tuple(sizes, fc.constant(null)) },
      { weight: 1, arbitrary: strokes },
      fc.constantFrom('undo' as const, 'redo' as const, 'end-writing' as const),
    );
    fc.assert(
      fc.property(fc.array(made, { maxLength: 8 }), (list) => {
        const moves = list.map((one, at) =>
          typeof one === 'string' ? { kind: one } : recording(one[0], one[1], at),
        );
        const parts = [...inParts(moves)];
        for (const part of parts)
          expect(
            part.reduce((size, move) => size + ('changes' in move ? move.changes.length : 0), 0),
          ).toBeLessThanOrEqual(250);
        const kept = (told: readonly Move[]) => {
          const { done, undone } = told.reduce<History>(
            (before, move) => shortened(follow(before, move), mostChanges),
            noHistory,
          );
          return [done, undone].map((steps) => steps.map(({ changes }) => changes));
        };
        expect(kept(parts.flat())).toEqual(kept(moves));
      }),
      { numRuns: 60 },
    );
  });

  it('is cut to its newest actions, whole ones', () => {
    const step = (n: number): Change[] =>
      changesOf(new Map(), [
        ['annotation a', String(n)],
        ['position p', String(n)],
      ]);
    const history = [1, 2, 3].reduce((before, n) => record(before, step(n)), noHistory);
    expect(shortened(history, 6)).toEqual(history);
    expect(shortened(history, 5).done.map(({ changes }) => changes)).toEqual([step(2), step(3)]);
    expect(shortened(history, 1)).toEqual(noHistory);
    const undone = undo(history)?.history ?? history;
    expect(shortened(undone, 4)).toEqual({ done: undone.done, undone: [] });
  });

  it('fits what was written with it, and from the newest on as far as nothing else was written', () => {
    let desk: Desk = new Map();
    let history: History = noHistory;
    const write = (name: string, value: string): void => {
      const changes = changesOf(desk, [[name, value]]);
      desk = apply(desk, changes);
      history = record(history, changes);
    };
    write('annotation a', '1');
    write('annotation b', '1');
    write('position p', '1');
    write('annotation b', '2');
    const standing =
      (on: Desk) =>
      (of: Change['of'], id: string): NonNullable<Change['after']> | null =>
        on.get(`${of} ${id}`) ?? null;
    expect(fitting(history, standing(desk))).toEqual(history);

    const back = undo(undo(history)?.history ?? history);
    if (!back) throw new Error('nothing to undo');
    const earlier = apply(apply(desk, changesOf(desk, [['annotation b', '1']])), back.changes);
    expect(fitting(back.history, standing(earlier))).toEqual(back.history);
    expect(fitting(back.history, standing(desk))).toEqual({ done: [], undone: [] });

    // Changed by someone else since: what was done to it cannot be taken back, nor what was done before.
    const touched = apply(desk, changesOf(desk, [['annotation a', 'other']]));
    expect(fitting(history, standing(touched)).done).toEqual(history.done.slice(1));
  });
});
