import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Annotation } from '../core/annotation.ts';
import { unpack } from '../core/packed.ts';
import { dragOver, drop, painted, type Reader, root, test } from './app.ts';

const brief = '2025-04-26-almaty';

/** The system's dialogs, answered without being shown. */
async function answerDialogs({ app }: Reader, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, file);
}

async function annotationsOn({ page }: Reader): Promise<readonly Annotation[]> {
  const answer = await page.evaluate((id) => window.api.annotations.read(id), brief);
  if (!answer.ok) throw new Error(answer.error.sentence);
  return unpack(answer.value.value);
}

async function mark(reader: Reader, words: string, colour: string): Promise<void> {
  await dragOver(reader, words);
  await reader.page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: colour }).click();
  await reader.saved();
  await reader.page.keyboard.press('Escape');
}

/** Marks are painted where they are in view. */
async function expectPainted(reader: Reader, words: string, colour: string): Promise<void> {
  await reader.text.locator('[data-block]').filter({ hasText: words }).first().scrollIntoViewIfNeeded();
  await expect.poll(() => painted(reader, colour)).toContain(words);
}

const exportSheet = (page: Page) => page.getByRole('dialog', { name: 'Exporter les annotations' });
const importSheet = (page: Page) => page.getByRole('dialog', { name: /^Importer / });

async function exportTo(reader: Reader, file: string, format: string, which?: string): Promise<void> {
  await answerDialogs(reader, file);
  await reader.page.keyboard.press('Control+Shift+E');
  const sheet = exportSheet(reader.page);
  if (which) await sheet.getByLabel(which).check();
  await sheet.getByLabel(format).check();
  await sheet.getByRole('button', { name: 'Exporter…' }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
}

const foreign = JSON.stringify({
  total: 4,
  rows: [
    {
      id: 'hypothesis-1',
      created: '2026-01-01T09:00:00.000000+00:00',
      updated: '2026-01-02T09:00:00.000000+00:00',
      user: 'acct:ana@hypothes.is',
      uri: 'https://example.org/almaty',
      text: 'Chiffre à **vérifier**.',
      tags: ['chiffres'],
      target: [
        { selector: [{ type: 'TextQuoteSelector', exact: 'plus de 180 pays', prefix: '', suffix: '' }] },
      ],
    },
    {
      id: 'hypothesis-2',
      uri: 'https://example.org/almaty',
      text: 'Rien de tel ici.',
      target: [{ selector: [{ type: 'TextQuoteSelector', exact: 'une phrase que nul n’a dite' }] }],
    },
    { id: 'hypothesis-3', uri: 'https://example.org/almaty', text: 'Sur toute la page.', target: [{}] },
    { nothing: 'of the kind' },
  ],
});

test('what is exported comes back in another profile, ids and times included, in one step of undo', async ({
  start,
  profile,
}) => {
  const first = await start('--lang=fr');
  await mark(first, 'plus de 180 pays', 'Jaune');
  await mark(first, '95 milliards de dollars', 'Bleu');
  const written = await annotationsOn(first);
  expect(written).toHaveLength(2);
  const jsonld = path.join(profile, 'out.jsonld');
  const set = path.join(profile, 'out.annotations');
  await exportTo(first, jsonld, 'JSON-LD du W3C');
  await exportTo(first, set, 'Annotations EPUB (.annotations)', 'Toutes les notes');
  await first.close();

  for (const [index, file] of [jsonld, set].entries()) {
    const second = await start('--lang=fr', `--user-data-dir=${path.join(profile, `other-${index}`)}`);
    const { page } = second;
    expect(await annotationsOn(second)).toEqual([]);
    await answerDialogs(second, file);
    await page.keyboard.press('Control+Shift+O');
    await expect(importSheet(page)).toContainText('2 nouvelle');
    await importSheet(page).getByRole('button', { name: 'Importer 2 annotations' }).click();
    await expectPainted(second, 'plus de 180 pays', 'yellow');
    await expectPainted(second, '95 milliards de dollars', 'blue');
    await expect.poll(() => annotationsOn(second)).toEqual(written);
    // The same file again would change nothing.
    await page.keyboard.press('Control+Shift+O');
    await expect(importSheet(page).getByRole('button', { name: 'Rien à importer' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await page.locator('reading-pane').focus();
    await page.keyboard.press('Control+Z');
    await expect.poll(() => annotationsOn(second)).toEqual([]);
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => annotationsOn(second)).toEqual(written);
    await second.close();
  }
});

test('a dropped file shows what would become of each item; nothing changes until the reader says so', async ({
  reader,
}) => {
  const { page } = reader;
  await drop(page, 'hypothesis.json', foreign);
  const sheet = importSheet(page);
  await expect(sheet).toHaveAccessibleName('Importer «\u202fhypothesis.json\u202f»');
  const items = sheet.getByRole('list', { name: 'Annotations du fichier' }).getByRole('listitem');
  await expect(items).toHaveCount(4);
  await expect(items).toContainText(['passage introuvable', 'sans passage lisible', 'illisible', 'nouvelle']);
  await expect(sheet).toContainText('2 annotations seront gardées «\u202fà rattacher\u202f»');
  expect(await annotationsOn(reader)).toEqual([]);

  // The source is none of the library; left out, nothing of it is taken in.
  const source = sheet.getByRole('combobox', { name: /https:\/\/example\.org\/almaty/ });
  await expect(source).toHaveValue(`${brief}:fr`);
  await source.selectOption({ label: 'Ne pas importer' });
  await expect(items.filter({ hasText: 'source inconnue' })).toHaveCount(3);
  await expect(sheet.getByRole('button', { name: 'Rien à importer' })).toBeDisabled();
  await source.selectOption(`${brief}:fr`);
  await sheet.getByRole('button', { name: 'Importer 3 annotations' }).click();

  await expectPainted(reader, 'plus de 180 pays', 'yellow');
  const panel = page.getByRole('tabpanel', { name: 'Annotations' });
  await expect(panel).toContainText('Chiffre à vérifier.');
  await expect(panel.getByText(/ · ana$/)).toBeVisible();
  await expect(panel.getByRole('region').or(panel)).toContainText('À rattacher');
  await expect(panel).toContainText('une phrase que nul n’a dite');
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Control+Z');
  await expect.poll(() => annotationsOn(reader)).toEqual([]);
});

test('what is not found is set where the reader says, by mouse or keys, or waits', async ({ reader }) => {
  const { page } = reader;
  const at = (id: string, exact: string) => ({
    id,
    uri: 'https://example.org/almaty',
    created: '2026-01-01T09:00:00.000000+00:00',
    updated: '2026-01-01T09:00:00.000000+00:00',
    text: id,
    target: [{ selector: [{ type: 'TextQuoteSelector', exact, prefix: '', suffix: '' }] }],
  });
  const file = JSON.stringify({
    total: 3,
    rows: [
      at('twice', 'Asie centrale'),
      at('changed', 'le monde vit de rapides changements politiques, inconnus, sans précédent'),
      at('gone', 'zèbres et marmelade'),
    ],
  });
  await drop(page, 'places.json', file);
  const sheet = importSheet(page);
  const places = sheet.getByRole('radiogroup', { name: /^Passages possibles/ });
  const twice = places.filter({ hasText: 'Asie centrale' }).first();
  await expect(places).toHaveCount(2);
  const count = await twice.getByRole('radio').count();
  expect(count).toBeGreaterThanOrEqual(3);
  expect(count).toBeLessThanOrEqual(6);
  await expect(twice.getByRole('radio').last()).toBeChecked();
  await expect(sheet.getByText('3 annotations seront gardées «\u202fà rattacher\u202f»')).toBeVisible();

  // By the keys: one tab stop a group, the arrows choose.
  const second = twice.getByRole('radio').nth(1);
  const number = (await twice.locator('label').nth(1).locator('.number').textContent())?.trim() ?? '';
  await twice.getByRole('radio').last().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(second).toBeChecked();
  await expect(sheet.getByText(`rattachée\u00a0: ${number}`)).toBeVisible();
  await expect(sheet.getByRole('status').filter({ hasText: '2 annotations seront' })).toBeVisible();

  // By the mouse, and back.
  const changed = places.nth(1);
  await changed.locator('label').first().click();
  await expect(sheet.getByRole('status').filter({ hasText: '1 annotation sera' })).toBeVisible();
  await changed.getByText('Aucun de ces passages').click();
  await expect(sheet.getByRole('status').filter({ hasText: '2 annotations seront' })).toBeVisible();
  await changed.locator('label').first().click();

  // Taken for another edition they have other places; what is chosen in this one is not kept for that.
  const source = sheet.getByRole('combobox', { name: /example\.org/ });
  await source.selectOption(`${brief}:en`);
  await expect(sheet.getByRole('status').filter({ hasText: '3 annotations seront' })).toBeVisible();
  await source.selectOption(`${brief}:fr`);
  await expect(sheet.getByText(/rattachée/)).toHaveCount(0);
  await twice.locator('label').nth(1).click();
  await changed.locator('label').first().click();
  await sheet.getByRole('button', { name: 'Importer 3 annotations' }).click();

  await expect.poll(async () => (await annotationsOn(reader)).length).toBe(3);
  const quotes = (await annotationsOn(reader)).map(({ target }) => target.selector[0]);
  expect(quotes.find(({ exact }) => exact === 'Asie centrale')?.prefix).not.toBe('');
  const panel = page.getByRole('tabpanel', { name: 'Annotations' });
  await expect(panel.getByText('zèbres et marmelade')).toBeVisible();
  await expect(page.getByText('1 à rattacher')).toBeVisible();

  // A second time, what stands as it came is there already.
  await drop(page, 'places.json', file);
  await expect(sheet.getByText('déjà là').first()).toBeVisible();
});

test('a conflict is settled as the reader says, one by one', async ({ reader, profile }) => {
  const { page } = reader;
  await mark(reader, 'plus de 180 pays', 'Jaune');
  await mark(reader, '95 milliards de dollars', 'Jaune');
  const [first, second] = await annotationsOn(reader);
  if (!first || !second) throw new Error('not marked');
  const theirs = [first, second].map((one) => ({
    ...one,
    modified: '2030-01-01T00:00:00.000Z',
    target: { ...one.target, styleClass: 'pink' },
  }));
  const file = path.join(profile, 'theirs.json');
  writeFileSync(file, JSON.stringify(theirs));
  await answerDialogs(reader, file);
  await page.keyboard.press('Control+Shift+O');
  const sheet = importSheet(page);
  await expect(sheet).toContainText('2 en conflit');
  await expect(sheet.getByRole('button', { name: 'Rien à importer' })).toBeDisabled();
  const items = sheet.getByRole('listitem');
  await items.filter({ hasText: '180 pays' }).getByText('Prendre l’autre').click();
  await items.filter({ hasText: '95 milliards' }).getByText('Garder les deux').click();
  await sheet.getByRole('button', { name: 'Importer 2 annotations' }).click();
  await expectPainted(reader, 'plus de 180 pays', 'pink');
  await expectPainted(reader, '95 milliards de dollars', 'pink');
  await expectPainted(reader, '95 milliards de dollars', 'yellow');
  await expect.poll(async () => (await annotationsOn(reader)).length).toBe(3);
  expect((await annotationsOn(reader)).find(({ id }) => id === second.id)).toEqual(second);
});

test('what cannot be imported gets one sentence and changes nothing', async ({ reader }) => {
  const { page } = reader;
  await mark(reader, 'plus de 180 pays', 'Jaune');
  const before = await annotationsOn(reader);
  for (const [name, content, sentence] of [
    [
      'broken.json',
      '{"type": "Annotation", ',
      /^broken\.json n’a pas été importé\u00a0: ce n’est pas du JSON valide/,
    ],
    ['map.json', '{"type":"FeatureCollection","features":[]}', /pas d’annotations d’un format connu/],
    ['many.json', `[${'{},'.repeat(1_000_000)}{}]`, /il contient plus de 50\s000 annotations/],
    ['deep.json', '['.repeat(1_000_000), /s’emboîtent trop/],
    ['<img src=x onerror=alert(1)>.json', 'x', /^<img src=x onerror=alert\(1\)>\.json n’a pas été importé/],
  ] as const) {
    await drop(page, name, content);
    const notice = page.getByRole('alert').filter({ hasText: 'importé' });
    await expect(notice.getByText(sentence)).toBeVisible({ timeout: 20_000 });
    await notice.getByRole('button', { name: 'Fermer' }).click();
    await expect(importSheet(page)).toHaveCount(0);
  }
  expect(await annotationsOn(reader)).toEqual(before);
});

test('some annotations alone are exported, in formats to read', async ({ reader, profile }) => {
  const { page } = reader;
  await mark(reader, 'plus de 180 pays', 'Jaune');
  await mark(reader, '95 milliards de dollars', 'Bleu');
  await page.getByRole('tab', { name: 'Annotations' }).click();
  await page.getByRole('button', { name: 'Choisir plusieurs' }).click();
  await page
    .getByRole('tabpanel', { name: 'Annotations' })
    .getByRole('listitem')
    .filter({ hasText: '95 milliards' })
    .getByRole('checkbox')
    .check();
  await answerDialogs(reader, path.join(profile, 'one.md'));
  await page
    .getByRole('tabpanel', { name: 'Annotations' })
    .getByRole('button', { name: 'Exporter…' })
    .click();
  await expect(exportSheet(page).getByLabel('1 annotation choisie')).toBeChecked();
  await exportSheet(page)
    .getByLabel(/^Markdown/)
    .check();
  await exportSheet(page).getByRole('button', { name: 'Exporter…' }).click();
  await expect.poll(() => existsSync(path.join(profile, 'one.md'))).toBe(true);
  const note = readFileSync(path.join(profile, 'one.md'), 'utf8');
  expect(note).toContain('> 95 milliards de dollars\n');
  expect(note).not.toContain('180 pays');
});

test('the command line does not write beside the open app, and what it wrote before can be undone in it', async ({
  start,
  profile,
}) => {
  const file = path.join(profile, 'hypothesis.json');
  writeFileSync(file, foreign);
  const run = (...words: string[]) =>
    spawnSync(
      process.execPath,
      [path.join(root, 'dist/main/cli.cjs'), ...words, `--user-data-dir=${profile}`, '--lang=en'],
      { encoding: 'utf8' },
    );
  const open = await start('--lang=fr');
  const refused = run('import', file, `--into=${brief}:fr`);
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toMatch(
    /^aide-memoire: The program is open on this profile \(process \d+\); nothing was changed\./,
  );
  expect(run('import', file, `--into=${brief}:fr`, '--dry-run')).toMatchObject({ status: 0, stderr: '' });
  expect(await annotationsOn(open)).toEqual([]);
  await open.close();

  expect(run('import', file, `--into=${brief}:fr`)).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringMatching(/Annotations imported: 3\.\n$/),
  });
  const again = await start('--lang=fr');
  await expectPainted(again, 'plus de 180 pays', 'yellow');
  await again.page.locator('reading-pane').focus();
  await again.page.keyboard.press('Control+Z');
  await expect.poll(() => annotationsOn(again)).toEqual([]);
});

test('everything goes to one archive, and comes back from it on another machine', async ({
  start,
  profile,
}) => {
  const first = await start('--lang=fr');
  await mark(first, 'plus de 180 pays', 'Jaune');
  await mark(first, '95 milliards de dollars', 'Bleu');
  const written = await annotationsOn(first);
  await first.page.getByRole('tab', { name: 'Propositions' }).click();
  await first.page.getByRole('radiogroup', { name: 'Position' }).nth(1).getByText('Réserve').click();
  await first.saved();
  const archive = path.join(profile, 'tout.zip');
  await answerDialogs(first, archive);
  const command = async ({ page }: Reader, words: string) => {
    await page.keyboard.press('Control+K');
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
  };
  await command(first, 'Tout exporter');
  await expect.poll(() => existsSync(archive)).toBe(true);
  await first.close();

  const second = await start('--lang=fr', `--user-data-dir=${path.join(profile, 'other')}`);
  const { page } = second;
  await answerDialogs(second, archive);
  await command(second, 'Reprendre une archive');
  const sheet = importSheet(page);
  await expect(sheet.getByRole('list', { name: 'Notes' })).toContainText(
    'Annotations\u00a0: 2 nouvelles · Positions\u00a0: 1 nouvelle',
  );
  await expect(sheet.getByRole('checkbox', { name: /^Reprendre aussi les réglages/ })).toBeChecked();
  await sheet.getByRole('button', { name: 'Importer 2 annotations, 1 position' }).click();
  await expect.poll(() => annotationsOn(second)).toEqual(written);
  await second.saved();
  await command(second, 'Reprendre une archive');
  await sheet.getByRole('checkbox', { name: /^Reprendre aussi les réglages/ }).uncheck();
  await expect(sheet.getByRole('button', { name: 'Rien à importer' })).toBeDisabled();
  await page.keyboard.press('Escape');

  writeFileSync(archive, readFileSync(archive).subarray(0, -50));
  await command(second, 'Reprendre une archive');
  await expect(
    page.getByText('tout.zip n’a pas été importé\u00a0: cette archive est endommagée'),
  ).toBeVisible();
});
