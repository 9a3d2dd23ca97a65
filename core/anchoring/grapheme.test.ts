import fc from 'fast-check';
import { expect, test } from 'vitest';
import { borderAfter, borderBefore } from './grapheme.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      '\r',
      '\n',
      '\u0301',
      '🇫',
      '🇷',
      '👩',
      '\u200d',
      '🏽',
      'क',
      '्',
      'ष',
      '가',
      '각',
      'ᄀ',
      'ᅡ',
      'ᆨ',
      '漢',
      'ก',
      'ำ',
      '©',
      '\ufe0f',
      'ש',
      'ׁ',
      '؀',
      'я',
      '\ud800',
      '\udc00',
    ),
    maxLength: 40,
  }),
);

test('borders are those of a segmenter that reads the whole text', () => {
  fc.assert(
    fc.property(text, (whole) => {
      const borders = [...segmenter.segment(whole)].map(({ index }) => index).concat(whole.length);
      for (let offset = 0; offset <= whole.length; offset += 1) {
        expect(borderBefore(whole, offset)).toBe(borders.findLast((border) => border <= offset));
        expect(borderAfter(whole, offset)).toBe(borders.find((border) => border >= offset));
      }
    }),
    { numRuns: 1000 },
  );
});
