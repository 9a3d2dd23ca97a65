import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { dragOver, type Reader, test } from './app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds amiss on the screen as it is, a line each; all its rules, those of good practice too, unless some are named. */
async function amiss({ page }: Reader, ...rules: string[]): Promise<string[]> {
  const options: RunOptions = rules.length ? { runOnly: { type: 'rule', values: rules } } : {};
  const { violations }: AxeResults = await page.evaluate(
    (chosen) => Reflect.get(globalThis, 'axe').run(document, { ...chosen, resultTypes: ['violations'] }),
    options,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes
      // The edges of the columns stand between the landmarks.
      .filter(({ target }) => id !== 'region' || !/^column-edge/.test(String(target)))
      .map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

/** Each screen: how it is come to, and what is there once it is. */
const screens: readonly {
  readonly name: string;
  readonly open: (reader: Reader) => Promise<void>;
}[] = [
  { name: 'summary', open: ({ page }) => page.keyboard.press('Alt+1') },
  { name: 'proposals', open: ({ page }) => page.keyboard.press('Alt+2') },
  { name: 'annotations', open: ({ page }) => page.keyboard.press('Alt+3') },
  {
    name: 'search',
    open: async ({ page }) => {
      await page.keyboard.press('Control+K');
      await page.keyboard.type('trade');
      await page.locator('command-palette').getByRole('option').nth(3).waitFor();
    },
  },
  {
    name: 'find in the text',
    open: async ({ page }) => {
      await page.keyboard.press('Control+F');
      await page.keyboard.type('trade');
      await page
        .locator('find-bar')
        .getByText(/1 of \d/)
        .waitFor();
    },
  },
  {
    name: 'position of a proposal',
    open: async ({ page }) => {
      await page.keyboard.press('Alt+2');
      await page.getByRole('checkbox', { name: 'Good faith and harmony' }).click();
      await page.getByRole('menu').first().waitFor();
    },
  },
  { name: 'shortcuts', open: ({ page }) => dialog(page, 'F1') },
  { name: 'export', open: ({ page }) => dialog(page, 'Control+Shift+E') },
  {
    name: 'print',
    open: async ({ page }) => {
      await dialog(page, 'Control+Shift+P');
      await page.locator('pdf-page[drawn]').first().waitFor();
    },
  },
  { name: 'display', open: ({ page }) => page.getByRole('button', { name: 'Display' }).click() },
  {
    name: 'both languages',
    open: async ({ page }) => {
      await page.keyboard.press('Shift+F8');
      await page.getByRole('article').nth(1).getByRole('heading', { level: 1 }).waitFor();
    },
  },
  {
    name: 'board',
    open: async ({ page }) => {
      await page.keyboard.press('Control+Shift+L');
      await page.locator('lineage-board .card').first().waitFor();
    },
  },
  {
    name: 'board as a table',
    open: async ({ page }) => {
      await page.locator('lineage-board').getByText('Table', { exact: true }).click();
      await page.locator('lineage-board').getByRole('row').nth(3).waitFor();
    },
  },
  {
    name: 'glossary',
    open: async ({ page }) => {
      await page.getByRole('button', { name: /^Glossary/ }).click();
      await page.locator('glossary-page .term').first().waitFor();
    },
  },
];

/** Those that between them show all that has a colour of its own. */
const coloured = [
  'proposals',
  'annotations',
  'search',
  'position of a proposal',
  'print',
  'board',
  'glossary',
];

async function dialog(page: Reader['page'], keys: string): Promise<void> {
  await page.keyboard.press(keys);
  await page.getByRole('dialog').waitFor();
}

test('axe finds nothing amiss on any screen, and letters stand out in every theme', async ({ start }) => {
  const reader = await start('--lang=en');
  const { page } = reader;
  // Colours that are still changing are those of no theme.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await dragOver(reader, 'more than 180 countries');
  await page.getByRole('toolbar').getByRole('button', { name: 'Green' }).click();
  await reader.saved();
  await page.evaluate(axe);
  const show = (theme: string) =>
    page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
  for (const { name, open } of screens) {
    await open(reader);
    expect.soft(await amiss(reader), name).toEqual([]);
    for (const theme of coloured.includes(name) ? ['dark', 'sepia', 'contrast'] : []) {
      await show(theme);
      expect.soft(await amiss(reader, 'color-contrast'), `${name}, ${theme}`).toEqual([]);
    }
    await show('light');
    if (name !== 'board') await page.keyboard.press('Escape');
  }
});
