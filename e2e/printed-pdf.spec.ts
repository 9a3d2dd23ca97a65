import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { describe } from '../core/anchor.ts';
import { type Annotation, annotate, noteOf, quoteOf } from '../core/annotation.ts';
import { type Brief, briefUrn } from '../core/brief.ts';
import { unpack } from '../core/packed.ts';
import { parse } from '../core/parse.ts';
import type { Positions } from '../core/position.ts';
import { type Marking, marked } from '../main/exchange/marked.fixture.ts';
import { electronPath, type Reader, root, rootArguments, test } from './app.ts';

/** What is printed comes back, and what others marked on it too. */

const long =
  'Les représentants des ministères ont longuement examiné les conditions d’une coopération approfondie entre administrations.';
const source = (id: string, lang: string, title: string) => `---
id: ${id}
lang: ${lang}
title: ${title}
standfirst: Une note pour l’essai.
kind: Essai
date: 2026-11-24
place: Almaty
summary: [Un point.]
proposals:
  - { id: p1, title: Une proposition, gist: Faire. }
  - { id: p2, title: Une autre proposition, gist: Faire plus. }
sources:
  - { id: s1, title: Une source, publisher: Essai, date: 2026-11-01 }
revised: 2026-11-24
---

Le premier paragraphe de cette note tient sur deux lignes au moins, puisqu’il compte beaucoup de mots[^s1] de toutes les longueurs.

${Array.from({ length: 14 }, (_, n) => `${long} Ils l’ont dit ${n + 2} fois.`).join('\n\n')}

Le dernier paragraphe dit enfin autre chose.
`;

const text = source('marques', 'fr', 'Des marques à reprendre');
const parsed = parse('fr.md', Buffer.from(text));
if (!('brief' in parsed)) throw new Error(JSON.stringify(parsed));
const { brief } = parsed;

function mark(of: Brief, words: string, number: number, note: string): Annotation {
  const start = of.text.indexOf(words);
  return annotate({
    uuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    at: `2026-11-23T10:04:0${number}.123Z`,
    source: briefUrn(of),
    revision: of.revision,
    selectors: describe(of.text, start, start + words.length),
    content: { colour: number % 2 ? 'green' : 'pink', note, tags: number % 2 ? ['à suivre'] : [] },
  });
}

/** Not in the order of the text. */
const annotations = [
  mark(brief, 'dit 7 fois', 1, 'Une note, é, 😀 et « guillemets ».'),
  mark(brief, 'premier paragraphe', 2, ''),
  mark(brief, 'autre chose', 3, 'La dernière.'),
];
const positions: Positions = {
  p1: {
    decision: 'reserve',
    remark: 'À voir.',
    passages: [annotations[0]?.id ?? ''],
    date: '2026-11-23T11:00:00.000Z',
  },
  p2: { decision: 'support', remark: '', passages: [], date: '2026-11-23T12:00:00.000Z' },
};

/** Opens a file with the program, as a double click does: the running one takes it over. */
function open(profile: string, file: string): void {
  spawn(electronPath, [...rootArguments, `--user-data-dir=${profile}`, root, file], { stdio: 'ignore' });
}

const importSheet = (page: Page) => page.getByRole('dialog', { name: /^Importer / });

async function annotationsOn({ page }: Reader, id = 'marques'): Promise<readonly Annotation[]> {
  const answer = await page.evaluate((of) => window.api.annotations.read(of), id);
  if (!answer.ok) throw new Error(answer.error.sentence);
  return unpack(answer.value.value);
}

async function positionsOn({ page }: Reader): Promise<Positions> {
  const answer = await page.evaluate(() => window.api.positions.read('marques'));
  if (!answer.ok) throw new Error(answer.error.sentence);
  return answer.value.value;
}

function putBrief(profile: string): string {
  mkdirSync(path.join(profile, 'briefs', 'marques'), { recursive: true });
  writeFileSync(path.join(profile, 'briefs', 'marques', 'fr.md'), text);
  return path.join(profile, 'briefs', 'marques', 'fr.md');
}

/** A profile with the brief and what was written on it, printed. */
async function printed(profile: string, start: (...args: string[]) => Promise<Reader>): Promise<string> {
  putBrief(profile);
  const reader = await start('--lang=fr');
  const saved = await reader.page.evaluate(
    async ([marks, stands]) => [
      await window.api.annotations.save('marques', JSON.parse(marks ?? ''), []),
      await window.api.positions.save('marques', JSON.parse(stands ?? '')),
    ],
    [JSON.stringify(annotations), JSON.stringify(positions)],
  );
  expect(saved.map(({ ok }) => ok)).toEqual([true, true]);
  await reader.close();
  const file = path.join(profile, 'out.pdf');
  const { status, stderr } = spawnSync(
    electronPath,
    [
      '--log-level=3',
      ...rootArguments,
      root,
      'print',
      'marques',
      `--to=${file}`,
      `--user-data-dir=${profile}`,
    ],
    { encoding: 'utf8' },
  );
  expect({ status, stderr, written: existsSync(file) }).toEqual({ status: 0, stderr: '', written: true });
  return file;
}

function verb(profile: string, ...words: string[]): string {
  return execFileSync(
    process.execPath,
    [path.join(root, 'dist/main/cli.cjs'), ...words, '--lang=en', `--user-data-dir=${profile}`],
    { encoding: 'utf8' },
  );
}

function exported(profile: string, name: string): unknown {
  const file = path.join(profile, name);
  verb(profile, 'export', 'marques', `--to=${file}`);
  const { generated, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
  expect(generated).toMatch(/^\d{4}-/);
  return rest;
}

/** Where words stand on a page, as poppler finds them. */
function boxesOf(file: string, words: readonly string[], nth = 0): Pick<Marking, 'page' | 'boxes'> {
  const pages = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('<page ')
    .slice(1);
  let left = nth;
  for (const [page, content] of pages.entries()) {
    const height = Number(/height="([\d.]+)"/.exec(content)?.[1]);
    const found = [
      ...content.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g),
    ];
    for (let at = 0; at + words.length <= found.length; at += 1) {
      const part = found.slice(at, at + words.length);
      if (!part.every((word, index) => word[5] === words[index]) || left-- > 0) continue;
      return {
        page,
        boxes: part.map(
          ([, xMin, yMin, xMax, yMax]) =>
            [Number(xMin), height - Number(yMax), Number(xMax), height - Number(yMin)] as const,
        ),
      };
    }
  }
  throw new Error(`not printed: ${words.join(' ')}`);
}

test('a printed PDF dropped on an empty profile gives back the brief, the annotations and the positions', async ({
  start,
  profile,
}) => {
  const file = await printed(profile, start);
  const before = exported(profile, 'before.jsonld');
  const other = path.join(profile, 'other');
  const reader = await start('--lang=fr', `--user-data-dir=${other}`);
  open(other, file);
  const { page } = reader;
  const sheet = importSheet(page);
  await expect(sheet).toHaveAccessibleName('Importer «\u202fout.pdf\u202f»');
  await expect(sheet.getByRole('list', { name: 'Notes' })).toContainText('fr · nouvelle');
  await expect(sheet.getByRole('list', { name: 'Positions' }).getByRole('listitem')).toHaveCount(2);
  expect(existsSync(path.join(other, 'briefs', 'marques'))).toBe(false);
  await sheet.getByRole('button', { name: 'Importer 1 note, 3 annotations, 2 positions' }).click();
  await expect(reader.text.getByRole('heading', { level: 1 })).toHaveText('Des marques à reprendre');
  await expect.poll(() => annotationsOn(reader)).toEqual(annotations);
  await expect.poll(() => positionsOn(reader)).toEqual(positions);
  await reader.saved();
  expect(readFileSync(path.join(other, 'briefs', 'marques', 'fr.md'), 'utf8')).toBe(text);

  // One undo takes back what was written, and leaves the brief.
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Control+Z');
  await expect.poll(() => annotationsOn(reader)).toEqual([]);
  await expect.poll(() => positionsOn(reader)).toEqual({});
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => annotationsOn(reader)).toEqual(annotations);

  // The same PDF once more, opened while the app is running: all is there already.
  await reader.saved();
  open(other, file);
  await expect(sheet.getByRole('button', { name: 'Rien à importer' })).toBeDisabled();
  await expect(sheet).toContainText('fr · déjà là');
  await page.keyboard.press('Escape');
  await reader.close();
  expect(exported(other, 'after.jsonld')).toEqual(before);
});

test('another text and other positions stay until the reader says otherwise', async ({ start, profile }) => {
  const file = await printed(profile, start);
  const other = path.join(profile, 'other');
  const place = putBrief(other);
  const mine = text.replace('autre chose', 'tout autre chose');
  writeFileSync(place, mine);
  const reader = await start('--lang=fr', `--user-data-dir=${other}`);
  open(other, file);
  const { page } = reader;
  await expect(importSheet(page)).toContainText('fr · autre texte');
  await page.keyboard.press('Escape');
  const p1: Positions[string] = {
    decision: 'oppose',
    remark: 'Non.',
    passages: [],
    date: '2026-11-22T11:00:00.000Z',
  };
  await page.evaluate((one) => window.api.positions.save('marques', { p1: one }), p1);
  open(other, file);
  const sheet = importSheet(page);
  const items = sheet.getByRole('list', { name: 'Positions' }).getByRole('listitem');
  await expect(items.filter({ hasText: 'en conflit' })).toHaveCount(1);
  await expect(items.first()).toContainText('Non.');
  await expect(items.first()).toContainText('À voir.');
  await sheet.getByRole('button', { name: 'Importer 3 annotations, 1 position' }).click();
  await expect.poll(() => positionsOn(reader)).toEqual({ p1, p2: positions.p2 });
  expect(readFileSync(place, 'utf8')).toBe(mine);

  open(other, file);
  await items.first().getByText('Prendre l’autre').click();
  await sheet.getByText('Prendre celui du fichier').first().click();
  await sheet.getByRole('button', { name: 'Importer 1 note, 1 position' }).click();
  await expect.poll(() => positionsOn(reader)).toEqual(positions);
  expect(readFileSync(place, 'utf8')).toBe(text);
});

for (const writer of ['acrobat', 'okular'] as const)
  test(`marks that ${writer} made on the printed pages come back on their words`, async ({
    start,
    profile,
  }) => {
    const file = await printed(profile, start);
    const marks: Marking[] = [
      {
        ...boxesOf(file, ['compte', 'beaucoup', 'de', 'mots']),
        subtype: 'Highlight',
        contents: 'Vu par Ana.',
        author: 'Ana',
        name: 'ana-1',
        colour: [0.2, 0.5, 1],
      },
      {
        ...boxesOf(file, ['dit', '9', 'fois.']),
        subtype: 'Underline',
        name: 'ana-2',
        colour: [0.3, 0.8, 0.2],
      },
      { ...boxesOf(file, ['Ils', 'l’ont', 'dit', '12']), subtype: 'Squiggly', name: 'ana-3' },
      { ...boxesOf(file, ['Sources']), subtype: 'Highlight', contents: 'Où est la source ?', name: 'ana-4' },
    ];
    const theirs = path.join(profile, 'theirs.pdf');
    writeFileSync(theirs, marked(readFileSync(file), marks, writer));
    execFileSync('pdfinfo', [theirs]);
    const reader = await start('--lang=fr');
    open(profile, theirs);
    const { page } = reader;
    const sheet = importSheet(page);
    const items = sheet.getByRole('list', { name: 'Annotations du fichier' }).getByRole('listitem');
    await expect(items).toHaveCount(7);
    await expect(items.filter({ hasText: 'déjà là' })).toHaveCount(3);
    await expect(items.filter({ hasText: 'passage introuvable' })).toContainText('Sources');
    await sheet.getByRole('button', { name: 'Importer 4 annotations' }).click();
    await expect.poll(async () => (await annotationsOn(reader)).length).toBe(7);
    const added = (await annotationsOn(reader)).slice(3);
    expect(added.map((one) => [quoteOf(one), noteOf(one), one.target.styleClass, one.creator?.name])).toEqual(
      [
        ['compte beaucoup de mots', 'Vu par Ana.', 'blue', 'Ana'],
        ['dit 9 fois.', '', 'green', undefined],
        ['Ils l’ont dit 12', '', 'yellow', undefined],
        ['Sources', 'Où est la source ?', 'yellow', undefined],
      ],
    );
    const places = added.slice(0, 3).map(({ target }) => target.selector[1].start);
    expect(places).toEqual(
      ['compte beaucoup', 'dit 9 fois', 'Ils l’ont dit 12'].map((words) => brief.text.indexOf(words)),
    );
    await reader.saved();
    // A second time they are there already.
    open(profile, theirs);
    await expect(sheet.getByRole('button', { name: 'Rien à importer' })).toBeDisabled();
  });

test('marks on a PDF of several parts go to the brief and the language they are on', async ({ profile }) => {
  const file = path.join(profile, 'both.pdf');
  const almaty = '2025-04-26-almaty';
  const { status } = spawnSync(electronPath, [
    ...['--log-level=3', ...rootArguments, root, 'print', almaty, '2024-12-01-chengdu'],
    ...['--editions=side-by-side', `--to=${file}`, `--user-data-dir=${profile}`],
  ]);
  expect(status).toBe(0);
  const marks: Marking[] = [
    { ...boxesOf(file, ['Présentant', 'son', 'pays']), subtype: 'Highlight' },
    { ...boxesOf(file, ['Describing', 'his', 'country']), subtype: 'Highlight' },
    { ...boxesOf(file, ['BeiDou', 'satellite', 'navigation,']), subtype: 'Underline' },
  ];
  writeFileSync(file, marked(readFileSync(file), marks, 'acrobat'));
  const told = JSON.parse(verb(profile, 'import', file, '--dry-run', '--json'));
  const items: unknown = told.items.map(
    (item: { edition: object; state: string; theirs: { quote: string } }) => [
      item.edition,
      item.state,
      item.theirs.quote,
    ],
  );
  expect(items).toEqual([
    [{ id: almaty, lang: 'fr' }, 'new', 'Présentant son pays'],
    [{ id: almaty, lang: 'en' }, 'new', 'Describing his country'],
    [{ id: '2024-12-01-chengdu', lang: 'en' }, 'new', 'BeiDou satellite navigation,'],
  ]);
});

test('a copy that carries nothing says which brief it shows: marks on it come back all the same', async ({
  profile,
}) => {
  putBrief(profile);
  const file = path.join(profile, 'clean.pdf');
  spawnSync(electronPath, [
    ...[
      '--log-level=3',
      ...rootArguments,
      root,
      'print',
      'marques',
      '--clean',
      `--to=${file}`,
      `--user-data-dir=${profile}`,
    ],
  ]);
  expect(execFileSync('pdfdetach', ['-list', file], { encoding: 'utf8' })).toMatch(/^0 /);
  const marks: Marking[] = [
    { ...boxesOf(file, ['dit', '9', 'fois.']), subtype: 'Highlight', contents: 'Vu.' },
  ];
  writeFileSync(file, marked(readFileSync(file), marks, 'okular'));
  expect(verb(profile, 'import', file)).toBe('new\tmarques:fr\tdit 9 fois.\nAnnotations imported: 1.\n');
});
