import { describe, expect, it } from 'vitest';
import type { Layout } from '../../core/brief.ts';
import { parse } from '../../core/parse.ts';
import { litBlocks, unitsOf } from './columns.ts';

function brief(body: string) {
  const front = [
    'id: a',
    'lang: fr',
    'title: T',
    'standfirst: S',
    'kind: K',
    'date: 2025-01-01',
    'place: P',
    'summary: [s]',
    'revised: 2025-01-01',
  ];
  const parsed = parse('a/fr.md', new TextEncoder().encode(`---\n${front.join('\n')}\n---\n${body}`));
  if (!('brief' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  return parsed.brief;
}

/** The blocks in each unit. */
function blocksIn(layout: Layout): readonly number[] {
  switch (layout.kind) {
    case 'block':
      return [layout.block];
    case 'list':
      return layout.items.flat().flatMap(blocksIn);
    case 'quotation':
      return layout.children.flatMap(blocksIn);
    case 'table':
      return [...(layout.head === null ? [] : [layout.head]), ...layout.rows];
  }
}

describe('two editions in rows', () => {
  const made = brief(
    '# H\n\nOne.\n\n3. a\n4. b\n   - c\n\n> q1\n>\n> q2\n\n| x | y |\n|---|---|\n| 1 | 2 |\n',
  );

  it('gives each block, item and part of a quotation a row, in the order of the text, and none twice', () => {
    const units = unitsOf(made.layout);
    expect(units.map(blocksIn)).toEqual([[0], [1], [2], [3, 4], [5], [6], [7, 8]]);
    expect(units.flatMap(blocksIn)).toEqual(made.blocks.map((_, index) => index));
  });

  it('keeps the numbers of a list', () => {
    expect(unitsOf(made.layout).flatMap((unit) => (unit.kind === 'list' ? [unit.first] : []))).toEqual([
      3, 4,
    ]);
  });

  it('lights the block under the pointer, that of the caret, and all that the annotation in hand covers', () => {
    const [, one, a, b] = made.blocks;
    const inHand = { start: (one?.start ?? 0) + 1, end: (b?.start ?? 0) + 1 };
    expect([...litBlocks(made, 7, a?.start ?? null, null)]).toEqual([7, 2]);
    expect([...litBlocks(made, null, null, inHand)]).toEqual([1, 2, 3]);
    expect([...litBlocks(made, null, null, { start: inHand.start, end: b?.start ?? 0 })]).toEqual([1, 2]);
  });
});
