import type { Brief, Inline } from '../brief.ts';
import type { Lines } from '../parse.ts';
import { fieldName, type Path } from '../parsing/faults.ts';

export interface SpannedText {
  readonly inline: Inline;
  readonly line: number;
  readonly field: string;
  /** A code listing, which is no prose. */
  readonly isCode: boolean;
}

/** All that is written in Markdown: the blocks, then the fields of the front matter. */
export function spannedTexts(brief: Brief, lines: Lines): SpannedText[] {
  const field = (inline: Inline, path: Path): SpannedText => ({
    inline,
    line: lines.field(path),
    field: fieldName(path),
    isCode: false,
  });
  return [
    ...brief.blocks.map((block, index) => ({
      inline: block,
      line: lines.blocks[index] ?? 1,
      field: 'body',
      isCode: block.kind === 'code',
    })),
    ...brief.summary.map((inline, index) => field(inline, ['summary', index])),
    ...brief.proposals.map(({ gist }, index) => field(gist, ['proposals', index, 'gist'])),
    ...brief.commitments.map(({ text }, index) => field(text, ['commitments', index, 'text'])),
    ...brief.followUps.map(({ text }, index) => field(text, ['followUps', index, 'text'])),
  ];
}
