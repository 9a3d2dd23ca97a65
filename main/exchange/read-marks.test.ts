import { describe, expect, it } from 'vitest';
import { describe as describePassage } from '../../core/anchor.ts';
import { type Annotation, annotate, noteOf, quoteOf } from '../../core/annotation.ts';
import { type Brief, briefUrn } from '../../core/brief.ts';
import type { ImportContent } from '../../core/importing/content.ts';
import { linesOf } from '../../core/importing/pdf-lines.ts';
import { importText } from '../../core/importing/placing.ts';
import { weigh } from '../../core/importing/weigh.ts';
import { parse } from '../../core/parse.ts';
import { infoOf } from '../printing/pdf/about.ts';
import { attach } from '../printing/pdf/attach.ts';
import { PdfFile } from '../printing/pdf/file.ts';
import { boxOf, type Line, linesPdf, type Marking, marked } from './marked.fixture.ts';
import { openPdf } from './pdf-pages.ts';
import { readFile } from './read-file.ts';

const body = [
  'La note commence par des mots que tout le monde conna\xeet. Les ministres ont pr\xe9par\xe9 le sommet.',
  'Les cinq propositions ont \xe9t\xe9 examin\xe9es \xe0 fond. Chacune sera suivie.',
  'Les ministres ont pr\xe9par\xe9 le sommet. Rien de plus n\x27en est dit ici.',
];
const source = `---
id: sommet
lang: fr
title: Un sommet
standfirst: Pour l’essai.
kind: Essai
date: 2026-11-24
place: Almaty
summary: [Un point.]
proposals:
  - { id: p1, title: Une proposition, gist: Faire. }
revised: 2026-11-24
---

${body.join('\n\n')}
`;

function briefOf(text: string): Brief {
  const parsed = parse('x.md', Buffer.from(text));
  if (!('brief' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.brief;
}

const brief = briefOf(source);
const line = (y: number, words: string, more: Partial<Line> = {}): Line => ({
  x: 60,
  y,
  size: 10,
  words,
  ...more,
});

/** The brief as it may be laid out: words divided, numbers beside them, running heads, a page's end in a sentence. */
const page1 = [
  line(800, 'Un sommet 24 novembre 2026', { size: 7, isArtifact: true }),
  line(700, 'La note commence par des mots que tout le monde conna\xeet. Les minis\xad'),
  line(686, 'tres ont pr\xe9par\xe9 le sommet.'),
  line(700, '\xa7 1', { x: 30, size: 6 }),
  line(660, 'Les cinq propositions ont \xe9t\xe9 exa\xad'),
  line(646, 'min\xe9es \xe0 fond.'),
  line(650, '12', { x: 60 + 15 * 6, size: 6 }),
  line(646, ' Chacune', { x: 60 + 15 * 6 + 8 }),
];
const page2 = [
  line(800, 'Un sommet 24 novembre 2026', { size: 7, isArtifact: true }),
  line(780, 'sera suivie.'),
  line(750, 'Les ministres ont pr\xe9par\xe9 le sommet. Rien de plus n\x27en est dit ici.'),
];

const own: readonly Annotation[] = ['cinq propositions', 'Rien de plus'].map((words, index) => {
  const start = brief.text.indexOf(words);
  return annotate({
    uuid: `00000000-0000-4000-8000-00000000000${index}`,
    at: `2026-11-23T10:0${index}:00.000Z`,
    source: briefUrn(brief),
    revision: brief.revision,
    selectors: describePassage(brief.text, start, start + words.length),
    content: { colour: 'yellow', note: index ? 'La mienne.' : '', tags: ['à suivre'] },
  });
});

async function printed(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const pdf = new PdfFile(linesPdf([page1, page2], 'Un sommet'));
  const attached = Object.entries(files).map(([name, content]) => ({
    name,
    type: 'text/plain',
    relation: 'Data' as const,
    about: 'x',
    bytes: Buffer.from(content),
  }));
  await attach(pdf, attached, '2026-11-23T10:00:00Z');
  return pdf.write(infoOf({ title: 'Un sommet', subject: '', at: '2026-11-23T10:00:00Z' }));
}

async function contentOf(bytes: Uint8Array): Promise<ImportContent> {
  const read = await readFile(bytes);
  if ('problem' in read) throw new Error(read.problem.code);
  return read.content;
}

const at = '2026-11-24T12:00:00.000Z';

/** What taking the file in would keep. */
function weighed(content: ImportContent, mine: readonly Annotation[] = []) {
  return weigh(content.items, {
    text: ({ id, lang }) => (id === brief.id && lang === 'fr' ? importText(brief) : null),
    mine: () => new Map(mine.map((one) => [one.id, one])),
    chosen: new Map(
      content.items.flatMap((item) => (item ? [[item.source, { id: brief.id, lang: 'fr' }] as const] : [])),
    ),
    at,
  });
}

const first = page1[1] ?? line(0, '');
const marks: readonly Marking[] = [
  {
    page: 0,
    subtype: 'Highlight',
    boxes: [boxOf(first, 'Les minis\xad'), boxOf(page1[2] ?? first, 'tres ont pr\xe9par\xe9')],
    contents: 'Sur deux\rlignes.',
    author: 'Ana',
    name: 'b5b4c5f2-0000-4000-8000-123456789abc',
    colour: [0.4, 0.9, 0.4],
  },
  {
    page: 0,
    subtype: 'Underline',
    boxes: [boxOf(page1[5] ?? first, '\xe0 fond.'), boxOf(page1[7] ?? first, 'Chacune')],
    colour: [1, 0, 0],
  },
  // The marked words, which some programs write where a note goes.
  {
    page: 1,
    subtype: 'Highlight',
    boxes: [boxOf(page2[2] ?? first, 'ministres ont pr\xe9par\xe9')],
    contents: 'ministres ont préparé',
  },
  { page: 1, subtype: 'StrikeOut', boxes: [boxOf(page2[1] ?? first, 'suivie')], colour: [0.2, 0.4, 1] },
  { page: 0, subtype: 'Text', boxes: [[570, 655, 590, 675]], contents: 'En marge.', author: 'Bo' },
  { page: 0, subtype: 'Highlight', boxes: [[300, 100, 400, 120]], contents: 'Dans le vide.' },
  { page: 0, subtype: 'Text', boxes: [[0, 0, 20, 20]], contents: 'D’accord.', author: 'Cy', answers: 0 },
  { page: 0, subtype: 'Ink', boxes: [[0, 0, 20, 20]] },
];

describe.each(['acrobat', 'okular'] as const)('marks made elsewhere, as %s writes them', (writer) => {
  it('come back on the words they are on, with their note, author, dates and colour', async () => {
    const pdf = await printed({ 'brief.md': source, 'annotations.jsonld': JSON.stringify(own) });
    const content = await contentOf(marked(pdf, marks, writer));
    const found = weighed(content, own);
    expect(
      found.map(({ state, theirs }) => [state, theirs && quoteOf(theirs), theirs && noteOf(theirs)]),
    ).toEqual([
      ['same', 'cinq propositions', ''],
      ['same', 'Rien de plus', 'La mienne.'],
      ['new', 'Les ministres ont préparé', 'Sur deux\nlignes.\n\n> Cy\u00a0:\n> D’accord.'],
      ['new', 'à fond. Chacune', ''],
      ['new', 'Les cinq propositions ont été examinées à fond.', 'En marge.'],
      ['selector-unsupported', '', 'Dans le vide.'],
      ['new', 'ministres ont préparé', ''],
      ['new', 'suivie', ''],
    ]);
    const kept = found.flatMap(({ theirs }) => theirs ?? []).slice(2);
    expect(kept.map(({ target }) => target.styleClass)).toEqual([
      'green',
      'pink',
      'yellow',
      'yellow',
      'yellow',
      'blue',
    ]);
    expect(kept[0]).toMatchObject({
      creator: { type: 'Person', name: 'Ana' },
      created: '2026-11-24T08:30:00.000Z',
      modified: '2026-11-24T08:30:00.000Z',
    });
    // Of two that say the same, each is the one it was made on.
    const places = kept.map(({ target }) => target.selector[1].start);
    expect(places[0]).toBe(brief.text.indexOf('Les ministres'));
    expect(places[4]).toBe(brief.text.lastIndexOf('ministres'));
  });

  it('are the same when they come a second time', async () => {
    const pdf = await printed({ 'brief.md': source });
    const file = marked(pdf, marks, writer);
    const kept = weighed(await contentOf(file)).flatMap(({ theirs }) => theirs ?? []);
    expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length);
    expect(weighed(await contentOf(file), kept).map(({ state }) => state)).toEqual(kept.map(() => 'same'));
    // Marks that others add later change no name of these.
    const more = marked(
      file,
      [{ page: 1, subtype: 'Highlight', boxes: [boxOf(page2[1] ?? first, 'sera')] }],
      writer,
    );
    expect(weighed(await contentOf(more), kept).map(({ state }) => state)).toEqual([
      ...kept.map(() => 'same'),
      'new',
    ]);
  });
});

describe('this program’s own marks', () => {
  const name = ({ id }: Annotation) => id.replace('urn:uuid:', '');
  const ownMarks = (change: Partial<Marking>): Marking[] =>
    own.map((one, index) => ({
      page: 0,
      subtype: 'Highlight',
      boxes: [[60, 640, 100, 650]],
      name: name(one),
      contents: noteOf(one) || quoteOf(one),
      colour: [0.984, 0.91, 0.635],
      ...(index ? change : {}),
    }));

  it('are what they were where nothing was done to them', async () => {
    const pdf = await printed({ 'brief.md': source, 'annotations.jsonld': JSON.stringify(own) });
    const content = await contentOf(marked(pdf, ownMarks({}), 'acrobat'));
    expect(weighed(content, own).map(({ state }) => state)).toEqual(['same', 'same']);
  });

  it.each([
    ['the note', { contents: 'Une autre.' }, { note: 'Une autre.', colour: 'yellow' }],
    ['the colour', { colour: [0, 0.5, 1] }, { note: 'La mienne.', colour: 'blue' }],
  ] as const)('are in conflict where %s was changed', async (_, change, said) => {
    const pdf = await printed({ 'brief.md': source, 'annotations.jsonld': JSON.stringify(own) });
    const content = await contentOf(marked(pdf, ownMarks(change), 'okular'));
    const [first, second] = weighed(content, own);
    expect([first?.state, second?.state]).toEqual(['same', 'conflicting']);
    expect(second?.theirs && [noteOf(second.theirs), second.theirs.target.styleClass]).toEqual([
      said.note,
      said.colour,
    ]);
    expect(second?.theirs?.modified).toBe('2026-11-24T08:30:00.000Z');
    expect(second?.theirs?.body.at(-1)).toMatchObject({ purpose: 'tagging', value: 'à suivre' });
  });
});

it('a PDF that carries no brief has its words looked for in the one that is open', async () => {
  const content = await contentOf(marked(await printed({}), marks.slice(0, 3), 'acrobat'));
  expect(content.items.map((item) => item?.source)).toEqual(['Un sommet', 'Un sommet', 'Un sommet']);
  expect(weighed(content).map(({ state, theirs }) => [state, theirs?.target.selector[1].start])).toEqual([
    ['new', brief.text.indexOf('Les ministres')],
    ['new', brief.text.indexOf('à fond')],
    ['new', brief.text.lastIndexOf('ministres')],
  ]);
});

it('each mark goes to the brief its page was printed from', async () => {
  const other = briefOf(source.replace('id: sommet', 'id: autre').replaceAll('sommet', 'rendez-vous'));
  const pdf = await printed({
    'brief.md': source.replace('id: sommet', 'id: autre').replaceAll('sommet', 'rendez-vous'),
    'b.md': source,
  });
  const content = await contentOf(marked(pdf, marks.slice(0, 3), 'acrobat'));
  expect(content.items.map((item) => item?.source)).toEqual(Array(3).fill('urn:brief:sommet:fr'));
  expect(other.text).toContain('rendez-vous');
});

it('what stands in the margins of a page is no part of its text', async () => {
  const pdf = await openPdf(linesPdf([page1]));
  const words = linesOf((await pdf?.glyphs(0)) ?? []).map((one) => one.words);
  expect(words[0]).toBe('La note commence par des mots que tout le monde connaît. Les minis-');
  expect(words.join(' ')).not.toContain('novembre');
});
