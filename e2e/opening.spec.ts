import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { describe } from '../core/anchor.ts';
import { type Annotation, annotate, noteOf } from '../core/annotation.ts';
import { briefUrn } from '../core/brief.ts';
import { unpack } from '../core/packed.ts';
import { parse } from '../core/parse.ts';
import { clickOn, dragOver, painted, type Reader, test } from './app.ts';

/** A text with many annotations is there before all of them are; what is done meanwhile must not be undone by them. */

const many = 700;
const passage =
  'Les parties conviennent de se revoir, sans date ni lieu, et de n’en rien dire avant le soir.';
const source = [
  '---\nid: long\nlang: fr\ntitle: Un long texte\nstandfirst: Inventé.\nkind: Essai\ndate: 2026-01-10\nplace: Genève',
  'summary: [Un point.]\nrevised: 2026-01-11\n---\n',
  ...Array.from({ length: many }, (_, n) => `Alinéa ${n + 1} du texte. ${passage}\n`),
].join('\n');
const parsed = parse('long/fr.md', new TextEncoder().encode(source));
if (!('brief' in parsed)) throw new Error(JSON.stringify(parsed.problems));
const { brief } = parsed;

/** One on the number of each paragraph. */
const marks = Array.from({ length: many }, (_, at): Annotation => {
  const words = `Alinéa ${at + 1} du`;
  const start = brief.text.indexOf(words);
  return annotate({
    uuid: `00000000-0000-4000-8000-${String(at + 1).padStart(12, '0')}`,
    at: '2026-11-23T10:04:05.000Z',
    source: briefUrn(brief),
    revision: brief.revision,
    selectors: describe(brief.text, start, start + words.length - 3),
    content: { colour: 'yellow', note: '', tags: [] },
  });
});

/** As they were made: the one at the top of the text comes last. */
const made = [...marks.slice(1), ...marks.slice(0, 1)];

test.beforeEach(({ profile }) => {
  mkdirSync(path.join(profile, 'briefs', 'long'), { recursive: true });
  writeFileSync(path.join(profile, 'briefs', 'long', 'fr.md'), source);
});

async function write({ page }: Reader): Promise<void> {
  const saved = await page.evaluate(async (text) => {
    const put: Annotation[] = JSON.parse(text);
    await window.api.settings.save({ sidePane: 'annotations', showSidePane: true });
    return (await window.api.annotations.save('long', put, [])).ok;
  }, JSON.stringify(made));
  expect(saved).toBe(true);
}

async function kept({ page }: Reader): Promise<readonly Annotation[]> {
  const answer = await page.evaluate(() => window.api.annotations.read('long'));
  if (!answer.ok) throw new Error(answer.error.sentence);
  return unpack(answer.value.value);
}

async function open({ page }: Reader): Promise<void> {
  await page.getByRole('button', { name: /Un long texte/ }).click();
  await page.getByRole('article').getByRole('heading', { level: 1, name: 'Un long texte' }).waitFor();
}

/** Holds back what the main process answers on a channel, until the function that it gives back is called. */
async function holdBack({ app }: Reader, channel: string): Promise<() => Promise<void>> {
  await app.evaluate(({ ipcMain }, channel) => {
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
    const answer: unknown = handlers instanceof Map ? handlers.get(channel) : null;
    if (typeof answer !== 'function') throw new Error(`nothing answers ${channel}`);
    const held = new Promise((resolve) => Reflect.set(globalThis, 'letGo', resolve));
    ipcMain.removeHandler(channel);
    ipcMain.handle(channel, async (...question) => {
      // As they were when they were asked for: whatever is done from now on is unknown to them.
      const answered: unknown = await answer(...question);
      await held;
      return answered;
    });
  }, channel);
  return () => app.evaluate(() => Reflect.get(globalThis, 'letGo')());
}

/** Opens the text with its many annotations, of which those in view alone are there until the function given back is called. */
async function openInPart(reader: Reader): Promise<() => Promise<void>> {
  await write(reader);
  const letGo = await holdBack(reader, 'annotations.read');
  await open(reader);
  await expect.poll(() => painted(reader, 'yellow')).toContain('Alinéa 1');
  return letGo;
}

test('what is done before all annotations have come stands, is saved and can be undone', async ({
  reader,
}) => {
  const { page } = reader;
  const letGo = await openInPart(reader);
  const pane = page.locator('side-pane');
  const toolbar = page.getByRole('toolbar', { name: 'Annoter' });

  await page.getByRole('tab', { name: 'Annotations' }).click();
  // Nothing is said that would hold for the marks in view alone.
  await expect(pane.getByRole('status')).toHaveCount(0);
  await expect(page.locator('status-bar')).not.toContainText('annotation');

  await dragOver(reader, 'sans date ni lieu');
  await toolbar.getByRole('button', { name: 'Vert' }).click();
  await expect.poll(() => painted(reader, 'green')).toEqual(['sans date ni lieu']);
  await page.keyboard.press('Escape');
  await clickOn(reader, 'Alinéa 2');
  await page.keyboard.press('Control+3');
  await expect.poll(() => painted(reader, 'blue')).toEqual(['Alinéa 2']);
  await clickOn(reader, 'Alinéa 3');
  await toolbar.getByRole('button', { name: 'Supprimer' }).click();
  await expect.poll(() => painted(reader, 'yellow')).not.toContain('Alinéa 3');
  await clickOn(reader, 'Alinéa 4');
  await page.keyboard.press('Control+4');
  await expect.poll(() => painted(reader, 'pink')).toEqual(['Alinéa 4']);
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Control+Z');
  await expect.poll(() => painted(reader, 'pink')).toEqual([]);
  await reader.saved();
  await letGo();

  await expect(pane.getByRole('status')).toHaveText(`${many} annotations`);
  await expect.poll(() => painted(reader, 'green')).toEqual(['sans date ni lieu']);
  expect(await painted(reader, 'blue')).toEqual(['Alinéa 2']);
  const yellow = await painted(reader, 'yellow');
  expect(yellow).toEqual(expect.arrayContaining(['Alinéa 1', 'Alinéa 4', 'Alinéa 5']));
  expect(yellow).not.toContain('Alinéa 3');
  const now = await kept(reader);
  expect(now).toHaveLength(many);
  expect(now.slice(0, 3).map(({ id, target }) => [id, target.styleClass])).toEqual([
    [marks[1]?.id, 'blue'],
    [marks[3]?.id, 'yellow'],
    [marks[4]?.id, 'yellow'],
  ]);

  // Back over what came in between, to how it was.
  await page.locator('reading-pane').focus();
  for (const _ of ['delete', 'colour', 'mark']) await page.keyboard.press('Control+Z');
  await expect.poll(() => painted(reader, 'green')).toEqual([]);
  await reader.saved();
  await expect
    .poll(async () => (await kept(reader)).map(({ id, target }) => `${id} ${target.styleClass}`).sort())
    .toEqual(marks.map(({ id }) => `${id} yellow`).sort());
});

test('a note that is begun before all annotations have come is written on in the midst of them', async ({
  reader,
}) => {
  const { page } = reader;
  const letGo = await openInPart(reader);
  await page.locator('reading-pane').evaluate((pane) => pane.scrollTo(0, 20_000));
  await expect.poll(() => painted(reader, 'yellow')).toContain('Alinéa 180');
  await clickOn(reader, 'Alinéa 180');
  await page.keyboard.press('Control+Alt+N');
  const field = page.locator('annotation-editor textarea').first();
  await expect(field).toBeFocused();
  await page.keyboard.type('À vérifier');
  await letGo();
  await expect(page.locator('side-pane').getByRole('status')).toHaveText(`${many} annotations`);
  await expect(field).toBeFocused();
  await page.keyboard.type(' avant le soir.');
  await expect(field).toHaveValue('À vérifier avant le soir.');
  await page.keyboard.press('Escape');
  await reader.saved();
  await expect
    .poll(async () => (await kept(reader)).map(noteOf).filter(Boolean))
    .toEqual(['À vérifier avant le soir.']);
});

test('going on from mark to mark waits for those that have not come', async ({ reader }) => {
  const { page } = reader;
  const letGo = await openInPart(reader);
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Shift+F4');
  await letGo();
  await expect.poll(() => painted(reader, 'current')).toEqual([`Alinéa ${many}`]);
});

test('the text is there before its annotations are read at all', async ({ start }) => {
  const reader = await start('--lang=fr');
  await write(reader);
  await reader.close();
  // A start finds the brief unread, and shows it first.
  const again = await start('--lang=fr');
  await open(again);
  await expect.poll(() => painted(again, 'yellow')).toContain('Alinéa 1');
  await expect(again.page.locator('side-pane').getByRole('status')).toHaveText(`${many} annotations`);
  await again.close();
  const third = await start('--lang=fr');
  await third.page.getByRole('article').getByRole('heading', { level: 1, name: 'Un long texte' }).waitFor();
  await expect.poll(() => painted(third, 'yellow')).toContain('Alinéa 1');
  await expect(third.page.locator('status-bar')).toContainText(`${many} annotations`);
});
