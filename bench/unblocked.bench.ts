import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { type Annotation, annotate } from '../core/annotation.ts';
import { writeCollection } from '../core/exporting/collection.ts';
import { parse } from '../core/parse.ts';
import { defaultPrintOptions } from '../core/printing/print.ts';
import { heavyPdf, longBrief } from './large-files.ts';
import { start } from './running.ts';

/**
 * The longest that the main process works at one go, against the 50 ms it may: import, saving, undo, exports, listing, the
 * board, search and a restart, with 10,000 annotations on a brief and 40 briefs of the reader's own; then large files of every
 * kind and a print of some 300 pages with 2,000 marks, with the longest task of the page as well. Linux alone counts what a thread has worked.
 */
const root = process.cwd();
const brief = '2025-04-26-almaty';
const many = 10_000;

/** What the main process may work at one go, in milliseconds. */
const longest = 50;

/** The app as it runs. */
interface Reader {
  readonly app: ElectronApplication;
  readonly page: Page;
}

const profile = mkdtempSync(path.join(tmpdir(), 'bench-unblocked-'));
try {
  await measure();
} finally {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

async function begin(): Promise<Reader> {
  const { app, page } = await start(profile);
  await page.locator('status-bar').waitFor();
  return { app, page };
}

function saved({ page }: Reader): Promise<void> {
  return page.getByText(/^Enregistré sur cet ordinateur · /).waitFor();
}

/**
 * From now on, the longest time that the main process's thread has worked between two looks at its other duties: the
 * system's count of what it worked, so that others who keep the machine busy do not count.
 */
async function watch({ app }: Reader): Promise<void> {
  await expect(() =>
    app.evaluate(() => {
      if (Reflect.has(globalThis, 'longest')) return;
      const { readFileSync } = process.getBuiltinModule('node:fs');
      const worked = () =>
        Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
      let before = worked();
      Reflect.set(globalThis, 'longest', 0);
      setInterval(() => {
        const now = worked();
        Reflect.set(globalThis, 'longest', Math.max(Reflect.get(globalThis, 'longest'), now - before));
        before = now;
      }, 1);
    }),
  ).toPass();
}

/** The longest stretch since the last time this was asked, in milliseconds. */
async function longestStretch({ app }: Reader): Promise<number> {
  let stretch = 0;
  await expect(async () => {
    stretch = Math.max(
      stretch,
      await app.evaluate(() => {
        const found = Reflect.get(globalThis, 'longest');
        Reflect.set(globalThis, 'longest', 0);
        return found;
      }),
    );
  }).toPass();
  return Math.round(stretch);
}

/** The longest task of the page since this was asked last, in milliseconds. */
function longestTask({ page }: Reader): Promise<number> {
  return page.evaluate(() => {
    const tasks: number[] = Reflect.get(window, 'tasks') ?? [];
    if (!Reflect.has(window, 'tasks'))
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
    Reflect.set(window, 'tasks', tasks);
    return Math.round(Math.max(0, ...tasks.splice(0)));
  });
}

/** Annotations on places all over the brief, each with a note of its own. */
function annotations(source: string, count: number): Annotation[] {
  const read = parse('fr.md', Buffer.from(source));
  if (!('brief' in read)) throw new Error('the brief cannot be read');
  const { id, text, revision } = read.brief;
  return Array.from({ length: count }, (_, n) => {
    const start = Math.floor((n * (text.length - 100)) / count);
    const end = start + 20 + (n % 40);
    return annotate({
      uuid: `123e4567-e89b-42d3-a456-${String(n).padStart(12, '0')}`,
      at: '2026-11-24T05:30:00.000Z',
      source: `urn:brief:${id}:fr`,
      revision,
      selectors: [
        {
          type: 'TextQuoteSelector',
          exact: text.slice(start, end),
          prefix: text.slice(Math.max(0, start - 32), start),
          suffix: text.slice(end, end + 32),
        },
        { type: 'TextPositionSelector', start, end },
      ],
      content: { colour: 'yellow', note: `L’avis n° ${n} : à relire avant l’envoi.`, tags: ['essai'] },
    });
  });
}

async function took(reader: Reader, what: string, work: () => Promise<unknown>): Promise<void> {
  await longestStretch(reader);
  await longestTask(reader);
  await work();
  const stretch = await longestStretch(reader);
  const task = await longestTask(reader);
  const part = (stretch / longest).toFixed(2);
  process.stdout.write(
    `${what.padEnd(34)} ${String(stretch).padStart(4)} ms at one go, ${part} of what it may; the page ${task} ms\n`,
  );
}

/** Drops a file on the window. */
async function drop({ page }: Reader, file: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dropped';
    document.body.append(input);
  });
  await page.setInputFiles('#dropped', file);
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped');
    const dataTransfer = new DataTransfer();
    for (const given of input?.files ?? []) dataTransfer.items.add(given);
    input?.remove();
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
}

/** Files at the upper end of what readers meet, and beyond, on their whole way. */
async function largeFiles(reader: Reader): Promise<void> {
  const { app, page } = reader;
  const put = (name: string, content: string | Uint8Array) => {
    const file = path.join(profile, name);
    writeFileSync(file, content);
    return file;
  };
  const heading = page.getByRole('article').getByRole('heading', { level: 1 });
  const listed = (name: string) => page.getByRole('navigation').getByText(name);
  await expect(() =>
    app.evaluate(({ shell }) => {
      shell.trashItem = (file) => process.getBuiltinModule('node:fs/promises').rm(file, { recursive: true });
    }),
  ).toPass();

  const long = put('long.md', longBrief(100_000, 'longue'));
  await took(reader, 'taking in 100,000 words', async () => {
    await drop(reader, long);
    await expect(heading).toHaveText('Longue longue', { timeout: 60_000 });
  });
  await took(reader, 'going away from them and back', async () => {
    await page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
    await expect(heading).toHaveText(/cinq propositions/);
    await page.getByRole('button', { name: /Longue longue/ }).click();
    await expect(heading).toHaveText('Longue longue', { timeout: 60_000 });
  });
  await took(reader, 'completing 100,000 words', async () => {
    await drop(reader, put('gaps.md', longBrief(100_000, null)));
    await page.getByRole('dialog').getByRole('textbox').first().waitFor({ timeout: 60_000 });
    const done = await page.evaluate(() =>
      window.api.library.complete('gaps.md', {
        id: 'suite',
        standfirst: 'Suite.',
        summary: ['Suite.'],
        revised: '2026-03-05',
      }),
    );
    expect(done).toMatchObject({ ok: true, value: { edition: { id: 'suite' } } });
    await page.keyboard.press('Escape');
    await listed('Longue suite').waitFor({ timeout: 60_000 });
  });
  await took(reader, 'trashing them', async () => {
    expect(await page.evaluate(() => window.api.library.trash({ brief: 'suite' }))).toMatchObject({
      ok: true,
    });
    await listed('Longue suite').waitFor({ state: 'detached', timeout: 60_000 });
  });
  const huge = Buffer.alloc(10 * 2 ** 20, 'Dix mégaoctets. ');
  await took(reader, 'a brief of 10 MB in the folder', async () => {
    put('briefs/enorme.md', huge);
    await listed('enorme.md').waitFor({ timeout: 60_000 });
  });
  await took(reader, 'a brief of 10 MB that is dropped', async () => {
    await drop(reader, put('lourd.md', huge));
    await page
      .getByText(/lourd\.md/)
      .first()
      .waitFor({ timeout: 60_000 });
  });
  const printed = path.join(profile, 'printed.pdf');
  await expect(() =>
    app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, printed),
  ).toPass();
  const job = { editions: [{ id: brief, lang: 'en' }], options: defaultPrintOptions, files: 'one' } as const;
  expect(
    await page.evaluate((order) => window.api.print.pdf({ ...order, editions: [...order.editions] }), job),
  ).toMatchObject({ ok: true });
  await took(reader, 'looking at a PDF of 8 MB', async () => {
    await drop(reader, put('scanned.pdf', heavyPdf(readFileSync(printed), 8 * 2 ** 20)));
    await page.getByRole('dialog', { name: /^Importer / }).waitFor({ timeout: 60_000 });
  });
  await page.keyboard.press('Escape');
}

/** Prints the body of a brief many times over, as it is and after words of every paragraph of it have changed. */
async function printing(reader: Reader, source: string): Promise<void> {
  const { page } = reader;
  const named = source.replace(/^id: .*$/m, 'id: livre').replace(/^title: .*$/m, 'title: Livre');
  const [front = '', body = ''] = named.split('\n---\n');
  const book = `${front}\n---\n${Array(110).fill(body).join('\n')}`;
  const file = path.join(profile, 'briefs', 'livre', 'fr.md');
  mkdirSync(path.dirname(file), { recursive: true });
  const job = {
    editions: [{ id: 'livre', lang: 'fr' }],
    options: defaultPrintOptions,
    files: 'one',
  } as const;
  const print = async () => {
    const done = await page.evaluate(
      (order) => window.api.print.pdf({ ...order, editions: [...order.editions] }),
      job,
    );
    expect(done).toMatchObject({ ok: true });
  };
  writeFileSync(file, book);
  // As text: Playwright's types do not end at annotations, which hold each other.
  const saving = await page.evaluate(
    (list) => window.api.annotations.save('livre', JSON.parse(list), []),
    JSON.stringify(annotations(book, 2000)),
  );
  expect(saving).toMatchObject({ ok: true });
  await took(reader, 'printing 300 pages', print);
  writeFileSync(file, book.replaceAll(' la ', ' cette '));
  await took(reader, 'printing them, much changed', print);
}

async function measure(): Promise<void> {
  const file = path.join(profile, 'many.jsonld');
  const label = 'Essai';
  const text = readFileSync(path.join(root, 'briefs', brief, 'fr.md'), 'utf8');
  const collection = { id: brief, titles: {}, editions: [], annotations: annotations(text, many) };
  writeFileSync(file, writeCollection([collection], label, '2026-11-24T05:30:00.000Z'));
  for (let n = 0; n < 40; n += 1) {
    mkdirSync(path.join(profile, 'briefs', `own-${n}`), { recursive: true });
    const own = text.replace(/^id: .*$/m, `id: own-${n}`).replace(/^title: .*$/m, `title: Note ${n}`);
    writeFileSync(path.join(profile, 'briefs', `own-${n}`, 'fr.md'), own);
  }

  const first = await begin();
  const { app, page } = first;
  await watch(first);
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: `${chosen}.out` });
  }, file);
  await took(first, 'opening briefs of one’s own', async () => {
    for (const n of [0, 1, 2]) {
      await page.getByRole('button', { name: new RegExp(`Note ${n}\\b`) }).click();
      await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toHaveText(`Note ${n}`);
    }
    await page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
  });
  const sheet = page.getByRole('dialog', { name: /^Importer / });
  await took(first, 'looking at a file', async () => {
    await page.keyboard.press('Control+Shift+O');
    await sheet.getByRole('button', { name: /^Importer 10\s000/ }).waitFor({ timeout: 60_000 });
  });
  await took(first, 'taking it in, and saving', async () => {
    await sheet.getByRole('button', { name: /^Importer 10\s000/ }).click();
    await sheet.waitFor({ state: 'hidden', timeout: 60_000 });
    await saved(first);
    await expect
      .poll(() => page.evaluate((id) => window.api.earlier.list(id), brief), { timeout: 30_000 })
      .toMatchObject({ ok: true });
  });
  await took(first, 'the same file, dropped', async () => {
    await drop(first, file);
    await sheet.waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });
  await took(first, 'one more change', async () => {
    await page.keyboard.press('Control+Z');
    await saved(first);
    await page.keyboard.press('Control+Shift+Z');
    await saved(first);
  });
  for (const format of ['jsonld', 'annotations', 'markdown', 'csv'] as const)
    await took(first, `exporting ${format}`, async () => {
      const order = { format, brief, ids: null };
      const done = await page.evaluate((given) => window.api.annotations.export(given), order);
      expect(done).toMatchObject({ ok: true, value: { annotations: many } });
    });
  await took(first, 'listing', () => page.evaluate(() => window.api.library.list()));
  await took(first, 'the proposals', () => page.evaluate(() => window.api.library.proposals('fr')));
  for (const words of ['avis', 'envoi relire', '"les deux"'])
    await took(first, `searching ${words}`, () =>
      page.evaluate((typed) => window.api.search.find(typed), words),
    );
  await largeFiles(first);
  await printing(first, text);
  await app.close();

  const second = await begin();
  await watch(second);
  await took(second, 'opening after a restart', async () => {
    await second.page.getByRole('button', { name: /Note 1\b/ }).click();
    await expect(second.page.getByRole('article').getByRole('heading', { level: 1 })).toHaveText('Note 1');
    await second.page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
    await second.page.getByRole('tab', { name: 'Annotations' }).click();
    await expect(second.page.getByRole('tabpanel', { name: 'Annotations' })).toContainText('10\u202f000');
  });
  await second.app.close();
}
