import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type Annotation, colours, noteOf, quoteOf } from '../core/annotation.ts';
import { painted, test } from './app.ts';

/** What has the keyboard, by its role and name or words, and what is wrong with that. */
interface Focus {
  readonly held: string;
  readonly wrong: readonly string[];
}

function focus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const hosts: Element[] = [];
    let held = document.activeElement;
    while (held?.shadowRoot?.activeElement) {
      hosts.push(held);
      held = held.shadowRoot.activeElement;
    }
    if (!held || held === document.body) return { held: 'body', wrong: ['nothing has the keyboard'] };
    const wrong: string[] = [];
    // Boxes and circles are drawn on their labels, and the field itself is not seen.
    const isSeen = held.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const drawn = isSeen ? held : held.closest('label');
    const { top, bottom, left, right } = (drawn ?? held).getBoundingClientRect();
    if (!drawn?.checkVisibility({ visibilityProperty: true })) wrong.push('it is not seen');
    if (bottom < 0 || top > innerHeight || right < 0 || left > innerWidth)
      wrong.push('it is outside the window');
    if (!held.matches(':focus-visible') || (drawn && getComputedStyle(drawn).outlineStyle === 'none'))
      wrong.push('nothing shows that it has the keyboard');
    const trees = [document, ...hosts.map(({ shadowRoot }) => shadowRoot)];
    const isWithin = trees.some((tree) => tree?.querySelector('dialog:modal')?.contains(held));
    const isOpen = [...document.querySelectorAll('*')].some((element) =>
      element.shadowRoot?.querySelector('dialog:modal'),
    );
    if (isOpen && !isWithin && !hosts.some((host) => host.closest('dialog:modal')))
      wrong.push('it lies behind a dialog');
    const labels = held instanceof HTMLInputElement ? [...(held.labels ?? [])] : [];
    const words = [held.ariaLabel ?? held.textContent, ...labels.map(({ textContent }) => textContent)].join(
      ' ',
    );
    const name = `${held.role ?? held.localName} ${words}`;
    return { held: name.replaceAll(/\s+/g, ' ').trim(), wrong };
  });
}

test('the whole work on a brief is done with the keyboard alone', async ({ start, profile }) => {
  test.setTimeout(120_000);
  const reader = await start('--lang=fr');
  const { app, page, text } = reader;
  /** After each of these the keyboard is somewhere, to be seen, and on top. */
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await expect.poll(() => focus(page), key).toMatchObject({ wrong: [] });
    }
  };
  const at = (name: RegExp) => expect.poll(async () => (await focus(page)).held).toMatch(name);
  const walkTo = async (name: RegExp, key = 'Tab') => {
    for (let step = 0; step < 60; step += 1) {
      if (name.test((await focus(page)).held)) return;
      await press(key);
    }
    throw new Error(`${key} does not lead to ${name}`);
  };
  const said = (words: RegExp | string) =>
    expect(page.locator('app-shell > p[role=status]')).toHaveText(words);
  const saveTo = async (file: string) => {
    await expect(() =>
      app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      }, file),
    ).toPass();
  };
  const title = text.getByRole('heading', { level: 1 });

  await test.step('read on from where the program starts', async () => {
    await page.keyboard.press('PageDown');
    await at(/cinq propositions avant/);
    await expect
      .poll(() => page.locator('reading-pane').evaluate(({ scrollTop }) => scrollTop))
      .toBeGreaterThan(0);
  });

  await test.step('find the brief in the library', async () => {
    await press('Control+PageDown');
    await expect(title).not.toHaveText(/cinq propositions avant/);
    await press('Shift+F6');
    await at(/^button .*\S/);
    await walkTo(/cinq propositions avant/, 'Shift+Tab');
    await press('Enter');
    await expect(title).toHaveText(/cinq propositions avant/);
  });

  await test.step('read the summary', async () => {
    await press('Alt+1');
    await expect(page.getByRole('tabpanel', { name: 'Synthèse' })).toBeVisible();
    await press('F6', 'F6');
    await at(/^tab Synthèse/);
    await press('Tab');
    await at(/^tabpanel/);
    await press('End');
    await expect
      .poll(() =>
        page.getByRole('tabpanel').evaluate((pane) => pane.scrollHeight - pane.clientHeight - pane.scrollTop),
      )
      .toBeLessThan(1);
  });

  await test.step('decide on a proposal and remark on it', async () => {
    await press('Alt+2');
    await at(/^tab Propositions/);
    await walkTo(/^input .*Une coopération profitable/);
    await press('Space');
    await at(/^menuitem Appuyer/);
    await press('ArrowDown', 'Enter');
    await said(/Une coopération profitable à chacun.*réserve/i);
    await walkTo(/^textarea Remarque/);
    await page.keyboard.type('Demander le calendrier.');
    await reader.saved();
  });

  await test.step('mark a passage with the caret and give it another colour', async () => {
    await press('F6', 'F6');
    await at(/^main/);
    await press('F7');
    await said(/^Curseur dans le texte/);
    // From the first word of the second block on, wherever reading had come to: it is a paragraph, and long enough.
    await press('Control+Home', 'Control+ArrowDown');
    for (let word = 0; word < 4; word += 1) await press('Control+Shift+ArrowRight');
    await press('Control+2');
    await said(/^Surligné\s: vert/);
    await expect.poll(async () => (await painted(reader, 'green')).length).toBe(1);
    await press('F6');
    await at(/^button Jaune/);
    await press('ArrowRight', 'ArrowRight', 'Enter');
    await expect.poll(async () => (await painted(reader, 'blue')).length).toBe(1);
    await press('Escape');
    await at(/^main/);
  });
  const [passage = ''] = await painted(reader, 'blue');

  await test.step('write notes with a tag', async () => {
    await press('Control+Alt+N');
    await at(/^textarea Note/);
    await page.keyboard.type('À relire avec le secrétariat.');
    await press('Tab');
    await at(/étiquette/);
    await page.keyboard.type('calendrier');
    await press('Enter', 'Escape');
    await press('F6', 'F6', 'Control+Alt+P', 'Control+Alt+N', 'Tab');
    await at(/étiquette/);
    // The list that completes it is the system's own, and takes no keys of a test.
    await expect(page.locator('tag-field option[value=calendrier]')).toBeAttached();
    await page.keyboard.type('calendrier');
    await press('Enter');
    await expect(page.getByRole('tabpanel').locator('.chip')).toHaveText([/^calendrier/, /^calendrier/]);
    await press('Escape');
    await reader.saved();
  });

  await test.step('link it to a proposal', async () => {
    await press('Control+L');
    await at(/^menuitemcheckbox Bonne foi/);
    await press('Enter');
    await said(/Bonne foi et bonne entente/);
    await at(/^main/);
  });

  await test.step('step from mark to mark', async () => {
    await press('F4');
    await expect.poll(() => painted(reader, 'current')).toHaveLength(1);
    const [first] = await painted(reader, 'current');
    await press('Shift+F4');
    await expect.poll(async () => (await painted(reader, 'current'))[0]).not.toBe(first);
    await press('F4');
    await expect.poll(async () => (await painted(reader, 'current'))[0]).toBe(first);
  });

  await test.step('undo and do again', async () => {
    await press('Control+Z');
    await said('Annulé.');
    await press('Control+Shift+Z');
    await said('Rétabli.');
  });

  await test.step('search, and mark what is found', async () => {
    await press('Control+F');
    await at(/^input Rechercher/);
    await page.keyboard.type('Astana');
    await expect(page.getByRole('search').getByRole('status')).toHaveText(/1 sur \d+/);
    await press('Enter', 'Control+Alt+F');
    await said(/^Surligné/);
    const marked = () => Promise.all(colours.map((colour) => painted(reader, colour)));
    await expect.poll(async () => (await marked()).flat()).toContainEqual(expect.stringMatching(/^Astana$/i));
    await press('Escape');
    await at(/^main/);
    await reader.saved();
  });

  await test.step('print, and save the PDF', async () => {
    const file = path.join(profile, 'note.pdf');
    await saveTo(file);
    await press('Control+Shift+P');
    await at(/^button Enregistrer le PDF/);
    await press('Enter');
    await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await at(/^main/);
    expect(readFileSync(file, 'latin1')).toMatch(/^%PDF-/);
  });

  await test.step('export what was written', async () => {
    const file = path.join(profile, 'notes.jsonld');
    await saveTo(file);
    await press('Control+Shift+E');
    await walkTo(/^button Exporter…/);
    await press('Enter');
    await expect.poll(() => existsSync(file)).toBe(true);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await at(/^main/);
    const { first }: { readonly first: { readonly items: readonly Annotation[] } } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    const noted = first.items.find((one) => quoteOf(one) === passage);
    expect(noted && noteOf(noted)).toBe('À relire avec le secrétariat.');
    expect(first.items).toHaveLength(3);
  });

  await test.step('look at the keys, and come back', async () => {
    await press('F1');
    await at(/Fermer/);
    await press('Escape');
    await at(/^main/);
  });
});
