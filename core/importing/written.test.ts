import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describe as describePassage } from '../anchor.ts';
import { type Annotation, annotate, colours, type Selectors } from '../annotation.ts';
import { annotation as annotationShape } from '../annotation-schema.ts';
import { type Brief, briefUrn } from '../brief.ts';
import type { ExportFormat } from '../exporting/format.ts';
import { writeExport } from '../exporting/write-export.ts';
import { parse } from '../parse.ts';
import { importText } from './placing.ts';
import { readImport } from './read-import.ts';
import { importChanges, weigh } from './weigh.ts';

/** What is written comes back. */

function editionOf(file: string): Brief {
  const parsed = parse(file, readFileSync(file));
  if (!('brief' in parsed)) throw new Error(`${file} cannot be read`);
  return parsed.brief;
}

const editions = ['fr', 'en'].map((lang) => editionOf(`briefs/2025-04-26-almaty/${lang}.md`));
const text = (ref: { readonly id: string; readonly lang: string }) => {
  const found = editions.find(({ id, lang }) => id === ref.id && lang === ref.lang);
  return found ? importText(found) : null;
};

const hostile = fc.constantFrom(
  '=1+1',
  '__proto__',
  '\u202e',
  '<script>',
  '"',
  '\r\n',
  '\ud83d\ude00',
  '---',
  ']]>',
  '`',
);
const words = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.lorem(), hostile);
const instant = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Now and then of a passage that names no words at all, as one that came with a selector nobody here reads. */
function selectorsOf(text: string, start: number, end: number): Selectors {
  if (end % 7) return describePassage(text, start, end);
  return [
    { type: 'TextQuoteSelector', exact: '', prefix: '', suffix: '' },
    { type: 'TextPositionSelector', start: 0, end: 0 },
  ];
}

const annotation: fc.Arbitrary<Annotation> = fc
  .record({
    uuid: fc.uuid(),
    edition: fc.constantFrom(...editions),
    place: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 300 })),
    note: fc.oneof(
      words,
      fc.array(words, { maxLength: 5 }).map((all) => all.join('\n\n')),
    ),
    tags: fc.array(words.map((tag) => tag.trim()).filter(Boolean), { maxLength: 4 }),
    colour: fc.constantFrom(...colours),
    created: instant,
    modified: instant,
    creator: fc.option(
      words.filter((name) => name !== ''),
      { nil: null },
    ),
    orphan: fc.boolean(),
    others: fc.array(fc.record({ type: fc.constant('SvgSelector'), value: words }), { maxLength: 2 }),
  })
  .map(
    ({
      uuid,
      edition,
      place: [share, length],
      note,
      tags,
      colour,
      created,
      modified,
      creator,
      orphan,
      others,
    }) => {
      const start = Math.floor(share * (edition.text.length - 1));
      const selectors = selectorsOf(
        orphan ? 'Un texte tout autre, que nul ne retrouve ici. '.repeat(20) : edition.text,
        start % (orphan ? 800 : edition.text.length),
        (start % (orphan ? 800 : edition.text.length)) + length,
      );
      const made = annotate({
        uuid,
        at: created,
        source: briefUrn(edition),
        revision: edition.revision,
        selectors: [...selectors, ...others],
        content: { colour, note, tags },
      });
      return {
        ...made,
        modified,
        ...(creator ? { creator: { type: 'Person' as const, name: creator } } : {}),
      };
    },
  )
  .filter((made) => annotationShape.safeParse(made).success);

const annotations = fc.uniqueArray(annotation, { selector: ({ id }) => id, maxLength: 12, minLength: 1 });

function imported(format: ExportFormat, list: readonly Annotation[], mine: readonly Annotation[] = []) {
  const exported = { id: '2025-04-26-almaty', titles: {}, editions, annotations: list };
  const read = readImport(writeExport(format, [exported], '2026-11-24T06:00:00.000Z', 'fr'));
  if ('problem' in read) throw new Error(read.problem.code);
  return weigh(read.items, {
    text,
    mine: () => new Map(mine.map((one) => [one.id, one])),
    chosen: new Map(),
    at: '2030-01-01T00:00:00.000Z',
  });
}

test.each(['jsonld', 'annotations'] as const)(
  '%s gives back the same annotations, ids and times included',
  (format) => {
    fc.assert(
      fc.property(annotations, (list) => {
        const weighed = imported(format, list);
        expect(importChanges(weighed, () => 'mine').map(({ after }) => after)).toEqual(list);
        // And once they are there, the same file changes nothing.
        const again = imported(format, list, list);
        expect(again.map(({ state }) => state)).toEqual(list.map(() => 'same'));
        expect(importChanges(again, () => 'theirs')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  },
);

test('the same annotations and the same clock give the same file, in every format', () => {
  fc.assert(
    fc.property(
      annotations,
      fc.constantFrom(...(['jsonld', 'annotations', 'markdown', 'csv', 'csl', 'bibtex'] as const)),
      (list, format) => {
        const exported = { id: '2025-04-26-almaty', titles: {}, editions, annotations: list };
        const write = () =>
          writeExport(format, [structuredClone(exported)], '2026-11-24T06:00:00.000Z', 'fr');
        expect(write()).toBe(write());
      },
    ),
    { numRuns: 30 },
  );
});

test('a conflict is settled as the reader says, and a copy kept of both is known the next time', () => {
  const [edition] = editions;
  if (!edition) throw new Error('no edition');
  const mine = annotate({
    uuid: '00000000-0000-4000-8000-000000000001',
    at: '2026-01-01T00:00:00.000Z',
    source: briefUrn(edition),
    revision: edition.revision,
    selectors: describePassage(edition.text, 10, 40),
    content: { colour: 'yellow', note: 'mine', tags: [] },
  });
  const theirs = annotate({
    uuid: '00000000-0000-4000-8000-000000000001',
    at: '2026-01-02T00:00:00.000Z',
    source: briefUrn(edition),
    revision: edition.revision,
    selectors: describePassage(edition.text, 10, 40),
    content: { colour: 'blue', note: 'theirs', tags: ['x'] },
  });
  const weighed = imported('jsonld', [theirs], [mine]);
  expect(weighed).toMatchObject([{ state: 'conflicting', mine, theirs }]);
  expect(importChanges(weighed, () => 'mine')).toEqual([]);
  expect(importChanges(weighed, () => 'theirs')).toEqual([{ before: mine, after: theirs }]);
  const [both] = importChanges(weighed, () => 'both');
  expect(both).toMatchObject({
    before: null,
    after: { ...theirs, id: expect.not.stringContaining(mine.id) },
  });
  expect(imported('jsonld', [theirs], both ? [mine, both.after] : [])).toMatchObject([{ state: 'same' }]);
});
