import { chmodSync, lstatSync, readdirSync, statSync } from 'node:fs';
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

test('nothing that the program writes is anybody else’s to read, though the profile’s own folder is', async ({
  start,
  profile,
}) => {
  test.skip(process.platform === 'win32', 'who may read what is another matter there');
  chmodSync(profile, 0o755);
  const reader = await start('--lang=fr');
  await dragOver(reader, 'plus de 180 pays');
  await reader.page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Vert' }).click();
  await reader.saved();
  await reader.page.evaluate(async () => {
    await window.api.search.find('pays');
    await window.api.library.list();
    await window.api.settings.save({ theme: 'dark' });
  });
  await reader.close();
  const written = readdirSync(profile, { recursive: true, withFileTypes: true }).map((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return { file: path.relative(profile, file), isFile: entry.isFile(), mode: lstatSync(file).mode & 0o777 };
  });
  const top = written.filter(({ file }) => !file.includes(path.sep));
  expect(top.map(({ file }) => file)).toEqual(expect.arrayContaining(['annotations', 'briefs', 'cache']));
  expect(top.filter(({ mode }) => (mode & 0o077) !== 0)).toEqual([]);
  // Chromium keeps its own files as it does, in a folder that nobody else may enter.
  const own = written.filter(({ file, isFile }) => isFile && !/^cache.(?!library|search)/.test(file));
  expect(own.map(({ file }) => file)).toContain(path.join('cache', 'library.catalogue'));
  expect(own.filter(({ mode }) => mode !== 0o600)).toEqual([]);
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
