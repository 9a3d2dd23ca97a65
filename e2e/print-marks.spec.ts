import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe } from '../core/anchor.ts';
import { type Annotation, annotate, type Colour } from '../core/annotation.ts';
import { type Brief, briefUrn } from '../core/brief.ts';
import { parse } from '../core/parse.ts';
import { electronPath, root, rootArguments, test } from './app.ts';
import { contentOf, countPixels, placesOfWords } from './pdf-reading.ts';

const long = 'Les ministres ont passé en revue la coopération et préparé le sommet. '.repeat(60).trim();
const source = `---
id: marques
lang: fr
title: Des marques de toutes sortes
standfirst: Une note pour l’essai.
kind: Essai
date: 2026-11-24
place: Almaty
summary: [Un point.]
proposals:
  - { id: p1, title: Une proposition, gist: Faire. }
revised: 2026-11-24
---

Une ligne assez courte pour une marque.

Le deuxième paragraphe tient sur plusieurs lignes, afin que la marque y ait un rectangle pour chacune d’elles, de la première à la dernière, sans en oublier une seule au passage, même quand le texte continue encore un peu plus loin que prévu.

النص العربي يكتب من اليمين إلى اليسار في هذه الفقرة القصيرة.

[Une proposition liée](proposal:p1) avec [un lien](https://example.org/) dedans.

${Array.from({ length: 8 }, () => long).join('\n\n')}
`;

interface Mark {
  readonly words: string;
  readonly until?: string;
  readonly colour: Colour;
  readonly note?: string;
}

const wanted: readonly Mark[] = [
  { words: 'assez courte', colour: 'yellow', note: 'Sur une ligne.' },
  { words: 'deuxième paragraphe', until: 'même quand', colour: 'green', note: 'Sur plusieurs lignes.' },
  { words: 'plusieurs lignes', until: 'la marque', colour: 'pink' },
  { words: 'اليمين إلى اليسار', colour: 'blue' },
  { words: 'proposition liée', until: 'un lien', colour: 'yellow', note: 'Par-dessus des liens' },
];

function briefOf(): Brief {
  const parsed = parse('fr.md', Buffer.from(source));
  if (!('brief' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.brief;
}

function marksOn(brief: Brief): Annotation[] {
  const places = wanted.map(({ words, until, ...content }) => {
    const start = brief.text.indexOf(words);
    const end = until ? brief.text.indexOf(until, start) + until.length : start + words.length;
    return { start, end, content };
  });
  // From the middle of the text on, over the end of a page or two.
  const middle = brief.text.indexOf('Les ministres', brief.text.length / 2);
  places.push({
    start: middle,
    end: middle + 5000,
    content: { colour: 'green', note: 'Sur plusieurs pages.' },
  });
  return places.map(({ start, end, content }, index) => ({
    ...annotate({
      uuid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      at: '2026-11-23T10:04:05.000Z',
      source: briefUrn(brief),
      revision: brief.revision,
      selectors: describe(brief.text, start, end),
      content: {
        colour: content.colour,
        note: content.note ?? '',
        tags: index ? [] : ['sommet', 'à suivre'],
      },
    }),
    // As it came from somebody else.
    ...(index === 0 && { creator: { type: 'Person', name: 'Élise Martin' } as const }),
  }));
}

/** As much of an annotation as pdf.js tells of it. */
interface Shown {
  readonly id: string;
  readonly subtype: string;
  readonly contentsObj: { readonly str: string };
  readonly titleObj: { readonly str: string };
  readonly rect: readonly number[];
  readonly dest?: readonly [
    page: { readonly num: number; readonly gen: number },
    kind: { readonly name: string },
    left: number,
    top: number,
  ];
  readonly url?: string;
  readonly unsafeUrl?: string;
  readonly quadPoints: Float32Array;
  readonly color: Uint8ClampedArray;
  readonly creationDate: string;
  readonly modificationDate: string;
  readonly annotationFlags: number;
  readonly hasAppearance: boolean;
  readonly popupRef?: string;
  readonly inReplyTo?: string;
  readonly replyType?: string;
}

/** The annotations of a PDF page by page, as pdf.js reads them. */
async function annotationsIn(file: string) {
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const pages: Shown[][] = [];
  for (let number = 1; number <= document.numPages; number += 1)
    pages.push(await (await document.getPage(number)).getAnnotations());
  await document.destroy();
  return pages;
}

function print(profile: string, to: string, ...args: string[]): void {
  const printed = spawnSync(
    electronPath,
    [
      '--log-level=3',
      ...rootArguments,
      root,
      'print',
      'marques',
      `--to=${to}`,
      `--user-data-dir=${profile}`,
      ...args,
    ],
    { encoding: 'utf8', env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000' } },
  );
  const { status, signal, stderr } = printed;
  expect({ status, signal, stderr, written: existsSync(to) }).toEqual({
    status: 0,
    signal: null,
    stderr: '',
    written: true,
  });
}

let file: string;
const brief = briefOf();
const marks = marksOn(brief);

test.beforeEach(async ({ profile, start }) => {
  mkdirSync(path.join(profile, 'briefs', 'marques'), { recursive: true });
  writeFileSync(path.join(profile, 'briefs', 'marques', 'fr.md'), source);
  const reader = await start('--lang=fr');
  const saved: unknown = await reader.page.evaluate(
    (annotations) => Reflect.get(globalThis, 'api').annotations.save('marques', JSON.parse(annotations), []),
    JSON.stringify(marks),
  );
  expect(saved).toMatchObject({ ok: true });
  await reader.close();
  file = path.join(profile, 'out.pdf');
});

test('marks are native highlights: over one line and many, over pages, overlapping, from right to left', async ({
  profile,
}) => {
  print(profile, file);
  const pages = await annotationsIn(file);
  const all = pages.flat();
  expect(all.filter(({ url, unsafeUrl }) => /mark:/.test(url ?? unsafeUrl ?? ''))).toEqual([]);
  const highlights = all.filter(({ subtype }) => subtype === 'Highlight');
  const of = (contents: string) => highlights.filter(({ contentsObj }) => contentsObj.str === contents);

  const [one] = of('Sur une ligne.');
  if (!one) throw new Error('no highlight over one line');
  expect(one.quadPoints).toHaveLength(8);
  expect([...one.color]).toEqual([251, 232, 162]);
  expect(one).toMatchObject({
    creationDate: 'D:20261123100405Z',
    modificationDate: 'D:20261123100405Z',
    annotationFlags: 4,
    hasAppearance: true,
  });
  expect(one.popupRef).toMatch(/\d/);
  // Upper left, upper right, lower left, lower right: what Acrobat and Okular expect.
  const [ulx = 0, uly = 0, urx = 0, ury = 0, llx = 0, lly = 0, lrx = 0, lry = 0] = Array.from(one.quadPoints);
  expect([ulx < urx, llx < lrx, uly > lly, ury > lry, ulx === llx, uly === ury]).toEqual(Array(6).fill(true));

  const [many] = of('Sur plusieurs lignes.');
  expect((many?.quadPoints.length ?? 0) / 8).toBeGreaterThanOrEqual(2);
  expect(of('plusieurs lignes, afin que la marque')).toHaveLength(1);
  expect(of('اليمين إلى اليسار')).toHaveLength(1);
  expect(of('Par-dessus des liens')).toHaveLength(1);
  expect(all.some(({ url }) => url === 'https://example.org/')).toBe(true);

  const over = of('Sur plusieurs pages.');
  expect(over.length).toBeGreaterThanOrEqual(2);
  expect(over[1]).toMatchObject({ inReplyTo: over[0]?.id, replyType: 'Group' });
  for (const highlight of highlights)
    expect(Array.from(highlight.quadPoints).every(Number.isFinite)).toBe(true);
});

test('the words under each highlight are those that were marked, in whatever direction they are read', async ({
  profile,
}) => {
  print(profile, file);
  const words = placesOfWords(file);
  const found = new Map<string, string>();
  for (const [page, annotations] of (await annotationsIn(file)).entries())
    for (const { subtype, contentsObj, quadPoints } of annotations) {
      if (subtype !== 'Highlight') continue;
      const [, height = 0] = words[page]?.size ?? [];
      const under = words[page]?.words.filter(({ x, y }) =>
        boxesOf(quadPoints).some(
          ([left, bottom, right, top]) => x > left && x < right && height - y > bottom && height - y < top,
        ),
      );
      const known = found.get(contentsObj.str) ?? '';
      found.set(contentsObj.str, known + (under ?? []).map(({ word }) => word).join(''));
    }
  for (const { body, target } of marks) {
    const quote = target.selector[0].exact;
    const note = body.find(({ purpose }) => purpose === 'commenting')?.value;
    const under = found.get(note ?? quote) ?? '';
    if (note === 'Sur plusieurs pages.') {
      // It may end within a word.
      expect(bare(under).slice(0, -30)).toBe(bare(quote).slice(0, bare(under).length - 30));
      expect(Math.abs(bare(under).length - bare(quote).length)).toBeLessThan(30);
    } else expect(sortedIfArabic(bare(under))).toBe(sortedIfArabic(bare(quote)));
  }
});

test('note and mark lead to each other, and a mark names its author where it has one', async ({
  profile,
}) => {
  print(profile, file);
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const pages = await annotationsIn(file);
  const linkTo = (...words: readonly string[]) => {
    const page = pages.findIndex((list) => list.some(({ contentsObj }) => words.includes(contentsObj.str)));
    const link = pages[page]?.find(({ contentsObj }) => words.includes(contentsObj.str));
    if (!link) throw new Error(`no link says ${words}`);
    return { page, link };
  };
  for (const index of marks.keys()) {
    const mark = linkTo(`Note ${index + 1}`);
    const note = linkTo(`Passage de la note ${index + 1}`, `Passage of note ${index + 1}`);
    expect(note.page).toBeGreaterThan(mark.page);
    for (const [from, to] of [[mark, note] as const, [note, mark] as const]) {
      if (!from.link.dest) throw new Error(`${from.link.contentsObj.str} leads nowhere`);
      const [page, kind, left, top] = from.link.dest;
      expect(await document.getPageIndex(page)).toBe(to.page);
      expect([kind.name, left, top]).toEqual(['XYZ', to.link.rect[0], to.link.rect[3]]);
    }
    expect(pages[mark.page]?.some(({ subtype }) => subtype === 'Highlight')).toBe(true);
  }
  await document.destroy();
  const authors = pages.flat().filter(({ subtype }) => subtype === 'Highlight');
  expect(authors.filter(({ titleObj }) => titleObj.str).map(({ titleObj }) => titleObj.str)).toEqual([
    'Élise Martin',
  ]);
  // Each annotation has the name that the attached one of the same mark has; its parts on later pages have names of their own.
  const names = [...contentOf(readFileSync(file)).matchAll(/\/NM \(([^)]*)\)/g)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { id } of marks) expect(names).toContain(id.replace('urn:uuid:', ''));
});

test('colours come from the annotations alone, whatever Chromium paints of highlights of its own', ({
  profile,
}) => {
  print(profile, file);
  const page = ['-r', '50', '-f', '1', '-l', '1'];
  for (const colour of [
    [251, 232, 162],
    [205, 235, 200],
  ] as const) {
    expect(countPixels(execFileSync('pdftoppm', [...page, file]), colour)).toBeGreaterThan(100);
    expect(countPixels(execFileSync('pdftoppm', [...page, '-hide-annotations', file]), colour)).toBe(0);
  }
});

test('each mark is in the structure, and its page is walked through in its order', ({ profile }) => {
  print(profile, file);
  const structure = execFileSync('pdfinfo', ['-struct-text', file], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  expect(structure.match(/^ +Annot\b/gm)?.length).toBeGreaterThanOrEqual(7);
  const words = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).normalize('NFKC');
  expect(words).toContain('النص العربي');
});

test('a highlight is drawn in its colour, so that paper and every reader show it', ({ profile }) => {
  print(profile, file);
  const shown = execFileSync('pdftoppm', ['-r', '50', '-f', '1', '-l', '1', file]);
  const yellow = countPixels(shown, [251, 232, 162]);
  const green = countPixels(shown, [205, 235, 200]);
  expect(yellow).toBeGreaterThan(100);
  expect(green).toBeGreaterThan(100);
});

test('the PDF carries the brief, its annotations and positions, and the same input gives the same bytes', ({
  profile,
}) => {
  print(profile, file);
  const folder = path.join(profile, 'attached');
  mkdirSync(folder);
  execFileSync('pdfdetach', ['-saveall', '-o', folder, file]);
  expect(readFileSync(path.join(folder, 'brief.md'), 'utf8')).toBe(source);
  expect(JSON.parse(readFileSync(path.join(folder, 'annotations.jsonld'), 'utf8'))).toEqual(marks);
  const again = path.join(profile, 'again.pdf');
  print(profile, again);
  expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
});

test('what a PDF carries comes back into an empty profile', ({ profile }) => {
  print(profile, file);
  const empty = path.join(profile, 'empty');
  mkdirSync(path.join(empty, 'briefs', 'marques'), { recursive: true });
  writeFileSync(path.join(empty, 'briefs', 'marques', 'fr.md'), source);
  const verb = (folder: string, ...words: string[]) =>
    execFileSync(process.execPath, ['dist/main/cli.cjs', ...words, `--user-data-dir=${folder}`], {
      cwd: root,
      encoding: 'utf8',
    });
  const [before, after] = [path.join(profile, 'before.jsonld'), path.join(profile, 'after.jsonld')];
  verb(profile, 'export', 'marques', `--to=${before}`);
  verb(empty, 'import', file);
  verb(empty, 'export', 'marques', `--to=${after}`);
  const itemsOf = (name: string): unknown => JSON.parse(readFileSync(name, 'utf8')).first.items;
  expect(itemsOf(before)).toEqual(marks);
  expect(itemsOf(after)).toEqual(marks);
});

test('notes stand in the margin beside their marks where they are wanted there', ({ profile }) => {
  print(profile, file, '--annotations=margin');
  const words = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
  const places = [...words.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]+)</g)];
  const note = places.find(([, , , word]) => word === 'Sur');
  const mark = places.find(([, , , word]) => word === 'assez');
  // Right of the text, on the line of the mark.
  expect(Number(note?.[1])).toBeGreaterThan(400);
  expect(Math.abs(Number(note?.[2]) - Number(mark?.[2]))).toBeLessThan(8);
});

test('a clean copy holds not one private byte', ({ profile }) => {
  print(profile, file, '--clean');
  const copy = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
  expect(copy).toContain('Une ligne assez courte');
  expect(execFileSync('pdfdetach', ['-list', file], { encoding: 'utf8' })).toMatch(/^0 /);
  const bytes = contentOf(readFileSync(file));
  const secrets = [
    'Sur une ligne',
    'Par-dessus',
    'à suivre',
    '00000000-0000-4000',
    'aide-memoire-mark',
    'aide-memoire-to',
    'Highlight',
  ];
  for (const secret of secrets) {
    const wide = [...Buffer.from(secret, 'utf16le').swap16()].map((byte) =>
      byte.toString(16).padStart(2, '0'),
    );
    expect(bytes).not.toContain(secret);
    expect(bytes.toLowerCase()).not.toContain(wide.join(''));
  }
  // The same search finds them in a copy that is not clean.
  print(profile, file);
  expect(contentOf(readFileSync(file))).toContain('Sur une ligne');
});

test('without annotations the PDF holds none of them', async ({ profile }) => {
  print(profile, file, '--annotations=none');
  expect((await annotationsIn(file)).flat().filter(({ subtype }) => subtype === 'Highlight')).toEqual([]);
  const listed = execFileSync('pdfdetach', ['-list', file], { encoding: 'utf8' });
  expect(listed).not.toContain('annotations');
});

/** Left, bottom, right and top of each line of a highlight. */
function boxesOf(points: Float32Array) {
  return Array.from({ length: points.length / 8 }, (_, line) => {
    const [left = 0, top = 0, , , , , right = 0, bottom = 0] = points.slice(8 * line, 8 * line + 8);
    return [left, bottom, right, top] as const;
  });
}

/** Letters alone: without white space, hyphens at the ends of lines, and numbers of notes. */
function bare(words: string): string {
  return words.normalize('NFKC').replace(/[\s\u00ad\d]/g, '');
}

/** Arabic comes out of a PDF in the order in which it is seen. */
function sortedIfArabic(words: string): string {
  return /\p{Script=Arabic}/u.test(words) ? [...words].sort().join('') : words;
}
