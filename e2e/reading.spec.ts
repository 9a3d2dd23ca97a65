import { expect } from '@playwright/test';
import { test } from './app.ts';

test('the Almaty brief is read in French, beside its summary and the library', async ({
  reader: { page, text },
}) => {
  await page
    .getByRole('navigation', { name: 'Bibliothèque' })
    .getByRole('button', { name: /cinq propositions avant le sommet d’Astana/ })
    .click();
  await expect(
    page.getByRole('article', { name: 'Chine–Asie centrale : cinq propositions avant le sommet d’Astana' }),
  ).toBeVisible();
  for (const word of [
    'OMC',
    'plus de 180 pays',
    'communauté de destin',
    'la Ceinture et la Route',
    'trois forces',
  ])
    await expect(text).toContainText(word);
  await page.getByRole('tab', { name: 'Synthèse' }).click();
  const summary = page.getByRole('tabpanel', { name: 'Synthèse' });
  await expect(summary).toContainText('26 avril 2025');
  await expect(summary).toContainText('Almaty, Kazakhstan');
  await expect(
    summary.getByRole('listitem').filter({ hasText: 'Il a avancé cinq propositions' }),
  ).toBeVisible();
});

test('one key switches editions and keeps the place', async ({ start }) => {
  const { page, text } = await start('--lang=fr');
  await page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
  const passage = text.locator('[data-block]').filter({ hasText: '95 milliards de dollars' });
  const number = await passage.getAttribute('data-block');
  await passage.evaluate((block) => block.scrollIntoView({ block: 'start' }));
  const before = await text.locator(`[data-block="${number}"]`).boundingBox();
  await page.keyboard.press('F8');
  await expect(text).toHaveAttribute('lang', 'en');
  await expect
    .poll(async () => {
      const after = await text.locator(`[data-block="${number}"]`).boundingBox();
      return Math.abs((after?.y ?? 1e6) - (before?.y ?? 0));
    })
    .toBeLessThan(60);
  await expect(text).toContainText('95 billion US dollars');
});

test('paragraph numbers are shown on demand, are the same in both editions, and lead to their paragraph', async ({
  reader: { page, text },
}) => {
  await page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
  const numbers = text.locator('.paragraph-number');
  await expect(numbers.first()).toBeHidden();
  await page.keyboard.press('Control+Shift+N');
  await expect(numbers.first()).toBeVisible();
  await expect(numbers.first()).toHaveText('§\u00a01');
  const french = await numbers.allTextContents();
  await page.keyboard.press('F8');
  await expect(text).toHaveAttribute('lang', 'en');
  expect(await numbers.allTextContents()).toEqual(french);

  const last = french.length;
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Control+G');
  await page.keyboard.type(String(last));
  await page.keyboard.press('Enter');
  await expect(
    text.locator('[data-block]').filter({ has: page.getByText(`§\u00a0${last}`, { exact: true }) }),
  ).toBeInViewport();
  await page.keyboard.press('Control+G');
  await page.keyboard.type('999');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(new RegExp(`§\u00a0${last}`));
});

test('the reading position is kept per brief over a restart', async ({ start }) => {
  const first = await start('--lang=fr');
  await first.page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
  await first.page.keyboard.press('Control+G');
  await first.page.keyboard.type('12');
  await first.page.keyboard.press('Enter');
  const paragraph = first.text
    .locator('[data-block]')
    .filter({ has: first.page.locator('.paragraph-number', { hasText: /^§\u00a012$/ }) });
  await expect(paragraph).toBeInViewport();
  // The footer of the setting's own save is silent: closing waits for it.
  await expect
    .poll(() =>
      first.page.evaluate(async () => {
        const kept = await window.api.settings.read();
        return kept.ok ? kept.value.value.reading['2025-04-26-almaty'] : null;
      }),
    )
    .toBeGreaterThan(5);
  await first.close();

  const again = await start('--lang=fr');
  const same = again.text
    .locator('[data-block]')
    .filter({ has: again.page.locator('.paragraph-number', { hasText: /^§\u00a012$/ }) });
  await expect(same).toBeInViewport();
});

test('the interface follows --lang and can be changed', async ({ start }) => {
  const { page } = await start('--lang=en');
  await expect(page.getByRole('navigation', { name: 'Library' })).toBeVisible();
  for (const name of ['Summary', 'Proposals', 'Annotations'])
    await expect(page.getByRole('tab', { name })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print to PDF…' })).toBeVisible();
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByText('Français', { exact: true }).last().click();
  await expect(page.getByRole('navigation', { name: 'Bibliothèque' })).toBeVisible();
});

test('all commands are in the palette, which finds paragraphs and briefs too', async ({
  reader: { page, text },
}) => {
  await page.keyboard.press('Control+K');
  const field = page.getByRole('combobox', { name: /^Chercher/ });
  await field.fill('theme sombre');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+K');
  await field.fill('cinq propositions avant');
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
  await expect(text.getByRole('heading', { level: 1 })).toContainText('cinq propositions');
  await page.keyboard.press('Control+K');
  await field.fill('§ 3');
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('§\u00a03');
});

test('a cited source is shown in the summary', async ({ reader: { page, text } }) => {
  await page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
  await page.keyboard.press('Alt+3');
  await text.locator('[data-source="presse"]').first().click();
  await expect(page.getByRole('tab', { name: 'Synthèse' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText(/Article de presse en français/)).toBeInViewport();
});

test('a term opens its card in the edition’s language, by mouse and by keyboard', async ({
  reader: { page, text },
}) => {
  const card = page.getByRole('dialog', { name: 'Organisation mondiale du commerce (OMC)' });
  await text.locator('[data-term="wto"]').first().click();
  await expect(card).toContainText('règles du commerce');
  await card.getByRole('button', { name: 'Clause de la nation la plus favorisée' }).click();
  await expect(page.getByRole('dialog', { name: /Clause de la nation/ })).toContainText('OMC');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('F8');
  await expect(text).toHaveAttribute('lang', 'en');
  await text.locator('[data-term="wto"]').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'World Trade Organization (WTO)' })).toBeVisible();
});

test('a term’s card stays inside a window that is made smaller', async ({ reader: { app, page, text } }) => {
  await text.getByRole('link', { name: 'unilatéralisme' }).click();
  const card = page.getByRole('dialog', { name: 'Unilatéralisme' });
  await expect(card).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(620, 600));
  await expect(async () => {
    const box = await card.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(620);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(600);
  }).toPass();
});

test('in a small window the columns lie over the text only while they are asked for', async ({ start }) => {
  const { page, app, text } = await start('--lang=fr');
  const library = page.getByRole('navigation', { name: 'Bibliothèque' });
  const summary = page.getByRole('tabpanel', { name: 'Synthèse' });
  await expect(library).toBeVisible();
  await expect(summary).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(620, 800));
  await expect(library).toBeHidden();
  await expect(summary).toBeHidden();

  const sidePane = page.getByRole('button', { name: 'Volet latéral' });
  await sidePane.click();
  await expect(summary).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(summary).toBeHidden();
  await page.getByRole('button', { name: 'Bibliothèque' }).click();
  await library.getByRole('button', { name: /^Premier sommet/ }).click();
  await expect(page.getByRole('article', { name: /^Premier sommet/ })).toBeVisible();
  await expect(library).toBeHidden();
  await sidePane.click();
  await text.locator('[data-block="2"]').click({ position: { x: 4, y: 4 } });
  await expect(summary).toBeHidden();

  // What was chosen for a window with room holds there again.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
  await expect(library).toBeVisible();
  await expect(summary).toBeVisible();
});
