import { type Brief, blockAt, type Layout } from '../../core/brief.ts';
import type { Passage } from '../state.ts';
import { blockElement } from './text-range.ts';

/**
 * Two editions side by side: unit n of one stands in the row of unit n of the other. A unit is what can stand in a row of its
 * own: a block, one item of a list, one part of a quotation, a whole table.
 */
export function unitsOf(layout: readonly Layout[]): readonly Layout[] {
  return layout.flatMap(split);
}

function split(part: Layout): readonly Layout[] {
  switch (part.kind) {
    case 'block':
    case 'table':
      return [part];
    case 'list':
      return part.items.map((item, index) => ({ ...part, first: part.first + index, items: [item] }));
    case 'quotation':
      return unitsOf(part.children).map((child) => ({ kind: 'quotation', children: [child] }));
  }
}

/** The editions in the order of their columns, whichever is in hand: French before English before others. */
export function inColumns(editions: readonly Brief[]): readonly Brief[] {
  const rank = ({ lang }: Brief): number => (lang === 'fr' ? 0 : lang === 'en' ? 1 : 2);
  return [...editions].sort((a, b) => rank(a) - rank(b) || (a.lang < b.lang ? -1 : 1));
}

/** Tells the style sheet the row of each unit. The page's policy allows no `style` attribute, so it is done here. */
export function numberRows(columns: HTMLElement): void {
  let most = 0;
  for (const article of columns.children) {
    const units = article.querySelectorAll<HTMLElement>(':scope > .head, :scope > .body > *');
    units.forEach((unit, index) => {
      unit.style.setProperty('--row', String(index + 1));
    });
    most = Math.max(most, units.length);
  }
  columns.style.setProperty('--rows', String(most));
}

/** What is lit up: the block under the pointer, that of the caret, and those of the annotation in hand. */
export function litBlocks(
  { blocks }: Brief,
  under: number | null,
  caret: number | null,
  inHand: Passage | null,
): ReadonlySet<number> {
  const lit = new Set<number>();
  if (under !== null) lit.add(under);
  if (caret !== null) lit.add(blockAt(blocks, caret));
  if (inHand)
    for (let at = blockAt(blocks, inHand.start); (blocks[at]?.start ?? inHand.end) < inHand.end; at += 1)
      lit.add(at);
  return lit;
}

let lit: readonly HTMLElement[] = [];

/** Lights the same blocks up in every column, and no others. */
export function light(articles: Iterable<Element>, blocks: ReadonlySet<number>): void {
  const now = [...articles].flatMap((article) =>
    [...blocks].flatMap((index) => blockElement(article, index) ?? []),
  );
  for (const element of lit) if (!now.includes(element)) element.classList.remove('lit');
  for (const element of now) element.classList.add('lit');
  lit = now;
}
