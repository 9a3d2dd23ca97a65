import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { type Reader, test } from './app.ts';

/** The board, opened from the library. */
async function openBoard({ page }: Reader) {
  await page.getByRole('button', { name: /^Suivi des propositions/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Suivi des propositions' }).waitFor();
  return page.locator('lineage-board');
}

test('every proposal of every brief stands in a thread over time, with lines to what it takes up', async ({
  reader,
}) => {
  const { page } = reader;
  const board = await openBoard(reader);
  await expect(board.getByRole('status')).toHaveText('43 propositions · 0 tranchée');
  const drawing = board.getByRole('group', { name: /^Fil des propositions/ });
  const near = drawing.getByRole('button', { name: /^Des institutions plus solides, / });
  await expect(near).toHaveAccessibleName(
    /^Des institutions plus solides, Wang Yi, À étudier, 26\savril 2025, Reprend 3/,
  );
  // What a firmer basis has, looks firmer: here the same wording, and twice the editors' reading.
  await expect(board.locator('.link.wording')).toHaveCount(1);
  await expect(board.locator('.link.source')).toHaveCount(1);
  expect(await board.locator('.link.theme').count()).toBeGreaterThan(20);
  await near.click();
  const detail = page.locator('lineage-detail');
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText('Des institutions plus solides');
  await expect(detail.locator('li.wording')).toContainText('De meilleurs cadres pour les six');
  await expect(detail.locator('li.wording')).toContainText('même formulation');
  await expect(detail.locator('li.theme').first()).toContainText('même thème, lecture de la rédaction');
  await detail.getByRole('button', { name: 'De meilleurs cadres pour les six' }).click();
  await expect(detail).toContainText('Reprise par');
  await expect(detail.getByRole('button', { name: 'Des institutions plus solides' })).toBeVisible();
});

test('the arrow keys follow a thread through the meetings', async ({ reader }) => {
  const { page } = reader;
  const board = await openBoard(reader);
  await board.getByRole('button', { name: /^La reprise économique, / }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(board.getByRole('button', { name: /^Un moteur pour la reprise, / })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(board.getByRole('button', { name: /^Innovation verte, / })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(board.getByRole('button', { name: /^La paix dans la région, / })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('lineage-detail')).toContainText('La paix dans la région');
  await page.keyboard.press('Escape');
  await expect(page.locator('lineage-detail')).toHaveCount(0);
});

test('a position is taken on a brief that is not open, undone and redone, and found there', async ({
  reader,
  start,
}) => {
  const { page } = reader;
  const board = await openBoard(reader);
  await board.getByRole('button', { name: /^Innovation verte, / }).click();
  const detail = page.locator('lineage-detail');
  await detail.getByText('Réserve', { exact: true }).click();
  await detail.getByRole('textbox', { name: 'Remarque' }).fill('Qui paie ?');
  await reader.saved();
  await expect(board.getByRole('status')).toHaveText('43 propositions · 1 tranchée');
  await detail.getByRole('heading', { level: 2 }).click();
  await page.keyboard.press('Control+Z');
  await expect(detail.getByRole('textbox', { name: 'Remarque' })).toHaveValue('');
  await page.keyboard.press('Control+Z');
  await expect(board.getByRole('status')).toHaveText('43 propositions · 0 tranchée');
  // Both before either is done, as where a key is held down.
  await page.evaluate(() => {
    for (const key of ['Z', 'Z'])
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key, ctrlKey: true, shiftKey: true, bubbles: true }),
      );
  });
  await expect(detail.getByRole('textbox', { name: 'Remarque' })).toHaveValue('Qui paie ?');
  await reader.saved();
  await detail.getByRole('button', { name: 'Ouvrir dans la note' }).click();
  await expect(reader.text.getByRole('heading', { level: 1 })).toContainText('Premier sommet');
  const box = page.getByRole('checkbox', { name: 'Innovation verte' });
  await expect(box).toBeChecked();
  // The brief's own undo knows what was done from the board.
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expect(box).not.toBeChecked();
  await page.keyboard.press('Control+Shift+Z');
  await expect(box).toBeChecked();
  await reader.saved();
  await reader.close();
  const again = await start('--lang=fr');
  const kept = await openBoard(again);
  await expect(kept.getByRole('status')).toHaveText('43 propositions · 1 tranchée');
});

test('the table says the same, is narrowed down, and decides too', async ({ reader }) => {
  const { page } = reader;
  const board = await openBoard(reader);
  await board.getByText('Tableau', { exact: true }).click();
  const table = board.getByRole('table', { name: 'Suivi des propositions' });
  await expect(table.getByRole('rowheader')).toHaveCount(43);
  await board.getByRole('combobox', { name: 'Pays de l’auteur' }).selectOption({ label: 'Kazakhstan' });
  await board.getByRole('combobox', { name: 'Année', exact: true }).selectOption('2025');
  await expect(table.getByRole('rowheader')).toHaveCount(5);
  await expect(board.getByRole('status')).toHaveText('5 sur 43 propositions');
  await table.getByRole('combobox').first().selectOption({ label: 'S’opposer' });
  await board.getByRole('combobox', { name: 'Position', exact: true }).selectOption({ label: 'S’opposer' });
  await expect(table.getByRole('rowheader')).toHaveCount(1);
  await board.getByRole('button', { name: 'Effacer les filtres' }).click();
  await board.getByRole('searchbox').fill('EQUITE et justice');
  await expect(table.getByRole('rowheader')).toHaveText([
    /Équité et justice dans le monde/,
    /Équité et justice/,
  ]);
  await board.getByRole('searchbox').fill('zzz');
  await expect(board).toContainText('Aucune proposition ne correspond aux filtres.');
  await reader.saved();
  await page.keyboard.press('Control+Shift+L');
  await expect(board.getByRole('searchbox')).toHaveValue('zzz');
});

test('what is shown is exported as a table and as a page', async ({ reader, profile }) => {
  const board = await openBoard(reader);
  const to = async (name: string, format: RegExp): Promise<string> => {
    const file = path.join(profile, name);
    await reader.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await board.getByRole('button', { name: 'Exporter' }).click();
    await board.getByRole('menuitem', { name: format }).click();
    await expect(reader.page.getByText(`Exporté : ${name}`)).toHaveCount(1);
    return readFileSync(file, 'utf8');
  };
  const csv = await to('board.csv', /CSV/);
  expect(csv.startsWith('\ufeff"Réunion","Date","Lieu","Série","Proposition"')).toBe(true);
  expect(csv.split('\r\n')).toHaveLength(45);
  expect(csv).toContain('"Des institutions plus solides"');
  await board.getByRole('searchbox').fill('Innovation verte');
  const page = await to('board.md', /Markdown/);
  expect(page).toContain('### Innovation verte');
  expect(page).toContain('Reprend');
  expect(page).not.toContain('Équité');
});

test('what is shown is printed, as a page of its own', async ({ reader, profile }) => {
  const board = await openBoard(reader);
  await board.getByRole('combobox', { name: 'Année', exact: true }).selectOption('2025');
  const file = path.join(profile, 'board.pdf');
  await reader.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await reader.page.getByRole('button', { name: 'Imprimer en PDF…' }).click();
  await expect(reader.page.getByText('Imprimé : board.pdf')).toHaveCount(1, { timeout: 30_000 });
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  expect(text).toContain('Suivi des propositions');
  expect(text).toContain('16 sur 43 propositions');
  expect(text).toContain('Des institutions plus solides');
  expect(text.replace(/\s+/g, ' ')).toContain('De meilleurs cadres pour les six (même formulation)');
  expect(text).not.toContain('Innovation verte\n');
  expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Tagged:\s+yes/);
});

test('the board speaks the interface’s language, and the text comes back where it was', async ({ start }) => {
  const reader = await start('--lang=en');
  const { page } = reader;
  await page.locator('reading-pane').evaluate((pane) => pane.scrollTo(0, 600));
  await page.getByRole('button', { name: /^Follow the proposals/ }).click();
  const board = page.locator('lineage-board');
  await expect(board.getByRole('status')).toHaveText('43 proposals · 0 decided');
  await expect(board.getByRole('button', { name: /^Fairness and justice, /i }).first()).toBeVisible();
  await page.getByRole('button', { name: /^Glossary/ }).click();
  const glossary = page.locator('glossary-page');
  await glossary.getByRole('searchbox').fill('belt');
  await expect(glossary.getByRole('term').first()).toContainText('Belt and Road');
  await page.getByRole('button', { name: /five proposals/ }).click();
  await expect(board).toHaveCount(0);
  expect(await page.locator('reading-pane').evaluate((pane) => pane.scrollTop)).toBe(600);
});
