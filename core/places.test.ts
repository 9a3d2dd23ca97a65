import { expect, test } from 'vitest';
import { describe as describePassage } from './anchor.ts';
import { type Annotation, annotate } from './annotation.ts';
import { parse } from './parse.ts';
import { lookedUpTogether, madeAbout, neverSeen, placesOf } from './places.ts';

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

/** As another program may have it: with so little context that nothing tells it from its copies. */
function withLessContext(annotation: Annotation): Annotation {
  const { target } = annotation;
  const [quote, position] = target.selector;
  const short = { ...quote, prefix: quote.prefix.slice(-32), suffix: quote.suffix.slice(0, 32) };
  return { ...annotation, target: { ...target, selector: [short, position] } };
}

const copy = withLessContext(mark(old, before, 'les conditions', 'Article 120\n'));
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

test('of many annotations those made about a block are told, in their order, and the one made last', () => {
  const front = '---\nid: x\nlang: fr\ntitle: T\nstandfirst: S.\nkind: K\ndate: 2026-01-10\nplace: G\n';
  const rest = 'summary: [Un point.]\nrevised: 2026-01-11\n---\n';
  // Letters outside the plane that most are in count once in what was stored, and twice in the text.
  const body = Array.from({ length: 900 }, (_, n) => `Alinéa ${n} ${'😀'.repeat(40)}.`).join('\n\n');
  const made = parse('x/fr.md', new TextEncoder().encode(`${front}${rest}${body}\n`));
  if (!('brief' in made)) throw new Error(JSON.stringify(made.problems));
  const long = made.brief;
  const [start, middle, last] = [0, 450, 899].map((n) => mark(long.text, today, `Alinéa ${n} `));
  if (!start || !middle || !last) throw new Error('no marks');
  const foreign = { ...middle, target: { ...middle.target, source: 'urn:brief:x:en' } };
  expect(madeAbout(long, [last, middle, foreign, start], 450)).toEqual([middle, start]);
  expect(madeAbout(long, [last, start, foreign, middle], 0)).toEqual([start, middle]);
  expect(madeAbout(long, [], 0)).toEqual([]);
});
