import { type Brief, blockAt } from '../../core/brief.ts';
import type { Passage } from '../state.ts';

/**
 * Offsets of the brief's text to DOM ranges and back. A block is the element with `data-block`; its text is that of its
 * text nodes outside elements with `data-aside` (numbers of paragraphs and citations), character for character.
 */

/** The block's text nodes in order, asides left out. */
function* textNodes(block: Element): Generator<Text> {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.hasAttribute('data-aside')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) if (walker.currentNode instanceof Text) yield walker.currentNode;
}

/** The node and offset at `offset` of a block's text. At a border between nodes, `end` prefers the earlier one. */
function pointIn(block: Element, offset: number, side: 'start' | 'end'): { node: Node; offset: number } {
  let left = offset;
  let last: Text | null = null;
  for (const node of textNodes(block)) {
    if (left < node.length || (side === 'end' && left === node.length && left > 0))
      return { node, offset: left };
    left -= node.length;
    last = node;
  }
  return last ? { node: last, offset: last.length } : { node: block, offset: 0 };
}

/** Whether words run from right to left there. */
export function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl';
}

/** By its id, which costs the same in a text of any length. Where two texts are on the page, each article names its ids. */
export function blockElement(article: Element, index: number): HTMLElement | null {
  const ids = article.getAttribute('data-ids') ?? 'b';
  return article.ownerDocument.getElementById(`${ids}-${index}`);
}

/** The DOM range of a passage, or `null` where its blocks are not on the page. */
export function toRange(article: Element, brief: Brief, { start, end }: Passage): Range | null {
  const first = blockAt(brief.blocks, start);
  const last = blockAt(brief.blocks, Math.max(start, end - 1));
  const firstElement = blockElement(article, first);
  const lastElement = blockElement(article, last);
  const firstBlock = brief.blocks[first];
  const lastBlock = brief.blocks[last];
  if (!firstElement || !lastElement || !firstBlock || !lastBlock) return null;
  const from = pointIn(firstElement, start - firstBlock.start, 'start');
  const to = pointIn(lastElement, Math.min(end, lastBlock.end) - lastBlock.start, 'end');
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

/**
 * The passage that a DOM range covers, its ends moved onto words of the text where they lie in asides or between
 * blocks; `null` where it touches no block. A collapsed range gives an empty passage.
 */
export function fromRange(article: Element, brief: Brief, range: AbstractRange): Passage | null {
  const start = offsetOf(article, brief, range.startContainer, range.startOffset, 'start');
  const end = range.collapsed ? start : offsetOf(article, brief, range.endContainer, range.endOffset, 'end');
  if (start === null || end === null) return null;
  return start <= end ? { start, end } : null;
}

/**
 * What the browser's selection covers of a text, white space and all; a caret gives an empty passage. A selection of the
 * whole window covers the whole text; one that only begins or ends in it covers nothing.
 */
export function selectedIn(article: Element, brief: Brief): Passage | null {
  const selection = document.getSelection();
  if (!selection?.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const isWithin = article.contains(range.commonAncestorContainer);
  const isAround =
    range.comparePoint(article, 0) === 0 && range.comparePoint(article, article.childNodes.length) === 0;
  return isWithin || isAround ? fromRange(article, brief, range) : null;
}

function offsetOf(
  article: Element,
  brief: Brief,
  container: Node,
  offset: number,
  side: 'start' | 'end',
): number | null {
  const point = document.createRange();
  point.setStart(container, offset);
  point.collapse(true);
  const element = (container instanceof Element ? container : container.parentElement)?.closest<HTMLElement>(
    '[data-block]',
  );
  if (element && article.contains(element)) {
    const block = brief.blocks[Number(element.dataset.block)];
    return block ? block.start + lengthBefore(element, point) : null;
  }
  // Between blocks: the start of the next one, or the end of the one before.
  const elements = [...article.querySelectorAll<HTMLElement>('[data-block]')];
  const next = elements.findIndex((candidate) => point.comparePoint(candidate, 0) >= 0);
  const index = side === 'start' ? next : (next < 0 ? elements.length : next) - 1;
  const block = brief.blocks[Number(elements[index]?.dataset.block ?? -1)];
  if (!block) return null;
  return side === 'start' ? block.start : block.end;
}

/** How many characters of a block's text stand before a point inside it. */
function lengthBefore(block: Element, point: Range): number {
  let length = 0;
  for (const node of textNodes(block)) {
    if (node === point.startContainer) return length + point.startOffset;
    if (point.comparePoint(node, 0) >= 0) return length;
    length += node.length;
  }
  return length;
}

/** Trims white space from both ends, as a reader who drags over a word and a space means the word. */
export function trimmed(text: string, { start, end }: Passage): Passage {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  return { start: from, end: Math.max(from, end - (words.length - words.trimEnd().length)) };
}
