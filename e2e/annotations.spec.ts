import { expect, type Page } from '@playwright/test';
import { unpack } from '../core/packed.ts';
import { clickOn, dragOver, painted, test } from './app.ts';

const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Annoter' });

test.beforeEach(async ({ reader: { page } }) => {
  await page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
});

test('a passage selected with the mouse is marked in each colour, and the page itself is not changed', async ({
  reader,
}) => {
  const { page, text } = reader;
  const before = await text.evaluate((article) => article.querySelector('.body')?.innerHTML);
  for (const [name, colour, words] of [
    ['Jaune', 'yellow', 'plus de 180 pays'],
    ['Vert', 'green', 'deuxième économie du monde'],
    ['Bleu', 'blue', '95 milliards de dollars'],
    ['Rose', 'pink', 'circulation plus facile'],
  ] as const) {
    await dragOver(reader, words);
    await toolbar(page).getByRole('button', { name }).click();
    await reader.saved();
    await expect.poll(() => painted(reader, colour)).toEqual([words]);
    await page.keyboard.press('Escape');
  }
  expect(await text.evaluate((article) => article.querySelector('.body')?.innerHTML)).toBe(before);
});

test('a mark over several blocks keeps its words', async ({ reader }) => {
  const { page, text } = reader;
  await text.getByText('les minéraux verts').scrollIntoViewIfNeeded();
  const from = await text.getByText('le libre-échange').last().boundingBox();
  const to = await text.getByText('l’agriculture moderne').last().boundingBox();
  if (!from || !to) throw new Error('the list is not on the page');
  await page.mouse.move(from.x + 1, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await toolbar(page).getByRole('button', { name: 'Bleu' }).click();
  const [words] = await painted(reader, 'blue');
  expect(words).toMatch(/^le libre-échange/);
  expect(words).toMatch(/l’agric/);
});

test('a passage is selected and marked with the keyboard alone', async ({ reader }) => {
  const { page } = reader;
  await page.locator('reading-pane').focus();
  await page.keyboard.press('F7');
  await expect(page.locator('.text-caret')).toBeVisible();
  await page.keyboard.press('Control+ArrowRight');
  for (let word = 0; word < 4; word += 1) await page.keyboard.press('Control+Shift+ArrowRight');
  await page.keyboard.press('Control+2');
  await expect
    .poll(async () => (await painted(reader, 'green'))[0]?.split(/\s/).length)
    .toBeGreaterThanOrEqual(3);
  await reader.saved();
});

test('what was selected by a key is marked by the next, though no event has told of it yet', async ({
  reader,
}) => {
  const { page } = reader;
  await page.locator('reading-pane').focus();
  await page.keyboard.press('F7');
  await expect(page.locator('.text-caret')).toBeVisible();
  await page.keyboard.press('Control+ArrowRight');
  await page.locator('reading-pane').evaluate((pane) => {
    const press = (key: string, shiftKey: boolean) =>
      pane.dispatchEvent(
        new KeyboardEvent('keydown', {
          ...{ key, shiftKey, ctrlKey: true },
          ...{ bubbles: true, composed: true, cancelable: true },
        }),
      );
    for (let word = 0; word < 4; word += 1) press('ArrowRight', true);
    press('2', false);
  });
  await expect
    .poll(async () => (await painted(reader, 'green'))[0]?.split(/\s/).length)
    .toBeGreaterThanOrEqual(3);
});

test('the sentence and the paragraph at the caret are marked without a selection', async ({ reader }) => {
  await clickOn(reader, 'des bouleversements historiques');
  await reader.page.locator('reading-pane').focus();
  await reader.page.keyboard.press('Control+Alt+S');
  await expect
    .poll(() => painted(reader, 'yellow'))
    .toEqual(['Wang Yi a estimé que le monde traverse des bouleversements historiques sans précédent.']);
  await clickOn(reader, 'Un centre de recherche');
  await reader.page.locator('reading-pane').focus();
  await reader.page.keyboard.press('Control+Alt+P');
  await expect
    .poll(async () =>
      (await painted(reader, 'yellow')).some((words) => /^Un centre de recherche.*du temps/s.test(words)),
    )
    .toBe(true);
});

test('note, tags, colour, deletion, undo and redo', async ({ reader }) => {
  const { page } = reader;
  await dragOver(reader, 'plus de 180 pays');
  await toolbar(page).getByRole('button', { name: 'Note', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('Chiffre repris par les agences ; **source primaire** ?');
  const panel = page.getByRole('tabpanel', { name: 'Annotations' });
  const tag = panel.getByPlaceholder('Ajouter une étiquette…');
  await tag.fill('chiffres');
  await tag.press('Enter');
  await reader.saved();
  await expect(panel).toContainText('chiffres');
  await expect(panel).toContainText('plus de 180 pays');

  await clickOn(reader, 'plus de 180 pays');
  await toolbar(page).getByRole('button', { name: 'Rose' }).click();
  await expect.poll(() => painted(reader, 'pink')).toEqual(['plus de 180 pays']);
  await expect.poll(() => painted(reader, 'noted')).toEqual(['plus de 180 pays']);

  await toolbar(page).getByRole('button', { name: 'Supprimer' }).click();
  await expect.poll(() => painted(reader, 'pink')).toEqual([]);
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Control+Z');
  await expect.poll(() => painted(reader, 'pink')).toEqual(['plus de 180 pays']);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => painted(reader, 'yellow')).toEqual(['plus de 180 pays']);
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => painted(reader, 'pink')).toEqual(['plus de 180 pays']);
  await expect(page.getByRole('tabpanel', { name: 'Annotations' })).toContainText(
    'Chiffre repris par les agences',
  );
});

test('overlapping annotations: each is painted, a click goes from one to the next', async ({ reader }) => {
  const { page } = reader;
  await dragOver(reader, 'imposé, de leur seule initiative');
  await toolbar(page).getByRole('button', { name: 'Jaune' }).click();
  await page.keyboard.press('Escape');
  await dragOver(reader, 'leur seule initiative');
  await toolbar(page).getByRole('button', { name: 'Bleu' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => painted(reader, 'yellow')).toEqual(['imposé, de leur seule initiative']);
  await expect.poll(() => painted(reader, 'blue')).toEqual(['leur seule initiative']);
  await clickOn(reader, 'seule initiative');
  const first = await painted(reader, 'current');
  await clickOn(reader, 'seule initiative');
  await expect.poll(() => painted(reader, 'current')).not.toEqual(first);
});

test('the list leads to the text and the text to the list', async ({ reader }) => {
  const { page, text } = reader;
  await dragOver(reader, '95 milliards de dollars');
  await toolbar(page).getByRole('button', { name: 'Jaune' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Annotations' }).click();
  await page.locator('reading-pane').evaluate((pane) => {
    pane.scrollTop = 0;
  });
  await expect(text.getByText('95 milliards de dollars')).not.toBeInViewport();
  await page.getByRole('button', { name: /Aller au passage « 95 milliards/ }).click();
  await expect(text.getByText('95 milliards de dollars')).toBeInViewport();
  await clickOn(reader, '95 milliards de dollars');
  await expect(page.getByRole('tabpanel', { name: 'Annotations' }).locator('[aria-current]')).toContainText(
    '95 milliards',
  );
});

test('what is stored is a W3C annotation with both selectors and the revision', async ({ reader }) => {
  await dragOver(reader, 'plus de 180 pays');
  await toolbar(reader.page).getByRole('button', { name: 'Vert' }).click();
  await reader.saved();
  const answer = await reader.page.evaluate(() => window.api.annotations.read('2025-04-26-almaty'));
  if (!answer.ok) throw new Error(answer.error.sentence);
  expect(unpack(answer.value.value)).toEqual([
    expect.objectContaining({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'Annotation',
      motivation: 'highlighting',
      target: expect.objectContaining({
        source: 'urn:brief:2025-04-26-almaty:fr',
        state: expect.stringMatching(/^urn:sha256:[0-9a-f]{64}$/),
        selector: [
          expect.objectContaining({ type: 'TextQuoteSelector', exact: 'plus de 180 pays' }),
          expect.objectContaining({ type: 'TextPositionSelector' }),
        ],
      }),
    }),
  ]);
});

test('copying with the source puts the quotation, the title and the paragraph on the clipboard', async ({
  reader,
}) => {
  await dragOver(reader, 'plus de 180 pays');
  // Once the program has written it, what is being copied can be read.
  const markup = reader.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener('copy', (event) => resolve(event.clipboardData?.getData('text/html') ?? ''), {
          once: true,
        });
      }),
  );
  await toolbar(reader.page).getByRole('button', { name: 'Copier avec la source' }).click();
  const copied = await reader.app.evaluate(({ clipboard }) => clipboard.readText());
  const [quote, from, ...more] = copied.split('\n');
  expect(quote).toBe('«\u202fplus de 180 pays\u202f»');
  expect(from).toMatch(/^— Chine–Asie centrale.*Almaty, Kazakhstan, 26\savril\s2025, §\u00a0\d+$/);
  expect(more.at(-1)).toBe('urn:brief:2025-04-26-almaty:fr');
  expect(more[0]).toMatch(/^Article de presse en français/);
  expect(await markup).toContain('<blockquote cite="urn:brief:2025-04-26-almaty:fr"');
});

test('a copied citation leads to the pages that the brief cites for the passage', async ({ reader }) => {
  await reader.page.getByRole('button', { name: /Première rencontre.*visioconférence/ }).click();
  await dragOver(reader, 'leur première réunion ministérielle');
  await toolbar(reader.page).getByRole('button', { name: 'Copier avec la source' }).click();
  const copied = await reader.app.evaluate(({ clipboard }) => clipboard.readText());
  const [, , ...sources] = copied.split('\n');
  expect(sources.slice(0, -1)).toHaveLength(2);
  for (const source of sources.slice(0, -1)) expect(source).toMatch(/, https?:\/\/\S+$/);
});

test('another edition in the middle of a note leaves what was typed, and the keyboard to the text', async ({
  reader,
}) => {
  const { page, text } = reader;
  await dragOver(reader, 'plus de 180 pays');
  await page.keyboard.press('Control+Alt+N');
  await page.keyboard.type('Chiffre à');
  await page.keyboard.press('F8');
  await expect(text).toHaveAttribute('lang', 'en');
  await expect(page.locator('reading-pane')).toBeFocused();
  await page.keyboard.press('F8');
  await expect(text).toHaveAttribute('lang', 'fr');
  await page.getByRole('tab', { name: 'Annotations' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Annotations' })).toContainText('Chiffre à');
});
