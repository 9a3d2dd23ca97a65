import { describe } from '../anchor.ts';
import { type Annotation, quoteOf, reattach } from '../annotation.ts';
import { type Brief, blockAt } from '../brief.ts';
import { placesToOffer } from '../places.ts';
import { type Change, difference } from '../text/difference.ts';

/** A place that an annotation is set on: UTF-16 offsets in the text of a revision. */
export interface ChosenPlace {
  readonly start: number;
  readonly end: number;
  readonly revision: string;
}

/** A place that an annotation which is not found may belong to, for the reader to choose. */
export interface OfferedPlace extends ChosenPlace {
  /** The paragraph's; `null` in a heading. */
  readonly number: number | null;
  /** The words around it, in its blocks. */
  readonly before: string;
  readonly after: string;
  /** From the quote to the words there; what is long is shortened in its middle. */
  readonly changes: readonly Change[];
}

/** UTF-16 units of the words around a place, and of each end of what is shortened. */
const around = 60;
/** A quote and the words of a place are compared no further. */
const mostCompared = 1200;

/** The places most like the passage of an annotation, best first. */
export function offeredPlaces(brief: Brief, annotation: Annotation): OfferedPlace[] {
  const { text, blocks, revision } = brief;
  const quote = quoteOf(annotation).slice(0, mostCompared);
  return placesToOffer(text, annotation.target.selector).map(({ start, end }) => {
    const first = blocks[blockAt(blocks, start)];
    const last = blocks[blockAt(blocks, end - 1)];
    const words = text.slice(start, Math.min(end, start + mostCompared));
    return {
      start,
      end,
      revision,
      number: first?.number ?? null,
      before: tailOf(text.slice(first?.start ?? 0, start)),
      after: headOf(text.slice(end, last?.end ?? end)),
      changes: difference(quote, words).map(({ kind, text: piece }) => ({ kind, text: shortened(piece) })),
    };
  });
}

/** An annotation set on the place the reader chose; as it was where the text has changed since, and the place with it. */
export function setOn({ text, revision }: Brief, annotation: Annotation, place: ChosenPlace): Annotation {
  const { start, end } = place;
  if (place.revision !== revision || start >= end || end > text.length) return annotation;
  return reattach(annotation, { selectors: describe(text, start, end), revision }, annotation.modified);
}

function tailOf(text: string): string {
  if (text.length <= around) return text;
  const tail = text.slice(-around);
  return `… ${tail.slice(tail.indexOf(' ') + 1)}`;
}

function headOf(text: string): string {
  if (text.length <= around) return text;
  const head = text.slice(0, around);
  const space = head.lastIndexOf(' ');
  return `${space > 0 ? head.slice(0, space) : head} …`;
}

function shortened(text: string): string {
  return text.length <= 4 * around ? text : `${headOf(text)} ${tailOf(text).replace(/^… /, '')}`;
}
