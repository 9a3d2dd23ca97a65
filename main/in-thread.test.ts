import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exchangeLimits } from './exchange/exchange-work.ts';
import { inThread, type ThreadLimits } from './in-thread.ts';
import { briefLimits } from './library/brief-work.ts';
import { searchLimits } from './searching/search.ts';

const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-thread-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Hands jobs to a program that counts them: it is broken, endless, hungry for values or for bytes, or answers. */
function thread(limits: Partial<ThreadLimits> = {}) {
  const script = join(folder, 'thread.cjs');
  writeFileSync(
    script,
    `const { parentPort } = require('node:worker_threads');
    let count = 0;
    parentPort.on('message', (job) => {
      count += 1;
      if (job === 'endless') for (;;) {}
      const all = [];
      // Much more than it is allowed, and no more than there is room for: without a limit it answers.
      if (job === 'hungry') while (all.length < 500) all.push(Array.from({ length: 1e4 }, (_, i) => ({ i })));
      if (job === 'bytes') while (all.length < 30) all.push(new Uint8Array(16 * 2 ** 20).fill(1));
      if (job === 'bytes') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
      if (job === 'broken') throw new Error('broken');
      if (job === 'gone') process.exit(1);
      parentPort.postMessage({ job, count });
    });`,
  );
  return inThread<unknown>(script, { time: 20_000, memory: 64, patience: 10_000, ...limits });
}

test('jobs are done one after the other in another thread, which is kept for the next', async () => {
  const { run } = thread();
  const bytes = new Uint8Array([7]);
  expect(await Promise.all([run(bytes), run('b'), run('c')])).toEqual([
    { job: bytes, count: 1 },
    { job: 'b', count: 2 },
    { job: 'c', count: 3 },
  ]);
});

test('what takes too much time or memory is ended, and the next job has another thread', async () => {
  const { run } = thread({ time: 1000 });
  expect(await Promise.all([run('endless'), run('b')])).toEqual(['overrun', { job: 'b', count: 1 }]);
  const patient = thread({ memory: 32 });
  expect(await Promise.all([patient.run('hungry'), patient.run('b')])).toEqual([
    'overrun',
    { job: 'b', count: 1 },
  ]);
  const narrow = thread({ growth: 100 });
  expect(await Promise.all([narrow.run('bytes'), narrow.run('b')])).toEqual([
    'overrun',
    { job: 'b', count: 1 },
  ]);
  expect(await Promise.all([patient.run('gone'), patient.run('b')])).toEqual([
    'overrun',
    { job: 'b', count: 1 },
  ]);
});

test('an error in the thread is one of the program, and the next job has another thread', async () => {
  const { run } = thread();
  await expect(run('broken')).rejects.toThrow('broken');
  expect(await run('b')).toEqual({ job: 'b', count: 1 });
});

test('a thread without patience does one job only', async () => {
  const { run } = thread({ patience: 0 });
  expect(await Promise.all([run('a'), run('b')])).toEqual([
    { job: 'a', count: 1 },
    { job: 'b', count: 1 },
  ]);
});

test('a thread ends when it is told to, once its work is done', async () => {
  const { run, end } = thread();
  const first = run('a');
  const ended = end();
  expect(await Promise.all([first, ended, run('b')])).toEqual([
    { job: 'a', count: 1 },
    undefined,
    { job: 'b', count: 1 },
  ]);
});

test('what is done with files from elsewhere has the bounds that docs/security.md tells of', () => {
  expect(briefLimits).toMatchObject({ time: 5000, memory: 512 });
  expect(searchLimits).toMatchObject({ file: 30_000, memory: 2048 });
  expect(exchangeLimits).toMatchObject({ time: 60_000, memory: 1024, growth: 1536, patience: 0 });
});

test('what is handed over is gone here, and a thread that was started beforehand does the job', async () => {
  const { run, awaken } = thread();
  awaken();
  awaken();
  const bytes = new Uint8Array([7]);
  expect(await run(bytes, [bytes.buffer])).toEqual({ job: new Uint8Array([7]), count: 1 });
  expect(bytes.length).toBe(0);
});

test('what is asked as a thread is ended that nobody needed has another one', async () => {
  const { run } = thread({ patience: 1 });
  for (let round = 0; round < 20; round += 1) {
    expect(await run('a')).toMatchObject({ job: 'a' });
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
});
