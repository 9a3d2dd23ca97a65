import { expect } from '@playwright/test';
import { type Annotation, noteOf } from '../core/annotation.ts';
import { unpack } from '../core/packed.ts';
import { test } from './app.ts';
import { hostileWords } from './hostile-words.ts';

const brief = '2025-04-26-almaty';

/** An annotation for each of the words, which stand in its id, its note, a tag, its author and its quote. */
const file = JSON.stringify(
  hostileWords.map((word, index) => ({
    type: 'Annotation',
    id: `${index} ${word}`,
    creator: word,
    body: [
      { type: 'TextualBody', value: word },
      { type: 'TextualBody', purpose: 'tagging', value: [...word].slice(0, 50).join('') },
    ],
    target: {
      source: word,
      selector: {
        type: 'TextQuoteSelector',
        exact: index % 2 ? 'plus de 180 pays' : word,
        prefix: word,
        suffix: word,
      },
    },
  })),
);

test('every hostile word in a file to import is only ever read, first in the sheet, then in the brief', async ({
  reader,
}) => {
  test.slow();
  const { page } = reader;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], '<img src=x onerror=window.canary=1>.json'));
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }),
      );
  }, file);
  const sheet = page.getByRole('dialog', { name: /^Importer / });
  await expect(sheet.getByRole('button', { name: /^Importer \d/ })).toBeVisible({ timeout: 30_000 });
  const body = sheet.getByRole('region', { name: 'Annotations du fichier' });
  for (let step = 0; step < 6; step += 1) {
    await body.evaluate((element, part) => element.scrollTo(0, (element.scrollHeight * part) / 6), step);
    const strange = await sheet.evaluate((element) => {
      const list = element.querySelector('import-list')?.shadowRoot;
      return [...(list?.querySelectorAll('*') ?? [])].map(({ localName }) => localName);
    });
    expect(new Set(strange)).toEqual(
      new Set(strange.filter((name) => /^(?:ol|li|div|span|p|ins|del|style|label|input)$/.test(name))),
    );
  }
  await sheet.getByRole('button', { name: /^Importer \d/ }).click();
  // Hundreds of quotes that stand nowhere are looked for a second time.
  await expect(sheet).toBeHidden({ timeout: 60_000 });
  const read = async (): Promise<readonly Annotation[]> => {
    const answer = await page.evaluate((id) => window.api.annotations.read(id), brief);
    return answer.ok ? unpack(answer.value.value) : [];
  };
  await expect.poll(async () => (await read()).length).toBe(hostileWords.length);
  expect(new Set((await read()).map(noteOf))).toEqual(new Set(hostileWords));
  await reader.saved();
  expect(await page.evaluate(() => 'canary' in window)).toBe(false);
  expect(dialogs).toEqual([]);
  expect(page.url()).toMatch(/^aide-memoire:\/\/app\//);
});
