import type { Brief } from './brief.ts';

/** The number of each source, from 1: first those the body cites, in the order it cites them, then the others. */
export function sourceNumbers(brief: Pick<Brief, 'blocks' | 'sources'>): ReadonlyMap<string, number> {
  const cited = brief.blocks.flatMap(({ spans }) =>
    spans.flatMap((span) => (span.kind === 'citation' ? [span.source] : [])),
  );
  const order = new Set([...cited, ...brief.sources.map(({ id }) => id)]);
  return new Map([...order].map((id, index) => [id, index + 1]));
}
