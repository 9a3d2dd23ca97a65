import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { EditionRef } from '../core/brief.ts';
import { defaultPrintOptions, type PrintOptions } from '../core/printing/print.ts';
import { type Reader, root, test } from './app.ts';
import { almaty, astana, fr, print } from './marked-briefs.ts';
import { pagesOf, streamsOf } from './pdf-reading.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aide-memoire-print-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Answers the system's dialogs, which no test can click, with a file or a folder. */
async function willChoose({ app }: Reader, name: string): Promise<void> {
  await expect(() =>
    app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    }, name),
  ).toPass();
}

function jobOf(editions: readonly [EditionRef, ...EditionRef[]], options: Partial<PrintOptions> = {}) {
  return { editions, options: { ...defaultPrintOptions, ...options } };
}

test('the preview is the file that would be written, and gives way to a newer one', async ({ reader }) => {
  const file = path.join(folder, 'note.pdf');
  await willChoose(reader, file);
  const job = jobOf([fr]);
  const [older, newer, printed] = await reader.page.evaluate(async (job) => {
    const previews = [
      window.api.print.preview({ ...job, files: 'one' }),
      window.api.print.preview({ ...job, options: { ...job.options, paper: 'letter' }, files: 'one' }),
    ];
    const [older, newer] = await Promise.all(previews);
    const same = await window.api.print.preview({ ...job, files: 'one' });
    const printed = await window.api.print.pdf({ ...job, files: 'one' });
    const bytes = (one: typeof same | undefined) => (one?.ok && one.value ? [...one.value] : null);
    return [bytes(older), bytes(newer), { printed, same: bytes(same) }] as const;
  }, job);
  expect(older).toBeNull();
  expect(
    Buffer.from(newer ?? [])
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(printed.printed).toEqual({
    ok: true,
    value: { files: ['note.pdf'], folder: path.basename(folder) },
  });
  // But for the second in which it was made.
  const timeless = (bytes: Uint8Array) =>
    streamsOf(Buffer.from(bytes)).map((stream) =>
      stream.replace(/\d{14}Z|\d{4}-\d\d-\d\dT[\d:]+Z/g, '').replace(/^[\d ]+\n/, ''),
    );
  const [preview, written] = [timeless(Buffer.from(printed.same ?? [])), timeless(readFileSync(file))];
  // The last stream is the table of where the others stand.
  expect(preview.slice(0, -1)).toEqual(written.slice(0, -1));
  expect(preview.join('').length).toBeGreaterThan(100_000);
});

test('each brief goes into a file of its own, over no other, with its progress told', async ({ reader }) => {
  await willChoose(reader, folder);
  writeFileSync(path.join(folder, 'Deuxième sommet Chine–Asie centrale.pdf'), 'mine');
  const [printed, told] = await reader.page.evaluate(
    async (job) => {
      const told: { done: number; of: number }[] = [];
      const stop = window.api.on('printing', (value) => told.push(value));
      const printed = await window.api.print.pdf({ ...job, files: 'each' });
      stop();
      return [printed, told] as const;
    },
    jobOf([{ id: astana, lang: 'fr' }, fr]),
  );
  const names = [
    'Deuxième sommet Chine–Asie centrale (2).pdf',
    'Chine–Asie centrale - cinq propositions avant le sommet d’Astana.pdf',
  ];
  expect(printed).toEqual({ ok: true, value: { files: names, folder: path.basename(folder) } });
  expect(readdirSync(folder).sort()).toEqual([...names, 'Deuxième sommet Chine–Asie centrale.pdf'].sort());
  expect(readFileSync(path.join(folder, 'Deuxième sommet Chine–Asie centrale.pdf'), 'utf8')).toBe('mine');
  expect(told.at(-1)).toEqual({ done: 8, of: 8 });
  expect(told.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a cancelled job leaves nothing and says nothing, and the next one is done', async ({ reader }) => {
  await willChoose(reader, path.join(folder, 'note.pdf'));
  for (const when of [1, 2] as const) {
    const printed = await reader.page.evaluate(
      async ([job, when]) => {
        const stop = window.api.on('printing', ({ done }) => {
          if (done === when) void window.api.print.cancel();
        });
        const printed = await window.api.print.pdf({ ...job, files: 'one' });
        stop();
        return printed;
      },
      [jobOf([{ id: astana, lang: 'fr' }, fr]), when] as const,
    );
    expect(printed).toEqual({ ok: true, value: null });
    expect(readdirSync(folder)).toEqual([]);
  }
  // What was cut off is in nobody's way afterwards.
  const printed = await reader.page.evaluate(
    (job) => window.api.print.pdf({ ...job, files: 'one' }),
    jobOf([fr]),
  );
  expect(printed).toMatchObject({ ok: true, value: { files: ['note.pdf'] } });
});

test('nothing is printed without a brief or an edition that has problems, or where it cannot be written', async ({
  start,
  profile,
}) => {
  const shelf = path.join(profile, 'briefs', 'half');
  mkdirSync(shelf, { recursive: true });
  const good = readFileSync(path.join(root, 'briefs', almaty, 'fr.md'), 'utf8').replace(
    `id: ${almaty}`,
    'id: half',
  );
  writeFileSync(path.join(shelf, 'fr.md'), good);
  const broken = path.join(shelf, 'en.md');
  writeFileSync(broken, '---\nid: half\nlang: en\n---\n');
  // What was written just now is waited for, since it may not be whole yet.
  utimesSync(broken, new Date(0), new Date(0));
  const reader = await start('--lang=fr');
  await willChoose(reader, path.join(folder, 'note.pdf'));
  await reader.page.evaluate(() => window.api.library.list());
  const half = { id: 'half', lang: 'fr' };
  for (const [job, code, sentence] of [
    [jobOf([fr, { id: 'half', lang: 'en' }]), 'unreadable', /half\/en\.md/],
    [jobOf([half], { editions: 'in-turn' }), 'unreadable', /half\/en\.md/],
    [jobOf([fr, { id: 'gone', lang: 'fr' }]), 'not-found', /./],
  ] as const) {
    const printed = await reader.page.evaluate((job) => window.api.print.pdf({ ...job, files: 'one' }), job);
    expect(printed).toMatchObject({ ok: false, error: { code } });
    expect(printed.ok ? '' : printed.error.sentence).toMatch(sentence);
    expect(readdirSync(folder)).toEqual([]);
  }
  mkdirSync(path.join(folder, 'note.pdf'));
  const printed = await reader.page.evaluate(
    (job) => window.api.print.pdf({ ...job, files: 'one' }),
    jobOf([half]),
  );
  expect(printed).toMatchObject({ ok: false, error: { code: 'not-printed' } });
  expect(readdirSync(folder)).toEqual(['note.pdf']);
  await reader.close();
  const said = print(
    folder,
    'half',
    almaty,
    '--editions=in-turn',
    '--lang=fr',
    '--to=a.pdf',
    `--user-data-dir=${profile}`,
  );
  expect(said.code).toBe(1);
  expect(said.err).toMatch(/^(half\/en\.md:\d+: [^\n]+\n)+$/);
  expect(
    print(folder, almaty, almaty, '--lang=fr', '--to=a.pdf', `--user-data-dir=${profile}`),
  ).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^aide-memoire.*deux fois/),
  });
  expect(
    print(folder, almaty, '--proposals=p9', '--lang=en', '--to=a.pdf', `--user-data-dir=${profile}`),
  ).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^aide-memoire: none of the briefs has a proposal “p9”/),
  });
  expect(readdirSync(folder)).toEqual(['note.pdf']);
});

test('paper has its marks painted, and the numbers of the pages in its contents', async ({ reader }) => {
  const { app, page } = reader;
  const file = path.join(folder, 'paper.pdf');
  // In place of the system's print dialog, which no test can click: the same pages in a file.
  await expect(() =>
    app.evaluate(({ app: electron }) => {
      electron.on('web-contents-created', (_event, contents) => {
        contents.print = (_options, done) => {
          contents
            .printToPDF({ preferCSSPageSize: true, printBackground: true })
            .then((bytes) => Reflect.set(globalThis, 'paper', bytes.toString('base64')))
            .then(() => done?.(true, ''));
        };
      });
    }),
  ).toPass();
  const job = jobOf([{ id: astana, lang: 'fr' }, fr]);
  const handed = await page.evaluate((job) => window.api.print.paper({ ...job, files: 'one' }), job);
  expect(handed).toEqual({ ok: true, value: true });
  writeFileSync(file, Buffer.from(await app.evaluate(() => Reflect.get(globalThis, 'paper')), 'base64'));
  const pages = pagesOf(file);
  const second = pages.findIndex((words, index) => index > 2 && words.includes('NOTE DE SYNTHÈSE'));
  expect(pages[1]).toMatch(/Deuxième sommet Chine–Asie centrale 3 /);
  expect(pages[1]).toMatch(new RegExp(`sommet d’Astana ${second + 1} `));
});
