import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmpty, parseQuery } from './query.ts';

const words = (typed: string) => parseQuery(typed).wanted.map((wanted) => wanted.words.join(' '));

describe('a query', () => {
  it('is words, the last of which may go on', () => {
    expect(parseQuery('Droits de dou').wanted).toEqual([
      { words: ['droits'], isPhrase: false, isOpen: false },
      { words: ['dou'], isPhrase: false, isOpen: true },
    ]);
    expect(parseQuery('douane ').wanted[0]?.isOpen).toBe(false);
    expect(words("l'accord d’Almaty")).toEqual(['accord', 'almaty']);
    expect(words('a commerce')).toEqual(['commerce']);
    expect(words('a')).toEqual(['a']);
    expect(words('de la ')).toEqual(['de', 'la']);
    expect(words('droits de')).toEqual(['droits', 'de']);
    expect(words('"droits de douane" de la mer')).toEqual(['droits de douane', 'mer']);
  });

  it.each(['"bonne foi"', '« bonne foi »', '«\u202fBonne foi\u202f»', '“bonne foi”'])(
    'is a phrase in %s',
    (typed) => {
      expect(parseQuery(typed).wanted).toEqual([{ words: ['bonne', 'foi'], isPhrase: true, isOpen: false }]);
    },
  );

  it('is a phrase while it is being typed', () => {
    expect(parseQuery('commerce "bonne fo').wanted).toEqual([
      { words: ['commerce'], isPhrase: false, isOpen: false },
      { words: ['bonne', 'fo'], isPhrase: true, isOpen: true },
    ]);
  });

  it.each([
    ['lang:fr', { lang: 'fr' }],
    ['langue:anglais', { lang: 'en' }],
    ['tag:Énergies', { tags: ['energy'] }],
    ['tag:"droits de douane"', { tags: ['droit de douan'] }],
    ['étiquette : commerce', {}],
    ['position:réserve', { positions: ['reserve'] }],
    ['position:appui', { positions: ['support'] }],
    ['position:s’opposer', { positions: ['oppose'] }],
    ['position:to-study', { positions: ['to-study'] }],
    ['position:à-étudier', { positions: ['to-study'] }],
    ['before:2025', { before: '2025-01-01' }],
    ['avant:2025-06', { before: '2025-06-01' }],
    ['after:2025-06', { after: '2025-06-31' }],
    ['après:2025-06-17', { after: '2025-06-17' }],
  ])('takes %s for a filter', (typed, filters) => {
    expect(parseQuery(typed)).toMatchObject(filters);
    if (Object.keys(filters).length) expect(words(`${typed} commerce`)).toEqual(['commerce']);
  });

  it.each(['before:hier', 'before:2025-13', 'position:peut-être', 'note:bonjour', 'constructor:x', 'tag:…'])(
    'takes %s for words',
    (typed) => {
      const { lang, tags, positions, before, after, wanted } = parseQuery(typed);
      expect({ lang, tags, positions, before, after }).toEqual(parseQueryOfNothing);
      expect(wanted.length).toBeGreaterThan(0);
    },
  );

  it('never throws', () => {
    const unit = fc.constantFrom(
      ...'a é"«»“”:-25 ’lngtpos',
      'lang:',
      'tag:',
      'before:',
      'position:',
      '\ud800',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (typed) => {
        const query = parseQuery(typed);
        expect(query.wanted.length).toBeLessThanOrEqual(10);
        for (const { words } of query.wanted) expect(words.length).toBeGreaterThan(0);
        if (!typed.trim()) expect(isEmpty(query)).toBe(true);
      }),
      { numRuns: 5000, seed: 7 },
    );
    expect(() => parseQuery('"a '.repeat(100_000))).not.toThrow();
  });
});

const parseQueryOfNothing = { lang: null, tags: [], positions: [], before: null, after: null };
