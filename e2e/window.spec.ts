import { expect } from '@playwright/test';
import { type Reader, test } from './app.ts';

const widthOf = ({ page }: Reader, pane: string) =>
  page.locator(pane).evaluate((element) => Math.round(element.getBoundingClientRect().width));

const bounds = ({ app }: Reader) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

test('the window and its columns are as they were left', async ({ start }) => {
  const first = await start('--lang=en');
  const place = { x: 40, y: 30, width: 1130, height: 700 };
  await first.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), place);
  await expect.poll(() => first.page.evaluate(() => innerWidth)).toBe(1130);
  expect(await widthOf(first, 'library-pane')).toBe(272);

  // Dragged, and taken from the hand: it goes back.
  const library = first.page.getByRole('separator', { name: 'Width of the library' });
  const edge = await library.boundingBox();
  if (!edge) throw new Error('the library has no edge');
  const at = { x: edge.x + edge.width / 2, y: edge.y + 200 };
  await first.page.mouse.move(at.x, at.y);
  await first.page.mouse.down();
  await first.page.mouse.move(at.x - 50, at.y, { steps: 5 });
  await expect.poll(() => widthOf(first, 'library-pane')).toBe(222);
  await library.evaluate((element) => element.releasePointerCapture(1));
  await first.page.mouse.up();
  await expect.poll(() => widthOf(first, 'library-pane')).toBe(272);

  await first.page.mouse.move(at.x, at.y);
  await first.page.mouse.down();
  await first.page.mouse.move(at.x + 60, at.y, { steps: 5 });
  await first.page.mouse.up();
  await expect.poll(() => widthOf(first, 'library-pane')).toBe(332);
  // Nothing was selected on the way.
  expect(await first.page.evaluate(() => getSelection()?.toString())).toBe('');

  // By keyboard, told as a slider is.
  const side = first.page.getByRole('separator', { name: 'Width of the side pane' });
  await side.focus();
  await first.page.keyboard.press('ArrowLeft');
  await expect.poll(() => widthOf(first, 'side-pane')).toBe(388);
  await expect(side).toHaveAttribute('aria-valuenow', '388');
  await first.close();

  const again = await start('--lang=en');
  expect(await widthOf(again, 'library-pane')).toBe(332);
  expect(await widthOf(again, 'side-pane')).toBe(388);
  const { width, height } = (await bounds(again)) ?? {};
  expect({ width, height }).toEqual({ width: 1130, height: 700 });
  await again.page.getByRole('separator', { name: 'Width of the library' }).dblclick();
  await expect.poll(() => widthOf(again, 'library-pane')).toBe(272);
  await again.page.getByRole('separator', { name: 'Width of the side pane' }).focus();
  await again.page.keyboard.press('Enter');
  await expect.poll(() => widthOf(again, 'side-pane')).toBe(372);
});
