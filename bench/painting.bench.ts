import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CDPSession, ElectronApplication, Page } from '@playwright/test';
import { describe } from '../core/anchor.ts';
import { type Annotation, annotate, colours } from '../core/annotation.ts';
import { parse } from '../core/parse.ts';
import { below, draft, lay, random } from './anchor-corpus.ts';
import { start } from './running.ts';

/**
 * A brief of 100,000 words with 10,000 annotations against the very same brief bare, on the real app and in turn: opening it
 * from the library, scrolling it from end to end, and the script that one action costs. Opening is the time from the press
 * to the frame that has the text and the marks in view; the others come after it, so when they are all in the list is told
 * as well, and what the page's thread has spent by then. Frames are the page's own long-animation-frame records; script is
 * what the page's process counts (`ScriptDuration`), of everything that an action sets off until all is quiet.
 * `npm run bench -- painting opening` opens only.
 */
const rounds = Number(process.env.ROUNDS ?? 5);
const onlyOpening = process.argv[2] === 'opening';
const words = 100_000;
const many = 10_000;
/** One frame of a screen of 60 Hz, in milliseconds. */
const frame = 1000 / 60;

const { text: made } = lay(draft('fr', words, 7));
const markdown = [
  '---\nid: long\nlang: fr\ntitle: Un long texte\nstandfirst: Inventé.\nkind: Essai\ndate: 2026-01-10\nplace: Genève',
  'summary: [Un point.]\nproposals: [{ id: p1, title: Une proposition, gist: Une. }]\nrevised: 2026-01-11\n---\n',
  made
    .split('\n')
    .map((line) => line.replaceAll(/[\\`*_{}[\]<>()#+\-.!|&~]/g, '\\$&'))
    .join('\n\n'),
].join('\n');
const parsed = parse('long/fr.md', new TextEncoder().encode(`${markdown}\n`));
if (!('brief' in parsed)) throw new Error(JSON.stringify(parsed.problems[0]));
const { brief } = parsed;

const shownIn = ['marks in view, wall', 'marks in view, thread'] as const;
const afterwards = ['text, wall', 'all in the list, wall', 'all in the list, thread'] as const;
const figures = [...shownIn, ...afterwards] as const;
/** In milliseconds: by the clock, and in the time of the page's own thread. */
type Opening = Readonly<Record<(typeof figures)[number], number>>;

const annotations = annotationsOf();
const profiles = { bare: await profileWith([]), annotated: await profileWith(annotations) };
/** The first opening of a run reads from disk what the others find in memory. */
const opened = { first: inTurn(), again: inTurn() };
const longFrames: Record<keyof typeof profiles, number[][]> = { bare: [], annotated: [] };
try {
  print(
    `${brief.text.split(/\s+/).length} words in ${brief.blocks.length} blocks, ${many} annotations, ${rounds} rounds`,
  );
  for (let round = 0; round < rounds; round += 1)
    for (const kind of ['bare', 'annotated'] as const) {
      const { app, page } = await begin(profiles[kind]);
      for (const time of ['first', 'again', 'again'] as const)
        opened[time][kind].push(await open(page, kind === 'annotated'));
      if (!onlyOpening) longFrames[kind].push(await scroll(page));
      if (!onlyOpening && kind === 'annotated' && round === rounds - 1) await act(page);
      await app.close();
    }
  for (const time of ['first', 'again'] as const)
    for (const by of figures) {
      const [bare, annotated] = [opened[time].bare, opened[time].annotated].map((all) =>
        all.map((one) => one[by]),
      );
      const ratios = (annotated ?? []).map((time, index) => time / (bare?.[index] ?? Number.NaN));
      const aim = shownIn.some((one) => one === by) ? '; at most 1.3' : '';
      print(
        `opening, ${time} in a run, ${by}: bare ${shown(bare ?? [])} ms, annotated ${shown(annotated ?? [])} ms, ratio ${median(ratios).toFixed(2)} (${spread(ratios, 2)})${aim}`,
      );
    }
  for (const kind of onlyOpening ? [] : (['bare', 'annotated'] as const)) {
    const runs = longFrames[kind];
    print(
      `scrolling, ${kind}: over 50 ms ${runs.map((frames) => frames.length).join(', ')} frames a run; the longest ${runs.map((frames) => Math.max(0, ...frames).toFixed(0)).join(', ')} ms`,
    );
  }
  const more = longFrames.annotated.map(
    (frames, round) => frames.length - (longFrames.bare[round]?.length ?? 0),
  );
  if (!onlyOpening)
    print(
      `scrolling: frames over 50 ms that the bare brief has not: ${median(more)} (${spread(more, 0)}); at most 0`,
    );
} finally {
  for (const profile of Object.values(profiles))
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}

function inTurn(): Record<keyof typeof profiles, Opening[]> {
  return { bare: [], annotated: [] };
}

/** Marks of 1 to 30 words all over the text, a third of them with a note and tags. */
function annotationsOf(): Annotation[] {
  const rand = random(11);
  const borders = [...brief.text.matchAll(/\S+/g)].map(({ index }) => index);
  return Array.from({ length: many }, (_, n) => {
    const first = below(borders.length - 40, rand);
    const start = borders[first] ?? 0;
    const end = (borders[first + 1 + below(30, rand)] ?? brief.text.length) - 1;
    const noted = n % 3 === 0;
    return annotate({
      uuid: `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
      at: '2026-11-24T05:30:00.000Z',
      source: 'urn:brief:long:fr',
      revision: brief.revision,
      selectors: describe(brief.text, start, end),
      content: {
        colour: colours[n % 4] ?? 'yellow',
        note: noted ? `Remarque ${n}, à **vérifier** avec le secrétariat.` : '',
        tags: noted ? [`thème ${n % 17}`] : [],
      },
    });
  });
}

/** A profile whose library has the long brief, with what is written on it saved by the app itself. */
async function profileWith(list: readonly Annotation[]): Promise<string> {
  const profile = await mkdtemp(path.join(tmpdir(), 'bench-painting-'));
  await mkdir(path.join(profile, 'briefs', 'long'), { recursive: true });
  await writeFile(path.join(profile, 'briefs', 'long', 'fr.md'), `${markdown}\n`);
  const { app, page } = await begin(profile);
  await page.evaluate(async (text) => {
    const put: Annotation[] = JSON.parse(text);
    await window.api.settings.save({ sidePane: 'annotations', showSidePane: true });
    for (let from = 0; from < put.length; from += 1000) {
      const saved = await window.api.annotations.save('long', put.slice(from, from + 1000), []);
      if (!saved.ok) throw new Error(saved.error.sentence);
    }
  }, JSON.stringify(list));
  await app.close();
  return profile;
}

async function begin(profile: string): Promise<{ app: ElectronApplication; page: Page }> {
  const { app, page } = await start(profile);
  await page.getByRole('button', { name: /Un long texte/ }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(1500);
  return { app, page };
}

/** Opens the long brief from the library, after another; each time is that to the frame after the one that has it. */
async function open(page: Page, withMarks: boolean): Promise<Opening> {
  const session = await counting(page);
  await page.getByRole('button', { name: /cinq propositions avant/ }).click();
  await page.getByRole('heading', { level: 1, name: /cinq propositions avant/ }).waitFor();
  await page.waitForTimeout(1500);
  // Found before anything is counted: finding it is the bench's own work.
  const entry = await page.getByRole('button', { name: /Un long texte/ }).elementHandle();
  if (!entry) throw new Error('the brief is not in the library');
  const from = await counted(session, 'TaskDuration');
  const { start, text, marks } = await entry.evaluate(async (button, withMarks) => {
    const next = (): Promise<number> => new Promise(requestAnimationFrame);
    const isThere = (): boolean => document.querySelector('article h1')?.textContent === 'Un long texte';
    const isMarked = (): boolean => !withMarks || (CSS.highlights.get('mark-yellow')?.size ?? 0) > 0;
    const start = performance.now();
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    do await next();
    while (!isThere());
    const markedAtOnce = isMarked();
    const text = await next();
    if (!markedAtOnce) {
      while (!isMarked()) await next();
      await next();
    }
    return { start, text: text - start, marks: performance.now() - start };
  }, withMarks);
  const threadOfMarks = (await counted(session, 'TaskDuration')) - from;
  const all = await page.evaluate(
    async ([start, count]) => {
      const next = (): Promise<number> => new Promise(requestAnimationFrame);
      const list = (): Element | null | undefined =>
        document.querySelector('side-pane')?.shadowRoot?.querySelector('annotation-list');
      while (count && !list()?.shadowRoot?.querySelector(`[aria-setsize="${count}"]`)) await next();
      return (await next()) - start;
    },
    [start, withMarks ? many : 0] as const,
  );
  return {
    'marks in view, wall': marks,
    'marks in view, thread': threadOfMarks,
    'text, wall': text,
    'all in the list, wall': all,
    'all in the list, thread': (await counted(session, 'TaskDuration')) - from,
  };
}

/** Scrolls from end to end, half a screen a frame; the frames that took over 50 ms, in milliseconds. */
function scroll(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const pane = document.querySelector('reading-pane');
    if (!pane) throw new Error('no text');
    const next = (): Promise<number> => new Promise(requestAnimationFrame);
    for (let rest = 0; rest < 30; rest += 1) await next();
    const long: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) long.push(entry.duration);
    });
    observer.observe({ type: 'long-animation-frame' });
    while (pane.scrollTop < pane.scrollHeight - pane.clientHeight - 1) {
      pane.scrollTop += pane.clientHeight / 2;
      await next();
    }
    for (let rest = 0; rest < 10; rest += 1) await next();
    observer.disconnect();
    return long;
  });
}

/** The script that single actions cost, in milliseconds. */
async function act(page: Page): Promise<void> {
  const session = await counting(page);
  await page.locator('reading-pane').evaluate((pane) => {
    pane.scrollTop = pane.scrollHeight / 2;
  });
  await page.waitForTimeout(500);
  const cost = async (
    name: string,
    times: number,
    before: () => Promise<unknown>,
    once: () => Promise<unknown>,
  ) => {
    const costs: number[] = [];
    for (let time = 0; time < times; time += 1) {
      await before();
      await page.waitForTimeout(600);
      const from = await counted(session, 'ScriptDuration');
      await once();
      await page.waitForTimeout(900);
      costs.push((await counted(session, 'ScriptDuration')) - from);
    }
    print(`${name.padEnd(20)} ${shown(costs, 1)} ms of script; a frame is ${frame.toFixed(1)}`);
  };
  const select = (): Promise<void> =>
    page.evaluate(() => {
      const pane = document.querySelector<HTMLElement>('reading-pane');
      const box = pane?.getBoundingClientRect();
      if (!pane || !box) return;
      pane.focus();
      const point = document.caretPositionFromPoint(
        box.left + box.width / 2,
        box.top + 80 + Math.random() * 400,
      );
      if (!point) return;
      document
        .getSelection()
        ?.setBaseAndExtent(point.offsetNode, point.offset, point.offsetNode, point.offset);
      document.getSelection()?.modify('extend', 'forward', 'word');
      document.getSelection()?.modify('extend', 'forward', 'word');
    });
  await cost(
    'nothing',
    5,
    async () => undefined,
    async () => undefined,
  );
  await cost('adding a mark', 9, select, () => page.keyboard.press('Control+2'));
  let turn = 0;
  await cost(
    'recolouring',
    9,
    async () => undefined,
    () => {
      turn += 1;
      return page.keyboard.press(`Control+${1 + (turn % 4)}`);
    },
  );
  await cost(
    'hovering',
    5,
    async () => undefined,
    async () => {
      for (let step = 0; step < 20; step += 1) await page.mouse.move(420 + step * 12, 200 + step * 15);
    },
  );
  await page.keyboard.press('Control+Alt+N');
  await page.waitForTimeout(800);
  await cost(
    'typing a letter',
    9,
    async () => undefined,
    () => page.keyboard.type('e'),
  );
  await cost(
    'undoing',
    5,
    () => page.locator('reading-pane').focus(),
    () => page.keyboard.press('Control+Z'),
  );
}

/** Has the page counted in its thread's own time, so that other programs on the machine count for nothing. */
async function counting(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

async function counted(session: CDPSession, metric: 'ScriptDuration' | 'TaskDuration'): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === metric)?.value ?? Number.NaN);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function spread(values: readonly number[], digits: number): string {
  return `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
}

function shown(values: readonly number[], digits = 0): string {
  return `${median(values).toFixed(digits)} (${spread(values, digits)})`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
