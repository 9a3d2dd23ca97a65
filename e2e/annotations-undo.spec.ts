import { expect } from '@playwright/test';
import { dragOver, painted, test } from './app.ts';

test('what was done can be undone, and done again, after a restart and after a kill', async ({ start }) => {
  const first = await start('--lang=fr');
  await first.page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
  await dragOver(first, 'plus de 180 pays');
  const toolbar = first.page.getByRole('toolbar', { name: 'Annoter' });
  await toolbar.getByRole('button', { name: 'Vert' }).click();
  await toolbar.getByRole('button', { name: 'Note', exact: true }).click();
  await expect(first.page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await first.page.keyboard.type('À vérifier.');
  await first.saved();
  await first.page.getByRole('tab', { name: 'Propositions' }).click();
  await first.page.getByRole('radiogroup', { name: 'Position' }).nth(3).getByText('S’opposer').click();
  await first.close();

  const second = await start('--lang=fr');
  const proposal = second.page.getByRole('checkbox', { name: 'Équité et justice' });
  await second.page.getByRole('tab', { name: 'Propositions' }).click();
  await expect(proposal).toBeChecked();
  await second.page.locator('reading-pane').focus();
  await second.page.keyboard.press('Control+Z');
  await expect(proposal).not.toBeChecked();
  await expect.poll(() => painted(second, 'noted')).toEqual(['plus de 180 pays']);
  await second.page.keyboard.press('Control+Z');
  await expect.poll(() => painted(second, 'noted')).toEqual([]);
  await second.page.keyboard.press('Control+Z');
  await expect.poll(() => painted(second, 'green')).toEqual([]);
  await second.saved();
  // What happened to the history is kept before another edition is shown.
  for (const lang of ['en', 'fr']) {
    await second.page.keyboard.press('F8');
    await expect(second.text).toHaveAttribute('lang', lang);
  }
  await second.kill();

  const third = await start('--lang=fr');
  await expect.poll(() => painted(third, 'green')).toEqual([]);
  await third.page.locator('reading-pane').focus();
  await third.page.keyboard.press('Control+Shift+Z');
  await third.page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => painted(third, 'noted')).toEqual(['plus de 180 pays']);
});

test('another brief in between forgets nothing', async ({ reader }) => {
  const { page } = reader;
  await page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
  await dragOver(reader, 'plus de 180 pays');
  await page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Vert' }).click();
  await page.keyboard.press('Control+PageDown');
  await expect(reader.text.getByRole('heading', { level: 1 })).not.toContainText('cinq propositions avant');
  await page.keyboard.press('Control+PageUp');
  await expect.poll(() => painted(reader, 'green')).toEqual(['plus de 180 pays']);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => painted(reader, 'green')).toEqual([]);
});
