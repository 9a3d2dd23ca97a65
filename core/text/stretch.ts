import type { Block, Brief } from '../brief.ts';

/** A stretch of the text, UTF-16 offsets. */
interface Passage {
  readonly start: number;
  readonly end: number;
}

type Side = 'start' | 'end';
type Unit = 'word' | 'sentence' | 'block';
type Blocks = Pick<Brief, 'blocks' | 'lang'>;

/**
 * The next place after an offset, or before it, where a word, a sentence or a block begins or ends: in the same block, or in
 * the next that has one. `null` where there is none any more.
 */
export function nextBorder(
  { blocks, lang }: Blocks,
  offset: number,
  unit: Unit,
  side: Side,
  step: 1 | -1,
): number | null {
  const home = blocks.findIndex(({ end }) => offset <= end);
  for (let index = home; index >= 0 && index < blocks.length; index += step) {
    const block = blocks[index];
    const found = block ? borders(block, lang, unit, side) : [];
    const next = step > 0 ? found.find((one) => one > offset) : found.findLast((one) => one < offset);
    if (next !== undefined) return next;
  }
  return null;
}

function borders(block: Block, lang: string, unit: Unit, side: Side): number[] {
  if (unit === 'block') return [block[side]];
  return [...new Intl.Segmenter(lang, { granularity: unit }).segment(block.text)]
    .filter(({ isWordLike }) => unit === 'sentence' || isWordLike)
    .map(({ index, segment }) => block.start + index + (side === 'end' ? segment.trimEnd().length : 0));
}

/**
 * The passage with one end moved by a word: a start to where a word begins, an end to where one ends. `null` where that
 * leads out of the text or past the other end.
 */
export function stretch(blocks: Blocks, passage: Passage, side: Side, step: 1 | -1): Passage | null {
  const border = nextBorder(blocks, passage[side], 'word', side, step);
  if (border === null) return null;
  const moved = { ...passage, [side]: border };
  return moved.start < moved.end ? moved : null;
}
