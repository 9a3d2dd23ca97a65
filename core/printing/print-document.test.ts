import { describe, expect, it } from 'vitest';
import { describe as select } from '../anchor.ts';
import { annotate, colours, quoteOf, revise } from '../annotation.ts';
import type { Brief } from '../brief.ts';
import type { Positions } from '../position.ts';
import { settings, settingsChange } from '../settings-schema.ts';
import { defaultPrintOptions, type PrintOptions } from './print.ts';
import {
  editionsOf,
  langsFor,
  type PrintDocument,
  type PrintedBrief,
  printDocument,
} from './print-document.ts';

const text = 'Le sommet se tient à Astana. La Chine avance cinq propositions.';
const brief: Brief = {
  id: 'x',
  lang: 'fr',
  title: 'Titre',
  standfirst: 'Chapeau',
  kind: 'Réunion',
  tags: [],
  date: { start: '2025-04-26', end: '2025-04-26' },
  place: 'Almaty',
  participants: [],
  summary: [],
  proposals: [],
  commitments: [],
  followUps: [],
  sources: [],
  revised: '2025-05-03',
  text,
  blocks: [],
  layout: [],
  revision: '0'.repeat(64),
};

function mark(words: string, uuid: string, lang = 'fr', where = text) {
  const start = where.indexOf(words);
  return annotate({
    uuid: `${uuid.padStart(8, '0')}-0000-4000-8000-000000000000`,
    at: '2026-11-23T10:00:00Z',
    source: `urn:brief:x:${lang}`,
    revision: brief.revision,
    selectors: select(where, start, start + words.length),
    content: { colour: 'yellow', note: '', tags: [] },
  });
}

const english: Brief = { ...brief, lang: 'en', text: 'The summit takes place in Astana.' };
const made = { marks: 'native', lang: 'en', at: '2026-11-23T10:00:00Z' } as const;

/** The document of one brief. */
function printed(
  options: Partial<PrintOptions>,
  { positions = {}, editions = [brief] }: Partial<Pick<PrintedBrief, 'positions' | 'editions'>> = {},
) {
  return printDocument({
    ...made,
    briefs: [{ editions, annotations, positions }],
    options: { ...defaultPrintOptions, ...options },
  });
}

const gone = mark(
  'Un passage disparu depuis',
  '4',
  'fr',
  'Avant. Un passage disparu depuis longtemps du texte.',
);
const annotations = [
  mark('cinq propositions', '1'),
  { ...mark('Astana', '2'), creator: { type: 'Person', name: 'A. Nonyme' } as const },
  mark('tient à Astana', '3'),
  mark('Astana', '5', 'en', english.text),
  gone,
].map((one, index) =>
  revise(
    one,
    { colour: colours[index % 4] ?? 'blue', note: '', tags: [index % 2 ? 'odd' : 'even'] },
    made.at,
  ),
);

const positions: Positions = {
  p1: {
    decision: 'oppose',
    remark: 'secret',
    passages: [annotations[0], annotations[1]].flatMap((one) => one?.id ?? []),
    date: made.at,
  },
};

function wordsOf(document: PrintDocument): (readonly string[])[] {
  return editionsOf(document).map(({ brief, notes }) =>
    notes.map(({ start, end }) => brief.text.slice(start, end)),
  );
}

describe('printDocument', () => {
  it('numbers the notes of its edition in reading order and keeps those whose passage is gone', () => {
    const document = printed({});
    expect(wordsOf(document)).toEqual([['tient à Astana', 'Astana', 'cinq propositions']]);
    expect(editionsOf(document)[0]?.orphans.map(quoteOf)).toEqual([quoteOf(gone)]);
  });

  it('leaves all of them out where none are wanted', () => {
    const document = printed({ annotations: 'none' });
    expect(wordsOf(document)).toEqual([[]]);
    expect(editionsOf(document)[0]?.orphans).toEqual([]);
  });

  it.each([
    [{ colours: ['yellow'] }, ['cinq propositions']],
    [{ tags: ['even'] }, ['tient à Astana', 'cinq propositions']],
    [{ proposals: ['p1'] }, ['Astana', 'cinq propositions']],
    [{ proposals: ['p1'], tags: ['odd'] }, ['Astana']],
    [{ proposals: ['p2'] }, []],
  ] satisfies [Partial<PrintOptions['only']>, string[]][])('keeps the marks that pass %j', (only, words) => {
    expect(wordsOf(printed({ only: { ...defaultPrintOptions.only, ...only } }, { positions }))).toEqual([
      words,
    ]);
  });

  it('counts notes on through editions in turn, and sets the first two beside each other', () => {
    const third: Brief = { ...brief, lang: 'zh' };
    const inTurn = printed({ editions: 'in-turn' }, { editions: [brief, english, third] });
    expect(editionsOf(inTurn).map(({ firstNote }) => firstNote)).toEqual([1, 4, 5]);
    expect(inTurn.parts.map(({ editions }) => editions.map(({ lang }) => lang))).toEqual([
      ['fr'],
      ['en'],
      ['en'],
    ]);
    const beside = printed({ editions: 'side-by-side' }, { editions: [brief, english] });
    expect(beside.parts.map(({ editions }) => editions.map(({ firstNote }) => firstNote))).toEqual([[1, 4]]);
  });

  it('knows which editions are printed of those there are', () => {
    const langs = (editions: PrintOptions['editions']) => langsFor({ editions }, 'en', ['fr', 'en', 'zh']);
    expect([langs('one'), langs('in-turn'), langs('side-by-side')]).toEqual([
      ['en'],
      ['en', 'fr', 'zh'],
      ['en', 'fr'],
    ]);
  });

  it('keeps nothing of what the reader wrote in a clean copy', () => {
    expect(JSON.stringify(printed({ copy: 'clean' }, { positions }))).not.toMatch(/secret|oppose|urn:uuid/);
    expect(JSON.stringify(printed({}, { positions }))).toMatch(/secret/);
  });

  it('leaves out positions with the proposals', () => {
    expect(JSON.stringify(printed({ proposals: false }, { positions }))).not.toMatch(/secret/);
  });

  it('prints for a delegation what has a chosen tag, without names and without hints of the rest', () => {
    const only = { ...defaultPrintOptions.only, tags: ['odd'] };
    const document = printed({ copy: 'delegation', only }, { positions });
    expect(wordsOf(document)).toEqual([['Astana']]);
    expect(JSON.stringify(document)).not.toMatch(/Nonyme|0001-0000/);
    expect(JSON.stringify(printed({}))).toMatch(/Nonyme/);
    expect(document.parts[0].positions.p1?.passages).toEqual([annotations[1]?.id]);
  });

  it('prints no mark for a delegation where no tag was chosen', () => {
    expect(wordsOf(printed({ copy: 'delegation' }))).toEqual([[]]);
  });

  it('labels a brief in its own language where that is spoken here', () => {
    const langOf = (lang: string) => editionsOf(printed({}, { editions: [{ ...brief, lang }] }))[0]?.lang;
    expect([langOf('fr'), langOf('en-GB'), langOf('zh-Hans')]).toEqual(['fr', 'en', 'en']);
  });
});

describe('the options that earlier versions kept', () => {
  it.each([
    [
      { paper: 'letter', annotations: 'none' },
      { paper: 'letter', annotations: 'none' },
    ],
    [
      { paper: 'a4', annotations: 'margin', clean: true },
      { annotations: 'margin', copy: 'clean' },
    ],
    [{ paper: 'a4', annotations: 'endnotes', clean: false }, {}],
  ])('are read with the rest as it is at first: %j', (kept, changed) => {
    expect(settingsChange.parse({ theme: 'dark', print: kept })).toEqual({
      theme: 'dark',
      print: { ...defaultPrintOptions, ...changed },
    });
  });

  it('are no excuse for others', () => {
    expect(settings.shape.print.safeParse({ paper: 'a3' }).success).toBe(false);
    expect(settings.shape.print.safeParse({ ...defaultPrintOptions, file: 'x' }).success).toBe(false);
  });
});
