import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plainPage } from './plain-page.ts';
import { launch, memoryOf, textShown } from './running.ts';

/**
 * The reader's start against a bare Electron window with the same brief as plain HTML: the time from spawning to the
 * brief's text on the screen (the renderer's own largest-contentful-paint record, so that nothing of the measuring is
 * counted) and the memory of all processes (proportional set size, a second after that). Both are started in turn.
 */
const rounds = Number(process.env.ROUNDS ?? 7);
const root = process.cwd();

interface Start {
  /** Milliseconds. */
  readonly time: number;
  /** MiB. */
  readonly memory: number;
}

const bare = await mkdtemp(path.join(tmpdir(), 'bare-window-'));
await writeFile(path.join(bare, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }));
await writeFile(
  path.join(bare, 'main.cjs'),
  `const { app, BrowserWindow } = require('electron');
   app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 820 }).loadFile('page.html'));`,
);
await writeFile(
  path.join(bare, 'page.html'),
  plainPage(readFileSync('briefs/2025-04-26-almaty/fr.md', 'utf8')),
);

try {
  const reader: Start[] = [];
  const plain: Start[] = [];
  // The first round warms the disk's cache and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const [a, b] = [await measure(bare), await measure(root)];
    if (round === 0) continue;
    plain.push(a);
    reader.push(b);
  }
  row('bare window', plain);
  row('reader', reader);
  for (const part of ['time', 'memory'] as const) {
    const ratios = reader.map((start, index) => start[part] / (plain[index]?.[part] ?? Number.NaN));
    print(`${part}: reader / bare window = ${median(ratios).toFixed(2)} (${spread(ratios)})`);
  }
} finally {
  await rm(bare, { recursive: true, force: true });
}

async function measure(folder: string): Promise<Start> {
  const profile = await mkdtemp(path.join(tmpdir(), 'bench-profile-'));
  const spawned = Date.now();
  const app = await launch(profile, folder);
  try {
    const page = await app.firstWindow();
    await page.getByText('mécanisme Chine–Asie centrale').first().waitFor();
    const shown = await textShown(page);
    await page.waitForTimeout(1000);
    return { time: shown - spawned, memory: memoryOf(app) };
  } finally {
    await app.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function row(name: string, starts: readonly Start[]): void {
  const times = starts.map(({ time }) => time);
  const memories = starts.map(({ memory }) => memory);
  print(
    `${name.padEnd(12)} ${median(times).toFixed(0)} ms (${spread(times, 0)}), ${median(memories).toFixed(0)} MiB`,
  );
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
