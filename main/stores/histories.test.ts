import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../core/history.ts';
import type { Position } from '../../core/position.ts';
import { profileOf } from '../profile.ts';
import { forgetHistories, keepHistory, readHistory } from './histories.ts';
import { openStores, type Stores } from './stores.ts';

// electron-store asks Electron's package for its binary; outside Electron there is none to be had.
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'histories-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const time = (clock: string): Date => new Date(`2026-11-24T${clock}:00Z`);
const position: Position = { decision: 'support', remark: '', passages: [], date: '2026-11-24T05:00:00Z' };
const change: Change = { of: 'position', id: 'p1', before: null, after: position };

/** A run of the program on the profile in `root`. */
function run(): Stores {
  const profile = profileOf({ platform: 'linux', env: {}, home: root, cwd: root }, root);
  return openStores(profile, { now: () => time('05:00'), access: 'write' });
}

async function decided(stores: Stores, now: Position | null): Promise<void> {
  const store = await stores.positions.of('x');
  await store.change({ positions: { p1: now } });
}

describe('histories', () => {
  it('are there after a restart within the hour, and gone after it', async () => {
    const stores = run();
    await decided(stores, position);
    await keepHistory(stores, 'x', [{ kind: 'record', changes: [change], key: null }], time('05:00'));
    const kept = { done: [{ changes: [change], key: null }], undone: [] };
    expect(await readHistory(run(), 'x', time('05:59'))).toEqual(kept);
    expect(await readHistory(run(), 'x', time('06:01'))).toEqual({ done: [], undone: [] });
  });

  it('begin anew with what is done after the hour', async () => {
    const stores = run();
    await decided(stores, position);
    await keepHistory(stores, 'x', [{ kind: 'record', changes: [change], key: 'a' }], time('05:00'));
    await keepHistory(stores, 'x', [{ kind: 'record', changes: [change], key: 'b' }], time('06:30'));
    const { done } = await readHistory(run(), 'x', time('06:31'));
    expect(done.map(({ key }) => key)).toEqual(['b']);
  });

  it('take nothing back that was changed without them', async () => {
    const stores = run();
    await keepHistory(stores, 'x', [{ kind: 'record', changes: [change], key: null }], time('05:00'));
    await decided(stores, { ...position, remark: 'written by another' });
    expect(await readHistory(run(), 'x', time('05:01'))).toEqual({ done: [], undone: [] });
  });

  it('follow what is undone and done again', async () => {
    const stores = run();
    await keepHistory(stores, 'x', [{ kind: 'record', changes: [change], key: null }], time('05:00'));
    await keepHistory(stores, 'x', [{ kind: 'undo' }], time('05:01'));
    expect((await readHistory(run(), 'x', time('05:02'))).undone).toHaveLength(1);
  });

  it('leave no file behind once the hour is over', async () => {
    const stores = run();
    await keepHistory(stores, 'x', [{ kind: 'record', changes: [change], key: null }], time('05:00'));
    await (await stores.histories.of('x')).fold();
    const folder = join(root, 'histories');
    writeFileSync(join(folder, 'old.json'), '{}');
    utimesSync(join(folder, 'old.json'), time('01:00'), time('01:00'));
    const justNow = new Date();
    await forgetHistories(folder, justNow);
    expect(readdirSync(folder).sort()).toEqual(['copies', 'x.json']);
    await forgetHistories(folder, new Date(justNow.getTime() + 2 * 60 * 60 * 1000));
    expect(readdirSync(folder)).toEqual(['copies']);
    expect(readdirSync(join(folder, 'copies'))).toEqual([]);
    await forgetHistories(join(root, 'nowhere'), justNow);
  });
});
