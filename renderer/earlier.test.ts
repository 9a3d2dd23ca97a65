import { describe, expect, it } from 'vitest';
import { type Annotation, annotate } from '../core/annotation.ts';
import type { Position } from '../core/position.ts';
import { changesTo } from './earlier.ts';

const mark = (n: number, note = ''): Annotation =>
  annotate({
    uuid: `00000000-0000-4000-8000-00000000000${n}`,
    at: '2026-11-24T05:30:00.000Z',
    source: 'urn:brief:one:fr',
    revision: '0'.repeat(64),
    selectors: [
      { type: 'TextQuoteSelector', exact: 'accord', prefix: '', suffix: '' },
      { type: 'TextPositionSelector', start: 0, end: 6 },
    ],
    content: { colour: 'yellow', note, tags: [] },
  });
const position: Position = { decision: 'oppose', remark: '', passages: [], date: '2026-11-24T05:30:00.000Z' };

describe('bringing an earlier state back', () => {
  it('changes nothing where nothing differs', () => {
    const now = { annotations: [mark(1)], positions: { p1: position } };
    expect(changesTo(now, now)).toEqual([]);
    const read = now.annotations.map((one) =>
      Object.assign(
        {},
        ...Object.entries(one)
          .reverse()
          .map(([key, inner]) => ({ [key]: inner })),
      ),
    );
    expect(changesTo({ annotations: read, positions: null }, now)).toEqual([]);
  });

  it('brings back, changes and removes, each as one change that can be undone', () => {
    const now = { annotations: [mark(1, 'now'), mark(2)], positions: { p1: position } };
    expect(changesTo({ annotations: [mark(1, 'then'), mark(3)], positions: null }, now)).toEqual([
      { of: 'annotation', id: mark(1).id, before: mark(1, 'now'), after: mark(1, 'then') },
      { of: 'annotation', id: mark(2).id, before: mark(2), after: null },
      { of: 'annotation', id: mark(3).id, before: null, after: mark(3) },
    ]);
    expect(changesTo({ annotations: null, positions: { p2: position } }, now)).toEqual([
      { of: 'position', id: 'p1', before: position, after: null },
      { of: 'position', id: 'p2', before: null, after: position },
    ]);
  });
});
