import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication } from '@playwright/test';
import { describe } from '../core/anchor.ts';
import { annotate, colours } from '../core/annotation.ts';
import { type Brief, briefUrn } from '../core/brief.ts';
import { parse } from '../core/parse.ts';
import { defaultPrintOptions } from '../core/printing/print.ts';
import { type Marked, peerPage } from './peer-page.ts';
import { launch } from './running.ts';

/**
 * The whole of print in the reader (window, layout, PDF, native annotations, structure, attachments, disk) against Chromium's
 * `printToPDF` of the same laid-out pages alone, both timed in the same run; and against LibreOffice and WeasyPrint on the same
 * words, where they are installed. Each row: a brief and a number of marks.
 */
const rounds = Number(process.env.ROUNDS ?? 5);
const almaty = readFileSync('briefs/2025-04-26-almaty/fr.md', 'utf8');

const folder = await mkdtemp(path.join(tmpdir(), 'bench-print-'));
const profile = path.join(folder, 'profile');

/** What one print took: milliseconds, and bytes. */
interface Print {
  readonly whole: number;
  readonly pages: number;
  readonly bytes: number;
  readonly pagesBytes: number;
  /** The longest that the main process answered nothing, ms. */
  readonly longest: number;
  /** MiB, of the largest page. */
  readonly most: number;
}

try {
  const short = briefOf(almaty);
  const long = await ownBrief('long', 110);
  const app = await launch(profile);
  try {
    await (await app.firstWindow()).getByRole('article').waitFor();
    await listen(app);
    await row(app, 'Almaty, 50 marks', short, 50, rounds);
    await row(app, 'some 300 pages, 2,000 marks', long, 2000, 1);
  } finally {
    await app.close();
  }
  await others('Almaty, 50 marks', short, 50);
  await others('some 300 pages, 2,000 marks', long, 2000);
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The Almaty brief's body many times over, in the reader's own library. */
async function ownBrief(id: string, times: number): Promise<Brief> {
  const [front = '', body = ''] = almaty.split('\n---\n');
  const source = `${front.replace(/^id: .*$/m, `id: ${id}`)}\n---\n${Array(times).fill(body).join('\n')}`;
  await mkdir(path.join(profile, 'briefs', id), { recursive: true });
  await writeFile(path.join(profile, 'briefs', id, 'fr.md'), source);
  return briefOf(source);
}

function briefOf(source: string): Brief {
  const parsed = parse('fr.md', Buffer.from(source));
  if (!('brief' in parsed)) throw new Error('the brief has problems');
  return parsed.brief;
}

/** Lets every window tell how long its `printToPDF` took, and answers the save dialog. */
async function listen(app: ElectronApplication): Promise<void> {
  await patient(() =>
    app.evaluate(
      ({ app: electron, dialog }, file) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
        if (Reflect.get(globalThis, 'watch')) return;
        const watch = { last: performance.now(), longest: 0, most: 0 };
        Object.assign(globalThis, { watch });
        // How long the main process answers nothing, and how much memory the pages take.
        setInterval(() => {
          const now = performance.now();
          watch.longest = Math.max(watch.longest, now - watch.last);
          watch.last = now;
        }, 1);
        setInterval(() => {
          const sizes = electron.getAppMetrics().filter(({ type }) => type === 'Tab');
          watch.most = Math.max(watch.most, ...sizes.map(({ memory }) => memory.workingSetSize / 1024));
        }, 250);
        electron.on('web-contents-created', (_event, contents) => {
          const print = contents.printToPDF.bind(contents);
          contents.printToPDF = async (options) => {
            const start = performance.now();
            const pages = await print(options);
            Object.assign(globalThis, { pagesTook: performance.now() - start, pagesBytes: pages.length });
            return pages;
          };
        });
      },
      path.join(folder, 'out.pdf'),
    ),
  );
}

async function row(
  app: ElectronApplication,
  name: string,
  brief: Brief,
  marks: number,
  times: number,
): Promise<void> {
  await save(app, brief, marks);
  const prints: Print[] = [];
  // The first one, without a page that waits, is told apart.
  const first = await measure(app, brief);
  for (let round = 0; round < times; round += 1) prints.push(await measure(app, brief));
  await ask(app, 'preview', brief);
  const shown = await ask(app, 'pdf', brief);
  const ratios = prints.map(({ whole, pages }) => whole / pages);
  const whole = median(prints.map((print) => print.whole));
  const pages = median(prints.map((print) => print.pages));
  const size = prints[0] ? prints[0].bytes / prints[0].pagesBytes : Number.NaN;
  print(
    `${name}: ${whole.toFixed(0)} ms whole, ${pages.toFixed(0)} ms printToPDF alone, ratio ${median(ratios).toFixed(2)} (first ${first.whole.toFixed(0)} ms, ratio ${(first.whole / first.pages).toFixed(2)}; saved from the dialog that shows it ${shown.toFixed(0)} ms); main process held up for at most ${median(prints.map(({ longest }) => longest)).toFixed(0)} ms; bytes ${prints[0]?.bytes}, ratio ${size.toFixed(2)}; peak ${peak(app)} MiB in the main process, ${Math.max(...prints.map(({ most }) => most)).toFixed(0)} MiB in the page; load ${loadavg()[0]?.toFixed(1)}`,
  );
}

function marksIn(brief: Brief, count: number): Marked[] {
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor(((brief.text.length - 100) * index) / count);
    const end = start + 60;
    const annotation = annotate({
      uuid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      at: '2026-11-23T10:00:00.000Z',
      source: briefUrn(brief),
      revision: brief.revision,
      selectors: describe(brief.text, start, end),
      content: { colour: colours[index % 4] ?? 'yellow', note: index % 2 ? `Note ${index}` : '', tags: [] },
    });
    return { start, end, annotation };
  });
}

async function save(app: ElectronApplication, brief: Brief, count: number): Promise<void> {
  const annotations = marksIn(brief, count).map(({ annotation }) => annotation);
  const page = await app.firstWindow();
  await page.evaluate(
    ([id, list]) => Reflect.get(globalThis, 'api').annotations.save(id, JSON.parse(list ?? ''), []),
    [brief.id, JSON.stringify(annotations)],
  );
}

async function measure(app: ElectronApplication, brief: Brief): Promise<Print> {
  // As a person does: not at once after the last one, so that a page waits for it.
  await pause(2000);
  await patient(() =>
    app.evaluate(() => {
      Object.assign(Reflect.get(globalThis, 'watch'), { longest: 0, most: 0 });
    }),
  );
  const whole = await ask(app, 'pdf', brief);
  const [pages, pagesBytes, longest, most] = await patient(() =>
    app.evaluate(() => {
      const watch = Reflect.get(globalThis, 'watch');
      const [took, bytes] = [Reflect.get(globalThis, 'pagesTook'), Reflect.get(globalThis, 'pagesBytes')];
      return [Number(took), Number(bytes), Number(watch.longest), Number(watch.most)];
    }),
  );
  return {
    whole,
    pages: pages ?? Number.NaN,
    bytes: statSync(path.join(folder, 'out.pdf')).size,
    pagesBytes: pagesBytes ?? Number.NaN,
    longest: longest ?? Number.NaN,
    most: most ?? Number.NaN,
  };
}

/** Asks once more where the inspector has lost the answer, as it does now and then. */
async function patient<T>(ask: () => Promise<T>, tries = 5): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (tries === 0 || !/garbage collected/.test(String(error))) throw error;
    return patient(ask, tries - 1);
  }
}

/** Milliseconds until the print, or what is shown of it, is there. */
async function ask(app: ElectronApplication, what: 'pdf' | 'preview', { id, lang }: Brief): Promise<number> {
  const page = await app.firstWindow();
  return page.evaluate(
    async ({ what, id, lang, options }) => {
      const start = performance.now();
      const job = { editions: [{ id, lang }], options, files: 'one' };
      const printed = await Reflect.get(globalThis, 'api').print[what](job);
      if (!printed.ok) throw new Error(printed.error.sentence);
      return performance.now() - start;
    },
    { what, id, lang, options: defaultPrintOptions },
  );
}

/** The most memory that the main process ever held, MiB. */
function peak(app: ElectronApplication): string {
  const status = readFileSync(`/proc/${app.process().pid}/status`, 'utf8');
  return (Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024).toFixed(0);
}

/** Programs of other makers on the same words, from start to file, for as long as this at most, ms. */
const patience = 5 * 60_000;

async function others(name: string, brief: Brief, marks: number): Promise<void> {
  const page = path.join(folder, 'page.html');
  await writeFile(page, peerPage(brief, marksIn(brief, marks)));
  const programs: [program: string, args: string[]][] = [
    ['soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, page]],
    ['weasyprint', [page, path.join(folder, 'weasyprint.pdf')]],
  ];
  for (const [program, args] of programs) {
    const start = performance.now();
    const { status, error } = spawnSync(program, args, { stdio: 'ignore', timeout: patience });
    const took = `${(performance.now() - start).toFixed(0)} ms from start to file`;
    const code = error && 'code' in error ? error.code : undefined;
    const outcome =
      status === 0
        ? took
        : code === 'ENOENT'
          ? 'is not installed here'
          : code === 'ETIMEDOUT'
            ? `not done after ${patience / 1000} s`
            : 'failed';
    print(`${program}, ${name}: ${outcome}`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
