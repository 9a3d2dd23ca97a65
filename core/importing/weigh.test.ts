import { expect, test } from 'vitest';
import { describe as describePassage, locate } from '../anchor.ts';
import { type annotate, quoteOf } from '../annotation.ts';
import { importText } from './placing.ts';
import { readImport } from './read-import.ts';
import { importChanges, weigh } from './weigh.ts';

const text = [
  'The 😀 ministers met in Almaty and agreed on five proposals.',
  'Team Alpha presented its plan for the corridor; Team Beta presented its plan for the corridor.',
  'The next summit was set for June in Astana.',
].join('\n');
const brief = { id: 'meeting', lang: 'en' };
const target = importText({ text, revision: 'a'.repeat(64) });

function weighed(
  values: readonly object[],
  chosen: 'open' | 'none' = 'open',
  mine: ReturnType<typeof annotate>[] = [],
) {
  const read = readImport(JSON.stringify(values));
  if ('problem' in read) throw new Error(read.problem.code);
  return weigh(read.items, {
    text: ({ id, lang }) => (id === brief.id && lang === brief.lang ? target : null),
    mine: () => new Map(mine.map((one) => [one.id, one])),
    chosen: new Map(chosen === 'open' ? [['https://example.org/page', brief]] : []),
    at: '2026-11-24T06:00:00.000Z',
  });
}

function foreign(id: string, selector: object | readonly object[] | undefined, more: object = {}): object {
  return { type: 'Annotation', id, target: { source: 'https://example.org/page', selector }, ...more };
}

const quote = (exact: string, prefix = '', suffix = '') => ({
  type: 'TextQuoteSelector',
  exact,
  prefix,
  suffix,
});

test('each item has its state, and none refuses the others', () => {
  const states = weighed([
    foreign('a', quote('five proposals', 'agreed on ', '.')),
    foreign('b', quote('something that was never said in here')),
    foreign('c', quote('presented its plan for the corridor')),
    foreign('d', { type: 'SvgSelector', value: '<svg/>' }),
    { ...foreign('e', quote('x')), target: { source: 'https://else.where/', selector: quote('x') } },
    { ...foreign('f', quote('y')), target: { source: 'urn:brief:unknown:fr', selector: quote('y') } },
    { id: 'g' },
    foreign('h', quote('five proposals'), { bodyValue: 'x'.repeat(100_001) }),
  ]);
  expect(states.map(({ state }) => state)).toEqual([
    'new',
    'passage-not-found',
    'ambiguous',
    'selector-unsupported',
    'source-unknown',
    'source-unknown',
    'unreadable',
    'unreadable',
  ]);
  expect(states.map(({ source }) => source).slice(3, 6)).toEqual([
    'https://example.org/page',
    'https://else.where/',
    'urn:brief:unknown:fr',
  ]);
});

test('what is placed has selectors of its own; what is not waits with those that came', () => {
  const svg = { type: 'SvgSelector', value: '<svg/>' };
  const [found, lost, unsupported] = weighed([
    foreign('a', [svg, quote('five proposals', 'agreed on ')]),
    foreign('b', [svg, quote('never said', 'before ', ' after')]),
    foreign('c', svg),
  ]).map(({ theirs }) => theirs);
  const at = text.indexOf('five proposals');
  expect(found?.target).toMatchObject({
    source: 'urn:brief:meeting:en',
    selector: describePassage(text, at, at + 'five proposals'.length),
    state: `urn:sha256:${'a'.repeat(64)}`,
  });
  expect(found?.target.selector).toHaveLength(2);
  expect(lost?.target.selector).toMatchObject([{ exact: 'never said', prefix: 'before ' }, {}, svg, {}]);
  expect(unsupported?.target.selector).toEqual([
    quote(''),
    { type: 'TextPositionSelector', start: 0, end: 0 },
    svg,
  ]);
  if (!unsupported) throw new Error('nothing kept');
  expect(locate(text, unsupported.target.selector)).toBeNull();
});

test('positions of Hypothesis count code units', () => {
  // Told apart by the position alone: the second of two equal phrases, behind a character of two units.
  const at = text.lastIndexOf('its plan');
  const file = {
    id: 'x',
    uri: 'https://example.org/page',
    target: [
      {
        selector: [
          { type: 'TextPositionSelector', start: at, end: at + 8 },
          quote('its plan', 'Beta presented '),
        ],
      },
    ],
  };
  expect(weighed([file])).toMatchObject([
    {
      state: 'new',
      theirs: { target: { selector: [{ exact: 'its plan' }, { start: [...text.slice(0, at)].length }] } },
    },
  ]);
});

test('a text fragment finds its passage by first and last words', () => {
  const fragment = (value: string) => ({ type: 'FragmentSelector', value });
  const [one, two] = weighed([
    foreign('a', fragment(':~:text=The%20next,Astana')),
    foreign('b', fragment(':~:text=Team,plan')),
  ]);
  expect(one).toMatchObject({ state: 'new' });
  expect(one?.theirs && quoteOf(one.theirs)).toBe('The next summit was set for June in Astana');
  expect(two).toMatchObject({ theirs: { target: { selector: [{ exact: 'Team … plan' }, {}, {}] } } });
});

test('a foreign name stands for one and the same id, so that a second import changes nothing', () => {
  const file = [foreign('http://example.org/1', quote('five proposals')), foreign('', quote('in Astana'))];
  const first = importChanges(weighed(file), () => 'mine').map(({ after }) => after);
  expect(new Set(first.map(({ id }) => id)).size).toBe(2);
  expect(first.map(({ created }) => created)).toEqual(Array(2).fill('2026-11-24T06:00:00.000Z'));
  expect(weighed(file, 'open', first).map(({ state }) => state)).toEqual(['same', 'same']);
});

test('two of one name in one file are both kept, unless they say the same', () => {
  const [, second, third] = weighed([
    foreign('n', quote('five proposals')),
    foreign('n', quote('in Astana')),
    foreign('n', quote('five proposals')),
  ]);
  expect(second).toMatchObject({ state: 'new' });
  expect(third).toMatchObject({ state: 'same' });
  const kept = importChanges(
    weighed([foreign('n', quote('five proposals')), foreign('n', quote('in Astana'))]),
    () => 'mine',
  );
  expect(new Set(kept.map(({ after }) => after.id)).size).toBe(2);
});
