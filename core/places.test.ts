import { expect, test } from 'vitest';
import { describe as describePassage } from './anchor.ts';
import { type Annotation, annotate } from './annotation.ts';
import { lookedUpTogether, neverSeen, placesOf } from './places.ts';

const formula =
  'Un décret en Conseil d’État précise les conditions d’application de ce qui précède, pour tous les cas.';
const article = (n: number): string =>
  `Article ${n}\nLe conseil numéro ${n} délibère de la question ${n}.\n${formula}`;
const numbers = Array.from({ length: 40 }, (_, n) => n + 100);
const old = numbers.map(article).join('\n');
const now = `Un préambule qui n’y était pas, et qui dit en une phrase plus longue que les articles de quoi il sera question dans la suite, point par point.\n${old}`;
const before = 'a'.repeat(64);
const today = 'b'.repeat(64);
const brief = { text: now, revision: today };

function mark(text: string, revision: string, words: string, after = ''): Annotation {
  const start = text.indexOf(words, text.indexOf(after));
  return annotate({
    uuid: '00000000-0000-4000-8000-000000000000',
    at: '2026-11-24T05:30:00.000Z',
    source: 'urn:brief:x:fr',
    revision,
    selectors: describePassage(text, start, start + words.length),
    content: { colour: 'yellow', note: '', tags: [] },
  });
}

const copy = mark(old, before, 'les conditions', 'Article 120\n');
const around = [118, 119, 121, 122].map((n) => mark(old, before, `question ${n}`));
const place = { start: now.indexOf('les conditions', now.indexOf('Article 120\n')) };

test('annotations of one earlier revision tell of one another where a copy is', () => {
  expect(placesOf(brief, [copy])).toEqual([null]);
  expect(placesOf(brief, [copy, ...around])[0]).toMatchObject(place);
});

test('those made on the text as it is now say nothing of others', () => {
  const fresh = [119, 121].flatMap((n) => [
    mark(now, today, `Article ${n}`),
    mark(now, today, `question ${n}`),
  ]);
  expect(placesOf(brief, [...fresh, copy, ...around])[4]).toMatchObject(place);
  expect(placesOf(brief, [...fresh, copy])[4]).toBeNull();
});

test('nor does a text that nothing is known of, even to another such', () => {
  const unknown = [copy, ...around].map(
    (one): Annotation => ({ ...one, target: { ...one.target, state: `urn:sha256:${neverSeen}` } }),
  );
  expect(placesOf(brief, unknown)[0]).toBeNull();
  expect(lookedUpTogether(today, unknown).map((list) => list.length)).toEqual([1, 1, 1, 1, 1]);
});
