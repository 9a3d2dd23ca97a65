import { expect, type Page } from '@playwright/test';
import { clickOn, dragOver, painted, type Reader, test } from './app.ts';

const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Annoter' });
const said = (page: Page) => page.locator('app-shell > [role=status]');

test.beforeEach(async ({ reader: { page } }) => {
  await page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
});

async function marked(reader: Reader, words: string): Promise<void> {
  await dragOver(reader, words);
  await toolbar(reader.page).getByRole('button', { name: 'Jaune' }).click();
  await expect.poll(() => painted(reader, 'current')).toEqual([words]);
  await expect(toolbar(reader.page).getByRole('button', { name: 'Supprimer l’annotation' })).toBeInViewport({
    ratio: 1,
  });
}

test('the ends of the mark in hand are dragged with the mouse', async ({ reader }) => {
  const { page } = reader;
  await marked(reader, 'plus de 180 pays');
  const end = page.getByRole('button', { name: /^Fin du passage/ });
  const box = await end.boundingBox();
  if (!box) throw new Error('the mark in hand has no handle');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 60, box.y + box.height / 2, { steps: 5 });
  const during = (await painted(reader, 'yellow'))[0] ?? '';
  expect('plus de 180 pays'.startsWith(during) && during.length < 16).toBe(true);
  await page.mouse.up();
  await reader.saved();
  await expect.poll(() => painted(reader, 'yellow')).toEqual([during]);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => painted(reader, 'yellow')).toEqual(['plus de 180 pays']);
});

/** Where the bars of the two handles stand, in the middle of the first and of the last line. */
async function ends({ page }: Reader) {
  const places = await page.evaluate(() => {
    const [range] = CSS.highlights.get('mark-current') ?? [];
    const boxes = range instanceof Range ? range.getClientRects() : [];
    const [first, last] = [boxes[0], boxes[boxes.length - 1]];
    if (!first || !last) return null;
    const [start, end] = [first, last].map(({ top, height }) => ({ y: top + height / 2, half: height / 2 }));
    return start && end ? { start: { ...start, x: first.left }, end: { ...end, x: last.right } } : null;
  });
  if (!places) throw new Error('no mark is in hand');
  return places;
}

/** What stands uppermost at a place of the window, inside the parts that hide their own. */
const uppermost = ({ page }: Reader, x: number, y: number): Promise<string | undefined> =>
  page.evaluate(
    ([left, top]) => {
      let found = document.elementFromPoint(left, top);
      while (found?.shadowRoot) {
        const inner = found.shadowRoot.elementFromPoint(left, top);
        if (!inner || inner === found) break;
        found = inner;
      }
      return found?.getAttribute('aria-label')?.slice(0, 5) ?? found?.localName;
    },
    [x, y] as const,
  );

for (const kind of ['touch', 'pen'] as const) {
  test(`the ends of the mark in hand are dragged with a ${kind}, and the toolbar leaves the handles free`, async ({
    reader,
  }) => {
    const { page } = reader;
    await marked(reader, 'plus de 180 pays');
    await page.locator('reading-pane').focus();
    await page.keyboard.press('Escape');
    await expect(toolbar(page)).toBeHidden();
    const cdp = await page.context().newCDPSession(page);
    const step = async (what: 'start' | 'move' | 'end', x: number, y: number): Promise<void> => {
      if (kind === 'pen') {
        const type = ({ start: 'mousePressed', move: 'mouseMoved', end: 'mouseReleased' } as const)[what];
        const pressed = { button: 'left', buttons: what === 'end' ? 0 : 1, clickCount: 1 } as const;
        await cdp.send('Input.dispatchMouseEvent', { type, x, y, pointerType: 'pen', ...pressed });
      } else {
        const type = ({ start: 'touchStart', move: 'touchMove', end: 'touchEnd' } as const)[what];
        await cdp.send('Input.dispatchTouchEvent', { type, touchPoints: what === 'end' ? [] : [{ x, y }] });
      }
    };
    // With a screen that is touched, the handles can be taken beside what is seen of them.
    if (kind === 'touch') await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    const beside = kind === 'touch' ? 16 : 0;
    const word = await page.evaluate(() => {
      const [range] = CSS.highlights.get('mark-yellow') ?? [];
      const box = range instanceof Range ? range.getBoundingClientRect() : new DOMRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    });
    await step('start', word.x, word.y);
    await step('end', word.x, word.y);
    await expect.poll(() => painted(reader, 'current')).toEqual(['plus de 180 pays']);
    await expect(page.getByRole('button', { name: /^Fin du passage/ })).toBeVisible();

    const { end } = await ends(reader);
    await step('start', end.x + beside, end.y);
    for (const far of [10, 25, 40]) await step('move', end.x + far, end.y);
    await expect
      .poll(async () => (await painted(reader, 'yellow'))[0]?.length ?? 0)
      .toBeGreaterThan('plus de 180 pays'.length);
    // Out of the way while an end is being moved.
    await expect(toolbar(page)).toBeHidden();
    const during = (await painted(reader, 'yellow'))[0];
    await step('end', end.x + 40, end.y);
    await expect(toolbar(page)).toBeVisible();
    await expect.poll(() => painted(reader, 'yellow')).toEqual([during]);
    await reader.saved();

    const after = await ends(reader);
    await expect
      .poll(() => uppermost(reader, after.start.x, after.start.y - after.start.half - 6))
      .toBe('Début');
    await expect.poll(() => uppermost(reader, after.end.x, after.end.y + after.end.half + 6)).toBe('Fin d');
    const bottom = async (): Promise<number> => {
      const box = await toolbar(page).boundingBox();
      return box ? box.y + box.height : 1e6;
    };
    await expect.poll(bottom).toBeLessThanOrEqual(after.start.y - after.start.half - 7);
    await page.keyboard.press('Control+Z');
    await expect.poll(() => painted(reader, 'yellow')).toEqual(['plus de 180 pays']);
  });
}

test('the ends of the mark in hand are moved by words with the keyboard, and said', async ({ reader }) => {
  const { page } = reader;
  await marked(reader, 'plus de 180 pays');
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Control+Alt+J');
  await expect.poll(() => painted(reader, 'yellow')).toEqual(['plus de 180']);
  await expect(said(page)).toHaveText('plus de 180');
  await page.keyboard.press('Control+Alt+I');
  await expect.poll(() => painted(reader, 'yellow')).toEqual(['de 180']);
  await page.keyboard.press('Control+Alt+K');
  await page.keyboard.press('Control+Alt+U');
  await expect.poll(() => painted(reader, 'yellow')).toEqual(['plus de 180 pays']);
  await page.getByRole('button', { name: /^Début du passage/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => painted(reader, 'yellow')).toEqual(['de 180 pays']);
});

test('a passage is linked to a proposal with the keyboard alone, be it selected or taken from the side pane', async ({
  reader,
}) => {
  const { page, text } = reader;
  const proposals = page.getByRole('menu', { name: 'Lier à une proposition' });
  const item = (nth: number) => proposals.getByRole('menuitemcheckbox').nth(nth);
  const pane = page.locator('reading-pane');
  await pane.focus();
  await page.keyboard.press('Control+L');
  await expect(said(page)).toHaveText('Sélectionnez d’abord un passage du texte.');
  await dragOver(reader, 'plus de 180 pays');
  await pane.focus();
  await page.keyboard.press('Control+L');
  await expect(item(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const title = (await item(1).textContent())?.trim() ?? '';
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText(`liée à «\u202f${title}\u202f»`);
  await expect(proposals).toHaveCount(0);
  await expect(pane).toBeFocused();
  await expect.poll(() => painted(reader, 'yellow')).toEqual(['plus de 180 pays']);
  await reader.saved();

  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Annotations' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Annotations' });
  await panel.getByRole('button', { name: /Aller au passage « plus de 180 pays/ }).click();
  await expect(toolbar(page)).toBeHidden();
  await pane.evaluate((element) => {
    element.scrollTop = 0;
  });
  await expect(text.getByText('plus de 180 pays')).not.toBeInViewport();
  await page.keyboard.press('Control+L');
  await expect(item(0)).toBeFocused();
  await expect(text.getByText('plus de 180 pays')).toBeInViewport();
  await expect(item(4)).toBeInViewport({ ratio: 1 });
  await expect(item(1)).toBeChecked();
  await page.keyboard.press('F6');
  await expect(proposals).toHaveCount(0);
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Lier à une prop');
  await page.keyboard.press('Enter');
  await expect(item(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(proposals).toHaveCount(0);
  await reader.saved();
  const read = await page.evaluate(() => window.api.positions.read('2025-04-26-almaty'));
  if (!read.ok) throw new Error(read.error.sentence);
  expect(Object.values(read.value.value).flatMap(({ passages }) => passages)).toEqual([]);
});

test('with the caret, a selection is stretched by sentence and by block, and said', async ({ reader }) => {
  const { page } = reader;
  const selected = (): Promise<string> => page.evaluate(() => String(document.getSelection()));
  await clickOn(reader, 'Wang Yi a estimé que le monde');
  await page.locator('reading-pane').focus();
  await page.keyboard.press('F7');
  await page.keyboard.press('Alt+ArrowUp');
  const block = await page.evaluate(
    () => document.getSelection()?.focusNode?.parentElement?.closest('[data-block]')?.textContent,
  );
  await page.keyboard.press('Alt+Shift+ArrowRight');
  const sentence = await selected();
  expect(sentence).toMatch(/\.$/);
  expect(block?.startsWith(sentence) || block?.includes(sentence.slice(0, 20))).toBe(true);
  await expect(said(page)).toHaveText(sentence);
  await page.keyboard.press('Alt+Shift+ArrowRight');
  expect((await selected()).length).toBeGreaterThan(sentence.length + 5);
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await page.keyboard.press('Control+Shift+ArrowDown');
  expect((await selected()).length).toBeGreaterThanOrEqual((block?.length ?? 1e6) - 20);
});

test('the keyboard goes round the panes, the toolbar among them', async ({ reader }) => {
  const { page } = reader;
  await marked(reader, 'plus de 180 pays');
  await page.locator('reading-pane').focus();
  const held = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.localName);
  await page.keyboard.press('F6');
  expect(await held()).toBe('selection-toolbar');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => painted(reader, 'green')).toEqual(['plus de 180 pays']);
  await page.keyboard.press('F6');
  expect(await held()).toBe('side-pane');
  await page.keyboard.press('F6');
  expect(await held()).toBe('library-pane');
  await page.keyboard.press('F6');
  expect(await held()).toBe('reading-pane');
  await page.keyboard.press('Shift+F6');
  expect(await held()).toBe('library-pane');
});

test('under a finger the toolbar stands above the selection, clear of the system’s handles', async ({
  reader,
}) => {
  const { page, text } = reader;
  await dragOver(reader, 'plus de 180 pays');
  const line = await text
    .getByText('plus de 180 pays')
    .first()
    .evaluate(() => {
      const box = document.getSelection()?.getRangeAt(0).getBoundingClientRect();
      return box && { top: box.top, bottom: box.bottom };
    });
  const below = await toolbar(page).boundingBox();
  expect(below?.y).toBeGreaterThanOrEqual(line?.bottom ?? 1e6);
  await text.dispatchEvent('pointerdown', { pointerType: 'touch', bubbles: true });
  await text.dispatchEvent('pointerup', { pointerType: 'touch', bubbles: true });
  await expect
    .poll(async () => {
      const box = await toolbar(page).boundingBox();
      return box ? box.y + box.height : 1e6;
    })
    .toBeLessThanOrEqual(line?.top ?? 0);
});

test('a mark of one edition is a sign in the margin of the other, which opens it', async ({ reader }) => {
  const { page, text } = reader;
  await marked(reader, 'plus de 180 pays');
  await toolbar(page).getByRole('button', { name: 'Note', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('Chiffre à suivre.');
  await reader.saved();
  await page.locator('reading-pane').focus();
  await page.keyboard.press('F8');
  await expect(text).toHaveAttribute('lang', 'en');
  const sign = page.getByRole('button', { name: /Dans l’édition en français.*plus de 180 pays/ });
  await expect(sign).toBeVisible();
  const at = await sign.boundingBox();
  const block = await text
    .locator('[data-block]')
    .filter({ hasText: /180 countries/ })
    .first()
    .boundingBox();
  expect(Math.abs((at?.y ?? 1e6) - (block?.y ?? 0))).toBeLessThan(12);
  await sign.click();
  await expect(page.getByRole('tabpanel', { name: 'Annotations' }).locator('[aria-current]')).toContainText(
    'plus de 180 pays',
  );
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('Chiffre à suivre.');
});

test('several annotations are recoloured, tagged and deleted at once, each in one step of undo', async ({
  reader,
}) => {
  const { page } = reader;
  for (const words of ['plus de 180 pays', 'deuxième économie du monde', '95 milliards de dollars']) {
    await marked(reader, words);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('tab', { name: 'Annotations' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Annotations' });
  await panel.getByRole('button', { name: 'En choisir plusieurs' }).click();
  await panel.getByRole('checkbox', { name: /plus de 180 pays/ }).click();
  await panel.getByRole('checkbox', { name: /95 milliards/ }).click();
  await expect(panel.getByText('2 choisies')).toBeVisible();
  await panel.getByRole('button', { name: 'Bleu' }).click();
  await expect(panel.locator('.annotation.blue')).toHaveCount(2);
  await panel.getByRole('combobox', { name: 'Ajouter une étiquette…' }).fill('chiffres');
  await page.keyboard.press('Enter');
  await expect(panel.locator('.annotation .chip')).toHaveText(['chiffres', 'chiffres']);
  await panel.getByRole('button', { name: 'Toutes', exact: true }).click();
  await panel.getByRole('button', { name: 'Supprimer' }).click();
  await expect(panel.locator('.annotation')).toHaveCount(0);
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Control+Z');
  await expect(panel.locator('.annotation')).toHaveCount(3);
  await page.keyboard.press('Control+Z');
  await expect(panel.locator('.annotation .chip')).toHaveCount(0);
  await page.keyboard.press('Control+Z');
  await expect(panel.locator('.annotation.yellow')).toHaveCount(3);
});

test('the list is filtered by note and tag and put in the order of time; notes are shown as Markdown', async ({
  reader,
}) => {
  const { page } = reader;
  await marked(reader, '95 milliards de dollars');
  await toolbar(page).getByRole('button', { name: 'Note', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('**Vérifier** [ici](https://example.org/a) <b>x</b>');
  await page.keyboard.press('Escape');
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Escape');
  await marked(reader, 'plus de 180 pays');
  await page.keyboard.press('Escape');
  const panel = page.getByRole('tabpanel', { name: 'Annotations' });
  const note = panel.locator('.note').filter({ hasText: 'Vérifier' });
  await expect(note.locator('strong')).toHaveText('Vérifier');
  await expect(note.getByRole('link', { name: 'ici' })).toHaveAttribute(
    'data-address',
    'https://example.org/a',
  );
  await expect(note).toContainText('<b>x</b>');
  const quotes = panel.locator('.quote');
  await expect(quotes).toHaveCount(2);
  const inText = await quotes.allTextContents();
  await panel.getByRole('button', { name: 'Autres filtres et ordre' }).click();
  await panel.getByLabel('Ordre', { exact: true }).selectOption('Du dernier changement');
  await expect(quotes.first()).toContainText('plus de 180 pays');
  await panel.getByLabel('Ordre', { exact: true }).selectOption('Du texte');
  expect(await quotes.allTextContents()).toEqual(inText);
  await panel.getByLabel('Note', { exact: true }).selectOption('Avec une note');
  await expect(quotes).toHaveCount(1);
  await expect(panel.getByText('1 sur 2 annotations')).toBeVisible();
  await panel.getByRole('button', { name: 'Tout montrer' }).click();
  await expect(quotes).toHaveCount(2);
});
