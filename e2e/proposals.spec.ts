import { expect } from '@playwright/test';
import { clickOn, dragOver, test } from './app.ts';

test.beforeEach(async ({ reader: { page } }) => {
  await page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
  await page.getByRole('tab', { name: 'Propositions' }).click();
});

const titles = [
  'Bonne foi et bonne entente',
  'Une coopération profitable à chacun',
  'Des institutions plus solides',
  'Équité et justice',
  'Une amitié qui dure',
];

test('each of the five proposals is a check box with a position', async ({ reader: { page } }) => {
  for (const title of titles) await expect(page.getByRole('checkbox', { name: title })).not.toBeChecked();
  await expect(page.getByRole('radiogroup', { name: 'Position' })).toHaveCount(5);
});

test('ticking asks for the position at the box; unticking keeps the remark; both can be undone', async ({
  reader,
}) => {
  const { page } = reader;
  const box = page.getByRole('checkbox', { name: 'Une coopération profitable à chacun' });
  await box.click();
  await page.getByRole('menuitem', { name: 'Réserve' }).click();
  await expect(box).toBeChecked();
  await expect(page.getByRole('tab', { name: 'Propositions' })).toContainText('1/5');
  const remark = page.getByRole('textbox', { name: 'Remarque' }).nth(1);
  await remark.fill('Demander le calendrier des accords.');
  await reader.saved();
  await box.click();
  await expect(box).not.toBeChecked();
  await expect(remark).toHaveValue('Demander le calendrier des accords.');
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Control+Z');
  await expect(box).toBeChecked();
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expect(box).not.toBeChecked();
  await expect(remark).toHaveValue('');
});

test('escaping the choice leaves the proposal to study', async ({ reader: { page } }) => {
  const box = page.getByRole('checkbox', { name: titles[0] ?? '' });
  await box.click();
  await expect(page.getByRole('menuitem', { name: 'Appuyer' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menuitem', { name: 'Appuyer' })).toBeHidden();
  await expect(box).not.toBeChecked();
});

test('the library shows how many proposals are decided and how many annotations there are', async ({
  reader,
}) => {
  const { page } = reader;
  await page.getByRole('radiogroup', { name: 'Position' }).first().getByText('Appuyer').click();
  await dragOver(reader, 'plus de 180 pays');
  await page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Jaune' }).click();
  await reader.saved();
  const entry = page.getByRole('button', { name: /cinq propositions avant le sommet/ });
  await expect(entry).toContainText('1 annotation');
  await expect(entry.getByRole('img', { name: '1 sur 5 tranchée' })).toBeVisible();
});

test('a proposal leads to its passage, and the passage to the proposal', async ({ reader }) => {
  const { page, text } = reader;
  await page
    .getByRole('button', { name: /Dans le texte/ })
    .nth(2)
    .click();
  const passage = text.locator('a[data-proposal="p3"]').first();
  await expect(passage).toBeInViewport();
  await page.getByRole('tab', { name: 'Synthèse' }).click();
  await passage.click();
  await expect(page.getByRole('checkbox', { name: titles[2] ?? '' })).toBeInViewport();
});

test('a passage is linked to a proposal and seen from both ends', async ({ reader }) => {
  const { page } = reader;
  await dragOver(reader, 'la préparation du sommet d’Astana');
  await page.getByRole('button', { name: 'Lier à une proposition' }).click();
  await page.getByRole('menuitemcheckbox', { name: titles[0] ?? '' }).click();
  await reader.saved();
  await page.getByRole('tab', { name: 'Propositions' }).click();
  await expect(
    page.getByRole('button', { name: /Aller au passage « la préparation du sommet/ }),
  ).toBeVisible();
  await clickOn(reader, 'la préparation du sommet');
  await page.getByRole('tab', { name: 'Annotations' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Annotations' })).toContainText(
    'Bonne foi et bonne entente',
  );
});
