import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { dragOver, test } from './app.ts';

const ranges = (page: Page, name: string) =>
  page.evaluate(
    (highlight) => [...(CSS.highlights.get(highlight) ?? [])].map((range) => String(range)),
    name,
  );

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await field(page).fill(words);
}

const field = (page: Page) => page.getByRole('combobox', { name: /^(Chercher|Search)/ });

const hits = (page: Page) => page.getByRole('listbox').getByRole('option');

test('one field finds words in all briefs, and opens a hit at its place with all hits marked', async ({
  reader: { page, text },
}) => {
  // Without accents, in capitals, a plural, and two letters in the wrong order.
  await search(page, 'DROIT DE DUOANE');
  const hit = hits(page)
    .filter({ hasText: /droits de douane/ })
    .filter({ hasText: '§' })
    .first();
  await expect(hit.locator('mark').filter({ hasText: 'douane' }).first()).toBeVisible();
  await hit.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(() => ranges(page, 'found')).toContain('douane');
  const [at] = await ranges(page, 'found-at');
  expect(['droits', 'douane']).toContain(at);
  await expect(text.locator('.arrived')).toBeInViewport();
  await expect(
    page.getByRole('search').getByRole('status').or(page.getByRole('search').locator('output')),
  ).toHaveText(/^\s*\d+ sur \d+\s*$/);
  expect(await text.locator('mark').count()).toBe(0);
});

test('a phrase and filters narrow what is found; another language’s edition is opened as it is', async ({
  reader: { page, text },
}) => {
  await search(page, 'lang:en before:2021 "foreign ministers"');
  await expect(hits(page).first()).toContainText('2020');
  for (const date of await page.getByRole('listbox').locator('.brief .aside').allTextContents())
    expect(date).toContain('2020');
  await page.keyboard.press('Enter');
  await expect(text).toHaveAttribute('lang', 'en');
});

test('what the reader wrote is found at once, by its words, its tag and its position', async ({ reader }) => {
  const { page } = reader;
  await page
    .getByRole('navigation', { name: 'Bibliothèque' })
    .getByRole('button', { name: /cinq propositions avant le sommet/ })
    .first()
    .click();
  await dragOver(reader, 'plus de 180 pays');
  await page.keyboard.press('Control+Alt+N');
  await page.keyboard.type('Vérifier la notification zibeline');
  await reader.saved();
  await page.keyboard.press('Escape');
  await expect(async () => {
    await search(page, 'notifications zibelines');
    await expect(hits(page).filter({ hasText: 'zibeline' })).toHaveCount(1, { timeout: 1000 });
  }).toPass();
  await hits(page).filter({ hasText: 'zibeline' }).click();
  await expect(page.getByRole('tab', { name: 'Annotations' })).toHaveAttribute('aria-selected', 'true');
  await search(page, 'position:à-étudier');
  await expect(hits(page).filter({ hasText: 'Proposition' }).first()).toBeVisible();
});

test('the find bar counts, steps round and marks what it finds, and leaves no trace', async ({
  reader: { page },
}) => {
  await page
    .getByRole('navigation', { name: 'Bibliothèque' })
    .getByRole('button', { name: /cinq propositions avant le sommet/ })
    .first()
    .click();
  await page.keyboard.press('Control+F');
  const bar = page.getByRole('search');
  const count = bar.locator('output');
  await expect(bar.getByRole('textbox')).toBeFocused();
  // Letter by letter, each from where the last one led.
  await page.keyboard.type('Chine');
  await expect(count).toHaveText(/^\s*1 sur \d+\s*$/);
  await bar.getByRole('textbox').selectText();
  await page.keyboard.type('cooperation');
  await expect(count).toHaveText(/^\s*1 sur (\d+)\s*$/);
  const all = Number(/sur (\d+)/.exec((await count.textContent()) ?? '')?.[1]);
  expect(all).toBeGreaterThan(1);
  expect(await ranges(page, 'found-at')).toEqual([expect.stringMatching(/^coopération$/i)]);
  await page.keyboard.press('Enter');
  await expect(count).toHaveText(new RegExp(`^\\s*2 sur ${all}\\s*$`));
  await page.keyboard.press('Shift+F3');
  await page.keyboard.press('Shift+F3');
  await expect(count).toHaveText(new RegExp(`^\\s*${all} sur ${all}\\s*$`));
  await page.keyboard.press('F3');
  await expect(count).toHaveText(new RegExp(`^\\s*1 sur ${all}\\s*$`));
  await bar.getByRole('textbox').fill('xyzzy');
  await expect(count).toHaveText(/Aucun/);
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  expect(await ranges(page, 'found')).toEqual([]);
  expect(await ranges(page, 'found-at')).toEqual([]);
});

test('a damaged index is made anew, and finds the same', async ({ start, profile }) => {
  const file = path.join(profile, 'cache', 'search', 'recent.index');
  const first = await start('--lang=fr');
  await search(first.page, 'douane');
  await expect(hits(first.page).filter({ hasText: 'douane' }).first()).toBeVisible();
  await expect(async () => truncateSync(file, 1000)).toPass();
  await first.close();
  const second = await start('--lang=fr');
  await search(second.page, 'douane');
  await expect(async () => {
    await field(second.page).fill('douan');
    await field(second.page).fill('douane');
    await expect(hits(second.page).filter({ hasText: 'douane' }).first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await second.close();
  rmSync(path.dirname(file), { recursive: true });
});

test('a thread that has read a large library gives way to a fresh one, which finds all of it', async ({
  reader: { app, page },
  profile,
}) => {
  await countSearchThreads(app);
  await untilRead(page);
  const before = await searchThreads(app);
  for (let n = 0; n < 600; n += 1) putBrief(profile, `made-${n}`, `Le mot${n} unique.`);
  // The reader asks on while it is read.
  await expect
    .poll(async () => (await finds(page, 'mot599')).total, { timeout: 60_000, intervals: [50] })
    .toBe(1);
  await untilRead(page);
  await expect.poll(() => searchThreads(app)).toBe(before + 1);
  expect((await finds(page, 'mot0 ')).total).toBe(1);
  putBrief(profile, 'made-599', 'Les zeppelins.');
  await expect.poll(async () => (await finds(page, 'zeppelin')).total, { timeout: 30_000 }).toBe(1);
  expect(await searchThreads(app)).toBe(before + 1);
});

test('the hit the reader is at is marked by keys alone, and nothing is where nothing was found', async ({
  reader: { page, saved },
}) => {
  await page
    .getByRole('navigation', { name: 'Bibliothèque' })
    .getByRole('button', { name: /cinq propositions avant le sommet/ })
    .first()
    .click();
  await page.keyboard.press('Control+Alt+F');
  await expect(page.locator('app-shell > [role=status]')).toHaveText('Cherchez d’abord dans le texte.');
  await page.keyboard.press('Control+F');
  await page.keyboard.type('cooperation');
  await expect(page.getByRole('search').locator('output')).toHaveText(/1 sur/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('search').locator('output')).toHaveText(/2 sur/);
  const second = await page.evaluate(() => [...(CSS.highlights.get('found-at') ?? [])].map(String));
  await page.keyboard.press('Control+Alt+F');
  await expect.poll(() => ranges(page, 'mark-yellow')).toEqual(second);
  await saved();
});

async function finds(page: Page, typed: string): Promise<{ total: number; reading: number | null }> {
  const found = await page.evaluate((words) => window.api.search.find(words), typed);
  if (!found.ok) throw new Error(`nothing came of searching ${typed}`);
  return found.value;
}

async function untilRead(page: Page): Promise<void> {
  await expect.poll(async () => (await finds(page, '')).reading, { timeout: 60_000 }).toBeNull();
}

/** Counts the threads that answer questions, each as it first does. */
async function countSearchThreads(app: ElectronApplication): Promise<void> {
  await expect(() =>
    app.evaluate(() => {
      if (Reflect.has(process, 'searchThreads')) return;
      const threads = new Set<unknown>();
      Object.assign(process, { searchThreads: threads });
      process.on('worker', (worker) =>
        worker.on('message', (said: object) => 'found' in said && threads.add(worker)),
      );
    }),
  ).toPass();
}

async function searchThreads(app: ElectronApplication): Promise<number> {
  let count = Number.NaN;
  await expect(async () => {
    count = await app.evaluate(() => Reflect.get(process, 'searchThreads').size);
  }).toPass();
  return count;
}

function putBrief(profile: string, id: string, text: string): void {
  const front = [
    `id: ${id}`,
    'lang: fr',
    `title: Titre de ${id}`,
    'standfirst: Un essai.',
    'kind: Réunion',
    'date: 2025-05-01',
    'place: Almaty',
    'summary: [Un point.]',
    'proposals: [{ id: p1, title: Une mesure, gist: Ce qui est demandé. }]',
    'revised: 2025-05-01',
  ];
  mkdirSync(path.join(profile, 'briefs', id), { recursive: true });
  writeFileSync(path.join(profile, 'briefs', id, 'fr.md'), ['---', ...front, '---', '', text, ''].join('\n'));
}
