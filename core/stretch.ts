import type { Brief } from './brief.ts';

/** A stretch of the text, UTF-16 offsets. */
interface Passage {
  readonly start: number;
  readonly end: number;
}

/**
 * The passage with one end moved by a word: a start to where a word begins, an end to where one ends, into the next block
 * where its own has no more. `null` where that leads out of the text or past the other end.
 */
export function stretch(
  { blocks, lang }: Pick<Brief, 'blocks' | 'lang'>,
  passage: Passage,
  side: 'start' | 'end',
  step: 1 | -1,
): Passage | null {
  const segmenter = new Intl.Segmenter(lang, { granularity: 'word' });
  const now = passage[side];
  const borders = (index: number): number[] => {
    const block = blocks[index];
    if (!block) return [];
    return [...segmenter.segment(block.text)]
      .filter(({ isWordLike }) => isWordLike)
      .map(({ index, segment }) => block.start + index + (side === 'end' ? segment.length : 0));
  };
  const home = blocks.findIndex(({ end }) => now <= end);
  for (let index = home; index >= 0 && index < blocks.length; index += step) {
    const found = borders(index);
    const next = step > 0 ? found.find((border) => border > now) : found.findLast((border) => border < now);
    if (next === undefined) continue;
    const moved = { ...passage, [side]: next };
    return moved.start < moved.end ? moved : null;
  }
  return null;
}
