import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Position } from '../../core/position.ts';
import { type Profile, profileOf } from '../profile.ts';
import { openStores, saveAll } from './stores.ts';

// electron-store asks Electron's package for its binary; outside Electron there is none to be had.
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

let profile: Profile;
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'sums-'));
  profile = profileOf({ platform: 'linux', env: {}, home: root, cwd: root }, root);
});
afterEach(() => rmSync(join(profile.positions, '..'), { recursive: true }));

const position: Position = {
  decision: 'support',
  remark: '',
  passages: [],
  date: '2026-11-24T05:30:00.000Z',
};

const stores = () => openStores(profile, { now: () => new Date('2026-11-24T05:30:00Z'), access: 'write' });

async function decide(brief: string, ...proposals: readonly string[]): Promise<void> {
  const opened = stores();
  const store = await opened.positions.of(brief);
  const positions = Object.fromEntries(proposals.map((id) => [id, position]));
  await store.change({ titles: { fr: brief }, positions });
  await store.fold();
  await saveAll(opened);
}

const count = ({ positions }: { readonly positions: object }) => Object.keys(positions).length;
type Known = Map<string, { readonly stamp: string; readonly made: number }>;

it('sums up what is kept on every brief, and opens no file again that has not changed', async () => {
  await decide('one', 'p1');
  await decide('two', 'p1', 'p2');
  const known: Known = new Map();
  const sums = async () => Object.fromEntries(await stores().positions.sums(count, known));
  expect(await sums()).toEqual({ one: 1, two: 2 });
  const file = join(profile.positions, 'one.json');
  const { atime, mtime } = statSync(file);
  utimesSync(file, atime, 1_700_000_000);
  expect(await sums()).toEqual({ one: 1, two: 2 });
  // Damaged, with its size and times as they were.
  writeFileSync(file, 'x'.repeat(readFileSync(file).length));
  utimesSync(file, atime, 1_700_000_000);
  expect(await sums()).toEqual({ one: 1, two: 2 });
  utimesSync(file, atime, mtime);
  rmSync(join(profile.positions, 'copies'), { recursive: true, force: true });
  expect(await sums()).toEqual({ one: 0, two: 2 });
  // Nothing of it was set aside: that is done when the brief is opened, where its reader is told.
  expect(readFileSync(file, 'utf8')).toMatch(/^x+$/);
});

it('counts what an open store holds, what has come since, and what only a copy is left of', async () => {
  await decide('one', 'p1');
  await decide('gone', 'p1');
  const known: Known = new Map();
  const opened = stores();
  const store = await opened.positions.of('one');
  await store.change({ positions: { p2: position } });
  mkdirSync(join(profile.positions, 'copies'), { recursive: true });
  copyFileSync(join(profile.positions, 'gone.json'), join(profile.positions, 'copies', 'gone.json'));
  rmSync(join(profile.positions, 'gone.json'));
  expect(Object.fromEntries(await opened.positions.sums(count, known))).toEqual({ one: 2, gone: 1 });
  await decide('two', 'p1');
  rmSync(join(profile.positions, 'copies', 'gone.json'));
  expect(Object.fromEntries(await opened.positions.sums(count, known))).toMatchObject({ one: 2, two: 1 });
  expect([...known.keys()]).not.toContain('gone');
  await saveAll(opened);
});
