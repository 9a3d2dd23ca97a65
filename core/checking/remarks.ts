import type { Brief, Inline, Layout } from '../brief.ts';
import type { ReadBrief } from '../check.ts';
import { type Fault, fieldName, type Path, told } from '../parsing/faults.ts';
import { type Problem, quotable } from '../problem.ts';
import { spannedTexts } from './spanned-texts.ts';
import { typographicSlips } from './typography.ts';

/** What an editor would say of a sound brief: words without a source, slips of typography. */
export function remarksOn(read: ReadBrief): Problem[] {
  return told(read.file, [...uncited(read), ...slips(read)]);
}

const figure = /\p{Nd}/u;
const quotation = /[«“„"]/u;

/** A figure, or words in quotation marks. */
function needsSource({ text }: Inline): boolean {
  return figure.test(text) || quotation.test(text);
}

function cites({ spans }: Inline): boolean {
  return spans.some(({ kind }) => kind === 'citation');
}

function uncited({ brief, lines }: ReadBrief): Fault[] {
  const rule = { code: 'uncited' } as const;
  const blocks = uncitedBlocks(brief).map((index) => ({
    line: lines.blocks[index] ?? 1,
    field: 'body',
    found: quotable(brief.blocks[index]?.text ?? ''),
    rule,
  }));
  const field = (inline: Inline, path: Path): Fault => ({
    line: lines.field(path),
    field: fieldName(path),
    found: quotable(inline.text),
    rule,
  });
  const listed = [
    ...brief.proposals.map(({ gist, sources }, index) => ({
      group: 'proposals',
      index,
      name: 'gist',
      inline: gist,
      sources,
    })),
    ...brief.commitments.map(({ text, sources }, index) => ({
      group: 'commitments',
      index,
      name: 'text',
      inline: text,
      sources,
    })),
    ...brief.followUps.map(({ text, sources }, index) => ({
      group: 'followUps',
      index,
      name: 'text',
      inline: text,
      sources,
    })),
  ];
  return [
    ...blocks,
    ...brief.summary.flatMap((point, index) =>
      needsSource(point) && !cites(point) ? [field(point, ['summary', index])] : [],
    ),
    ...listed.flatMap(({ group, index, name, inline, sources }) =>
      sources.length || cites(inline) ? [] : [field(inline, [group, index, name])],
    ),
  ];
}

/** A paragraph cites for itself; what stands in a list, table or quotation may leave it to the paragraph next to that. */
function uncitedBlocks({ blocks, layout }: Brief): number[] {
  const isCited = (index: number): boolean => {
    const block = blocks[index];
    return block !== undefined && cites(block);
  };
  return layout.flatMap((part, place) => {
    const neighbours = part.kind === 'block' ? [] : [layout[place - 1], layout[place + 1]];
    if (neighbours.some((next) => next?.kind === 'block' && isCited(next.block))) return [];
    return leaves(part).filter((index) => {
      const block = blocks[index];
      return (
        block && block.kind !== 'heading' && block.kind !== 'code' && needsSource(block) && !cites(block)
      );
    });
  });
}

function leaves(part: Layout): readonly number[] {
  switch (part.kind) {
    case 'block':
      return [part.block];
    case 'list':
      return part.items.flat().flatMap(leaves);
    case 'quotation':
      return part.children.flatMap(leaves);
    case 'table':
      return part.rows;
  }
}

function slips({ brief, lines }: ReadBrief): Fault[] {
  const plain = plainTexts(brief).map(([path, text]) => ({
    inline: { text, spans: [] },
    line: lines.field(path),
    field: fieldName(path),
    isCode: false,
  }));
  return [...spannedTexts(brief, lines), ...plain].flatMap(({ inline, line, field, isCode }) =>
    (isCode ? [] : typographicSlips(inline, brief.lang)).map(({ slip, found }) => ({
      line,
      field,
      found: quotable(found),
      rule: { code: 'typography', slip } as const,
    })),
  );
}

/** The fields in the brief's own language that are not Markdown. */
function plainTexts(brief: Brief): (readonly [Path, string])[] {
  const fields: (readonly [Path, string | undefined])[] = [
    [['title'], brief.title],
    [['standfirst'], brief.standfirst],
    [['kind'], brief.kind],
    [['place'], brief.place],
    [['series', 'title'], brief.series?.title],
    ...brief.tags.map((tag, index) => [['tags', index], tag] as const),
    ...brief.participants.map(({ role }, index) => [['participants', index, 'role'], role] as const),
    ...brief.proposals.flatMap(({ title, takesUp }, index) => [
      [['proposals', index, 'title'], title] as const,
      ...takesUp.map(
        ({ reason }, place) => [['proposals', index, 'takesUp', place, 'reason'], reason] as const,
      ),
    ]),
    ...brief.sources.map(({ publisher }, index) => [['sources', index, 'publisher'], publisher] as const),
  ];
  return fields.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]));
}
