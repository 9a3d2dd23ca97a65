import { expect, type Page } from '@playwright/test';
import { unpack } from '../core/packed.ts';
import { clickOn, dragOver, painted, type Reader, test } from './app.ts';

async function marked(reader: Reader, words: string): Promise<void> {
  await dragOver(reader, words);
  await reader.page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: 'Jaune' }).click();
  await expect.poll(() => painted(reader, 'yellow')).toContain(words);
}

test('Escape lets go of a mark made with the mouse', async ({ reader }) => {
  const { page } = reader;
  await marked(reader, 'plus de 180 pays');
  const toolbar = page.getByRole('toolbar', { name: 'Annoter' });
  await page.getByRole('tab', { name: 'Annotations' }).click();
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await expect(toolbar).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(toolbar).toBeHidden();
});

test('nothing is done behind an open sheet', async ({ reader }) => {
  const { page } = reader;
  await marked(reader, 'plus de 180 pays');
  await page.keyboard.press('F1');
  const help = page.getByRole('dialog', { name: 'Raccourcis clavier' });
  await expect(help).toBeVisible();
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+Alt+Backspace');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  expect(await painted(reader, 'yellow')).toEqual(['plus de 180 pays']);
});

test('what the board covers is left alone, and Escape goes back to it', async ({ reader }) => {
  const { page, text } = reader;
  await marked(reader, 'plus de 180 pays');
  await page.keyboard.press('Control+Shift+L');
  const board = page.getByRole('heading', { name: 'Suivi des propositions' });
  await expect(board).toBeVisible();
  await page.keyboard.press('Control+Alt+Backspace');
  await page.keyboard.press('Control+2');
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  const held = new Set<string | undefined>();
  for (let round = 0; round < 4; round += 1) {
    await page.keyboard.press('F6');
    held.add(await page.evaluate(() => document.activeElement?.localName));
  }
  expect([...held].sort()).toEqual(['library-pane', 'lineage-board']);
  await page.keyboard.press('Escape');
  await expect(board).toBeHidden();
  await expect(page.locator('reading-pane')).toBeFocused();
  await expect(text.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await painted(reader, 'yellow')).toEqual(['plus de 180 pays']);
});

test('the same thing done again is said again', async ({ reader }) => {
  const { page } = reader;
  await marked(reader, 'plus de 180 pays');
  await page.keyboard.press('Escape');
  await marked(reader, 'deuxième économie');
  const said = page.locator('app-shell > p[role=status]');
  await said.evaluate((region) => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver((records) => {
      if (records.some(({ addedNodes }) => addedNodes.length)) heard.push(region.textContent ?? '');
    }).observe(region, { childList: true, subtree: true });
  });
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expect.poll(() => painted(reader, 'yellow')).toEqual([]);
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'heard'))).toEqual(['Annulé.', 'Annulé.']);
});

test('what an input method puts together chooses nothing and closes nothing', async ({ reader }) => {
  const { page } = reader;
  const compose = (key: string): Promise<void> =>
    page.evaluate((pressed) => {
      let field = document.activeElement;
      while (field?.shadowRoot?.activeElement) field = field.shadowRoot.activeElement;
      field?.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: pressed,
          isComposing: true,
          bubbles: true,
          composed: true,
          cancelable: true,
        }),
      );
    }, key);
  await page.keyboard.press('Control+F');
  const find = page.getByRole('textbox', { name: 'Rechercher' });
  await expect(find).toBeFocused();
  await page.keyboard.type('Chine');
  await compose('Escape');
  await expect(find).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(find).toBeHidden();

  await page.keyboard.press('Control+K');
  const palette = page.getByRole('combobox', { name: 'Chercher' });
  await palette.pressSequentially('OMC');
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await compose('Enter');
  await expect(palette).toBeFocused();
});

test('an annotation in hand is chosen among several like any other', async ({ reader }) => {
  const { page } = reader;
  await marked(reader, 'plus de 180 pays');
  await page.keyboard.press('Escape');
  await clickOn(reader, 'plus de 180 pays');
  const panel = page.getByRole('tabpanel', { name: 'Annotations' });
  await page.getByRole('tab', { name: 'Annotations' }).click();
  await panel.getByRole('button', { name: 'En choisir plusieurs' }).click();
  const box = panel.getByRole('checkbox', { name: /plus de 180 pays/ });
  const quote = panel.getByRole('button', { name: /Aller au passage/ });
  const [chosen, beside] = [await box.boundingBox(), await quote.boundingBox()];
  expect((chosen?.x ?? 0) + (chosen?.width ?? 0)).toBeLessThanOrEqual(beside?.x ?? 0);
  // A press a little beside the small box still hits it.
  await page.mouse.click((chosen?.x ?? 0) - 4, (chosen?.y ?? 0) + (chosen?.height ?? 0) + 4);
  await expect(box).toBeChecked();
  const tag = panel.getByRole('combobox', { name: 'Ajouter une étiquette…' }).first();
  expect((await tag.boundingBox())?.width).toBeGreaterThan(200);
});

test('the window has its landmarks, and what is pressed is large enough', async ({ reader }) => {
  const { page } = reader;
  await marked(reader, 'plus de 180 pays');
  await page.getByRole('tab', { name: 'Annotations' }).click();
  await expect(page.getByRole('main')).toHaveAccessibleName(/cinq propositions avant le sommet/);
  await expect(page.getByRole('complementary', { name: 'Volet latéral' })).toBeVisible();
  for (const pane of ['Synthèse', 'Propositions', 'Annotations']) {
    await page.getByRole('tab', { name: pane }).click();
    expect(await tooSmall(page), pane).toEqual([]);
  }
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByRole('main')).toContainText('Suivi des propositions');
});

test('the whole text is selected and marked, and nothing beside it', async ({ reader }) => {
  const { page } = reader;
  await clickOn(reader, 'Wang Yi a estimé que le monde');
  await page.keyboard.press('Control+A');
  const inText = await page.evaluate(() => {
    const range = document.getSelection()?.getRangeAt(0);
    return document.querySelector('article')?.contains(range?.commonAncestorContainer ?? null);
  });
  expect(inText).toBe(true);
  await page.keyboard.press('Control+1');
  await reader.saved();
  const read = await page.evaluate(() => window.api.annotations.read('2025-04-26-almaty'));
  if (!read.ok) throw new Error(read.error.sentence);
  const opened = await page.evaluate(() => window.api.library.open({ id: '2025-04-26-almaty', lang: 'fr' }));
  if (!opened.ok) throw new Error(opened.error.sentence);
  expect(unpack(read.value.value).map(({ target }) => target.selector[0].exact)).toEqual([opened.value.text]);
});

test('the toolbar is whole in a narrow window', async ({ reader }) => {
  const { app, page } = reader;
  await expect(() =>
    app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.setMinimumSize(200, 200);
      window?.setContentSize(660, 700);
    }),
  ).toPass();
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(660);
  await dragOver(reader, 'plus de 180 pays');
  const buttons = page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button');
  await expect(buttons.first()).toBeVisible();
  const pane = await page.locator('reading-pane').boundingBox();
  for (const button of await buttons.all()) {
    const box = await button.boundingBox();
    expect(box?.x ?? 0).toBeGreaterThanOrEqual(pane?.x ?? 0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(660);
  }
});

test('what stands at a mark goes with it when the window and the columns change', async ({ reader }) => {
  const { app, page } = reader;
  await marked(reader, 'plus de 180 pays');
  const start = page.getByRole('button', { name: /^Début du passage/ });
  await expect(start).toBeVisible();
  /** How far the handle is from the start of the mark, in CSS pixels. */
  const apart = async (): Promise<number> => {
    const at = await page.evaluate(() => {
      const [range] = CSS.highlights.get('mark-yellow') ?? [];
      return range instanceof Range ? range.getBoundingClientRect() : null;
    });
    const handle = await start.boundingBox();
    if (!at || !handle) return Number.NaN;
    return Math.hypot(handle.x + handle.width / 2 - at.x, Math.max(0, at.y - handle.y - handle.height));
  };
  const before = await apart();
  expect(before).toBeLessThan(24);
  await page.keyboard.press('F9');
  await expect(page.locator('library-pane')).toBeHidden();
  await expect.poll(apart).toBeCloseTo(before, 0);
  await expect(() =>
    app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.setMinimumSize(200, 200);
      window?.setContentSize(760, 700);
    }),
  ).toPass();
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(760);
  await expect.poll(apart).toBeCloseTo(before, 0);
});

test('a note that is too long says so', async ({ reader }) => {
  const { page } = reader;
  await marked(reader, 'plus de 180 pays');
  await page.keyboard.press('Control+Alt+N');
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.insertText('mots '.repeat(20_001));
  await expect(page.locator('status-bar .told')).toContainText('Le champ est plein');
});

/** What in the side pane takes presses on less than 24 CSS pixels either way (WCAG 2.2, 2.5.8), links within sentences left out. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (!element.matches('button, input, select, textarea, [role=tab]') || !element.checkVisibility())
          continue;
        const own = element.closest('label') ?? element;
        const box = own.getBoundingClientRect();
        let [width, height] = [box.width, box.height];
        for (const part of ['::before', '::after']) {
          const { content, position, width: wide, height: high } = getComputedStyle(element, part);
          if (content === 'none' || position !== 'absolute') continue;
          width = Math.max(width, Number.parseFloat(wide) || 0);
          height = Math.max(height, Number.parseFloat(high) || 0);
        }
        if (width < 23.9 || height < 23.9)
          found.push(`${element.ariaLabel ?? element.textContent?.trim() ?? ''} ${width} × ${height}`);
      }
    };
    const pane = document.querySelector('side-pane')?.shadowRoot;
    if (!pane) throw new Error('no side pane');
    visit(pane);
    return found;
  });
}
