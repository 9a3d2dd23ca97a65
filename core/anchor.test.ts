import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidates, describe as describePassage, locate, locateAll } from './anchor.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Texts of few letters, of many scripts, and of characters that are easily cut in two. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'ab ', 'ba '), maxLength: 120 }),
  fc.string({
    unit: fc.constantFrom('le ', 'la ', 'de ', 'conseil ', 'article ', '. ', '\n', 'État '),
    maxLength: 120,
  }),
  fc.string({
    unit: fc.constantFrom(
      '👩‍👩‍👧',
      '🇫🇷',
      'é',
      'e\u0301',
      'שָׁ',
      'مرحبا ',
      '漢',
      '字',
      '가',
      'க்ஷ',
      '\r\n',
      '😀',
      'x',
    ),
    maxLength: 90,
  }),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.lorem({ maxCount: 30, mode: 'sentences' }),
);

const passage = text.chain((whole) => {
  const borders = [...segmenter.segment(whole)].map(({ index }) => index).concat(whole.length);
  const border = fc.nat({ max: borders.length - 1 }).map((i) => borders[i] ?? 0);
  return fc
    .tuple(fc.constant(whole), border, border)
    .map(([w, a, b]) => [w, Math.min(a, b), Math.max(a, b)] as const);
});

test('an unchanged text gives back exactly what was described', () => {
  fc.assert(
    fc.property(passage, ([whole, start, end]) => {
      expect(locate(whole, describePassage(whole, start, end))).toEqual({ start, end, score: 1 });
    }),
    { numRuns: 1000 },
  );
});

test('any list is located as each of it is', () => {
  fc.assert(
    fc.property(passage, fc.array(passage, { maxLength: 4 }), ([whole], others) => {
      const list = others.map(([other, start, end]) => describePassage(other, start, end));
      expect(locateAll(whole, list)).toEqual(list.map((selectors) => locate(whole, selectors)));
    }),
  );
});

test('candidates begin with what is located', () => {
  fc.assert(
    fc.property(passage, passage, ([whole], [other, start, end]) => {
      const selectors = describePassage(other, start, end);
      const place = locate(whole, selectors);
      if (place && place.end > place.start) expect(candidates(whole, selectors)[0]).toEqual(place);
    }),
  );
});
