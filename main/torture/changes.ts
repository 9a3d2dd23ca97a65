import type { Annotation } from '../../core/annotation.ts';
import type { Position } from '../../core/position.ts';
import type { Stores } from '../stores/stores.ts';

/** What the tortured program writes, in a form that can be looked for afterwards. */

export const briefs = ['alpha', 'beta'] as const;

/** One value of one thing: the note of an annotation, the remark of a position; `null` where it was removed. */
export interface Step {
  readonly id: number;
  readonly brief: (typeof briefs)[number];
  /** `annotation 3`, `position 1`. */
  readonly thing: string;
  readonly value: string | null;
}

/** What the tortured program says, one JSON value a line: that it is ready, that it begins a step, how that went. */
export type Said =
  | { readonly say: 'ready' | 'end' }
  | { readonly say: 'begin'; readonly step: Step }
  | { readonly say: 'saved' | 'folded'; readonly id: number }
  | { readonly say: 'unsaved'; readonly id: number; readonly why: string };

/** Numbers in [0, 1) that are the same for the same seed (mulberry32, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function randomStep(id: number, random: () => number): Step {
  const pick = (count: number) => Math.floor(random() * count);
  const brief = briefs[pick(briefs.length)] ?? 'alpha';
  const thing = random() < 0.7 ? `annotation ${pick(12)}` : `position ${1 + pick(4)}`;
  // Some are long, so that records are of many pages.
  const value = random() < 0.2 ? null : `${id} ${'x'.repeat(random() < 0.1 ? 20_000 : pick(200))}`;
  return { id, brief, thing, value };
}

export async function take(stores: Stores, { brief, thing, value }: Step) {
  const number = Number(thing.split(' ')[1]);
  if (thing.startsWith('annotation')) {
    const put = value === null ? [] : [annotation(brief, number, value)];
    const drop = value === null ? [annotationId(number)] : [];
    return (await stores.annotations.of(brief)).change({ titles: { fr: brief }, put, drop });
  }
  const positions = { [`p${number}`]: value === null ? null : position(value) };
  return (await stores.positions.of(brief)).change({ titles: { fr: brief }, positions });
}

/** All that stands in the stores, by brief and thing. */
export async function standing(stores: Stores): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const brief of briefs) {
    for (const { id, body } of (await stores.annotations.of(brief)).value.items)
      found.set(`${brief} annotation ${Number.parseInt(id.slice(-12), 16)}`, body[0]?.value ?? '');
    for (const [id, { remark }] of Object.entries((await stores.positions.of(brief)).value.positions))
      found.set(`${brief} position ${id.slice(1)}`, remark);
  }
  return found;
}

function annotationId(number: number): string {
  return `urn:uuid:00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

function annotation(brief: string, number: number, note: string): Annotation {
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: annotationId(number),
    type: 'Annotation',
    motivation: 'commenting',
    created: '2026-11-24T05:30:00.000Z',
    modified: '2026-11-24T05:30:00.000Z',
    body: [{ type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: note }],
    target: {
      type: 'SpecificResource',
      source: `urn:brief:${brief}:fr`,
      styleClass: 'yellow',
      selector: [
        { type: 'TextQuoteSelector', exact: 'accord', prefix: 'l’', suffix: ' du' },
        { type: 'TextPositionSelector', start: number, end: number + 6 },
      ],
      state: `urn:sha256:${'0'.repeat(64)}`,
    },
  };
}

function position(remark: string): Position {
  return { decision: 'reserve', remark, passages: [], date: '2026-11-24T05:30:00.000Z' };
}
