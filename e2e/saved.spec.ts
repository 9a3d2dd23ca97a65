import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { dragOver, painted, test } from './app.ts';

test('what was acknowledged is there after a restart', async ({ start }) => {
  const first = await start('--lang=fr');
  await first.page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
  await dragOver(first, 'plus de 180 pays');
  await first.page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Vert' }).click();
  await first.page.getByRole('tab', { name: 'Propositions' }).click();
  await first.page.getByRole('radiogroup', { name: 'Position' }).nth(3).getByText('S’opposer').click();
  await first.page.getByRole('textbox', { name: 'Remarque' }).nth(3).fill('À éclaircir.');
  await first.close();

  const again = await start('--lang=fr');
  await expect.poll(() => painted(again, 'green')).toEqual(['plus de 180 pays']);
  await again.page.getByRole('tab', { name: 'Propositions' }).click();
  await expect(again.page.getByRole('checkbox', { name: 'Équité et justice' })).toBeChecked();
  await expect(again.page.getByRole('textbox', { name: 'Remarque' }).nth(3)).toHaveValue('À éclaircir.');
});

test('what was acknowledged is there after the program is killed', async ({ start }) => {
  const words = ['plus de 180 pays', 'deuxième économie du monde', '95 milliards de dollars'];
  for (const [index, passage] of words.entries()) {
    const reader = await start('--lang=fr');
    if (index === 0)
      await reader.page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
    await dragOver(reader, passage);
    await reader.page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Bleu' }).click();
    await reader.saved();
    await reader.kill();
  }
  const reader = await start('--lang=fr');
  await reader.page.getByRole('tab', { name: 'Annotations' }).click();
  for (const passage of words)
    await expect(
      reader.page.getByRole('button', { name: new RegExp(`Aller au passage « ${passage}`) }),
    ).toBeVisible();
});

test('the footer tells when it was saved, written as in the list of annotations', async ({ start }) => {
  const { page, saved } = await start('--lang=en');
  await page.getByRole('tab', { name: 'Proposals' }).click();
  await page.getByRole('radiogroup', { name: 'Position' }).first().getByText('Support').click();
  await saved();
  await expect(page.getByText(/^Saved on this computer · \d\d:\d\d$/)).toBeVisible();
});

test('each profile keeps to itself, though both are open at once', async ({ start, profile }) => {
  const other = path.join(profile, 'other');
  const first = await start('--lang=fr', `--user-data-dir=${path.join(profile, 'one')}`);
  const second = await start('--lang=fr', `--user-data-dir=${other}`);
  for (const [reader, words] of [
    [first, 'plus de 180 pays'],
    [second, '95 milliards de dollars'],
  ] as const) {
    await dragOver(reader, words);
    await reader.page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Vert' }).click();
    await reader.saved();
  }
  await first.close();
  await second.close();
  const filesIn = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /annotations/.test(entry.parentPath))
      .map((entry) => path.join(entry.parentPath, entry.name));
  const [mine, theirs] = [path.join(profile, 'one'), other].map(filesIn);
  const numbers = (files: readonly string[] = []) => files.map((file) => statSync(file).ino);
  expect(mine?.length).toBeGreaterThan(0);
  expect(numbers(mine).filter((number) => numbers(theirs).includes(number))).toEqual([]);
  const again = await start('--lang=fr', `--user-data-dir=${other}`);
  // Marks are painted around what is in view.
  await again.text.getByText('95 milliards de dollars').first().scrollIntoViewIfNeeded();
  await expect.poll(() => painted(again, 'green')).toEqual(['95 milliards de dollars']);
});
