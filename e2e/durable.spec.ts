import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { dragOver, onSmallDisk, painted, type Reader, root, test } from './app.ts';

async function mark(reader: Reader, words: string): Promise<void> {
  await dragOver(reader, words);
  await reader.page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Vert' }).click();
}

const filesIn = (folder: string) => {
  try {
    return readdirSync(folder, { recursive: true }).map(String);
  } catch {
    return [];
  }
};

test('a full disk costs nothing: the footer says so, and all is saved once there is room', async ({
  profile,
  start,
}) => {
  const folder = path.join(profile, 'annotations');
  await onSmallDisk(folder, '128k', async () => {
    const reader = await start('--lang=fr');
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(path.join(folder, 'filler'), Buffer.alloc(bavail * bsize));
    await mark(reader, 'plus de 180 pays');
    await expect(reader.page.getByRole('alert').filter({ hasText: 'Le disque est plein' })).toBeVisible();
    await mark(reader, 'deuxième économie du monde');
    expect((await painted(reader, 'green')).sort()).toEqual([
      'deuxième économie du monde',
      'plus de 180 pays',
    ]);
    // Who closes now is asked first, and stays by default.
    await reader.app.evaluate(({ dialog, BrowserWindow }) => {
      Reflect.set(dialog, 'showMessageBox', async (...words: unknown[]) => {
        const asked: unknown = words.at(-1);
        Reflect.set(globalThis, 'asked', asked instanceof Object ? Reflect.get(asked, 'message') : '');
        return { response: 0, checkboxChecked: false };
      });
      BrowserWindow.getAllWindows()[0]?.close();
    });
    await expect(async () =>
      expect(await reader.app.evaluate(() => Reflect.get(globalThis, 'asked'))).toBe(
        'Des modifications ne sont pas encore enregistrées.',
      ),
    ).toPass();
    rmSync(path.join(folder, 'filler'));
    // Nobody presses anything: it is tried again of itself.
    await reader.saved();
    await reader.kill();
    const again = await start('--lang=fr');
    await expect
      .poll(async () => (await painted(again, 'green')).sort())
      .toEqual(['deuxième économie du monde', 'plus de 180 pays']);
    await again.close();
  });
});

test('an earlier state is previewed, brought back, and taken back with one undo', async ({
  profile,
  start,
}) => {
  const reader = await start('--lang=fr');
  const { page } = reader;
  const file = () => filesIn(path.join(profile, 'annotations'));
  await mark(reader, 'plus de 180 pays');
  await expect.poll(file).toContainEqual(expect.stringMatching(/^[\w-]+\.json$/));
  await mark(reader, 'deuxième économie du monde');
  await expect.poll(file).toContainEqual(expect.stringMatching(/^copies\/[\w-]+\.1\..*\.1\.json$/));

  await page.keyboard.press('Control+K');
  await page.keyboard.type('Restaurer');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Restaurer un état antérieur' });
  await sheet.getByRole('button', { name: '1 annotation' }).click();
  await expect(sheet.getByRole('status')).toHaveText(
    'De retour\u00a0: 0 · Modifiés\u00a0: 0 · Retirés\u00a0: 1',
  );
  await expect(sheet.getByRole('region')).toContainText('deuxième économie du monde');
  expect(await painted(reader, 'green')).toHaveLength(2);
  await sheet.getByRole('button', { name: 'Restaurer cet état' }).click();
  await expect(sheet).toBeHidden();
  await expect.poll(() => painted(reader, 'green')).toEqual(['plus de 180 pays']);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => painted(reader, 'green')).toHaveLength(2);
});

test('what is written on a brief waits for it when its text is gone', async ({ profile, start }) => {
  const folder = path.join(profile, 'briefs', 'mine');
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(path.join(root, 'briefs/2025-04-26-almaty/fr.md'), 'utf8');
  writeFileSync(
    path.join(folder, 'fr.md'),
    text.replace(/^id: .*$/m, 'id: mine').replace(/^title: .*$/m, 'title: Ma propre note'),
  );
  const first = await start('--lang=fr');
  await first.page.getByRole('button', { name: 'Ma propre note' }).click();
  await expect(first.text.getByRole('heading', { level: 1 })).toHaveText('Ma propre note');
  await mark(first, 'plus de 180 pays');
  await first.saved();
  await first.close();
  cpSync(folder, path.join(profile, 'elsewhere'), { recursive: true });
  rmSync(folder, { recursive: true });

  const { page } = await start('--lang=fr');
  const waiting = page
    .getByRole('list', { name: 'Notes sans texte' })
    .getByRole('button', { name: 'Ma propre note' });
  await expect(waiting).toContainText('1 annotation');
  await waiting.click();
  const sheet = page.getByRole('dialog', { name: 'Ma propre note' });
  await expect(sheet).toContainText('plus de 180 pays');
  await sheet.getByRole('button', { name: 'Supprimer ce qui y est écrit' }).click();
  await sheet.getByRole('button', { name: 'Annuler la suppression' }).click();
  await expect(sheet).toContainText('plus de 180 pays');
  await sheet.getByRole('button', { name: 'Fermer' }).click();

  cpSync(path.join(profile, 'elsewhere'), folder, { recursive: true });
  await expect(waiting).toBeHidden();
  await expect(page.getByRole('button', { name: /Ma propre note.*1 annotation/s })).toBeVisible();
});
