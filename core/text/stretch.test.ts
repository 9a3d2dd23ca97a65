import { describe, expect, it } from 'vitest';
import type { Block } from '../brief.ts';
import { nextBorder, stretch } from './stretch.ts';

const texts = ['Un premier mot, puis l’eau.', '— 2025 —', 'La fin'];
const text = texts.join('\n');
let at = 0;
const blocks = texts.map((words): Block => {
  const start = at;
  at += words.length + 1;
  return paragraph(words, start);
});

function paragraph(words: string, start: number): Block {
  return {
    kind: 'paragraph',
    text: words,
    spans: [],
    start,
    end: start + words.length,
    number: 1,
    level: 0,
    cells: [],
  };
}

const over = (words: string) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};

describe('stretch', () => {
  const stretched = (words: string, side: 'start' | 'end', step: 1 | -1): string | null => {
    const passage = stretch({ blocks, lang: 'fr' }, over(words), side, step);
    return passage && text.slice(passage.start, passage.end);
  };

  it.each([
    ['premier', 'end', 1, 'premier mot'],
    ['premier mot', 'end', -1, 'premier'],
    ['premier mot, ', 'end', -1, 'premier mot'],
    ['premier', 'start', -1, 'Un premier'],
    ['Un premier', 'start', 1, 'premier'],
    ['puis l’eau', 'start', 1, 'l’eau'],
    ['l’eau', 'end', 1, 'l’eau.\n— 2025'],
    ['La', 'start', -1, '2025 —\nLa'],
  ] as const)('of %j moves the %s by %d to %j', (words, side, step, expected) => {
    expect(stretched(words, side, step)).toBe(expected);
  });

  it.each([
    ['premier', 'end', -1],
    ['premier', 'start', 1],
    ['Un', 'start', -1],
    ['fin', 'end', 1],
  ] as const)('leaves nothing of %j if its %s moves by %d', (words, side, step) => {
    expect(stretched(words, side, step)).toBeNull();
  });
});

describe('nextBorder', () => {
  const two = { blocks: [paragraph('Un. Deux !', 0), paragraph('Trois.', 11)], lang: 'fr' };

  it.each([
    [0, 'sentence', 'end', 1, 3],
    [3, 'sentence', 'end', 1, 10],
    [10, 'sentence', 'end', 1, 17],
    [17, 'sentence', 'end', 1, null],
    [10, 'sentence', 'start', -1, 4],
    [4, 'sentence', 'start', -1, 0],
    [0, 'sentence', 'start', -1, null],
    [2, 'block', 'end', 1, 10],
    [10, 'block', 'end', 1, 17],
    [12, 'block', 'start', -1, 11],
    [11, 'block', 'start', -1, 0],
  ] as const)('from %d, of a %s, its %s, by %d: %j', (offset, unit, side, step, expected) => {
    expect(nextBorder(two, offset, unit, side, step)).toBe(expected);
  });
});
