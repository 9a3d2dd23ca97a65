import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundAnywhere } from '../../core/api.ts';
import { profileOf } from '../profile.ts';
import { searchInThread } from './search.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'search-thread-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/**
 * A search whose thread answers each question with its own number as the total, and how often it was told to look at all files
 * as what it is reading; some words it takes as orders.
 */
function searching(limits?: Parameters<typeof searchInThread>[2]) {
  const script = join(root, 'thread.cjs');
  writeFileSync(
    script,
    `const { parentPort, threadId, workerData } = require('node:worker_threads');
    let refreshed = 0;
    const { skipped } = workerData.places;
    const reading = (key) => parentPort.postMessage({ say: 'reading', key });
    const readOn = () => { reading('next'); setTimeout(readOn, 20); };
    parentPort.on('message', ({ ask, id, typed }) => {
      if (ask === 'refresh') return void (refreshed += 1);
      if (typed === 'fail') throw new Error('failed');
      if (typed === 'wait' && !workerData.succeeds) return;
      if (typed === 'spend' && !workerData.succeeds) return void parentPort.postMessage({ say: 'spent' });
      if (typed === 'read on') readOn();
      if (['slow', 'broken'].includes(typed) && !skipped.includes(typed)) {
        reading('fine');
        reading(typed);
        if (typed === 'slow') for (;;) {}
        setTimeout(() => { throw new Error('broken'); }, 20);
        return;
      }
      parentPort.postMessage({ say: 'found', id, found: { groups: [], total: threadId }, reading: refreshed });
    });`,
  );
  const profile = profileOf({ platform: 'linux', env: {}, home: root, cwd: root }, root);
  return searchInThread(script, () => ({ shelves: [], profile, tags: {} }), limits);
}

const threadOf = (found: FoundAnywhere | null) => found?.total ?? null;

describe('the search thread', () => {
  it('is one for all questions', async () => {
    const search = searching();
    const found = await Promise.all(['a', 'b'].map((typed) => search.find(typed, 'fr')));
    expect(threadOf(found[0] ?? null)).not.toBeNull();
    expect(found[1]).toEqual(found[0]);
  });

  it('is replaced once it is spent, by one that looks at all files; every question is answered', async () => {
    const search = searching();
    const first = await search.find('a', 'fr');
    const asked = ['wait', 'spend', 'b'].map((typed) => search.find(typed, 'fr'));
    const [waited, spent] = await Promise.all(asked);
    expect(waited).toEqual({ groups: [], total: spent?.total, reading: 1 });
    expect(threadOf(waited ?? null)).not.toBe(threadOf(first));
    expect(await search.find('c', 'fr')).toEqual(waited);
  });

  it('answers that it could not be done where it fails, and is there for the next question', async () => {
    const search = searching();
    expect(await search.find('fail', 'fr')).toBeNull();
    expect(threadOf(await search.find('a', 'fr'))).not.toBeNull();
  });

  it('is kept as long as it reads', async () => {
    const search = searching({ patience: 100, file: 10_000, memory: 64 });
    const pause = () => new Promise((resolve) => setTimeout(resolve, 500));
    const first = threadOf(await search.find('read on', 'fr'));
    await pause();
    expect(threadOf(await search.find('b', 'fr'))).toBe(first);
  });

  it('is replaced where it stays at a file, or ends over one, and that file is left out', async () => {
    const search = searching({ patience: 60_000, file: 300, memory: 64 });
    const first = threadOf(await search.find('a', 'fr'));
    const slow = threadOf(await search.find('slow', 'fr'));
    expect(slow).not.toBeNull();
    expect(slow).not.toBe(first);
    const broken = threadOf(await search.find('broken', 'fr'));
    expect(broken).not.toBeNull();
    expect(broken).not.toBe(slow);
    expect(threadOf(await search.find('slow', 'fr'))).toBe(broken);
  });

  it('is ended once it has nothing to read', async () => {
    const search = searching({ patience: 100, file: 10_000, memory: 64 });
    const first = threadOf(await search.find('a', 'fr'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(threadOf(await search.find('b', 'fr'))).not.toBe(first);
  });
});
