import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { dragOver, drop, electronPath, launch, root, rootArguments, test } from './app.ts';

const brief = (
  id: string,
  title: string,
  words = 'Les minéraux verts sont au cœur de l’accord.',
  date = '2025-03-01',
) => `---
id: ${id}
lang: fr
title: ${title}
standfirst: Une note.
kind: Note
date: ${date}
place: Paris
summary:
  - Un point.
revised: 2025-03-02
---

${words}
`;

const own = (profile: string, ...parts: string[]) => path.join(profile, 'briefs', ...parts);
const entry = (page: Page, title: string) => page.locator('brief-list .brief').filter({ hasText: title });

test('a brief that is dropped on the window is in the library, and opens', async ({ reader, profile }) => {
  // Longer than the window, or it would be read by being shown.
  const file = brief('verts', 'Minéraux verts', 'Un paragraphe.\n\n'.repeat(100));
  await drop(reader.page, 'n’importe quel nom.md', file);
  await expect(reader.text.getByRole('heading', { level: 1 })).toHaveText('Minéraux verts');
  await expect(entry(reader.page, 'Minéraux verts')).toContainText('Non lue');
  expect(readFileSync(own(profile, 'verts', 'fr.md'), 'utf8')).toBe(file);
});

test('another text of a brief takes its place only once the reader says so; annotations follow it', async ({
  reader,
  profile,
}) => {
  const { page } = reader;
  await drop(page, 'a.md', brief('verts', 'Minéraux verts'));
  await expect(reader.text.getByRole('heading', { level: 1 })).toHaveText('Minéraux verts');
  await dragOver(reader, 'au cœur de l’accord');
  await page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Jaune' }).click();
  await reader.saved();
  const revised = brief(
    'verts',
    'Minéraux verts',
    'Un début. Les minéraux verts sont au cœur de l’accord final.',
  );
  await drop(page, 'b.md', revised);
  await page.getByRole('button', { name: 'Garder l’ancien' }).click();
  expect(readFileSync(own(profile, 'verts', 'fr.md'), 'utf8')).not.toBe(revised);
  await drop(page, 'b.md', revised);
  await page.getByRole('button', { name: 'Remplacer' }).click();
  await expect(reader.text).toContainText('Un début.');
  await expect
    .poll(() => page.evaluate(() => [...(CSS.highlights.get('mark-yellow') ?? [])].map(String)))
    .toEqual(['au cœur de l’accord']);
});

test('plain text is completed in a form in which nothing is filled in silently', async ({
  reader,
  profile,
}) => {
  const { page } = reader;
  await drop(page, 'Note libre.txt', 'Une note libre\n\nAvec *ses* étoiles.\n');
  const form = page.getByRole('dialog', { name: 'Compléter Note libre.txt' });
  await expect(form.getByRole('textbox', { name: /^Titre/ })).toHaveValue('Une note libre');
  await expect(form.getByRole('textbox', { name: /^Identifiant/ })).toHaveValue('une-note-libre');
  for (const name of [/^Nature/, /^Lieu/, /^Chapeau/, /^Synthèse/])
    await expect(form.getByRole('textbox', { name })).toHaveValue('');
  for (const name of ['Langue du texte', 'Date', 'Revu le'])
    await expect(form.getByLabel(name, { exact: true })).toHaveValue('');
  await form.getByRole('button', { name: 'Plus tard' }).click();
  await page.getByRole('button', { name: /Note libre\.txt/ }).click();
  await form.getByLabel('Langue du texte').selectOption('fr');
  await form.getByRole('textbox', { name: /^Nature/ }).fill('Note');
  await form.getByLabel('Date', { exact: true }).fill('2025-03-01');
  await form.getByRole('textbox', { name: /^Lieu/ }).fill('Paris');
  await form.getByRole('textbox', { name: /^Chapeau/ }).fill('Une phrase.');
  await form.getByRole('textbox', { name: /^Synthèse/ }).fill('Un point\n- Un autre');
  await form.getByLabel('Revu le').fill('2025-03-02');
  await form.getByRole('textbox', { name: /^Identifiant/ }).fill('Pas Bon');
  await form.getByRole('button', { name: 'Ajouter à la bibliothèque' }).click();
  await expect(form.getByRole('alert')).toContainText('Pas Bon');
  await form.getByRole('textbox', { name: /^Identifiant/ }).fill('note-libre');
  await form.getByRole('button', { name: 'Ajouter à la bibliothèque' }).click();
  await expect(reader.text.getByRole('heading', { level: 1 })).toHaveText('Une note libre');
  await expect(reader.text).toContainText('Avec *ses* étoiles.');
  await expect(page.getByRole('tabpanel')).toContainText('Un autre');
  expect(readdirSync(own(profile, 'note-libre')).sort()).toEqual(['Note libre.txt', 'fr.md']);
});

test('a note of another program is completed, and what it says beyond a brief stays in it', async ({
  reader,
  profile,
}) => {
  const { page } = reader;
  const note = brief('mines', 'Mines').replace(
    'place: Paris\n',
    'aliases:\n  - Les mines\ncssclasses: large\n',
  );
  await drop(page, 'Mines.md', note);
  const form = page.getByRole('dialog', { name: 'Compléter Mines.md' });
  await expect(form).toContainText('aliases, cssclasses');
  await expect(form.getByRole('textbox')).toHaveCount(1);
  await form.getByRole('textbox', { name: /^Lieu/ }).fill('Astana');
  await form.getByRole('button', { name: 'Ajouter à la bibliothèque' }).click();
  await expect(reader.text.getByRole('heading', { level: 1 })).toHaveText('Mines');
  const made = readFileSync(own(profile, 'mines', 'fr.md'), 'utf8');
  expect(made).toContain('# aliases:\n#   - Les mines\n# cssclasses: large\n');
});

test('what is copied into the folder appears at once, in one piece, and is found again when renamed', async ({
  reader,
  profile,
}) => {
  const { page } = reader;
  await entry(page, 'Premier sommet').waitFor();
  // Written in two goes: no half brief is complained about meanwhile.
  const whole = brief('verts', 'Minéraux verts');
  writeFileSync(own(profile, 'Minéraux.md'), whole.slice(0, 60));
  await page.waitForTimeout(900);
  await expect(page.getByText('Illisibles')).toHaveCount(0);
  await expect(page.getByText('À compléter')).toHaveCount(0);
  writeFileSync(own(profile, 'Minéraux.md'), whole);
  await entry(page, 'Minéraux verts').click();
  await expect(reader.text).toContainText('au cœur de l’accord');
  await dragOver(reader, 'au cœur');
  await page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Vert' }).click();
  await reader.saved();
  mkdirSync(own(profile, 'Archives'));
  renameSync(own(profile, 'Minéraux.md'), own(profile, 'Archives', 'autre nom.md'));
  await page.waitForTimeout(1500);
  await entry(page, 'Premier sommet').click();
  await entry(page, 'Minéraux verts').click();
  await expect(reader.text).toContainText('au cœur de l’accord');
  await expect(entry(page, 'Minéraux verts')).toContainText('1 annotation');
});

test('briefs have tags of their author’s and of the reader’s, who lists and finds briefs by them', async ({
  reader,
  profile,
  start,
}) => {
  const { page } = reader;
  const file = brief('verts', 'Minéraux verts').replace(
    'place: Paris',
    'tags: [Mines, Énergie]\nplace: Paris',
  );
  await drop(page, 'a.md', file);
  await expect(entry(page, 'Minéraux verts')).toContainText('Mines');
  await entry(page, 'Premier sommet').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Étiquettes…' }).click();
  const sheet = page.getByRole('dialog', { name: /^Étiquettes de/ });
  const field = sheet.getByRole('combobox', { name: 'Ajouter une étiquette…' });
  await expect(field).toBeFocused();
  // What is in use is offered.
  expect(
    await sheet.locator('option').evaluateAll((all) => all.map((one) => one.getAttribute('value'))),
  ).toEqual(['Énergie', 'Mines']);
  await field.pressSequentially('begun');
  await field.press('Escape');
  await expect(field).toHaveValue('');
  await expect(sheet).toBeVisible();
  await field.fill('Énergie');
  await field.press('Enter');
  await field.fill('à suivre, Xi’an');
  await field.press('Enter');
  await sheet.getByRole('button', { name: 'Retirer l’étiquette Xi’an' }).click();
  await sheet.getByRole('button', { name: 'Terminé' }).click();
  await expect(entry(page, 'Premier sommet').locator('.tags')).toHaveText(/Énergie\s*à suivre/);
  await page.getByRole('button', { name: 'Trier et choisir' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Énergie' }).click();
  await expect(page.locator('brief-list .brief')).toHaveCount(2);
  await page.getByRole('button', { name: 'Montrer toutes les étiquettes' }).click();
  await page.getByRole('searchbox', { name: 'Filtrer la bibliothèque…' }).fill('suivre');
  await expect(page.locator('brief-list .brief')).toHaveCount(1);
  await reader.close();
  const again = await start('--lang=fr');
  await expect(entry(again.page, 'Premier sommet').locator('.tags')).toHaveText(/Énergie\s*à suivre/);
  await again.page.keyboard.press('Control+K');
  const search = again.page.getByRole('combobox', { name: /^Chercher/ });
  const groups = again.page.getByRole('listbox').locator('.brief');
  await search.fill('tag:énergie');
  await expect(groups).toHaveCount(2);
  await search.fill('tag:énergie minéraux');
  await expect(groups).toHaveCount(1);
  expect(readFileSync(own(profile, 'verts', 'fr.md'), 'utf8')).toBe(file);
});

test('files are opened with the program while it runs', async ({ profile, start }) => {
  const outside = path.join(profile, 'outside');
  mkdirSync(outside);
  writeFileSync(path.join(outside, 'un.md'), brief('un', 'La première'));
  writeFileSync(path.join(outside, 'deux.brief.md'), brief('deux', 'La deuxième'));
  const reader = await start('--lang=fr');
  const opened = (file: string) =>
    spawn(electronPath, [...rootArguments, `--user-data-dir=${profile}`, root, file], {
      cwd: outside,
      stdio: 'ignore',
    });
  opened('un.md');
  await expect(reader.text.getByRole('heading', { level: 1 })).toHaveText('La première');
  opened(path.join(outside, 'deux.brief.md'));
  await expect(reader.text.getByRole('heading', { level: 1 })).toHaveText('La deuxième');
  await expect(entry(reader.page, 'La deuxième')).toBeVisible();
  expect(readFileSync(own(profile, 'deux', 'fr.md'), 'utf8')).toBe(brief('deux', 'La deuxième'));
});

test('a second start hands over what can be opened, however odd its words, and shows the window', async ({
  profile,
  start,
}) => {
  test.skip(process.platform === 'win32', 'pipes have no names in folders there');
  const outside = path.join(profile, 'outside');
  mkdirSync(outside);
  writeFileSync(path.join(outside, 'un.md'), brief('un', 'La première'));
  execFileSync('mkfifo', [path.join(outside, 'pipe.md')]);
  symlinkSync('/dev/zero', path.join(outside, 'zero.txt'));
  const { app, page, text } = await start('--lang=fr');
  await expect(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())).toPass();
  const odd = [
    'x'.repeat(100_000),
    `${'x'.repeat(100_000)}.md`,
    '--inspect.md',
    '',
    '__proto__',
    '\u202egnp.md',
    'gone.md',
    'pipe.md',
    'zero.txt',
  ];
  const second = spawn(
    electronPath,
    [...rootArguments, `--user-data-dir=${profile}`, root, ...odd, 'un.md'],
    { cwd: outside, stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => second.once('exit', resolve));
  await expect(text.getByRole('heading', { level: 1 })).toHaveText('La première');
  await expect(page.getByText(/^zero\.txt n’a pas pu être lu/)).toBeVisible();
  expect(await ended).toBe(0);
  await expect(async () =>
    expect(
      await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isVisible()),
      ),
    ).toEqual([true]),
  ).toPass();
});

test('a file that the program is started with is the first to be read', async ({ profile }) => {
  const file = path.join(profile, 'un.brief.md');
  writeFileSync(file, brief('un', 'La première'));
  const app = await launch([`--user-data-dir=${profile}`, '--lang=fr', root, file]);
  const page = await app.firstWindow();
  await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toHaveText('La première');
  await expect(entry(page, 'La première')).toBeVisible();
  expect(readFileSync(own(profile, 'un', 'fr.md'), 'utf8')).toBe(brief('un', 'La première'));
  await app.close();
});

test('a brief goes to the system’s trash; what was written on it waits', async ({ reader, profile }) => {
  const { page } = reader;
  await reader.app.evaluate(
    ({ shell }, to) => {
      const fs = process.getBuiltinModule('node:fs');
      shell.trashItem = async (item) => fs.renameSync(item, to);
    },
    path.join(profile, 'trashed'),
  );
  await drop(page, 'a.md', brief('verts', 'Minéraux verts'));
  await expect(reader.text.getByRole('heading', { level: 1 })).toHaveText('Minéraux verts');
  await dragOver(reader, 'au cœur');
  await page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Vert' }).click();
  await reader.saved();
  await entry(page, 'Minéraux verts').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Mettre à la corbeille' }).click();
  const asked = page.getByRole('dialog', { name: 'Mettre à la corbeille' });
  await expect(asked).toContainText(
    '«\u202fMinéraux verts\u202f» ira à la corbeille du système\u202f; ce que vous y avez annoté et décidé reste ici.',
  );
  await asked.getByRole('button', { name: 'Annuler' }).click();
  await expect(asked).toHaveCount(0);
  expect(existsSync(own(profile, 'verts'))).toBe(true);
  await entry(page, 'Minéraux verts').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Mettre à la corbeille' }).click();
  await asked.getByRole('button', { name: 'Mettre à la corbeille' }).click();
  await expect(
    page.getByText(/est dans la corbeille du système\. Ce que vous y avez écrit est gardé/),
  ).toBeVisible();
  await expect(entry(page, 'Minéraux verts')).toHaveCount(0);
  await expect(reader.text.getByRole('heading', { level: 1 })).not.toHaveText('Minéraux verts');
  expect(existsSync(own(profile, 'verts'))).toBe(false);
  expect(readdirSync(path.join(profile, 'trashed'))).toEqual(['fr.md']);
  await expect(page.getByRole('button', { name: /Minéraux verts/ })).toContainText('1 annotation');
  // Bundled briefs have no such thing in their menu.
  await entry(page, 'Premier sommet').click({ button: 'right' });
  await expect(page.getByRole('menuitem')).toHaveText(['Marquer comme lue', 'Étiquettes…']);
});

test('the reader’s folder is another one, over a restart too, and no path of it reaches the page', async ({
  reader,
  profile,
  start,
}) => {
  const elsewhere = path.join(profile, 'Mes notes');
  mkdirSync(elsewhere);
  writeFileSync(path.join(elsewhere, 'une.md'), brief('une', 'Ailleurs'));
  await reader.app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
  }, elsewhere);
  const { page } = reader;
  await page.getByRole('button', { name: 'Trier et choisir' }).click();
  await page.getByRole('menuitem', { name: 'Choisir un dossier…' }).click();
  await entry(page, 'Ailleurs').click();
  await expect(reader.text.getByRole('heading', { level: 1 })).toHaveText('Ailleurs');
  writeFileSync(path.join(elsewhere, 'deux.md'), brief('deux', 'Ailleurs aussi'));
  await entry(page, 'Ailleurs aussi').waitFor();
  const said = await page.evaluate(async () =>
    JSON.stringify(
      await Promise.all([window.api.library.list(), window.api.start(), window.api.settings.read()]),
    ),
  );
  expect(said).toContain('"name":"Mes notes"');
  expect(said).not.toContain(profile);
  await reader.close();
  const again = await start('--lang=fr');
  await expect(again.text.getByRole('heading', { level: 1 })).toHaveText('Ailleurs');
});

test('thousands of briefs are sorted, filtered, marked as read, and scroll a few at a time', async ({
  profile,
  start,
}) => {
  mkdirSync(own(profile));
  for (let n = 0; n < 3000; n += 1)
    writeFileSync(
      own(profile, `n${n}.md`),
      brief(`n${n}`, `Note ${n}`, 'Des mots.', `20${10 + (n % 14)}-01-01`),
    );
  const reader = await start('--lang=fr');
  const { page } = reader;
  await page.getByRole('button', { name: 'Trier et choisir' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Par titre' }).click();
  await page.getByRole('searchbox', { name: 'Filtrer la bibliothèque…' }).fill('note');
  await expect(entry(page, 'Note 0').first()).toBeVisible({ timeout: 30_000 });
  expect(await page.locator('brief-list li').count()).toBeLessThan(400);
  await expect(page.locator('brief-list li').first()).toHaveAttribute('aria-setsize', '3000');
  // The scroller is the pane; far down there are other entries, and still no more of them on the page.
  for (let n = 0; n < 12; n += 1) {
    await page.locator('library-pane').evaluate((pane) => pane.scrollBy(0, 8000));
    await page.waitForTimeout(60);
  }
  expect(Number(await page.locator('brief-list li').first().getAttribute('aria-posinset'))).toBeGreaterThan(
    300,
  );
  expect(await page.locator('brief-list li').count()).toBeLessThan(400);
  await page.getByRole('searchbox', { name: 'Filtrer la bibliothèque…' }).fill('NOTE 2999');
  await expect(page.locator('brief-list li')).toHaveCount(1);
  await entry(page, 'Note 2999').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Marquer comme lue' }).click();
  await page.getByRole('button', { name: 'Trier et choisir' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Non lues' }).click();
  await expect(page.getByText('Aucune note ne correspond.')).toBeVisible();
});
