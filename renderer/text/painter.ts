import { type Colour, colours, noteOf } from '../../core/annotation.ts';
import type { Brief } from '../../core/brief.ts';
import type { Mark } from '../state.ts';
import { blockAt, toRange } from './text-range.ts';

/**
 * Paints marks without touching the page: one `Highlight` of the CSS Custom Highlight API a colour, over the ranges of
 * the blocks in view. `noted` underlines marks that carry a note, `current` is the annotation in hand.
 * https://drafts.csswg.org/css-highlight-api-1/
 */
const names = [...colours, 'noted', 'current'] as const;
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

/**
 * @param marks sorted by start.
 * @param visible indices of the first and last block in view.
 */
export function paint(
  article: Element,
  brief: Brief,
  marks: readonly Mark[],
  current: string | null,
  visible: { readonly first: number; readonly last: number },
): void {
  for (const name of names) highlight(name).clear();
  for (const mark of marks) {
    const first = blockAt(brief.blocks, mark.start);
    if (first > visible.last) break;
    if (blockAt(brief.blocks, mark.end - 1) < visible.first) continue;
    const range = toRange(article, brief, mark);
    if (!range) continue;
    const colour: Colour = mark.annotation.target.styleClass;
    highlight(colour).add(range);
    if (noteOf(mark.annotation)) highlight('noted').add(range);
    if (mark.annotation.id === current) highlight('current').add(range);
  }
}
