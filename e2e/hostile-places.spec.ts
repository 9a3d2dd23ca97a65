import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { dragOver, test } from './app.ts';
import { hostileWords } from './hostile-words.ts';
import { covered, strangeIn } from './oracle.ts';

/** Beside the text of a brief, hostile words come up in all these places too. */

const line = (word: string) => JSON.stringify(word.replace(/\s+/gu, ' '));

/** A glossary in a language that the program brings none in, so that it is the reader's own that counts. */
const glossary = `lang: de
terms:
${hostileWords.map((word, at) => `  - { id: t${at}, term: ${line(word)}, definition: ${line(word)}, seeAlso: [t${(at + 1) % hostileWords.length}], sources: [s0] }`).join('\n')}
sources:
  - { id: s0, publisher: ${line(hostileWords[0] ?? '')} }
`;

/** What the parts of the app that brief and words come up in show; nothing of it is theirs. */
const words = hostileWords.slice(0, 55);

const brief = `---
id: hostile
lang: de
title: Feindliche Wörter
kind: Note
date: 2026-03-02
place: Genf
standfirst: Wörter, die nur gelesen werden.
summary: [Wörter]
revised: 2026-03-05
proposals:
${words.map((word, at) => `  - { id: p${at}, title: ${line(word)}, by: ${line([...word].slice(0, 100).join(''))}, gist: ${line(word)} }`).join('\n')}
---

Ein Absatz, in dem diese Stelle steht.

${words.map((_, at) => `Das [Wort ${at}](term:t${at}) steht hier.`).join('\n\n')}

${words.map((word) => word.replace(/\s+/gu, ' ')).join('\n\n')}
`;

async function expectUnharmed(page: Page, dialogs: readonly string[], where: string): Promise<void> {
  expect(await strangeIn(page), where).toEqual([]);
  expect(await page.evaluate(() => Reflect.has(window, 'canary')), where).toBe(false);
  expect(dialogs, where).toEqual([]);
  expect(page.url(), where).toBe('aide-memoire://app/index.html');
}

test('hostile words are only ever read where they are found, explained, followed, pasted, imported and listed', async ({
  start,
  profile,
}) => {
  test.setTimeout(120_000);
  const shelf = path.join(profile, 'briefs');
  mkdirSync(path.join(shelf, 'hostile'), { recursive: true });
  writeFileSync(path.join(shelf, 'glossary.de.yaml'), glossary);
  writeFileSync(path.join(shelf, 'hostile', 'de.md'), brief);
  // As names of files, of which most systems allow all but a few letters.
  for (const [at, word] of words.entries()) {
    const name = [...word.replace(/[/\0\\:*?"<>|\s]/g, '_')].slice(0, 60).join('');
    mkdirSync(path.join(shelf, `${at} ${name}`));
    writeFileSync(
      path.join(shelf, `${at} ${name}`, `${name}.md`),
      `---\n${line(word)}: ${line(word)}\n---\n`,
    );
  }
  const reader = await start('--lang=en');
  const { app, page } = reader;
  const dialogs: string[] = [];
  page.on('pageerror', (error) => dialogs.push(`${error.stack}`));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });

  // Files that were just written are waited for before they are judged.
  const bad = page.getByRole('navigation').getByText(/^0 _script_/);
  await expect(bad.first()).toBeVisible({ timeout: 20_000 });
  await expectUnharmed(page, dialogs, 'list');
  await page.getByRole('navigation').getByRole('button', { name: 'Feindliche Wörter' }).click();
  await expect(reader.text.getByRole('heading', { level: 1 })).toHaveText('Feindliche Wörter');
  expect(await covered(reader), 'list').toEqual([]);

  for (const at of [0, 2, 6, 18, 19, 23]) {
    await reader.text.locator(`[data-term="t${at}"]`).first().click();
    const card = page.getByRole('dialog', { name: words[at]?.replace(/\s+/gu, ' ') ?? '', exact: true });
    await expect(card).toContainText(words[at]?.replace(/\s+/gu, ' ') ?? '');
    await expectUnharmed(page, dialogs, `card ${at}`);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: /^Glossary/ }).click();
  await expect(page.locator('glossary-page').getByRole('term').first()).toBeVisible();
  await expectUnharmed(page, dialogs, 'glossary');

  await page.getByRole('button', { name: /^Follow the proposals/ }).click();
  await expect(page.locator('lineage-board').getByRole('status')).toContainText(
    `${43 + words.length} proposals`,
  );
  await expectUnharmed(page, dialogs, 'board');
  await page.getByRole('navigation').getByRole('button', { name: 'Feindliche Wörter' }).click();

  await page.keyboard.press('Control+K');
  const field = page.getByRole('combobox', { name: /^Search/ });
  for (const word of ['canary script', 'onerror', '"javascript"', ...words.slice(0, 8)]) {
    await field.fill(word);
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    await expectUnharmed(page, dialogs, `search ${word}`);
  }
  await page.keyboard.press('Escape');

  await dragOver(reader, 'diese Stelle');
  await page
    .getByRole('toolbar', { name: 'Annotate' })
    .getByRole('button', { name: 'Note', exact: true })
    .click();
  const note = page.locator('textarea:focus');
  for (const word of words.slice(0, 24))
    await note.evaluate((element, html) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', html);
      clipboardData.setData('text/plain', html);
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }),
      );
      document.execCommand('insertText', false, `${html}\n`);
    }, word);
  await page.keyboard.press('Escape');
  await reader.saved();
  await expectUnharmed(page, dialogs, 'note');

  const item = (word: string, at: number) => ({
    id: word,
    created: word,
    user: word,
    uri: word,
    text: word,
    tags: [word],
    target: [{ selector: [{ type: 'TextQuoteSelector', exact: at % 2 ? 'diese Stelle' : word }] }],
  });
  const file = path.join(profile, '_img src=x onerror=window.canary=1_.json');
  writeFileSync(file, JSON.stringify({ total: words.length, rows: words.map(item) }));
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);
  await page.keyboard.press('Control+Shift+O');
  const sheet = page.getByRole('dialog', { name: /^Import / });
  await expect(sheet.getByRole('listitem').first()).toBeVisible({ timeout: 20_000 });
  await expectUnharmed(page, dialogs, 'import');
  await sheet.getByRole('button', { name: /^Import \d+/ }).click();
  await expect(sheet).toBeHidden();
  await reader.saved();
  await expectUnharmed(page, dialogs, 'imported');
  expect(await covered(reader), 'imported').toEqual([]);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
