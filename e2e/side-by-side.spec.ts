import { expect, type Locator, type Page } from '@playwright/test';
import { unpack } from '../core/packed.ts';
import { painted, test } from './app.ts';

function column(page: Page, lang: string): Locator {
  return page.locator(`reading-pane article[lang=${lang}]`);
}

/** Where a block stands on the screen, once it is laid out. */
async function topOf(article: Locator, block: number): Promise<number> {
  return article.locator(`[data-block="${block}"]`).evaluate(async (element) => {
    for (let frame = 0; frame < 3; frame += 1) {
      element.scrollIntoView({ block: 'center' });
      await new Promise(requestAnimationFrame);
    }
    return element.getBoundingClientRect().top;
  });
}

/** Drags over the first words of a block. */
async function dragInBlock(page: Page, article: Locator, block: number): Promise<void> {
  await topOf(article, block);
  const box = await article.locator(`[data-block="${block}"]`).evaluate((element) => {
    const range = document.createRange();
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (text.nextNode()?.parentElement?.closest('[data-aside]'));
    range.setStart(text.currentNode, 0);
    range.setEnd(text.currentNode, 12);
    const { left, right, top, height } = range.getClientRects()[0] ?? new DOMRect();
    return { left, right, y: top + height / 2 };
  });
  await page.mouse.move(box.left + 0.5, box.y);
  await page.mouse.down();
  await page.mouse.move(box.right - 0.5, box.y, { steps: 4 });
  await page.mouse.up();
}

test.beforeEach(async ({ reader: { page } }) => {
  await page.getByRole('button', { name: 'Côte à côte' }).click();
  await column(page, 'en').waitFor();
});

test('block n stands beside block n, whatever its length, and both scroll together', async ({ reader }) => {
  const { page } = reader;
  const count = await column(page, 'fr').locator('[data-block]').count();
  expect(await column(page, 'en').locator('[data-block]').count()).toBe(count);
  for (const block of [0, 3, 8, Math.floor(count / 2), count - 1]) {
    const there = await topOf(column(page, 'fr'), block);
    const other = await column(page, 'en')
      .locator(`[data-block="${block}"]`)
      .evaluate((element) => element.getBoundingClientRect().top);
    // Rows of a table stand beside each other's table, not row beside row.
    if (
      await column(page, 'fr').locator(`p[data-block="${block}"], :is(h2, h3)[data-block="${block}"]`).count()
    )
      expect(Math.abs(other - there)).toBeLessThan(1);
  }
  const boxes = await Promise.all(['fr', 'en'].map((lang) => column(page, lang).boundingBox()));
  expect((boxes[0]?.x ?? 0) + (boxes[0]?.width ?? 0)).toBeLessThanOrEqual(boxes[1]?.x ?? 0);
});

test('what is selected belongs to the edition it lies in; each shows its own marks', async ({ reader }) => {
  const { page } = reader;
  const toolbar = page.getByRole('toolbar', { name: 'Annoter' });
  await dragInBlock(page, column(page, 'en'), 4);
  await toolbar.getByRole('button', { name: 'Vert' }).click();
  await dragInBlock(page, column(page, 'fr'), 4);
  await toolbar.getByRole('button', { name: 'Jaune' }).click();
  await reader.saved();
  const kept = await page.evaluate(() => window.api.annotations.read('2025-04-26-almaty'));
  expect(kept.ok && unpack(kept.value.value).map(({ target }) => target.source)).toEqual([
    'urn:brief:2025-04-26-almaty:en',
    'urn:brief:2025-04-26-almaty:fr',
  ]);
  const words = async (lang: string) =>
    (await column(page, lang).locator('[data-block="4"]').innerText()).slice(0, 12);
  await expect.poll(() => painted({ page }, 'green')).toEqual([await words('en')]);
  await expect.poll(() => painted({ page }, 'yellow')).toEqual([await words('fr')]);
  // The mark in hand lights its block up in both.
  for (const lang of ['fr', 'en'])
    await expect(column(page, lang).locator('[data-block="4"]')).toHaveClass(/\blit\b/);
});

test('a block under the pointer, or with the caret in it, lights up in both', async ({
  reader: { page },
}) => {
  await topOf(column(page, 'en'), 6);
  await column(page, 'en').locator('[data-block="6"]').hover();
  for (const lang of ['fr', 'en'])
    await expect(column(page, lang).locator('[data-block="6"]')).toHaveClass(/\blit\b/);
  await page.getByRole('searchbox').or(page.locator('top-bar')).first().hover();
  await expect(column(page, 'fr').locator('.lit')).toHaveCount(0);
  await column(page, 'fr').locator('[data-block="6"]').click();
  await page.locator('top-bar').hover();
  await expect(column(page, 'en').locator('.lit')).toHaveAttribute('data-block', '6');
});

test('in a narrow window each block has its translation beneath', async ({ reader }) => {
  const { page, app } = reader;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(760, 800));
  await expect
    .poll(async () => {
      const fr = await topOf(column(page, 'fr'), 4);
      const [en, next] = await Promise.all([
        column(page, 'en').locator('[data-block="4"]').boundingBox(),
        column(page, 'fr').locator('[data-block="5"]').boundingBox(),
      ]);
      return fr < (en?.y ?? 0) && (en?.y ?? 0) < (next?.y ?? 0);
    })
    .toBe(true);
  await dragInBlock(page, column(page, 'fr'), 4);
  await expect(page.getByRole('toolbar', { name: 'Annoter' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => String(getSelection()).length)).toBe(12);
});

test('F8 goes over to the other column, a language’s own button shows it alone, and a restart keeps both', async ({
  reader,
  start,
}) => {
  const { page } = reader;
  await page.locator('reading-pane').focus();
  await expect(page.getByRole('tabpanel')).toContainText('Il a avancé cinq propositions');
  await page.keyboard.press('F8');
  await expect(page.getByRole('tabpanel')).toContainText('He put forward five proposals');
  await expect(column(page, 'fr')).toBeVisible();
  await reader.close();
  const again = await start('--lang=fr');
  await expect(again.page.locator('reading-pane article')).toHaveCount(2);
  await again.page.getByRole('button', { name: 'English' }).click();
  await expect(again.page.locator('reading-pane article')).toHaveCount(1);
  await expect(again.page.locator('reading-pane article')).toHaveAttribute('lang', 'en');
  await again.page.keyboard.press('Shift+F8');
  await expect(again.page.locator('reading-pane article')).toHaveCount(2);
});

test('what is looked for is marked in both editions, and counted in the one in hand', async ({ reader }) => {
  const { page } = reader;
  await column(page, 'fr').click();
  await page.keyboard.press('Control+F');
  await page.getByRole('search').getByRole('textbox').fill('Astana');
  const langs = () =>
    page.evaluate(() => {
      const ranges = [...(CSS.highlights.get('found') ?? []), ...(CSS.highlights.get('found-at') ?? [])];
      const found = ranges.map((range) => [
        range instanceof Range && range.startContainer.parentElement?.closest('article')?.lang,
        String(range),
      ]);
      return [...new Set(found.map(String))].sort();
    });
  await expect.poll(langs).toEqual(['en,Astana', 'fr,Astana']);
  const at = await page.evaluate(() =>
    [...(CSS.highlights.get('found-at') ?? [])].map(
      (range) => range instanceof Range && range.startContainer.parentElement?.closest('article')?.lang,
    ),
  );
  expect(at).toEqual(['fr']);
  await page.keyboard.press('Escape');
  await expect.poll(langs).toEqual([]);
});
