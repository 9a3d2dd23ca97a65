import { type Anchor, candidates, locate, locateAll, storedAll } from './anchor.ts';
import type { Annotation, Selectors } from './annotation.ts';
import { type Brief, briefUrn } from './brief.ts';

/**
 * Annotations as they are to be looked up: those made on one and the same earlier revision together, for they tell of one
 * another how the text has drifted since. A stored place in this very revision, and in a text that nothing is known of, says
 * nothing of others: such annotations are looked up alone, one a list.
 */
export function lookedUpTogether(revision: string, annotations: readonly Annotation[]): Annotation[][] {
  const alone = [stateOf(revision), stateOf(neverSeen)];
  const lists: Annotation[][] = [];
  const byState = new Map<string, Annotation[]>();
  for (const annotation of annotations) {
    const { state } = annotation.target;
    const list = alone.includes(state) ? undefined : byState.get(state);
    if (list) {
      list.push(annotation);
      continue;
    }
    const begun = [annotation];
    lists.push(begun);
    byState.set(state, begun);
  }
  return lists;
}

/**
 * Where the passage of each annotation is in the brief's text, UTF-16 offsets, or `null`: the one answer that the screen, the
 * printed pages, what is exported and what is imported agree on.
 */
export function placesOf(
  { text, revision }: Pick<Brief, 'text' | 'revision'>,
  annotations: readonly Annotation[],
): (Anchor | null)[] {
  const places = new Map<Annotation, Anchor | null>();
  for (const list of lookedUpTogether(revision, annotations)) {
    const [only] = list;
    const found =
      only && list.length === 1
        ? [locate(text, only.target.selector)]
        : locateAll(
            text,
            list.map(({ target }) => target.selector),
          );
    list.forEach((annotation, index) => {
      places.set(annotation, found[index] ?? null);
    });
  }
  return annotations.map((annotation) => places.get(annotation) ?? null);
}

/** What counts as about a block, in UTF-16 units: more than any window shows of a text that is opened there. */
const about = { before: 5_000, after: 25_000 };

/** Those of the annotations that were made in this edition about a block, and the one made last. In their order. */
export function madeAbout(brief: Brief, annotations: readonly Annotation[], block: number): Annotation[] {
  const at = brief.blocks[block]?.start ?? 0;
  const stored = storedAll(
    brief.text,
    annotations.map(({ target }) => target.selector),
  );
  const source = briefUrn(brief);
  return annotations.filter(({ target }, index) => {
    const from = (stored[index] ?? 0) - at;
    const isNear = target.source === source && from > -about.before && from < about.after;
    return isNear || index === annotations.length - 1;
  });
}

/** Whether an annotation was made on this very revision. */
export function standsIn({ revision }: Pick<Brief, 'revision'>, { state }: Annotation['target']): boolean {
  return state === stateOf(revision);
}

/** The revision that is written where what was marked was never seen in any text of a brief. */
export const neverSeen = '0'.repeat(64);

function stateOf(revision: string): string {
  return `urn:sha256:${revision}`;
}

/** How many places are offered to the reader for a passage that is not found. */
const mostOffered = 5;
/** A place of a lower score shares a word or two with the passage, and is no help. */
const leastOffered = 0.2;
/** What the score of a place has for a side of the passage of which no words are known. */
const unknownSide = 0.2;

/** The places most like a passage that are worth offering to the reader, best first. */
export function placesToOffer(text: string, selectors: Selectors): Anchor[] {
  const [{ prefix, suffix }] = selectors;
  const least = leastOffered + [prefix, suffix].filter((side) => !side).length * unknownSide;
  return candidates(text, selectors)
    .filter(({ score }) => score >= least)
    .slice(0, mostOffered);
}
