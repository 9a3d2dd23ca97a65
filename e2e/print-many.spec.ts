import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from './app.ts';
import { almaty, astana, briefOf, first, fr, print, second, third, write } from './marked-briefs.ts';
import { attachmentsIn, contentOf, opened, pagesOf, poppler, readIn } from './pdf-reading.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aide-memoire-print-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('several briefs in one PDF begin with a cover and a contents page whose numbers and links are right', async ({
  reader,
  profile,
}) => {
  await write(reader);
  await reader.close();
  const file = path.join(folder, 'all.pdf');
  const said = print(folder, astana, almaty, '--lang=fr', `--to=${file}`, `--user-data-dir=${profile}`);
  expect(said).toEqual({ code: 0, err: '' });
  const pages = pagesOf(file);
  const title = 'Mécanisme Chine–Asie centrale : 2 notes'.replace(' :', '\u00a0:');
  expect(poppler('pdfinfo', file)).toContain(`Title:           ${title}\n`);
  expect(pages[0]).toContain('DOSSIER');
  expect(pages[1]).toContain('Table des matières');
  const titles = ['Deuxième sommet Chine–Asie centrale', 'cinq propositions avant le sommet d’Astana'];
  const begun = titles.map((words) =>
    pages.findIndex((page, index) => index > 1 && page.includes('NOTE DE SYNTHÈSE') && page.includes(words)),
  );
  expect(begun[0]).toBe(2);
  expect(begun[1]).toBeGreaterThan(3);
  for (const [index, words] of titles.entries())
    expect(pages[1]).toMatch(new RegExp(`${words}[ .…]+${(begun[index] ?? 0) + 1} `));
  for (const [index, page] of pages.entries()) expect(page).toContain(`${index + 1} / ${pages.length}`);
  // Each part has its own running head, but on the page that its title stands on.
  expect(pages[3]).toMatch(/^ ?Deuxième sommet Chine–Asie centrale 17 juin 2025/);
  expect(pages[(begun[1] ?? 0) + 1]).toMatch(/^ ?Chine–Asie centrale.*26 avril 2025/);

  const document = await opened(file);
  const links = (await (await document.getPage(2)).getAnnotations()).filter(({ dest }) => dest);
  const leads = await Promise.all(
    links.map(async ({ dest }) => {
      const [page] = (await document.getDestination(dest)) ?? [];
      return document.getPageIndex(page);
    }),
  );
  expect([...new Set(leads)]).toEqual(begun);
  expect(links[0]?.contentsObj.str).toBe('Deuxième sommet Chine–Asie centrale');
  const outline = (await document.getOutline()).map((item: { title: string }) => item.title);
  expect(outline).toEqual([title, ...[astana, almaty].map((id) => briefOf({ id, lang: 'fr' }).title)]);
  await document.destroy();
  // The number is read with its link.
  const contents = (await readIn(file, 2)).map(([, words]) => words.trim());
  expect(contents[contents.indexOf('Deuxième sommet Chine–Asie centrale') + 1]).toBe('3');

  const files = await attachmentsIn(file);
  expect([...files.keys()].sort()).toEqual([
    `${almaty}.fr.md`,
    `${almaty}.positions.json`,
    'annotations.jsonld',
    'brief.md',
  ]);
  expect(files.get('brief.md')).toContain(`id: ${astana}`);
  expect(JSON.parse(files.get('annotations.jsonld') ?? '')).toEqual([first, second]);
});

test('editions stand in turn, each with its own marks and language, and lead to each other', async ({
  reader,
  profile,
}) => {
  await write(reader);
  await reader.close();
  const file = path.join(folder, 'turn.pdf');
  const said = print(
    folder,
    ...[almaty, '--lang=fr', '--editions=in-turn', `--to=${file}`, `--user-data-dir=${profile}`],
  );
  expect(said).toEqual({ code: 0, err: '' });
  const pages = pagesOf(file);
  const english = pages.findIndex((page) => page.includes('BRIEFING NOTE'));
  expect(pages[0]).toContain('Français · English');
  expect(pages.slice(0, english).join(' ')).not.toContain('Proposals');
  expect(pages.slice(english).join(' ')).toMatch(/ANNOTATIONS 1 note .* 3 more than 180 countries/);
  expect(pages[english + 1]).toMatch(/^ ?China–Central Asia: five proposals.*26 April 2025/);
  const files = await attachmentsIn(file);
  expect([...files.keys()].sort()).toEqual([
    `${almaty}.en.md`,
    'annotations.jsonld',
    'brief.md',
    'positions.json',
  ]);
  expect(JSON.parse(files.get('annotations.jsonld') ?? '')).toEqual([first, second, third]);
});

test('editions beside each other are read block by block, each in its language', async ({
  reader,
  profile,
}) => {
  await write(reader);
  await reader.close();
  const file = path.join(folder, 'beside.pdf');
  const said = print(
    folder,
    ...[almaty, '--lang=fr', '--editions=side-by-side', `--to=${file}`, `--user-data-dir=${profile}`],
  );
  expect(said).toEqual({ code: 0, err: '' });
  const document = await opened(file);
  const count = document.numPages;
  await document.destroy();
  const runs: [string, string][] = [];
  for (let number = 1; number <= count; number += 1) runs.push(...(await readIn(file, number)));
  const at = (words: string) => runs.findIndex(([, run]) => run.trim().startsWith(words));
  const order = [
    'La rencontre',
    'The meeting',
    'La sixième',
    'The sixth',
    'Selon Xinhua, la rencontre',
    'According to Xinhua, the meeting',
  ];
  const places = order.map(at);
  expect(places.every((place) => place >= 0)).toBe(true);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
  expect(places.map((place) => runs[place]?.[0])).toEqual(['fr', 'en', 'fr', 'en', 'fr', 'en']);
  // A table's rows are beside each other in one table, and the proposals too.
  const words = pagesOf(file).join(' ');
  expect(words).toMatch(/PROPOSITION +CONTENU RAPPORTÉ +PROPOSAL +CONTENT AS REPORTED/);
  expect(words).toMatch(/Bonne foi et bonne entente +Good faith and harmony/);
  const numbers = runs.filter(([, run]) => /^§\s*\d*$/.test(run.trim())).length;
  expect(numbers).toBeGreaterThan(20);
  expect(numbers).toBeLessThan(2 * briefOf(fr).blocks.length);
});

test('a delegation copy names nobody, shows only what has a chosen tag, and says to whom it goes', async ({
  reader,
  profile,
}) => {
  await write(reader);
  await reader.close();
  const file = path.join(folder, 'delegation.pdf');
  const own = path.join(folder, 'own.pdf');
  const given = [almaty, '--lang=fr', `--user-data-dir=${profile}`];
  const line = `Diffusion restreinte à la délégation ; ${'ne pas transmettre, '.repeat(7)}merci`;
  expect(
    print(
      folder,
      ...given,
      `--to=${file}`,
      '--copy=delegation',
      '--tags=délégation',
      `--circulation=${line}`,
    ),
  ).toEqual({ code: 0, err: '' });
  expect(print(folder, ...given, `--to=${own}`)).toEqual({ code: 0, err: '' });
  const secret = /Dumont|Entre nous|interne|0000-000000000002/;
  // What is looked for is in the reader's own copy, in the way it is looked for.
  expect(contentOf(readFileSync(own))).toMatch(secret);
  expect(contentOf(readFileSync(own))).toContain('Dumont');
  expect(contentOf(readFileSync(file))).not.toMatch(secret);
  for (const page of pagesOf(file)) {
    expect(page).toContain('Diffusion restreinte à la délégation');
    expect(page).toContain('merci');
  }
  expect(pagesOf(file).join(' ')).toContain('Pour la délégation.');
  const files = await attachmentsIn(file);
  const { creator: _, ...nameless } = first;
  expect(JSON.parse(files.get('annotations.jsonld') ?? '')).toEqual([nameless]);
  expect(JSON.parse(files.get('positions.json') ?? '').positions.p1.passages).toEqual([first.id]);
});

/** The names of places that links lead to and that are nowhere in the file. */
async function deadLinksIn(file: string): Promise<string[]> {
  const document = await opened(file);
  const dead: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const links: { dest?: unknown }[] = await (await document.getPage(number)).getAnnotations();
    for (const { dest } of links)
      if (typeof dest === 'string' && !(await document.getDestination(dest))) dead.push(dest);
  }
  await document.destroy();
  return dead;
}

test('what is left out is not printed, and what is chosen is', async ({ reader, profile }) => {
  await write(reader);
  await reader.close();
  const given = [almaty, '--lang=fr', `--user-data-dir=${profile}`];
  const bare = path.join(folder, 'bare.pdf');
  expect(
    print(
      folder,
      ...given,
      `--to=${bare}`,
      '--without=summary,proposals,sources',
      '--no-numbers',
      '--colours=blue',
    ),
  ).toEqual({ code: 0, err: '' });
  const words = pagesOf(bare).join(' ');
  expect(words).not.toMatch(/EN BREF|Sources|Avec calendrier|180 pays §/);
  expect(words).toMatch(/ANNOTATIONS 1 note .* 1 deuxième économie du monde/);
  expect(poppler('pdftotext', bare, '-')).not.toMatch(/^§/m);
  expect(await deadLinksIn(bare)).toEqual([]);
  expect([...(await attachmentsIn(bare)).keys()].sort()).toEqual(['annotations.jsonld', 'brief.md']);
  const counts = ['small', 'large'].map((size) => {
    const file = path.join(folder, `${size}.pdf`);
    const margins = size === 'small' ? 'narrow' : 'wide';
    expect(print(folder, ...given, `--to=${file}`, `--text-size=${size}`, `--margins=${margins}`).code).toBe(
      0,
    );
    return pagesOf(file).length;
  });
  expect(counts[1]).toBeGreaterThan((counts[0] ?? 0) + 2);
});
