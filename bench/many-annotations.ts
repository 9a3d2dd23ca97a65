import type { Annotation, Colour } from '../core/annotation.ts';

const colours: readonly Colour[] = ['yellow', 'green', 'blue', 'pink'];
const words =
  'accord partenariat sommet région transport énergie eau frontière commerce sécurité projet échange'.split(
    ' ',
  );

/** Annotations as readers make them, some 850 bytes each: the `n`-th is always the same. */
export function annotationOf(brief: string, n: number, more = ''): Annotation {
  const quote = Array.from({ length: 6 + (n % 9) }, (_, at) => words[(n * 7 + at * 5) % words.length]).join(
    ' ',
  );
  const start = 100 + n * 90;
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:uuid:00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    type: 'Annotation',
    motivation: 'commenting',
    created: '2026-11-24T05:30:00.000Z',
    modified: '2026-11-24T05:30:00.000Z',
    body: [
      {
        type: 'TextualBody',
        purpose: 'commenting',
        format: 'text/markdown',
        value: `Remarque ${n}. ${more}`,
      },
      { type: 'TextualBody', purpose: 'tagging', value: words[n % words.length] ?? 'projet' },
    ],
    target: {
      type: 'SpecificResource',
      source: `urn:brief:${brief}:fr`,
      styleClass: colours[n % colours.length] ?? 'yellow',
      selector: [
        {
          type: 'TextQuoteSelector',
          exact: quote,
          prefix: 'le texte qui se trouve devant l’ ',
          suffix: ' et celui qui se trouve derrière',
        },
        { type: 'TextPositionSelector', start, end: start + quote.length },
      ],
      state: `urn:sha256:${'0'.repeat(64)}`,
    },
  };
}
