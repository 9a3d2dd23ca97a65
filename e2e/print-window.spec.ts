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
async function willDie({ app }: Reader, when: 'laying-out' | 'making' | 'never', times = 1): Promise<void> {
  await expect(() =>
    app.evaluate(
      ({ app: electron, dialog }, { file, when, times }) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
        let left = times;
        electron.on('web-contents-created', (_event, contents) => {
          if (left === 0 || when === 'never') return;
          left -= 1;
          if (when === 'laying-out') contents.once('dom-ready', () => contents.forcefullyCrashRenderer());
          const print = contents.printToPDF.bind(contents);
          contents.printToPDF = (options) => {
            const made = print(options);
            contents.forcefullyCrashRenderer();
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

test('pages whose process dies are laid out once more', async ({ reader }) => {
  await willDie(reader, 'laying-out');
  expect(await print(reader)).toMatchObject({ ok: true, value: { files: ['note.pdf'] } });
  expect(readdirSync(folder)).toEqual(['note.pdf']);
});

for (const [when, times] of [
  ['laying-out', 9],
  ['making', 1],
] as const)
  test(`where it dies again, or later (${when}), that is told in one sentence and nothing is written`, async ({
    reader,
  }) => {
    await willDie(reader, when, times);
    const printed = await print(reader);
    expect(printed).toMatchObject({ ok: false, error: { code: 'not-printed' } });
    expect(!printed.ok && printed.error.sentence).toMatch(/^[^.]+\.$/);
    expect(readdirSync(folder)).toEqual([]);
  });

test('a page that waits for the next document has nothing of the last, and takes one alone', async ({
  reader,
}) => {
  await willDie(reader, 'never');
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
  const words = await reader.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().endsWith('/print.html'))
      ?.executeJavaScript('document.body.textContent'),
  );
  expect(String(words).trim()).toBe('');
});
