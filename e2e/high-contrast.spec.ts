import { expect } from '@playwright/test';
import { dragOver, test } from './app.ts';

test('what is chosen is seen where the system takes colours and shadows away', async ({ reader }) => {
  const { page } = reader;
  await page.emulateMedia({ forcedColors: 'active' });
  await dragOver(reader, 'plus de 180 pays');
  const toolbar = page.getByRole('toolbar', { name: 'Annoter' });
  await expect(page.locator('selection-toolbar')).toHaveCSS('border-top-style', 'solid');
  const swatches = await toolbar
    .locator('.colour')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one, '::before').backgroundColor));
  expect(new Set(swatches).size).toBe(4);

  const editions = page.getByRole('group', { name: 'Langue du texte' });
  await expect(editions.getByRole('button', { pressed: true })).toHaveCSS('outline-style', 'solid');
  await expect(editions.getByRole('button', { pressed: false }).first()).toHaveCSS('outline-style', 'none');
  const bordersOf = (selector: string, side: string) =>
    page
      .locator(selector)
      .evaluateAll(
        (all, property) => new Set(all.map((one) => getComputedStyle(one).getPropertyValue(property))).size,
        side,
      );
  expect(await bordersOf('brief-list .brief', 'border-top-color')).toBe(2);
  expect(await bordersOf('side-pane [role=tab]', 'border-bottom-color')).toBe(2);

  await page.keyboard.press('Control+K');
  await page.keyboard.type('cinq');
  const results = page.locator('command-palette').getByRole('option');
  await expect(results.first()).toHaveCSS('outline-style', 'solid');
  await expect(results.nth(1)).toHaveCSS('outline-style', 'none');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Affichage' }).click();
  const themes = page.locator('display-settings .choice');
  await expect(themes.filter({ has: page.getByRole('radio', { checked: true }) }).first()).toHaveCSS(
    'outline-style',
    'solid',
  );
});
