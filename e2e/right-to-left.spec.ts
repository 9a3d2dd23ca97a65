import { expect } from '@playwright/test';
import { drop, test } from './app.ts';

const brief = `---
id: ijtima
lang: ar
title: اجتماع وزراء الخارجية
standfirst: ملخص قصير.
kind: اجتماع
date: 2026-01-02
place: ألماتي
summary: [النقطة الأولى في الاجتماع.]
revised: 2026-11-24
---

قال الوزير إن التعاون يتقدم بسرعة.

> اقتباس من الوزير.
`;

test('a brief in a script that runs from right to left is read that way, by the arrow keys too', async ({
  reader: { page, text },
}) => {
  await drop(page, 'ijtima.md', brief);
  const title = text.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('اجتماع وزراء الخارجية');
  await expect(title).toHaveCSS('direction', 'rtl');
  await expect(title).toHaveCSS('text-align', 'start');
  await expect(text.locator('.standfirst')).toHaveCSS('font-style', 'normal');
  await page.getByRole('tab', { name: 'Synthèse' }).click();
  await expect(page.getByRole('tabpanel').getByRole('list').first()).toHaveCSS('direction', 'rtl');

  await page.locator('reading-pane').focus();
  await page.keyboard.press('F7');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toBe('قا');
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => page.evaluate(() => String(document.getSelection()))).toBe('ق');
});

test('a quotation stands clear of the line beside it', async ({ reader: { page, text } }) => {
  await drop(page, 'fr.md', brief.replaceAll('ijtima', 'citation').replace('lang: ar', 'lang: fr'));
  const quotation = text.locator('blockquote');
  await expect(quotation).toBeVisible();
  const [padding, gutter] = await quotation.evaluate((element) => {
    const style = getComputedStyle(element);
    return [style.paddingInlineStart, style.getPropertyValue('--gutter')].map(Number.parseFloat);
  });
  expect(padding).toBeGreaterThan((gutter ?? 0) + 8);
});
