import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { profileOf } from '../main/profile.ts';
import { foldInThread } from '../main/stores/folding.ts';
import { openStores, type Stores } from '../main/stores/stores.ts';
import { annotationOf } from './many-annotations.ts';

/**
 * One annotation changed among 10,000 of one brief: the time until it is acknowledged, and the longest time that nothing
 * else could be done meanwhile, for the reader's store and for a plain electron-store `set` of the same data. Then the same
 * among few annotations and in a large library, and what opening costs.
 */
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';
const { default: ElectronStore } = await import('electron-store');

const many = 10_000;
const rounds = Number(process.env.ROUNDS ?? 300);
const fold = foldInThread(path.resolve('dist/main/fold-worker.cjs'));

interface Taken {
  /** Milliseconds, one a save. */
  readonly times: readonly number[];
  /** Milliseconds. */
  readonly blocked: number;
}

const root = await mkdtemp(path.join(tmpdir(), 'bench-save-'));
try {
  const ours: Taken[] = [];
  const plain: Taken[] = [];
  const stores = open('many');
  await fill(stores, 'a', many);
  const size = (await stat(path.join(root, 'many', 'annotations', 'a.json'))).size;
  print(`${many} annotations, ${(size / 1e6).toFixed(1)} MB`);
  const kept = new ElectronStore<{ items: unknown[] }>({ cwd: path.join(root, 'plain'), name: 'a' });
  const items = Array.from({ length: many }, (_, n) => annotationOf('a', n));
  kept.set('items', items);
  // In turn, so that both meet the same disk.
  for (let turn = 0; turn < 3; turn += 1) {
    ours.push(await save(stores, 'a', many, rounds / 3));
    plain.push(
      await measured(Math.ceil(rounds / 30), (n) => {
        items[n] = annotationOf('a', n, `again ${turn}`);
        kept.set('items', items);
      }),
    );
  }
  // What the machine itself holds up, doing nothing.
  const idle = await measured(100, () => undefined);
  row('nothing', [idle]);
  row('reader, acknowledged', ours);
  row('electron-store set', plain);
  const ratio =
    at(
      0.95,
      ours.flatMap(({ times }) => times),
    ) /
    at(
      0.95,
      plain.flatMap(({ times }) => times),
    );
  print(`95th percentile: reader / electron-store = ${ratio.toFixed(3)}`);

  const few = open('few');
  await fill(few, 'a', 10);
  row('10 annotations', [await save(few, 'a', 10, rounds / 3)]);
  const large = open('large');
  for (let n = 0; n < 300; n += 1) await (await large.annotations.of(`b-${n}`)).change(putting(`b-${n}`, n));
  await fill(large, 'a', many);
  row('in a library of 300', [await save(large, 'a', many, rounds / 3)]);

  const store = await stores.annotations.of('a');
  const folded = await measured(5, async (n) => {
    await store.change(putting('a', n));
    await store.fold();
  });
  row('taken up in a thread', [folded]);
  const opened = await measured(5, async () => {
    const { value } = await open('many').annotations.of('a');
    if (value.items.length !== many) throw new Error('not all annotations were read');
  });
  row('opening', [opened]);
  const tooSlow =
    at(
      0.95,
      ours.flatMap(({ times }) => times),
    ) > 50;
  const blocking = Math.max(...[...ours, folded, opened].map(({ blocked }) => blocked)) > 50 + idle.blocked;
  process.exitCode = tooSlow || blocking ? 1 : 0;
} finally {
  await rm(root, { recursive: true, force: true, maxRetries: 10 });
}

function open(name: string): Stores {
  const cwd = path.join(root, name);
  const profile = profileOf({ platform: process.platform, env: {}, home: cwd, cwd }, cwd);
  return openStores(profile, { now: () => new Date(), access: 'write', foldElsewhere: fold });
}

async function fill(stores: Stores, brief: string, count: number): Promise<void> {
  const store = await stores.annotations.of(brief);
  const put = Array.from({ length: count }, (_, n) => annotationOf(brief, n));
  await store.change({ titles: { fr: 'Essai' }, put, drop: [] });
  await store.fold();
}

function save(stores: Stores, brief: string, count: number, times: number): Promise<Taken> {
  return measured(times, async (n) => {
    const store = await stores.annotations.of(brief);
    const written = await store.change(putting(brief, (n * 37) % count));
    if (!written.ok) throw new Error(`not saved: ${written.unsaved}`);
  });
}

function putting(brief: string, n: number) {
  return { put: [annotationOf(brief, n, 'changed')], drop: [] };
}

async function measured(count: number, work: (n: number) => unknown): Promise<Taken> {
  const times: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await pause();
  delay.enable();
  await pause();
  delay.reset();
  for (let n = 0; n < count; n += 1) {
    const begun = performance.now();
    await work(n);
    times.push(performance.now() - begun);
    // As between two strokes of a reader, so that what was put off gets its turn.
    await pause();
  }
  delay.disable();
  return { times, blocked: delay.max / 1e6 };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}

function row(name: string, taken: readonly Taken[]): void {
  const times = taken.flatMap(({ times }) => times);
  const blocked = Math.max(...taken.map(({ blocked }) => blocked));
  print(
    `${name.padEnd(22)} median ${at(0.5, times).toFixed(1)} ms, 95th percentile ${at(0.95, times).toFixed(1)} ms, ` +
      `longest ${Math.max(...times).toFixed(1)} ms, blocked at most ${blocked.toFixed(1)} ms (${times.length} times)`,
  );
}

function at(part: number, times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
