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
