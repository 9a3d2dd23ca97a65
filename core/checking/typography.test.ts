import { describe, expect, it } from 'vitest';
import { parseInline } from '../parsing/inline.ts';
import { typographicSlips } from './typography.ts';

const fine = '\u202f';
const firm = '\u00a0';

function slips(markdown: string, lang: string): string[] {
  return typographicSlips(parseInline(markdown), lang).map(({ slip, found }) => `${slip} in ${found}`);
}

describe('French typography', () => {
  it.each([
    `Voici${firm}: «${fine}l’Asie centrale${fine}»${fine}; vraiment${fine}? Oui${fine}! Quoi${fine}?!`,
    `De 10:30 à 12:00, 95${fine}% de 674${fine}150 dollars, en 2024 180 pays… 1er mai 2025`,
    'Voir https://a.example/?b=c;d et a.b@c.example, ou `x ? y : "z"`.',
    '« ›'.slice(0, 0),
  ])('is right: %s', (text) => expect(slips(text, 'fr')).toEqual([]));

  it.each([
    ['Vraiment ?', 'narrow-space in Vraiment ?'],
    ['Vraiment?', 'narrow-space in Vraiment?'],
    [`Vraiment${firm}!`, `narrow-space in Vraiment${firm}!`],
    [`Oui ; non`, 'narrow-space in Oui ; non'],
    [`« a${fine}»`, `narrow-space in « a`],
    [`«${fine}a »`, `narrow-space in a »`],
    ['Voici : cela', 'colon-space in Voici : cela'],
    ['Voici: cela', 'colon-space in Voici: cela'],
    [`Voici${fine}:`, `colon-space in Voici${fine}:`],
    ['95 %', 'percent-space in 95 %'],
    ['95%', 'percent-space in 95%'],
    [`95${firm}% oui`, `percent-space in 95${firm}% oui`],
    ['674 150', 'thousands in 674 150'],
    [`1${firm}000 pays`, `thousands in 1${firm}000`],
    ["l'Asie", "apostrophe in l'Asie"],
    ['le "mot"', 'quotation-marks in le "mot"'],
    ['Et...', 'ellipsis in Et...'],
  ])('is wrong: %s', (text, slip) => expect(slips(text, 'fr-FR')).toEqual([slip]));
});

describe('English typography', () => {
  it.each([
    'It’s “right”: yes; no? Oui! 95% of 674,150… See https://a.example/?b=c;d or `x ? y : "z"`.',
    'Rock ’n’ roll, 5′ 3″',
  ])('is right: %s', (text) => expect(slips(text, 'en')).toEqual([]));

  it.each([
    ["It's", "apostrophe in It's"],
    ['a "word"', 'quotation-marks in a "word"'],
    ['And...', 'ellipsis in And...'],
    ['Why ?', 'space-before in Why ?'],
    [`Yes${fine}; no`, `space-before in Yes${fine};`],
  ])('is wrong: %s', (text, slip) => expect(slips(text, 'en')).toEqual([slip]));
});

it('is not judged in other languages', () => {
  expect(slips('"Это" \' ... ?', 'ru')).toEqual([]);
});

it('is judged in time that grows with the text', () => {
  const start = performance.now();
  for (const piece of ['a', '"', ' ', '`a`', "a'", '1 ', '«', '@', ':/', '%1'])
    for (const lang of ['fr', 'en']) slips(piece.repeat(100_000 / piece.length), lang);
  expect(performance.now() - start).toBeLessThan(10_000);
});
