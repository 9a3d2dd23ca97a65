import { describe, expect, it } from 'vitest';
import { type AnnotationContent, annotate } from '../../core/annotation.ts';
import { type AnnotationFilter, isFiltering, knownTags, matcher, noFilter } from './annotation-filter.ts';

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

const words = (wanted: string) => ({ words: wanted });

function matches(
  annotation: ReturnType<typeof made>,
  filter: Partial<AnnotationFilter>,
  linked: readonly string[] = [],
): boolean {
  return matcher({ ...noFilter, ...filter }, new Set(linked))(annotation);
}

describe('matcher', () => {
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

  it('takes those with a tag, with a note or without, linked to a proposal', () => {
    expect(matches(annotation, { tag: 'OMC' })).toBe(true);
    expect(matches(annotation, { tag: 'OM' })).toBe(false);
    expect(matches(annotation, { noted: true })).toBe(true);
    expect(matches(annotation, { noted: false })).toBe(false);
    expect(matches(made('a'), { noted: false })).toBe(true);
    expect(matches(annotation, { proposal: 'p1' }, [annotation.id])).toBe(true);
    expect(matches(annotation, { proposal: 'p1' })).toBe(false);
  });

  it('filters as soon as one thing is wanted', () => {
    expect(isFiltering(noFilter)).toBe(false);
    expect(isFiltering({ ...noFilter, words: ' ' })).toBe(false);
    expect(isFiltering({ ...noFilter, noted: false })).toBe(true);
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
