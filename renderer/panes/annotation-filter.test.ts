import { describe, expect, it } from 'vitest';
import { type AnnotationContent, annotate } from '../../core/annotation.ts';
import { knownTags, matches } from './annotation-filter.ts';

function made(quote: string, content: Partial<AnnotationContent> = {}) {
  return annotate({
    uuid: '00000000-0000-4000-8000-000000000000',
    at: '2026-01-01T00:00:00Z',
    source: 'urn:brief:x:fr',
    revision: '0'.repeat(64),
    selectors: [
      { type: 'TextQuoteSelector', exact: quote, prefix: '', suffix: '' },
      { type: 'TextPositionSelector', start: 0, end: quote.length },
    ],
    content: { colour: 'yellow', note: '', tags: [], ...content },
  });
}

const words = (wanted: string) => ({ words: wanted, colour: null });

describe('matches', () => {
  const annotation = made('plus de 180 pays', { note: 'Chiffre à vérifier, œuvre d’État', tags: ['OMC'] });

  it.each(['', '  ', '180', 'PAYS plus', 'a verifier', 'À VÉRIFIER', 'omc 180', "d'état", 'd’Etat'])(
    '%j',
    (wanted) => {
      expect(matches(annotation, words(wanted))).toBe(true);
    },
  );

  it.each(['181', 'pays absent', 'pays OMCX'])('not %j', (wanted) => {
    expect(matches(annotation, words(wanted))).toBe(false);
  });

  it('finds nothing across the border of quote and note', () => {
    expect(matches(made('ab', { note: 'cd' }), words('bc'))).toBe(false);
  });

  it('takes one colour, or all', () => {
    expect(matches(annotation, { words: '180', colour: 'yellow' })).toBe(true);
    expect(matches(annotation, { words: '180', colour: 'blue' })).toBe(false);
  });
});

describe('knownTags', () => {
  it('lists each once, in the order of the language', () => {
    const annotations = [
      made('a', { tags: ['zone', 'été'] }),
      made('b', { tags: ['été', 'chiffres', 'économie'] }),
    ];
    expect(knownTags(annotations, 'fr')).toEqual(['chiffres', 'économie', 'été', 'zone']);
  });
});
