import type { Brief } from '../brief.ts';

/** The sentence of the brief's text that holds `offset`, without the space after it; never across a block. UTF-16. */
export function sentenceAt(
  { blocks, lang }: Pick<Brief, 'blocks' | 'lang'>,
  offset: number,
): { start: number; end: number } | null {
  const block = blocks.find(({ start, end }) => start <= offset && offset <= end);
  if (!block || block.start === block.end) return null;
  const inside = Math.min(offset - block.start, block.text.length - 1);
  const found = new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(block.text).containing(inside);
  if (!found) return null;
  const start = block.start + found.index;
  return { start, end: start + found.segment.trimEnd().length };
}
