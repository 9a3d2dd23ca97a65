import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { dragOver, painted, type Reader, test } from './app.ts';

const paragraphs = [
  'Les deux délégations se sont retrouvées à Genève pour un premier tour de table.',
  'La présidence a proposé un calendrier en trois étapes, que personne n’a contesté.',
  'Le secrétariat publiera un rapport d’étape avant la fin du mois de mars.',
  'Une clause de sauvegarde protège les petites économies pendant cinq ans.',
  'La prochaine réunion se tiendra au printemps, dans une ville qui reste à choisir.',
];

/** Writes the brief of these tests into the reader's own folder. */
function write(profile: string, body: readonly string[], lang = 'fr'): void {
  const folder = path.join(profile, 'briefs', 'tour-de-table');
  mkdirSync(folder, { recursive: true });
  const head = [
    '---',
    'id: tour-de-table',
    `lang: ${lang}`,
    `title: Tour de table (${lang})`,
    'standfirst: Une réunion inventée.',
    'kind: Réunion',
    'date: 2026-01-10',
    'place: Genève',
    'summary: [Un point.]',
    'revised: 2026-01-11',
    '---',
    '',
  ];
  writeFileSync(path.join(folder, `${lang}.md`), `${[...head, body.join('\n\n')].join('\n')}\n`);
}

async function open(reader: Reader): Promise<void> {
  await reader.page.getByRole('button', { name: /Tour de table/ }).click();
  await expect(reader.text.getByRole('heading', { level: 1 })).toContainText('Tour de table');
}

async function mark(reader: Reader, words: string, colour: string): Promise<void> {
  await dragOver(reader, words);
  await reader.page.getByRole('toolbar', { name: 'Annoter' }).getByRole('button', { name: colour }).click();
  await reader.page.keyboard.press('Escape');
  await reader.saved();
}

test('marks follow their passages into a new revision, looked up beside the thread that paints', async ({
  profile,
  start,
}) => {
  write(profile, paragraphs);
  const first = await start('--lang=fr');
  await open(first);
  await mark(first, 'un calendrier en trois étapes', 'Vert');
  await mark(first, 'rapport d’étape', 'Bleu');
  expect(first.page.workers()).toEqual([]);
  await first.close();

  const [one = '', two = '', ...rest] = paragraphs;
  write(profile, ['Un paragraphe de plus, placé en tête.', two, ...rest, one]);
  const again = await start('--lang=fr');
  await expect.poll(() => painted(again, 'green')).toEqual(['un calendrier en trois étapes']);
  await expect.poll(() => painted(again, 'blue')).toEqual(['rapport d’étape']);
  expect(again.page.workers()).toHaveLength(1);
});

test('a mark whose words have changed shows the difference, and can be confirmed', async ({
  profile,
  start,
}) => {
  write(profile, paragraphs);
  const first = await start('--lang=fr');
  await open(first);
  await mark(first, 'La présidence a proposé un calendrier en trois étapes', 'Vert');
  await first.close();

  const revised = 'La présidence a proposé un calendrier en quatre étapes, que personne n’a contesté.';
  write(
    profile,
    paragraphs.map((words, index) => (index === 1 ? revised : words)),
  );
  const again = await start('--lang=fr');
  const now = 'La présidence a proposé un calendrier en quatre étapes';
  await expect.poll(() => painted(again, 'green')).toEqual([now]);
  await expect.poll(() => painted(again, 'changed')).toEqual([now]);
  await again.page.getByRole('tab', { name: 'Annotations' }).click();
  const item = again.page.getByRole('listitem').filter({ hasText: 'Le passage a changé depuis' });
  await expect(item.locator('del')).toHaveText(['trois']);
  await expect(item.locator('ins')).toHaveText(['quatre']);
  await item.getByRole('button', { name: 'Confirmer' }).click();
  await expect.poll(() => painted(again, 'changed')).toEqual([]);
  await expect(again.page.getByText('Le passage a changé depuis')).toHaveCount(0);
  await again.saved();
  await again.page.keyboard.press('Control+Z');
  await expect.poll(() => painted(again, 'changed')).toEqual([now]);
});

test('an orphan waits with its quote and the nearest passage, to be re-attached, kept or deleted', async ({
  profile,
  start,
}) => {
  write(profile, paragraphs);
  const first = await start('--lang=fr');
  await open(first);
  await mark(first, 'Une clause de sauvegarde protège les petites économies pendant cinq ans', 'Rose');
  await mark(first, 'dans une ville qui reste à choisir', 'Bleu');
  await first.close();

  const other = 'Rien n’est prévu pour les petites économies pendant la transition.';
  write(profile, [...paragraphs.slice(0, 3), other, 'Rien de plus n’a été dit.']);
  const again = await start('--lang=fr');
  const { page } = again;
  await page.getByRole('tab', { name: 'Annotations' }).click();
  const lost = page.getByRole('list', { name: 'À rattacher' }).getByRole('listitem');
  await expect(lost).toHaveCount(2);
  await expect(page.getByText('2 à rattacher')).toBeVisible();
  expect(await painted(again, 'pink')).toEqual([]);

  const clause = lost.filter({ hasText: 'pendant cinq ans' });
  await expect(clause.locator('del').first()).toBeVisible();
  await clause.getByRole('button', { name: 'Voir dans le texte' }).click();
  await expect.poll(async () => (await painted(again, 'pointed'))[0]).toContain('petites économies');
  await clause.getByRole('button', { name: 'Rattacher', exact: true }).click();
  await expect.poll(async () => (await painted(again, 'pink'))[0]).toContain('petites économies');
  await expect(lost).toHaveCount(1);
  expect(await painted(again, 'pointed')).toEqual([]);

  await lost.getByRole('button', { name: 'Garder' }).click();
  await expect(lost.getByText('Gardée sans passage.')).toBeVisible();
  await expect(page.getByText('1 à rattacher')).toHaveCount(0);
  await again.saved();
  await again.close();

  const third = await start('--lang=fr');
  await third.page.getByRole('tab', { name: 'Annotations' }).click();
  await expect(third.page.getByText('Gardée sans passage.')).toBeVisible();
  await dragOver(third, 'Rien de plus n’a été dit');
  await third.page.getByRole('button', { name: 'Rattacher à la sélection' }).click();
  await expect.poll(() => painted(third, 'blue')).toEqual(['Rien de plus n’a été dit']);
  await third.saved();
});

test('a passage that now stands twice is never guessed: its places are offered', async ({
  profile,
  start,
}) => {
  write(profile, paragraphs);
  const first = await start('--lang=fr');
  await open(first);
  await mark(first, 'rapport d’étape', 'Bleu');
  await first.close();

  const twin = 'Le groupe remettra un rapport d’étape en été.';
  write(profile, [paragraphs[0] ?? '', twin, 'Entre les deux, rien.', twin, 'Fin.']);
  const again = await start('--lang=fr');
  await again.page.getByRole('tab', { name: 'Annotations' }).click();
  const lost = again.page.getByRole('list', { name: 'À rattacher' }).getByRole('listitem');
  await expect(lost.getByText(/se retrouve à plusieurs endroits/)).toBeVisible();
  const places = lost.getByRole('radiogroup', { name: /Passages les plus proches/ });
  await expect(places.getByRole('radio')).toHaveCount(2);
  await places.getByText('§\u00a04').click();
  await expect.poll(() => painted(again, 'pointed')).toEqual(['rapport d’étape']);
  await lost.getByRole('button', { name: 'Rattacher', exact: true }).click();
  await expect.poll(() => painted(again, 'blue')).toEqual(['rapport d’étape']);
  const block = await again.page.evaluate(() => {
    const [range] = CSS.highlights.get('mark-blue') ?? [];
    const node = range?.startContainer;
    return node?.parentElement?.closest('[data-block]')?.getAttribute('data-block');
  });
  expect(block).toBe('3');
});

test('a brief rewritten while it is open is shown anew at its place, with its marks', async ({
  profile,
  start,
}) => {
  const long = Array.from({ length: 40 }, (_, n) => `Paragraphe numéro ${n + 1}, qui dit sa part de choses.`);
  write(profile, long);
  const reader = await start('--lang=fr');
  await open(reader);
  await mark(reader, 'Paragraphe numéro 30', 'Vert');
  const thirtieth = reader.text.getByText('Paragraphe numéro 30');
  const before = await thirtieth.boundingBox();
  write(profile, ['Un tout nouveau début.', ...long.slice(2)]);
  await expect(reader.text).toContainText('Un tout nouveau début.');
  await expect.poll(() => painted(reader, 'green')).toEqual(['Paragraphe numéro 30']);
  await expect
    .poll(async () => Math.abs(((await thirtieth.boundingBox())?.y ?? 1e6) - (before?.y ?? 0)))
    .toBeLessThan(60);
  await expect(reader.page.locator('app-shell > [role=status]')).toContainText('a été mise à jour');
});

test('an orphan is re-attached with the keyboard alone, and each step is said', async ({
  profile,
  start,
}) => {
  write(profile, paragraphs);
  const first = await start('--lang=fr');
  await open(first);
  await mark(first, 'dans une ville qui reste à choisir', 'Bleu');
  await first.close();

  write(profile, [...paragraphs.slice(0, 4), 'Rien de plus n’a été dit.']);
  const again = await start('--lang=fr');
  const { page } = again;
  const said = page.locator('app-shell > [role=status]');
  await expect(page.getByText('1 à rattacher')).toBeVisible();
  await page.locator('reading-pane').focus();
  await page.keyboard.press('Control+Alt+R');
  await expect(said).toContainText('dans une ville qui reste à choisir');
  await page.keyboard.press('F7');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect(said).toHaveText('Rien de plus n’a été dit.');
  await page.keyboard.press('Control+Alt+R');
  await expect.poll(() => painted(again, 'blue')).toEqual(['Rien de plus n’a été dit.']);
  await expect(said).toHaveText('Annotation rattachée.');
  await again.saved();
  await expect(page.getByText('1 à rattacher')).toHaveCount(0);
});

test('a copy is told from its twins by the marks around it that stand where they did', async ({
  profile,
  start,
}) => {
  const formula = 'Les modalités d’application du présent article sont fixées par décret en conseil.';
  const body = Array.from({ length: 12 }, (_, n) => [
    `L’article ${n + 1} parle du sujet ${n + 1}. Il en dit ce qu’il faut en savoir, et rien de plus.`,
    formula,
  ]).flat();
  write(profile, body);
  const first = await start('--lang=fr');
  await open(first);
  await mark(first, 'article 1 parle du sujet 1.', 'Jaune');
  await mark(first, 'article 7 parle du sujet 7', 'Jaune');
  await mark(first, 'article 6 parle du sujet 6', 'Jaune');
  await first.page.locator('reading-pane').focus();
  await first.text
    .getByText(formula)
    .nth(5)
    .evaluate((block) => {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.nodeValue?.indexOf('sont fixées') ?? -1;
        if (at >= 0) document.getSelection()?.setBaseAndExtent(node, at, node, at + 11);
      }
    });
  // The program hears of the selection in a later turn; what was saved last still stands in the footer.
  await expect(first.page.getByRole('toolbar', { name: 'Annoter' })).toBeVisible();
  await first.page.keyboard.press('Control+2');
  await expect.poll(() => painted(first, 'green')).toEqual(['sont fixées']);
  await first.saved();
  await first.close();

  write(profile, [
    'Un mot de plus en tête, avant tout le reste, qui tient plus de place que deux articles n’en tenaient jusque-là et en tiendront, afin que rien ne soit plus là où il se trouvait avant.',
    ...body,
  ]);
  const again = await start('--lang=fr');
  // Marks are painted around what is in view.
  await again.text.getByText(formula).nth(5).scrollIntoViewIfNeeded();
  await expect.poll(() => painted(again, 'green')).toEqual(['sont fixées']);
  const block = await again.page.evaluate(() => {
    const [range] = CSS.highlights.get('mark-green') ?? [];
    return range?.startContainer.parentElement?.closest('[data-block]')?.getAttribute('data-block');
  });
  expect(block).toBe('12');
});
