import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Api } from '../core/api.ts';
import { below, random } from './anchor-corpus.ts';
import { putBrief } from './made-files.ts';
import { start } from './running.ts';
import { type MadeBrief, makeBriefs, pick } from './search-corpus.ts';

/**
 * The search in the app itself, with made briefs in the reader's folder: how long the first index takes, how large it is; and
 * after a restart how long until the index has been read and compared with all files, and how long an answer takes from
 * asking in the page to having it there, for each letter typed; and how long a key waits for the page when they are typed into the
 * field itself. `BRIEFS` sets how many there are.
 */
const count = Number(process.env.BRIEFS ?? 5000);

declare global {
  interface Window {
    readonly api: Api;
    /** Milliseconds each key has waited. */
    waits?: number[];
  }
}

const profile = await mkdtemp(path.join(tmpdir(), 'bench-search-'));
try {
  const briefs = makeBriefs(count, 800, 2026);
  for (const brief of briefs) putBrief(path.join(profile, 'briefs'), brief);
  const first = await start(profile);
  print(`first index of ${count} briefs: ${((await untilRead(first.page)) / 1000).toFixed(1)} s`);
  await first.app.close();
  const sizes = ['base', 'recent'].map((name) =>
    sizeOf(path.join(profile, 'cache', 'search', `${name}.index`)),
  );
  print(`on disk, with all texts: ${(sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(1)} MB`);
  const second = await start(profile);
  print(`up to date after a restart: ${(await untilRead(second.page)).toFixed(0)} ms`);
  // The list of the library is made meanwhile; its time is not the search's.
  await second.page.evaluate(() => window.api.library.list());
  const times = await type(second.page, briefs);
  print(`from a letter to its answer: p50 ${part(times, 0.5)} ms, p95 ${part(times, 0.95)} ms`);
  const waits = await typeIntoField(second.page, briefs);
  print(`a key waits for the page: p95 ${part(waits, 0.95)} ms, longest ${Math.max(...waits).toFixed(1)} ms`);
  await second.app.close();
} finally {
  await rm(profile, { recursive: true, force: true });
}

/** Milliseconds from the first question, which starts the thread, until everything has been read. */
function untilRead(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const begun = performance.now();
    for (;;) {
      const found = await window.api.search.find('');
      if (found.ok && found.value.reading === null) return performance.now() - begun;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
}

/** Milliseconds from each key to the page's taking it up, while the answers to those before come in and are drawn. */
async function typeIntoField(page: Page, briefs: readonly MadeBrief[]): Promise<number[]> {
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.evaluate(() => {
    window.waits = [];
    addEventListener('keydown', ({ timeStamp }) => window.waits?.push(performance.now() - timeStamp), true);
  });
  const rand = random(8);
  for (let query = 0; query < 10; query += 1) {
    const words = pick(briefs, rand).text.split(/\s+/);
    const from = below(words.length - 3, rand);
    // As fast as a quick hand.
    await page.keyboard.type(words.slice(from, from + 2).join(' '), { delay: 60 });
    await page.keyboard.press('Control+A');
  }
  return page.evaluate(() => window.waits ?? []);
}

function type(page: Page, briefs: readonly MadeBrief[]): Promise<number[]> {
  const rand = random(7);
  const typed = Array.from({ length: 40 }, () => {
    const words = pick(briefs, rand).text.split(/\s+/);
    const from = below(words.length - 3, rand);
    return words.slice(from, from + 1 + below(3, rand)).join(' ');
  });
  return page.evaluate(async (queries) => {
    const times: number[] = [];
    for (const query of queries) {
      for (let length = 1; length <= query.length; length += 1) {
        const begun = performance.now();
        await window.api.search.find(query.slice(0, length));
        times.push(performance.now() - begun);
      }
    }
    return times;
  }, typed);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function part(numbers: readonly number[], share: number): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
