import { readFileSync } from 'node:fs';
import jsonld, { type NodeObject } from 'jsonld';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { describe as describePassage } from '../anchor.ts';
import { annotate } from '../annotation.ts';
import { briefUrn } from '../brief.ts';
import { parse } from '../parse.ts';
import type { ExportedBrief } from './exported.ts';
import { writeExport } from './write-export.ts';

/** The published context, and no way to any other. */
const context: NodeObject = JSON.parse(readFileSync('core/exporting/fixtures/anno.jsonld', 'utf8'));
async function documentLoader(url: string) {
  if (url !== 'http://www.w3.org/ns/anno.jsonld') throw new Error(`no network: ${url}`);
  return { documentUrl: url, document: context, contextUrl: undefined };
}

/** `safe` refuses what would be lost. */
const strictly = { documentLoader, safe: true };

const parsed = parse('fr.md', readFileSync('briefs/2025-04-26-almaty/fr.md'));
if (!('brief' in parsed)) throw new Error('the brief cannot be read');
const { brief } = parsed;

const made = [
  annotate({
    uuid: '6b7a0000-0000-4000-8000-000000000001',
    at: '2026-11-24T06:00:00.000Z',
    source: briefUrn(brief),
    revision: brief.revision,
    selectors: describePassage(brief.text, 100, 160),
    content: { colour: 'green', note: 'Une **note**.', tags: ['chiffres'] },
  }),
  annotate({
    uuid: '6b7a0000-0000-4000-8000-000000000002',
    at: '2026-11-24T07:00:00.000Z',
    source: briefUrn(brief),
    revision: brief.revision,
    selectors: describePassage(brief.text, 300, 420),
    content: { colour: 'pink', note: '', tags: [] },
  }),
];
const exported: ExportedBrief = { id: brief.id, titles: {}, editions: [brief], annotations: made };
const file: NodeObject = JSON.parse(writeExport('jsonld', [exported], '2026-11-24T08:00:00.000Z', 'fr'));

const iri = z.string().regex(/^[a-z][a-z\d+.-]*:\S+$/i);
const utc = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/);
const many = <T>(one: z.ZodType<T>) => z.union([one, z.array(one).min(1)]);
const including = (wanted: string) =>
  z.union([z.literal(wanted), z.array(z.string()).refine((list) => list.includes(wanted))]);

/** The Recommendation's MUSTs, each with its section; what it leaves open stays open. */
const textualBody = z.looseObject({
  type: including('TextualBody'), // 3.2.4 SHOULD, and what lets `value` be read
  value: z.string(), // 3.2.4: exactly 1
  format: z.string().optional(), // 3.2.4: at most 1, a media type
  purpose: many(z.string()).optional(), // 3.3.3
});
const selector = z.discriminatedUnion('type', [
  // 4.2.4: exactly 1 exact, at most 1 prefix and suffix
  z.looseObject({
    type: z.literal('TextQuoteSelector'),
    exact: z.string(),
    prefix: z.string().optional(),
    suffix: z.string().optional(),
  }),
  // 4.2.5: exactly 1 start and end, non-negative integers
  z.looseObject({
    type: z.literal('TextPositionSelector'),
    start: z.int().nonnegative(),
    end: z.int().nonnegative(),
  }),
]);
const annotationMusts = z.looseObject({
  '@context': including('http://www.w3.org/ns/anno.jsonld'), // 3.1: 1 or more, this one among them
  id: iri, // 3.1: exactly 1 IRI
  type: including('Annotation'), // 3.1
  motivation: many(z.string()).optional(),
  created: utc.optional(), // 3.3.1: xsd:dateTime in UTC, as Z
  modified: utc.optional(),
  body: z.union([textualBody, z.array(textualBody)]).optional(), // 3.1: 0 or more
  // 3.1: 1 or more; 4: exactly 1 source
  target: many(
    z.looseObject({
      type: including('SpecificResource'),
      source: iri,
      selector: many(selector),
      styleClass: z.string(), // 4.4
      state: iri, // 4.3
    }),
  ),
});
const page = z.looseObject({
  id: iri, // 5.2: exactly 1 IRI
  type: including('AnnotationPage'), // 5.2
  partOf: iri, // 5.2: exactly 1
  startIndex: z.int().nonnegative(), // 5.2: exactly 1 where given
  items: z.array(annotationMusts).min(1), // 5.2: 1 or more, in an array
});
const collectionMusts = z.looseObject({
  '@context': including('http://www.w3.org/ns/anno.jsonld'), // 5.1
  id: iri, // 5.1: exactly 1 IRI
  type: including('AnnotationCollection'), // 5.1
  label: many(z.string()), // 5.1 SHOULD
  total: z.int().nonnegative(), // 5.1 SHOULD
  first: page, // 5.1: exactly 1 where there are annotations
  last: iri, // 5.1 SHOULD
});

test('an exported collection keeps every MUST of the Recommendation', () => {
  expect(z.safeParse(collectionMusts, file).error).toBeUndefined();
});

test('it expands, against the published context alone, into the vocabulary and loses nothing', async () => {
  const expanded = await jsonld.expand(file, strictly);
  const [collection] = z.array(z.looseObject({})).parse(expanded);
  const as = 'http://www.w3.org/ns/activitystreams#';
  const oa = 'http://www.w3.org/ns/oa#';
  expect(collection).toMatchObject({
    '@type': [`${as}OrderedCollection`],
    [`${as}totalItems`]: [{ '@value': 2 }],
  });
  const text = JSON.stringify(expanded);
  for (const term of [
    `${oa}Annotation`,
    `${oa}hasTarget`,
    `${oa}hasSource`,
    `${oa}TextQuoteSelector`,
    `${oa}exact`,
    `${oa}TextPositionSelector`,
    `${oa}start`,
    `${oa}hasState`,
    `${oa}styleClass`,
    `${oa}hasPurpose`,
    'http://purl.org/dc/terms/created',
    `${as}partOf`,
  ])
    expect(text).toContain(JSON.stringify(term).slice(1, -1));
  const quads = await jsonld.toRDF(file, { ...strictly, format: 'application/n-quads' });
  const lines = z.string().parse(quads).trim().split('\n');
  expect(lines).toContain(`<${made[0]?.id}> <${oa}motivatedBy> <${oa}commenting> .`);
  expect(lines).toContain(
    `<${made[0]?.id}> <http://purl.org/dc/terms/created> "2026-11-24T06:00:00.000Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .`,
  );
});

test('the checks of this file see what is wrong', async () => {
  expect(z.safeParse(collectionMusts, { ...z.looseObject({}).parse(file), first: {} }).success).toBe(false);
  await expect(jsonld.expand({ '@context': 'http://else.where/' }, { documentLoader })).rejects.toThrow();
  // `safe` refuses a member that no context knows, so that expanding above loses none.
  await expect(
    jsonld.expand({ '@context': 'http://www.w3.org/ns/anno.jsonld', id: 'urn:a:b', invented: 1 }, strictly),
  ).rejects.toThrow();
});
