import { countBefore } from '../../core/bisect.ts';
import { type Brief, blockAt } from '../../core/brief.ts';
import type { Stretch } from '../../core/search/find.ts';
import { finding, hitsBeside, hitsInText } from '../state/finding.ts';
import { toRange } from './text-range.ts';
import type { View } from './view.ts';

/** Paints what was found in the text, over the marks: `found` are all hits in view, `found-at` the one the reader is at. */
const found = new Highlight();
const foundAt = new Highlight();
found.priority = 100;
foundAt.priority = 101;
CSS.highlights.set('found', found);
CSS.highlights.set('found-at', foundAt);

export function paintFound(
  open: { readonly article: Element; readonly brief: Brief },
  beside: { readonly article: Element; readonly brief: Brief } | null,
  visible: View,
): void {
  found.clear();
  foundAt.clear();
  const hits = hitsInText.get();
  paintHits(open, hits, hits[finding.at.get()], visible);
  if (beside) paintHits(beside, hitsBeside.get(), undefined, visible);
}

function paintHits(
  { article, brief }: { readonly article: Element; readonly brief: Brief },
  hits: readonly Stretch[],
  at: Stretch | undefined,
  visible: View,
): void {
  const { blocks } = brief;
  const from = blocks[visible.first]?.start ?? 0;
  const to = blocks[visible.last]?.end ?? 0;
  for (let index = firstFrom(hits, from); index < hits.length; index += 1) {
    const hit = hits[index];
    if (!hit || blockAt(blocks, hit.start) > visible.last || hit.start > to) break;
    const range = toRange(article, brief, hit);
    if (range) (hit === at ? foundAt : found).add(range);
  }
}

/** The first hit that ends after an offset. */
function firstFrom(hits: readonly { readonly end: number }[], offset: number): number {
  return countBefore(hits.length, (index) => (hits[index]?.end ?? 0) <= offset);
}
