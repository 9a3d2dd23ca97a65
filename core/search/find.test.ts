import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf } from './excerpt.ts';
import { findLetters, findRows } from './find.ts';
import { wordsOf } from './fold.ts';

const shown = (text: string, typed: string) =>
  findLetters(text, typed).map(({ start, end }) => text.slice(start, end));

describe('letters in a text', () => {
  it.each([
    ['Coopération et COOPÉRATION', 'cooperation', ['Coopération', 'COOPÉRATION']],
    ['Cooperation', 'coopé', ['Coope']],
    ['coopération', 'pér', ['pér']],
    ['L’accord', "l'accord", ['L’accord']],
    ['10\u202f000\u00a0euros', '10 000 euros', ['10\u202f000\u00a0euros']],
    ['« mot »', '"mot', []],
    ['une œuvre', 'oeuvre', ['œuvre']],
    ['une œuvre', 'euvre', ['œuvre']],
    ['une œuvre', 'o', ['œ']],
    ['e\u0301te\u0301', 'été', ['e\u0301te\u0301']],
    ['aaaa', 'aa', ['aa', 'aa']],
    ['texte', '  ', []],
  ])('%s: %s', (text, typed, expected) => {
    expect(shown(text, typed)).toEqual(expected);
  });

  it('are found where a scan in small letters finds them', () => {
    const unit = fc.constantFrom(...'abAB .1');
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 40 }),
        fc.string({ unit, minLength: 1, maxLength: 3 }),
        (text, typed) => {
          const single = text.replace(/ +/g, ' ');
          const wanted = typed.trim().replace(/ +/g, ' ').toLowerCase();
          const expected = wanted ? single.toLowerCase().split(wanted).length - 1 : 0;
          expect(findLetters(single, typed)).toHaveLength(expected);
        },
      ),
      { numRuns: 2000, seed: 7 },
    );
  });
});

describe('an excerpt', () => {
  it('is the sentence with most of the words', () => {
    const text =
      'La Chine propose. M. Wang a parlé de commerce et de transport à Almaty. Puis le commerce a repris.';
    const { text: sentence, marks } = excerptOf(text, [['commerce'], ['transport']]);
    expect(sentence).toBe('M. Wang a parlé de commerce et de transport à Almaty.');
    expect(marks.map(({ start, end }) => sentence.slice(start, end))).toEqual(['commerce', 'transport']);
  });

  it('of a long sentence is what stands around the words', () => {
    const text = `${'avant '.repeat(60)}le commerce ${'après '.repeat(60)}`;
    const { text: part, marks } = excerptOf(text, [['commerce']]);
    expect(part.length).toBeLessThan(220);
    expect(part).toMatch(/^… avant .* le commerce après .* …$/);
    expect(marks.map(({ start, end }) => part.slice(start, end))).toEqual(['commerce']);
  });

  it('holds its words, wherever they stand', () => {
    const word = fc.constantFrom(
      'accord',
      'Énergie.',
      'l’OMC',
      'pays',
      'Chine ?',
      '«',
      '»',
      '\n',
      'x'.repeat(150),
    );
    const text = fc.array(word, { minLength: 1, maxLength: 80 }).map((words) => words.join(' '));
    const rows = fc.subarray([['accord'], ['energie'], ['omc'], ['pays', 'chine'], ['chine']]);
    fc.assert(
      fc.property(text, rows, (text, rows) => {
        const { text: part, marks } = excerptOf(text, rows);
        expect(marks.length > 0).toBe(findRows(text, rows).length > 0);
        for (const { start, end } of marks) expect(rows).toContainEqual(wordsOf(part.slice(start, end)));
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});
