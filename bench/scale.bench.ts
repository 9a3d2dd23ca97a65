import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Annotation } from '../core/annotation.ts';
import type { Api } from '../core/api.ts';
import { below, type Random, random } from './anchor-corpus.ts';
import { putAnnotations, putBrief } from './made-files.ts';
import { annotationOf } from './many-annotations.ts';
import { memoryByProcess, start, textShown } from './running.ts';
import { type MadeBrief, makeBriefs } from './search-corpus.ts';

/**
 * The app with 5,000 briefs of 800 words in the reader's folder and 100,000 annotations on them, against the app with one of
 * these briefs and its annotations, started in turn: the time from spawning to the text on the screen; the memory of all
 * processes (proportional set size) once the library is listed and the search has read everything; and how long it takes from
 * the key that opens the next brief until its text is painted. `BRIEFS`, `ANNOTATIONS` and `ROUNDS` change the numbers.
 */
const count = Number(process.env.BRIEFS ?? 5000);
const annotations = Number(process.env.ANNOTATIONS ?? 100_000);
const rounds = Number(process.env.ROUNDS ?? 5);
/** How many briefs are opened, one after the other. */
const openings = 30;

declare global {
  interface Window {
    readonly api: Api;
    /** Milliseconds from the last key until another brief than the one with this title is painted. */
    openedIn?: (before: string) => Promise<number>;
  }
}

interface Start {
  /** Milliseconds. */
  readonly time: number;
  /** MiB by kind of process. */
  readonly memory: ReadonlyMap<string, number>;
  /** Milliseconds each; measured in the last round alone. */
  readonly opened: readonly number[];
}

const folder = await mkdtemp(path.join(tmpdir(), 'bench-scale-'));
const profiles = { one: path.join(folder, 'one'), many: path.join(folder, 'many') } as const;
try {
  const rand = random(100);
  const briefs = makeBriefs(count, 800, 2026);
  const last = briefs[Math.floor(count / 2)];
  if (!last) throw new Error('BRIEFS is no number above 0');
  for (const brief of briefs) {
    const id = brief.doc.id ?? '';
    const items = Array.from({ length: Math.round(annotations / count) }, (_, n) => mark(brief, n, rand));
    for (const profile of brief === last ? [profiles.one, profiles.many] : [profiles.many]) {
      putBrief(path.join(profile, 'briefs'), brief);
      putAnnotations(profile, id, items);
    }
  }
  for (const name of ['one', 'many'] as const) {
    const took = await firstStart(profiles[name], { id: last.doc.id ?? '', lang: last.lang });
    print(`first start, ${name}: listed and searchable after ${(took / 1000).toFixed(1)} s`);
  }
  const measured = { one: [] as Start[], many: [] as Start[] };
  // The first round warms the disk's cache and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const one = await measure(profiles.one, round === rounds);
    const many = await measure(profiles.many, round === rounds);
    if (round === 0) continue;
    measured.one.push(one);
    measured.many.push(many);
  }
  for (const name of ['one', 'many'] as const) row(name, measured[name]);
  ratios('start to readable text', measured, ({ time }) => time);
  ratios('memory', measured, totalOf);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Milliseconds from the text on the screen until everything is listed and can be found. */
async function firstStart(
  profile: string,
  last: { readonly id: string; readonly lang: string },
): Promise<number> {
  const { app, page } = await start(profile);
  const begun = Date.now();
  await untilListed(page);
  await untilRead(page);
  const took = Date.now() - begun;
  await page.evaluate((edition) => window.api.settings.save({ last: edition }), last);
  await app.close();
  return took;
}

async function measure(profile: string, isLast: boolean): Promise<Start> {
  const spawned = Date.now();
  const { app, page } = await start(profile);
  try {
    const time = (await textShown(page)) - spawned;
    await untilListed(page);
    await untilRead(page);
    await page.waitForTimeout(2000);
    const memory = memoryByProcess(app);
    return { time, memory, opened: isLast ? await openMany(page, profile === profiles.many) : [] };
  } finally {
    await app.close();
  }
}

async function untilListed(page: Page): Promise<void> {
  await page.locator('brief-list .brief').first().waitFor({ state: 'attached', timeout: 600_000 });
}

/** Waits for the search to begin by itself, and then until it knows everything. */
async function untilRead(page: Page): Promise<void> {
  await page.waitForTimeout(2000);
  await page.evaluate(async () => {
    for (;;) {
      const found = await window.api.search.find('');
      if (found.ok && found.value.reading === null) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
}

/** Each a brief further down the list; to and fro where there are no more. */
async function openMany(page: Page, areMany: boolean): Promise<number[]> {
  const times: number[] = [];
  await page.evaluate(() => {
    let pressed = 0;
    addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true });
    window.openedIn = (before) =>
      new Promise((done) => {
        const look = () => {
          if (document.title === before) requestAnimationFrame(look);
          else requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed)));
        };
        look();
      });
  });
  for (let n = 0; n < openings; n += 1) {
    const title = await page.title();
    const opened = page.evaluate((before) => window.openedIn?.(before), title);
    await page.keyboard.press(areMany || n % 2 ? 'Control+PageDown' : 'Control+PageUp');
    times.push((await opened) ?? Number.NaN);
  }
  return times;
}

/** An annotation on some words of a brief. */
function mark({ doc, lang }: MadeBrief, n: number, rand: Random): Annotation {
  const text = doc.pieces
    .filter(({ kind }) => kind === 'text')
    .map((piece) => piece.text)
    .join('\n');
  const start = text.indexOf(' ', below(text.length - 200, rand)) + 1;
  const end = text.indexOf(' ', start + 20 + below(80, rand));
  const made = annotationOf(doc.id ?? '', n);
  const [quote, position] = made.target.selector;
  return {
    ...made,
    target: {
      ...made.target,
      source: `urn:brief:${doc.id}:${lang}`,
      selector: [
        {
          ...quote,
          exact: text.slice(start, end),
          prefix: text.slice(Math.max(0, start - 32), start),
          suffix: text.slice(end, end + 32),
        },
        { ...position, start, end },
      ],
    },
  };
}

function totalOf({ memory }: Start): number {
  return [...memory.values()].reduce((sum, mib) => sum + mib, 0);
}

function row(name: string, starts: readonly Start[]): void {
  const kinds = [...new Set(starts.flatMap(({ memory }) => [...memory.keys()]))].sort();
  const parts = kinds.map(
    (kind) => `${kind} ${median(starts.map(({ memory }) => memory.get(kind) ?? 0)).toFixed(0)}`,
  );
  const times = starts.map(({ time }) => time);
  const opened = starts.at(-1)?.opened ?? [];
  print(
    `${name.padEnd(5)} ${median(times).toFixed(0)} ms (${spread(times, 0)}), ${median(starts.map(totalOf)).toFixed(0)} MiB` +
      ` (${parts.join(', ')}); next brief p50 ${median(opened).toFixed(0)} ms, longest ${Math.max(...opened).toFixed(0)} ms`,
  );
}

function ratios(
  what: string,
  { one, many }: { readonly one: readonly Start[]; readonly many: readonly Start[] },
  of: (start: Start) => number,
): void {
  const found = many.map((start, index) => of(start) / of(one[index] ?? start));
  print(`${what}: many / one = ${median(found).toFixed(2)} (${spread(found)})`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function spread(values: readonly number[], digits = 2): string {
  return `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
