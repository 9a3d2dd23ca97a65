import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exchangeInThread } from './in-thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-thread-'));
afterAll(() => rmSync(folder, { recursive: true }));

const job = { step: 'read', bytes: new Uint8Array([7]) } as const;

function thread(program: string, limits?: { time: number; memory: number }) {
  const script = join(folder, `${Math.abs(program.length)}-${limits?.time ?? 0}.cjs`);
  writeFileSync(script, `const { parentPort, workerData } = require('node:worker_threads');\n${program}`);
  return exchangeInThread(script, limits).runImport(job);
}

test('a file is read in another thread', async () => {
  expect(await thread('parentPort.postMessage({ read: [...workerData.bytes] })')).toEqual({ read: [7] });
});

test('what takes too much time or memory is ended', async () => {
  expect(await thread('for (;;) {}', { time: 300, memory: 64 })).toBe('overrun');
  const hungry = 'const all = []; for (;;) all.push(Array.from({ length: 1e4 }, (_, i) => ({ i })));';
  expect(await thread(hungry, { time: 20_000, memory: 32 })).toBe('overrun');
  expect(await thread('process.exit(1)')).toBe('overrun');
});

test('an error in the thread is one of the program', async () => {
  await expect(thread('throw new Error("broken")')).rejects.toThrow('broken');
});
