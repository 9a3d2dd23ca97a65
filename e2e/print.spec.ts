import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { dragOver, electronPath, onSmallDisk, type Reader, root, rootArguments, test } from './app.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aide-memoire-print-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one of poppler's programs on a PDF. */
function poppler(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
}

/** The words of a PDF on one line, words divided at the ends of lines made whole. */
function wordsOf(file: string, ...args: string[]): string {
  return poppler('pdftotext', ...args, file, '-')
    .replace(/\u00ad\s*/g, '')
    .replace(/\s+/g, ' ');
}

/** Answers the system's save dialog, which no test can click, with a name. */
async function willSaveTo({ app }: Reader, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () =>
      Promise.resolve(filePath === null ? { canceled: true, filePath: '' } : { canceled: false, filePath });
  }, file);
}

/** Asks for the print dialog and saves what it offers. */
async function savePdf({ page }: Reader): Promise<void> {
  await page.getByRole('button', { name: 'Imprimer en PDF…' }).click();
  await page.getByRole('button', { name: 'Enregistrer le PDF…' }).click();
}

function printCommand(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, signal, stdout, stderr } = spawnSync(
    electronPath,
    ['--log-level=3', ...rootArguments, root, 'print', ...args],
    { encoding: 'utf8', cwd: folder },
  );
  return { code: status, out: stdout, err: signal === null ? stderr : `${stderr}ended by ${signal}` };
}

async function markAndDecide(reader: Reader): Promise<void> {
  const { page } = reader;
  const marks = [
    ['préparé, sur le plan politique', 'Jaune'],
    ['plus de 180 pays', 'Vert'],
    ['deuxième économie du monde', 'Bleu'],
  ] as const;
  for (const [words, colour] of marks) {
    await dragOver(reader, words);
    await page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: colour }).click();
    await reader.saved();
    await page.keyboard.press('Escape');
  }
  await page.getByRole('tab', { name: 'Propositions' }).click();
  await page.getByRole('radiogroup', { name: 'Position' }).nth(1).getByText('Réserve').click();
  await page.getByRole('textbox', { name: 'Remarque' }).nth(1).fill('Demander le calendrier des accords.');
  await reader.saved();
}

test('the open brief is printed with its proposals, notes and sources, tagged and with an outline', async ({
  reader,
}) => {
  const { page } = reader;
  await markAndDecide(reader);
  const file = path.join(folder, 'note.pdf');
  await willSaveTo(reader, file);
  await savePdf(reader);
  await expect(page.getByText(/note\.pdf/)).toBeVisible({ timeout: 30_000 });
  expect(readdirSync(folder)).toEqual(['note.pdf']);

  const info = poppler('pdfinfo', file);
  expect(info).toMatch(/Title: +Chine–Asie centrale\u00a0: cinq propositions avant le sommet d’Astana\n/);
  expect(info).toMatch(/Tagged: +yes/);
  expect(info).toMatch(/Page size: +59\d.* x 84\d.* pts \(A4\)/);
  const pages = Number(/Pages: +(\d+)/.exec(info)?.[1]);
  expect(pages).toBeGreaterThan(2);
  expect(pages).toBeLessThan(9);

  const words = wordsOf(file, '-layout');
  for (const expected of [
    'EN BREF',
    'Ce que la Chine reproche aux États-Unis',
    'Une coopération profitable à chacun',
    'Réserve',
    'ANNOTATIONS',
    'plus de 180 pays',
    '§ 4',
    'Sources',
    `1 / ${pages}`,
    `${pages} / ${pages}`,
    '26 avril 2025 · Almaty, Kazakhstan',
  ])
    expect(words).toContain(expected);
  expect(words).toMatch(/Une coopération profitable à chacun Réserve Demander le/);
  expect(poppler('pdftotext', file, '-').replace(/\s+/g, ' ')).toContain(
    'Demander le calendrier des accords.',
  );

  const structure = poppler('pdfinfo', '-struct-text', file);
  expect(structure).toMatch(/H1 [^\n]*\n[^"]*"Chine–Asie centrale/);
  expect(structure).toMatch(/H2 [^\n]*\n[^"]*"Propositions"/);
  expect(structure).toMatch(/ {2}L <[^\n]*\n +LI </);
  expect(structure).toMatch(/TH <[^\n]*\n *\/Scope \/Column/);
  // Words after an apostrophe or a no-break space are in the structure too.
  expect(structure).toContain('d’Astana');

  const source = readFileSync(file, 'latin1');
  expect(source).not.toContain('Chrome/');
  const fonts = poppler('pdffonts', file).trim().split('\n').slice(2);
  expect(fonts.length).toBeGreaterThan(3);
  // The bundled letters are real ones; of those that the machine adds for other scripts, all that matters can be copied.
  for (const font of fonts) expect(font).toMatch(/ yes +(?:yes|no) +yes +\d/);
  for (const font of fonts.filter((name) => /SourceSerif|Inter/.test(name)))
    expect(font).toMatch(/CID TrueType +Identity-H +yes yes yes/);
});

test('copied words keep apostrophes, accents and thin spaces', async ({ reader }) => {
  const file = path.join(folder, 'mots.pdf');
  await willSaveTo(reader, file);
  await savePdf(reader);
  await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true);
  const structure = poppler('pdfinfo', '-struct-text', file);
  expect(structure).toContain('deuxième sommet\u202f; la Chine');
  expect(structure).not.toContain('\u02bc');
});

test('thinking better of it prints nothing', async ({ reader }) => {
  await willSaveTo(reader, null);
  await savePdf(reader);
  await expect(reader.page.getByRole('button', { name: 'Enregistrer le PDF…' })).toBeEnabled();
  expect(readdirSync(folder)).toEqual([]);
});

test('a place that cannot be written is told in one sentence, and nothing is left there', async ({
  reader,
}) => {
  await willSaveTo(reader, path.join(folder, 'none', 'note.pdf'));
  await savePdf(reader);
  await expect(reader.page.getByText('note.pdf n’a pas été écrit')).toBeVisible({ timeout: 30_000 });
  expect(readdirSync(folder)).toEqual([]);
});

test('a full disk is told in one sentence, from the window and on the command line, and leaves no half file', async ({
  reader,
  profile,
}) => {
  const small = path.join(folder, 'small');
  await onSmallDisk(small, '64k', async () => {
    await willSaveTo(reader, path.join(small, 'note.pdf'));
    await savePdf(reader);
    await expect(reader.page.getByText('note.pdf n’a pas été écrit : le disque est plein')).toBeVisible({
      timeout: 30_000,
    });
    expect(readdirSync(small)).toEqual([]);
    await reader.close();
    const to = path.join(small, 'a.pdf');
    const said = printCommand('2025-04-26-almaty', '--lang=fr', `--to=${to}`, `--user-data-dir=${profile}`);
    expect(said).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^[^\n]+ plein[^\n]+\n$|^[^\n]+ full[^\n]+\n$/),
    });
    expect(readdirSync(small)).toEqual([]);
  });
});

test('the command line prints both editions on both papers, with and without annotations', async ({
  reader,
  profile,
}) => {
  await markAndDecide(reader);
  await reader.close();
  for (const [lang, paper, size, annotations] of [
    ['fr', 'a4', /\(A4\)/, 'endnotes'],
    ['en', 'letter', /612 x 792 pts \(letter\)/, 'endnotes'],
    ['fr', 'letter', /612 x 792 pts \(letter\)/, 'none'],
  ] as const) {
    const file = path.join(folder, `${lang}-${paper}.pdf`);
    const printed = printCommand(
      '2025-04-26-almaty',
      '--lang',
      lang,
      '--to',
      file,
      `--paper=${paper}`,
      '--annotations',
      annotations,
      `--user-data-dir=${profile}`,
    );
    expect(printed).toEqual({ code: 0, out: '', err: '' });
    const info = poppler('pdfinfo', file);
    expect(info).toMatch(size);
    const words = wordsOf(file);
    // Positions belong to the brief, annotations to one edition.
    expect(words).toContain('Demander le calendrier');
    expect(words.includes('ANNOTATIONS')).toBe(lang === 'fr' && annotations === 'endnotes');
    expect(words).toContain(lang === 'fr' ? 'Engagements' : 'Commitments');
  }
});

test('the command line prints a file from anywhere, and answers with one document for programs', () => {
  const brief = path.join(folder, 'own.md');
  writeFileSync(brief, readFileSync(path.join(root, 'briefs/2025-04-26-almaty/en.md')));
  const profile = path.join(folder, 'profile');
  const printed = printCommand('own.md', '--to=own.pdf', '--json', `--user-data-dir=${profile}`);
  expect(printed).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(printed.out)).toMatchObject({
    printed: { editions: [{ id: '2025-04-26-almaty', lang: 'en', notes: 0 }] },
  });
  expect(poppler('pdfinfo', path.join(folder, 'own.pdf'))).toMatch(/Pages: +[3-8]\n/);
});

test('the command line says in one sentence what was not printed, and leaves no half file', () => {
  const profile = `--user-data-dir=${path.join(folder, 'profile')}`;
  writeFileSync(path.join(folder, 'broken.md'), '---\nid: x\n---\n');
  for (const [args, code, sentence] of [
    [['2025-04-26-almaty'], 2, /^aide-memoire: [^\n]+\n$/],
    [['2025-04-26-almaty', '--to=a.pdf', '--paper=a3'], 2, /^aide-memoire: [^\n]*a4[^\n]*letter[^\n]*\n$/],
    [['no-such-brief', '--to=a.pdf'], 1, /^aide-memoire: [^\n]*no-such-brief[^\n]*\n$/],
    [['2025-04-26-almaty', '--lang=de', '--to=a.pdf'], 1, /^aide-memoire: [^\n]*fr, en[^\n]*\n$/],
    [
      ['2025-04-26-almaty', '--to=none/a.pdf', '--lang=en'],
      1,
      /^aide-memoire: none\/a\.pdf was not written: [^\n]*\n$/,
    ],
    [['2025-04-26-almaty', '--to=.', '--lang=en'], 1, /^aide-memoire: \. was not written: [^\n]*\n$/],
    [['gone.md', '--to=a.pdf'], 1, /^gone\.md:1: file: [^\n]+\n$/],
    [['broken.md', '--to=a.pdf'], 1, /^(broken\.md:\d+: [^\n]+\n)+$/],
  ] as const) {
    const said = printCommand(...args, profile);
    expect(said.err).toMatch(sentence);
    expect({ args, code: said.code, out: said.out }).toEqual({ args, code, out: '' });
  }
  expect(readdirSync(folder).filter((name) => name !== 'profile')).toEqual(['broken.md']);
});
