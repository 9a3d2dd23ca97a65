import { expect, test } from 'vitest';
import { describe } from '../anchor.ts';
import { annotate, quoteOf, type Selectors } from '../annotation.ts';
import { parse } from '../parse.ts';
import { offeredPlaces, setOn } from './offered.ts';

const long =
  'The ministers of all six countries spoke at length of roads, railways, ports and pipelines, and of who pays.';
const read = parse(
  'x.md',
  Buffer.from(`---
id: meeting
lang: en
title: A meeting
standfirst: For the test.
kind: Test
date: 2026-11-24
place: Almaty
summary: [A point.]
revised: 2026-11-24
---

Team Alpha presented its plan for the corridor.

## The plan

Team Beta presented its plan for the corridor. ${long}
`),
);
if (!('brief' in read)) throw new Error(JSON.stringify(read));
const { brief } = read;

function waiting(exact: string, prefix = '') {
  const selectors: Selectors = [
    { type: 'TextQuoteSelector', exact, prefix, suffix: '' },
    { type: 'TextPositionSelector', start: 0, end: 0 },
  ];
  return annotate({
    uuid: '00000000-0000-4000-8000-000000000001',
    at: '2026-11-24T06:00:00.000Z',
    source: 'urn:brief:meeting:en',
    revision: '0'.repeat(64),
    selectors,
    content: { colour: 'yellow', note: '', tags: [] },
  });
}

const words = 'presented its plan for the corridor';
const whereWords = (from = 0) => brief.text.indexOf(words, from);

test('each place is offered with its paragraph, the words around it in its block and what differs', () => {
  const places = offeredPlaces(brief, waiting('presented a plan for the corridor'));
  expect(places.map(({ start, end }) => brief.text.slice(start, end))).toEqual([words, words]);
  expect(places).toMatchObject([
    { number: 1, before: 'Team Alpha ', after: '.', revision: brief.revision },
    { number: 2, before: 'Team Beta ' },
  ]);
  expect(places[0]?.changes).toEqual([
    { kind: 'same', text: 'presented ' },
    { kind: 'removed', text: 'a' },
    { kind: 'added', text: 'its' },
    { kind: 'same', text: ' plan for the corridor' },
  ]);
  expect(places[1]?.after).toBe('. The ministers of all six countries spoke at length of …');
});

test('a heading has no number, long words are shortened in their middle, and what is nowhere is offered no place', () => {
  expect(offeredPlaces(brief, waiting('The plan'))).toContainEqual(
    expect.objectContaining({ number: null, before: '', after: '' }),
  );
  const [place] = offeredPlaces(brief, waiting(long.repeat(3)));
  expect(place?.changes.every(({ text }) => text.length < 250)).toBe(true);
  expect(offeredPlaces(brief, waiting('zebras and marmalade'))).toEqual([]);
  expect(offeredPlaces(brief, waiting('zebras quietly doubt'))).toEqual([]);
});

test('an annotation set on a place has selectors of its own there, and its times stay', () => {
  const annotation = waiting(words);
  const start = whereWords(whereWords() + 1);
  const set = setOn(brief, annotation, { start, end: start + words.length, revision: brief.revision });
  expect(set).toEqual({
    ...annotation,
    target: {
      ...annotation.target,
      selector: describe(brief.text, start, start + words.length),
      state: `urn:sha256:${brief.revision}`,
    },
  });
  expect(quoteOf(set)).toBe(words);
});

test('a place in another revision, or in none, is not taken', () => {
  const annotation = waiting(words);
  const { revision, text } = brief;
  expect(setOn(brief, annotation, { start: 0, end: 4, revision: 'a'.repeat(64) })).toBe(annotation);
  expect(setOn(brief, annotation, { start: 4, end: 4, revision })).toBe(annotation);
  expect(setOn(brief, annotation, { start: 4, end: text.length + 1, revision })).toBe(annotation);
});
