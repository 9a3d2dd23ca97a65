import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachWord, fold, rootOf, stem, wordsOf } from './fold.ts';

describe('fold', () => {
  it.each([
    ['Énergie', 'energie'],
    ['ÉTÉ', 'ete'],
    ['œuvre', 'oeuvre'],
    ['Straße', 'strasse'],
    ['aujourd’hui', 'aujourdhui'],
    ["aujourd'hui", 'aujourdhui'],
    ['China’s', 'china'],
    ['İstanbul', 'istanbul'],
    ['e\u0301te\u0301', 'ete'],
    ['ﬁn', 'fin'],
  ])('takes %s for %s', (word, folded) => {
    expect(fold(word)).toBe(folded);
  });

  it('is idempotent, whatever the word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (word) => {
        expect(fold(fold(word))).toBe(fold(word));
      }),
      { numRuns: 2000, seed: 7 },
    );
    const changed = Array.from({ length: 0x3000 }, (_, code) => `a${String.fromCodePoint(code)}b`).filter(
      (word) => fold(fold(word)) !== fold(word),
    );
    expect(changed).toEqual([]);
  });
});

describe('stem', () => {
  it.each([
    ['accord', 'accords'],
    ['proposition', 'propositions'],
    ['national', 'nationaux'],
    ['national', 'nationale'],
    ['national', 'nationales'],
    ['travail', 'travaux'],
    ['bureau', 'bureaux'],
    ['milieu', 'milieux'],
    ['loi', 'lois'],
    ['chinois', 'chinoise'],
    ['chinois', 'chinoises'],
    ['propose', 'proposees'],
    ['country', 'countries'],
    ['energy', 'energies'],
    ['energie', 'energies'],
    ['tax', 'taxes'],
    ['branch', 'branches'],
    ['process', 'processes'],
    ['summit', 'summits'],
  ])('gives %s and %s the same', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it.each([
    ['note', 'not'],
    ['pays', 'paysage'],
    ['plan', 'plein'],
    ['accord', 'accorder'],
  ])('tells %s from %s', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });

  it('is idempotent, and each word begins with its root', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aeiousxlyt'), maxLength: 10 }), (word) => {
        expect(stem(stem(word))).toBe(stem(word));
        expect(word.startsWith(rootOf(stem(word)))).toBe(true);
      }),
      { numRuns: 5000, seed: 7 },
    );
  });
});

describe('words', () => {
  it.each([
    ['L’accord d’Astana', ['accord', 'astana']],
    ["l'accord jusqu'à aujourd'hui", ['accord', 'a', 'aujourdhui']],
    ['vice-Premier ministre', ['vice', 'premier', 'ministre']],
    ['10\u202f000 km² ; 37,9 %', ['10', '000', 'km2', '37', '9']],
    ['« Ceinture et Route »', ['ceinture', 'et', 'route']],
    ['l’', []],
    ['中亚', ['中', '亚']],
  ])('of %s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('are in order and apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."al ’'-é1中.") }), (text) => {
        let before = 0;
        eachWord(text, (start, end) => {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        });
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});
