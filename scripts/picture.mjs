import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { command, root, say } from './command.mjs';
import { withDisplay } from './display.mjs';
import { appArguments, getElectron } from './electron.mjs';

/** Takes the README's picture anew: the reader on its first brief, with something decided, marked and noted. */
command(import.meta.url, async () => {
  const { executable } = await getElectron({ tests: true });
  await build();
  const profile = await mkdtemp(path.join(tmpdir(), 'aide-memoire-picture-'));
  try {
    await withDisplay((env) => take(executable, env, profile));
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
  say('docs/reader.png is new.');
});

async function take(executable, env, profile) {
  const { _electron } = await import('@playwright/test');
  const args = appArguments([`--user-data-dir=${profile}`, '--lang=en']);
  const app = await _electron.launch({ executablePath: executable, args, cwd: root, env });
  const page = await app.firstWindow();
  const text = page.getByRole('article');
  await text.getByRole('heading', { level: 1 }).waitFor();
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900);
  });
  const toolbar = page.getByRole('toolbar', { name: 'Annotate' });
  const mark = async (words, colour) => {
    await text.evaluate(selectWords, words);
    await toolbar.getByRole('button', { name: colour }).click();
  };
  await mark('more than 180 countries', 'Green');
  await toolbar.getByRole('button', { name: 'Note', exact: true }).click();
  await page.keyboard.type('Figure repeated by the agencies; primary source?');
  await page.keyboard.press('Tab');
  await page.keyboard.type('figures,');
  await mark('historic scope', 'Yellow');
  await page.getByRole('tab', { name: 'Proposals' }).click();
  const positions = page.getByRole('radiogroup', { name: 'Position' });
  await positions.nth(0).getByText('Support').click();
  await positions.nth(1).getByText('Reserve').click();
  await page.getByRole('tab', { name: 'Summary' }).click();
  await mark('countermeasures', 'Blue');
  await page.locator('reading-pane').evaluate((pane) => {
    pane.scrollTop = 330;
  });
  await page.evaluate(() => document.fonts.ready);
  await page.getByText(/^Saved on this computer/).waitFor();
  await page.screenshot({ path: path.join(root, 'docs/reader.png') });
  await app.close();
}

/**
 * Runs in the page: selects the first occurrence of some words.
 * @param {Element} article
 * @param {string} words
 */
function selectWords(article, words) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const at = node.textContent?.indexOf(words) ?? -1;
    if (at < 0 || !node.parentElement?.closest('[data-block]')) continue;
    document.getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
    return;
  }
  throw new Error(`the text does not hold: ${words}`);
}
