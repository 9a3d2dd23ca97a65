import { countBefore } from '../../core/bisect.ts';
/** Indices of the first and last block in view; `last` is before `first` where there is none. */
export interface View {
  readonly first: number;
  readonly last: number;
}

/** What of the text is in view, found by halving over its boxes, of which those off the screen are not laid out. */
export function inView(pane: Element, body: Element): View {
  const boxes = body.children;
  const { top, bottom } = pane.getBoundingClientRect();
  const firstBelow = (edge: number, side: 'top' | 'bottom'): number =>
    countBefore(boxes.length, (index) => (boxes[index]?.getBoundingClientRect()[side] ?? 0) <= edge);
  const last = Math.max(0, firstBelow(bottom, 'top') - 1);
  const first = Math.min(firstBelow(top, 'bottom'), last);
  return { first: indices(boxes[first])[0] ?? 0, last: indices(boxes[last]).at(-1) ?? -1 };
}

/** The blocks in a box: itself, or those of a list, a table or a quotation. */
function indices(box: Element | undefined): number[] {
  if (!box) return [];
  return [box, ...box.querySelectorAll('[data-block]')].flatMap((element) => {
    const index = element.getAttribute('data-block');
    return index === null ? [] : [Number(index)];
  });
}
