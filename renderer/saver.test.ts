import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Annotation, annotate, contentOf, noteOf, revise } from '../core/annotation.ts';
import type { Result, Saved } from '../core/api.ts';
import type { Change } from '../core/history.ts';
import type { Position } from '../core/position.ts';
import { createSaver, type SaverReport } from './saver.ts';

const at = '2026-01-01T00:00:00Z';
const blank = annotate({
  uuid: '00000000-0000-4000-8000-000000000000',
  at,
  source: 'urn:brief:x:fr',
  revision: '0'.repeat(64),
  selectors: [
    { type: 'TextQuoteSelector', exact: 'a', prefix: '', suffix: '' },
    { type: 'TextPositionSelector', start: 0, end: 1 },
  ],
  content: { colour: 'yellow', note: '', tags: [] },
});

function noted(id: string, note: string | null): Change {
  const after = note === null ? null : { ...revise(blank, { ...contentOf(blank), note }, at), id };
  return { of: 'annotation', id, before: null, after };
}

function remarked(id: string, remark: string | null): Change {
  const position: Position = { decision: 'support', remark: remark ?? '', passages: [], date: at };
  return { of: 'position', id, before: null, after: remark === null ? null : position };
}

/** A disk whose every answer the test gives itself, with a record of what was asked and how many at once. */
function slowDisk() {
  const waiting: ((result: Result<Saved>) => void)[] = [];
  const asked: unknown[] = [];
  let atOnce = 0;
  let most = 0;
  const ask = (question: unknown): Promise<Result<Saved>> => {
    asked.push(question);
    atOnce += 1;
    most = Math.max(most, atOnce);
    return new Promise((resolve) => {
      waiting.push((result) => {
        atOnce -= 1;
        resolve(result);
      });
    });
  };
  const api: Parameters<typeof createSaver>[0] = {
    annotations: {
      save: (brief, put, drop) => ask({ brief, put: put.map(shortly), drop: [...drop] }),
    },
    positions: {
      save: (brief, changes) => ask({ brief, ...mapped(changes) }),
    },
  };
  return {
    api,
    asked,
    most: () => most,
    /** Answers the oldest question still open, and lets what follows from it happen. */
    async answer(result: Result<Saved> = { ok: true, value: { at } }): Promise<void> {
      waiting.shift()?.(result);
      await settled();
    },
  };
}

const shortly = (annotation: Annotation): string => `${annotation.id} ${noteOf(annotation)}`;
const mapped = (changes: Readonly<Record<string, Position | null>>): Record<string, string | null> =>
  Object.fromEntries(Object.entries(changes).map(([id, position]) => [id, position?.remark ?? null]));

const failure: Result<Saved> = { ok: false, error: { code: 'not-saved', sentence: 'The disk is full.' } };

/** Lets every promise that can go on go on. */
async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('saver', () => {
  it('saves at once, and says when it is on disk', async () => {
    const disk = slowDisk();
    const reports: SaverReport[] = [];
    const saver = createSaver(disk.api, (report) => reports.push(report));
    saver.save('x', [noted('a', 'one'), noted('b', null), remarked('p', 'yes'), remarked('q', null)]);
    await settled();
    expect(disk.asked).toEqual([{ brief: 'x', put: ['a one'], drop: ['b'] }]);
    await disk.answer();
    expect(disk.asked[1]).toEqual({ brief: 'x', p: 'yes', q: null });
    expect(reports).toEqual([{ kind: 'saving' }]);
    await disk.answer({ ok: true, value: { at: '2026-02-02T00:00:00Z' } });
    expect(reports).toEqual([{ kind: 'saving' }, { kind: 'saved', at: '2026-02-02T00:00:00Z' }]);
  });

  it('asks one thing at a time, and then for everything that came meanwhile, in its newest form', async () => {
    const disk = slowDisk();
    const saver = createSaver(disk.api, () => undefined);
    saver.save('x', [noted('a', 'o')]);
    saver.save('x', [noted('a', 'on')]);
    saver.save('x', [noted('b', 'other')]);
    saver.save('x', [noted('a', 'one')]);
    await settled();
    await disk.answer();
    await disk.answer();
    expect(disk.asked).toEqual([
      { brief: 'x', put: ['a o'], drop: [] },
      { brief: 'x', put: ['a one', 'b other'], drop: [] },
    ]);
    expect(disk.most()).toBe(1);
  });

  it('keeps what could not be saved and tries it again, without being asked', async () => {
    const disk = slowDisk();
    const reports: SaverReport[] = [];
    const saver = createSaver(disk.api, (report) => reports.push(report));
    saver.save('x', [noted('a', 'one')]);
    await disk.answer(failure);
    expect(reports.at(-1)).toEqual({
      kind: 'failed',
      failure: { code: 'not-saved', sentence: 'The disk is full.' },
    });
    expect(disk.asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5000);
    expect(disk.asked).toEqual([
      { brief: 'x', put: ['a one'], drop: [] },
      { brief: 'x', put: ['a one'], drop: [] },
    ]);
    await disk.answer();
    expect(reports.at(-1)).toEqual({ kind: 'saved', at });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(disk.asked).toHaveLength(2);
  });

  it('lets what came meanwhile win over what could not be saved', async () => {
    const disk = slowDisk();
    const saver = createSaver(disk.api, () => undefined);
    saver.save('x', [noted('a', 'old'), noted('b', 'kept'), noted('c', 'gone')]);
    await settled();
    saver.save('x', [noted('a', 'new'), noted('c', null)]);
    await disk.answer(failure);
    await vi.advanceTimersByTimeAsync(5000);
    expect(disk.asked[1]).toEqual({ brief: 'x', put: ['a new', 'b kept'], drop: ['c'] });
  });

  it('does not save again the half that reached the disk', async () => {
    const disk = slowDisk();
    const saver = createSaver(disk.api, () => undefined);
    saver.save('x', [noted('a', 'one'), remarked('p', 'yes')]);
    await disk.answer();
    await disk.answer(failure);
    await vi.advanceTimersByTimeAsync(5000);
    expect(disk.asked.slice(2)).toEqual([{ brief: 'x', p: 'yes' }]);
  });

  it('tries at once when told to, and tells when nothing more is under way', async () => {
    const disk = slowDisk();
    const saver = createSaver(disk.api, () => undefined);
    await saver.flush();
    saver.save('x', [noted('a', 'one')]);
    saver.save('y', [noted('b', 'two')]);
    await disk.answer(failure);
    let done = false;
    const flushed = saver.flush().then(() => {
      done = true;
    });
    await settled();
    await disk.answer();
    expect(done).toBe(false);
    await disk.answer();
    await flushed;
    expect(disk.asked.slice(1)).toEqual([
      { brief: 'y', put: ['b two'], drop: [] },
      { brief: 'x', put: ['a one'], drop: [] },
    ]);
  });

  it('does not forget what comes in the very moment it is done', async () => {
    const disk = slowDisk();
    let late: Change[] = [noted('b', 'late')];
    const saver = createSaver(disk.api, ({ kind }) => {
      if (kind !== 'saved') return;
      const changes = late;
      late = [];
      queueMicrotask(() => saver.save('x', changes));
    });
    saver.save('x', [noted('a', 'one')]);
    await disk.answer();
    expect(disk.asked).toHaveLength(2);
  });

  it('ends with the newest of everything on disk, whatever fails on the way', async () => {
    const step = fc.oneof(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c'),
        note: fc.option(fc.string({ minLength: 1, maxLength: 3 })),
      }),
      fc.constantFrom('answer' as const, 'fail' as const, 'wait' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const wanted = new Map<string, string | null>();
        const written = new Map<string, string | null>();
        const waiting: ((ok: boolean) => void)[] = [];
        const saver = createSaver(
          {
            ...slowDisk().api,
            annotations: {
              ...slowDisk().api.annotations,
              save: (_, put, drop) =>
                new Promise((resolve) => {
                  waiting.push((ok) => {
                    if (ok) {
                      for (const annotation of put) written.set(annotation.id, noteOf(annotation));
                      for (const id of drop) written.set(id, null);
                    }
                    resolve(ok ? { ok, value: { at } } : failure);
                  });
                }),
            },
          },
          () => undefined,
        );
        for (const step of steps) {
          if (step === 'answer' || step === 'fail') waiting.shift()?.(step === 'answer');
          else if (step === 'wait') await vi.advanceTimersByTimeAsync(5000);
          else {
            wanted.set(step.id, step.note?.trim() ? step.note : step.note === null ? null : '');
            saver.save('x', [noted(step.id, step.note)]);
          }
          await settled();
        }
        let done = false;
        const end = saver.flush().then(() => {
          done = true;
        });
        for (let n = 0; n < 10 && !done; n += 1) {
          waiting.shift()?.(true);
          await settled();
        }
        await end;
        expect(written).toEqual(wanted);
      }),
    );
  });
});
