import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { defaultPrintOptions } from '../core/printing/print.ts';
import { type Reader, test } from './app.ts';
import { fr } from './marked-briefs.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aide-memoire-print-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Ends the process of the next pages of print, as a crash does, while they are laid out or while they are made into a PDF. */
async function willDie({ app }: Reader, when: 'laying-out' | 'making', times: number): Promise<void> {
  await expect(() =>
    app.evaluate(
      ({ app: electron, dialog }, { file, when, times }) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
        Reflect.set(globalThis, 'deaths', times);
        if (Reflect.has(globalThis, 'dying')) return;
        Reflect.set(globalThis, 'dying', when);
        const dies = () => {
          const left = Reflect.get(globalThis, 'deaths');
          Reflect.set(globalThis, 'deaths', left - 1);
          return left > 0;
        };
        electron.on('web-contents-created', (_event, contents) => {
          contents.once('dom-ready', () => {
            if (when === 'laying-out' && dies()) contents.forcefullyCrashRenderer();
          });
          const print = contents.printToPDF.bind(contents);
          contents.printToPDF = (options) => {
            const made = print(options);
            if (when === 'making' && dies()) contents.forcefullyCrashRenderer();
            return made;
          };
        });
      },
      { file: path.join(folder, 'note.pdf'), when, times },
    ),
  ).toPass();
}

function print({ page }: Reader) {
  return page.evaluate((job) => window.api.print.pdf(job), {
    editions: [fr] as const,
    options: defaultPrintOptions,
    files: 'one',
  } as const);
}

for (const when of ['laying-out', 'making'] as const)
  test(`pages whose process dies (${when}) are made once more`, async ({ reader }) => {
    await willDie(reader, when, 1);
    expect(await print(reader)).toMatchObject({ ok: true, value: { files: ['note.pdf'] } });
    expect(readdirSync(folder)).toEqual(['note.pdf']);
  });

for (const [when, lang, sentence] of [
  ['laying-out', 'fr', /^Les pages n’ont pas pu être composées.*\.$/],
  ['making', 'fr', /^Les pages n’ont pas pu être composées.*\.$/],
  ['making', 'en', /^The pages could not be made.*\.$/],
] as const)
  test(`where it dies each time (${when}, ${lang}), one sentence tells so, and the next print is made`, async ({
    start,
  }) => {
    const reader = await start(`--lang=${lang}`);
    await willDie(reader, when, 9);
    const printed = await print(reader);
    expect(printed).toMatchObject({ ok: false, error: { code: 'not-printed' } });
    expect(printed.ok ? '' : printed.error.sentence).toMatch(sentence);
    expect(readdirSync(folder)).toEqual([]);
    await willDie(reader, when, 0);
    expect(await print(reader)).toMatchObject({ ok: true, value: { files: ['note.pdf'] } });
    expect(readdirSync(folder)).toEqual(['note.pdf']);
  });

test('the program ends as it should while pages are made', async ({ reader }) => {
  await willDie(reader, 'making', 0);
  await expect(() =>
    reader.app.evaluate(({ app: electron }) => {
      Reflect.set(
        globalThis,
        'begun',
        new Promise<void>((begun) => {
          electron.once('web-contents-created', (_event, contents) => {
            const print = contents.printToPDF.bind(contents);
            contents.printToPDF = (options) => {
              begun();
              return print(options);
            };
          });
        }),
      );
    }),
  ).toPass();
  const ended = new Promise((resolve) => {
    reader.app.process().once('exit', (code, signal) => resolve({ code, signal }));
  });
  const printing = print(reader).catch(() => null);
  await reader.app.evaluate(() => Reflect.get(globalThis, 'begun'));
  await reader.app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
  expect(await ended).toEqual({ code: 0, signal: null });
  await printing;
});

test('a page that waits for the next document has nothing of the last, and takes one alone', async ({
  reader,
}) => {
  await willDie(reader, 'making', 0);
  const pagesOfPrint = () =>
    reader.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .filter((contents) => contents.getURL().endsWith('/print.html'))
        .map(({ id }) => id),
    );
  const seen = new Set<number>();
  for (const round of [1, 2]) {
    expect(await print(reader)).toMatchObject({ ok: true });
    await expect(async () => {
      const waiting = await pagesOfPrint();
      expect(waiting).toHaveLength(1);
      for (const id of waiting) seen.add(id);
      expect(seen.size).toBe(round);
    }).toPass();
  }
  const words = () =>
    reader.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().endsWith('/print.html'))
        ?.executeJavaScript('document.body.textContent'),
    );
  // It rehearses with a document of nothing, and takes that away again.
  await expect(async () => expect(String(await words()).trim()).toBe('')).toPass();
});
