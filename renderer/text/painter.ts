import { type Colour, colours, noteOf } from '../../core/annotation.ts';
import type { Brief } from '../../core/brief.ts';
import type { Mark, Passage } from '../state.ts';
import { blockAt, toRange } from './text-range.ts';
import type { View } from './view.ts';

/**
 * Paints marks without touching the page: one `Highlight` of the CSS Custom Highlight API a colour, over the ranges of
 * the blocks in view. `changed` are marks whose words are others now, `noted` those that carry a note, `current` the
 * annotation in hand, `pointed` a passage that is no mark.
 * https://drafts.csswg.org/css-highlight-api-1/
 */
const names = [...colours, 'changed', 'noted', 'current', 'pointed'] as const;
type Name = (typeof names)[number];

const highlights = new Map<Name, Highlight>();

function highlight(name: Name): Highlight {
  let painted = highlights.get(name);
  if (!painted) {
    painted = new Highlight();
    painted.priority = names.indexOf(name);
    highlights.set(name, painted);
    CSS.highlights.set(`mark-${name}`, painted);
  }
  return painted;
}

/** What the reader is at: the annotation in hand, what it would cover once let go, and a passage that is pointed at. */
interface Aimed {
  readonly current: string | null;
  readonly stretched: Passage | null;
  readonly pointed: Passage | null;
}

/** A text on the page; its marks are sorted by start. */
interface PaintedText {
  readonly article: Element;
  readonly brief: Brief;
  readonly marks: readonly Mark[];
  readonly visible: View;
}

/** Paints all texts on the page; what the reader is at is in the first. */
export function paint(texts: readonly PaintedText[], aimed: Aimed): void {
  for (const name of names) highlight(name).clear();
  for (const text of texts) paintMarks(text, aimed);
  const [first] = texts;
  const range = first && aimed.pointed && toRange(first.article, first.brief, aimed.pointed);
  if (range) highlight('pointed').add(range);
}

function paintMarks({ article, brief, marks, visible }: PaintedText, { current, stretched }: Aimed): void {
  for (const mark of marks) {
    const first = blockAt(brief.blocks, mark.start);
    if (first > visible.last) break;
    if (blockAt(brief.blocks, mark.end - 1) < visible.first) continue;
    const range = toRange(article, brief, (mark.annotation.id === current && stretched) || mark);
    if (!range) continue;
    const colour: Colour = mark.annotation.target.styleClass;
    highlight(colour).add(range);
    if (mark.changed) highlight('changed').add(range);
    if (noteOf(mark.annotation)) highlight('noted').add(range);
    if (mark.annotation.id === current) highlight('current').add(range);
  }
}
