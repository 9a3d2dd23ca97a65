import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { dragOver, type Reader, root, test } from './app.ts';

/** Answers the system's dialogs, which no test can click, with a path. */
async function willSaveTo({ app }: Reader, file: string): Promise<void> {
  await expect(() =>
    app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, file),
  ).toPass();
}

/** Opens the dialog and waits until its pages are shown. */
async function openDialog(reader: Reader): Promise<Locator> {
  await reader.page.keyboard.press('Control+Shift+P');
  const dialog = reader.page.getByRole('dialog', { name: 'Imprimer' });
  await settled(dialog);
  return dialog;
}

async function chooseCommand({ page }: Reader, name: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
}

/** Waits until the pages of what is chosen are drawn. */
async function settled(dialog: Locator): Promise<void> {
  await expect(dialog.getByRole('region', { name: 'Aperçu' })).toHaveAttribute('aria-busy', 'false', {
    timeout: 30_000,
  });
  await expect(dialog.locator('pdf-page[drawn]').first()).toBeVisible();
}

function pagesOf(dialog: Locator): Promise<number> {
  return dialog.getByRole('img', { name: /^Page \d+ sur \d+$/ }).count();
}

/** How many pixels of the pages in view are as yellow as a mark. */
function yellow(dialog: Locator): Promise<number> {
  return dialog.locator('pdf-page').evaluateAll((pages) => {
    let count = 0;
    for (const page of pages) {
      const canvas = page.shadowRoot?.querySelector('canvas');
      const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      for (let at = 0; at < data.length; at += 4) {
        const [r = 0, g = 0, b = 0] = [data[at], data[at + 1], data[at + 2]];
        if (r > 220 && g > 190 && b < 190) count += 1;
      }
    }
    return count;
  });
}

function info(file: string): string {
  return execFileSync('pdfinfo', [file], { encoding: 'utf8' });
}

function words(file: string): string {
  return execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
}

test('the pages are shown as they will be, and follow each option', async ({ reader }) => {
  // What draws pages is loaded with the dialog, and costs nothing until then.
  const asked: string[] = [];
  reader.page.on('request', (request) => asked.push(request.url()));
  await reader.page.reload();
  await reader.page.locator('status-bar').waitFor();
  expect(asked.join('\n')).toMatch(/around/);
  expect(asked.join('\n')).not.toMatch(/print-sheet/);
  const dialog = await openDialog(reader);
  const before = await pagesOf(dialog);
  expect(before).toBeGreaterThan(2);
  await expect(dialog.getByText(`1 / ${before}`)).toBeVisible();
  expect(asked.join('\n')).toMatch(/print-sheet/);

  await dialog.getByRole('radiogroup', { name: 'Taille' }).getByText('Grand').click();
  await dialog.getByRole('radiogroup', { name: 'Marges' }).getByText('Larges').click();
  await expect.poll(() => pagesOf(dialog), { timeout: 30_000 }).toBeGreaterThan(before);

  const page = dialog.getByRole('img', { name: /^Page 1 / });
  const shape = async (): Promise<number> => {
    const box = await page.boundingBox();
    return box ? box.height / box.width : 0;
  };
  expect(await shape()).toBeCloseTo(297 / 210, 2);
  await dialog.getByRole('radiogroup', { name: 'Papier' }).getByText('Letter').click();
  await expect.poll(shape, { timeout: 30_000 }).toBeCloseTo(11 / 8.5, 2);

  const last = await pagesOf(dialog);
  await dialog.getByRole('region', { name: 'Aperçu' }).press('End');
  await expect(dialog.getByText(`${last} / ${last}`)).toBeVisible();
  await expect(dialog.locator('pdf-page').last()).toHaveAttribute('drawn');
  // Only what is near the view is kept drawn.
  await expect(dialog.locator('pdf-page').first()).not.toHaveAttribute('drawn');
});

test('a clean copy shows no mark, and the saved file has the pages that were shown', async ({
  reader,
  profile,
}) => {
  await dragOver(reader, 'préparé, sur le plan politique');
  await reader.page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Jaune' }).click();
  await reader.saved();
  await reader.page.keyboard.press('Escape');
  const dialog = await openDialog(reader);
  const view = dialog.getByRole('region', { name: 'Aperçu' });
  const mark = async (): Promise<boolean> => {
    for (const page of await dialog.locator('pdf-page').all()) {
      await page.scrollIntoViewIfNeeded();
      await expect(page).toHaveAttribute('drawn');
      if ((await yellow(dialog)) > 500) return true;
    }
    return false;
  };
  expect(await mark()).toBe(true);
  await dialog.getByRole('radio', { name: 'Copie propre' }).check();
  await settled(dialog);
  await view.press('Home');
  await expect.poll(() => mark(), { timeout: 30_000 }).toBe(false);

  const pages = await pagesOf(dialog);
  const file = path.join(profile, 'propre.pdf');
  await willSaveTo(reader, file);
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click();
  await expect(reader.page.getByRole('status').getByText('PDF enregistré : propre.pdf')).toBeVisible({
    timeout: 30_000,
  });
  await expect(dialog).toBeHidden();
  expect(info(file)).toMatch(new RegExp(`Pages: +${pages}\n`));
  expect(words(file)).not.toContain('ANNOTATIONS');
});

test('a delegation is given the marks with the chosen tags alone', async ({ reader, profile }) => {
  for (const [quote, tag] of [
    ['préparé, sur le plan politique', 'délégation'],
    ['plus de 180 pays', 'privé'],
  ] as const) {
    await dragOver(reader, quote);
    await reader.page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Vert' }).click();
    await reader.page.getByRole('tab', { name: 'Annotations' }).click();
    const field = reader.page.getByPlaceholder('Ajouter une étiquette…');
    await field.fill(tag);
    await field.press('Enter');
    await reader.saved();
    await reader.page.keyboard.press('Escape');
  }
  const dialog = await openDialog(reader);
  await dialog.getByRole('radio', { name: 'Copie pour la délégation' }).check();
  await expect(dialog.getByText('Sans étiquette choisie, aucune annotation n’est imprimée.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Diffusion' }).fill('Délégation d’Almaty seulement');
  await dialog.getByRole('checkbox', { name: 'délégation (1)' }).check();
  const file = path.join(profile, 'delegation.pdf');
  await willSaveTo(reader, file);
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click();
  await expect(reader.page.getByText('PDF enregistré : delegation.pdf')).toBeVisible({ timeout: 30_000 });
  const printed = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  const notes = printed.slice(printed.indexOf('ANNOTATIONS')).replace(/\s+/g, ' ');
  expect(notes).toContain('préparé, sur le plan politique');
  expect(notes).not.toContain('privé');
});

test('choices are remembered for the next time, which marks to print only for this one', async ({
  reader,
  profile,
  start,
}) => {
  await dragOver(reader, 'plus de 180 pays');
  await reader.page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Vert' }).click();
  await reader.saved();
  await reader.page.keyboard.press('Escape');
  const dialog = await openDialog(reader);
  await dialog.getByRole('radiogroup', { name: 'Papier' }).getByText('Letter').click();
  await dialog.getByRole('checkbox', { name: 'Synthèse' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Rose' }).check();
  await willSaveTo(reader, path.join(profile, 'a.pdf'));
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click();
  await expect(reader.page.getByText('PDF enregistré : a.pdf')).toBeVisible({ timeout: 30_000 });
  // What is only tried and given up is not kept.
  const again = await openDialog(reader);
  await expect(again.getByRole('checkbox', { name: 'Rose' })).toBeChecked();
  await again.getByRole('radiogroup', { name: 'Taille' }).getByText('Petit').click();
  await again.getByRole('button', { name: 'Annuler' }).click();
  await reader.close();

  const later = await openDialog(await start('--lang=fr'));
  await expect(later.getByRole('radio', { name: 'Letter' })).toBeChecked();
  await expect(later.getByRole('checkbox', { name: 'Synthèse' })).not.toBeChecked();
  await expect(
    later.getByRole('radiogroup', { name: 'Taille' }).getByRole('radio', { name: 'Normal' }),
  ).toBeChecked();
  await expect(later.getByRole('checkbox', { name: 'Rose' })).not.toBeChecked();
});

test('the dialog is worked with the keyboard alone, and gives the focus back', async ({
  reader,
  profile,
}) => {
  const { page } = reader;
  const fonts = (): Promise<number> => page.evaluate(() => document.fonts.size);
  const before = await fonts();
  const button = page.getByRole('button', { name: 'Imprimer en PDF…' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Imprimer' });
  await settled(dialog);
  await expect(dialog.getByRole('button', { name: 'Enregistrer le PDF…' })).toBeFocused();
  // Round the dialog and into its first group.
  const copy = dialog.getByRole('radio', { name: 'Copie de travail' });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(copy).toBeFocused({ timeout: 100 });
  }).toPass({ intervals: [0] });
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'Copie propre' })).toBeChecked();
  const preview = dialog.getByRole('region', { name: 'Aperçu' });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(preview).toBeFocused({ timeout: 100 });
  }).toPass({ intervals: [0] });
  await settled(dialog);
  expect(await fonts()).toBeGreaterThan(before);
  await page.keyboard.press('PageDown');
  await expect.poll(() => preview.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  // The letters of the pages go with them.
  await expect.poll(fonts).toBe(before);

  const file = path.join(profile, 'clavier.pdf');
  await willSaveTo(reader, file);
  await page.keyboard.press('Control+Shift+P');
  await expect(dialog.getByRole('button', { name: 'Enregistrer le PDF…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('PDF enregistré : clavier.pdf')).toBeVisible({ timeout: 30_000 });
  expect(existsSync(file)).toBe(true);
});

test('briefs are chosen from the library and printed into one file, or one file each', async ({
  reader,
  profile,
}) => {
  await chooseCommand(reader, 'Imprimer la sélection');
  const dialog = reader.page.getByRole('dialog', { name: 'Imprimer la sélection' });
  await settled(dialog);
  const one = await pagesOf(dialog);
  await expect(dialog.getByText('1 note choisie')).toBeVisible();
  await dialog.getByRole('checkbox', { name: /16 juillet 2020/ }).check();
  await expect(dialog.getByText('2 notes choisies')).toBeVisible();
  await expect.poll(() => pagesOf(dialog), { timeout: 30_000 }).toBeGreaterThan(one + 2);
  await settled(dialog);
  const pages = await pagesOf(dialog);

  const file = path.join(profile, 'deux.pdf');
  await willSaveTo(reader, file);
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click();
  await expect(reader.page.getByText('PDF enregistré : deux.pdf')).toBeVisible({ timeout: 30_000 });
  expect(info(file)).toMatch(new RegExp(`Pages: +${pages}\n`));
  const printed = words(file);
  // In the order of their dates, whichever was chosen first.
  const [older, newer] = ['Première rencontre Chine–Asie centrale', 'cinq propositions avant le sommet'].map(
    (title) => printed.indexOf(title),
  );
  expect(older).toBeGreaterThanOrEqual(0);
  expect(newer).toBeGreaterThan(Number(older));

  await chooseCommand(reader, 'Imprimer la sélection');
  await dialog.getByRole('checkbox', { name: /16 juillet 2020/ }).check();
  await dialog.getByRole('radiogroup', { name: 'Fichiers' }).getByText('Un PDF par note').click();
  const folder = path.join(profile, 'chacune');
  mkdirSync(folder);
  await willSaveTo(reader, folder);
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click();
  await expect(reader.page.getByText('2 PDF enregistrés dans chacune')).toBeVisible({ timeout: 30_000 });
  expect(readdirSync(folder).filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
});

test('the window can be used while briefs are printed, and printing can be stopped', async ({
  reader,
  profile,
}) => {
  const { page } = reader;
  await chooseCommand(reader, 'Imprimer la sélection');
  const dialog = page.getByRole('dialog', { name: 'Imprimer la sélection' });
  const boxes = dialog.locator('print-selection').getByRole('checkbox');
  await expect(boxes).toHaveCount(6);
  await dialog.getByRole('button', { name: 'Tout choisir' }).click();
  for (const box of await boxes.all()) await expect(box).toBeChecked();
  await dialog.getByRole('radiogroup', { name: 'Fichiers' }).getByText('Un PDF par note').click();
  const folder = path.join(profile, 'six');
  mkdirSync(folder);
  await willSaveTo(reader, folder);
  // A brief is printed faster than a test looks, so the page itself presses the button as soon as the first one is there.
  const stopped = page.waitForFunction(() => {
    const bar = document.querySelector('status-bar')?.shadowRoot;
    const button = [...(bar?.querySelectorAll('button') ?? [])].find((one) =>
      one.textContent?.includes('Arrêter'),
    );
    if (!button || !bar?.textContent?.includes('Impression\u00a0: 1 sur 6')) return null;
    button.click();
    return { open: document.querySelector('print-sheet')?.shadowRoot?.querySelector('dialog')?.open };
  });
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click();
  expect(await (await stopped).jsonValue()).toEqual({ open: false });
  await expect(page.getByRole('button', { name: 'Arrêter l’impression' })).toBeHidden({ timeout: 30_000 });
  const files = readdirSync(folder);
  expect(files.length).toBeGreaterThan(0);
  expect(files.length).toBeLessThan(6);
  for (const file of files) expect(info(path.join(folder, file))).toMatch(/Pages: +\d/);
  rmSync(folder, { recursive: true });
});

test('what cannot be printed is told in one sentence, in place, and the last pages stay', async ({
  reader,
  profile,
}) => {
  const dialog = await openDialog(reader);
  const pages = await pagesOf(dialog);
  await dialog.getByRole('button', { name: 'Annuler' }).click();
  const folder = path.join(profile, 'briefs', 'propre');
  mkdirSync(folder, { recursive: true });
  const fine = readFileSync(path.join(root, 'briefs/2025-04-26-almaty/fr.md'), 'utf8')
    .replace('id: 2025-04-26-almaty', 'id: propre')
    .replace(/^title: .*$/m, 'title: Note à moi');
  writeFileSync(path.join(folder, 'fr.md'), fine);
  await reader.page.locator('brief-list .brief').filter({ hasText: 'Note à moi' }).click();
  await expect(reader.text.getByRole('heading', { level: 1 })).toHaveText('Note à moi');
  await openDialog(reader);
  expect(await pagesOf(dialog)).toBe(pages);
  writeFileSync(path.join(folder, 'fr.md'), '---\nid: propre\n---\n');
  await dialog.getByRole('radiogroup', { name: 'Papier' }).getByText('Letter').click();
  await expect(dialog.getByRole('alert')).toHaveText(/fr\.md/);
  expect(await pagesOf(dialog)).toBe(pages);
});

test('a narrow window shows the options and the pages one behind the other', async ({ reader }) => {
  const { app, page } = reader;
  await expect(() =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(620, 700)),
  ).toPass();
  const button = page.getByRole('button', { name: 'Imprimer en PDF…' });
  await expect(button.locator('svg')).toBeVisible();
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Imprimer' });
  await expect(dialog.getByRole('radio', { name: 'Copie propre' })).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Aperçu' })).toBeHidden();
  await dialog.getByRole('radiogroup', { name: 'Imprimer' }).getByText('Aperçu').click();
  await settled(dialog);
  await expect(dialog.getByRole('radio', { name: 'Copie propre' })).toBeHidden();
  const page1 = await dialog.getByRole('img', { name: /^Page 1 / }).boundingBox();
  expect(page1?.width).toBeGreaterThan(480);
  expect(page1?.width).toBeLessThan(600);
});
