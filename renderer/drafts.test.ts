import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraft, handOverDrafts } from './drafts.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  handOverDrafts();
  vi.useRealTimers();
});

describe('draft', () => {
  it('hands over the newest text, soon and once', () => {
    const taken: string[] = [];
    const draft = createDraft((text) => taken.push(text));
    draft.write('a');
    draft.write('ab');
    expect(taken).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect(taken).toEqual(['ab']);
  });

  it('does not wait for a pause in the typing', () => {
    const taken: string[] = [];
    const draft = createDraft((text) => taken.push(text));
    for (let n = 1; n <= 100; n += 1) {
      draft.write('x'.repeat(n));
      vi.advanceTimersByTime(100);
    }
    expect(taken.length).toBeGreaterThan(20);
  });

  it('hands over an emptied field too', () => {
    const taken: string[] = [];
    const draft = createDraft((text) => taken.push(text));
    draft.write('');
    draft.handOver();
    draft.handOver();
    expect(taken).toEqual(['']);
  });

  it('forgets what is dropped', () => {
    const taken: string[] = [];
    const draft = createDraft((text) => taken.push(text));
    draft.write('a');
    draft.drop();
    draft.handOver();
    handOverDrafts();
    vi.advanceTimersByTime(10_000);
    expect(taken).toEqual([]);
  });

  it('is handed over with all others at need, and not again', () => {
    const taken: string[] = [];
    const first = createDraft((text) => taken.push(`1 ${text}`));
    const second = createDraft((text) => taken.push(`2 ${text}`));
    first.write('a');
    second.write('b');
    handOverDrafts();
    expect(taken).toEqual(['1 a', '2 b']);
    vi.advanceTimersByTime(10_000);
    expect(taken).toHaveLength(2);
  });
});
