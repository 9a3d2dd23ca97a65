import { candidates, describe, locate } from '../anchor.ts';
import { surrogatePairs, toPoints, toUnits } from '../anchoring/code-points.ts';
import type { Selectors, TextQuoteSelector } from '../annotation.ts';
import { neverSeen } from '../places.ts';
import type { Incoming, IncomingPassage, TextFragment } from './incoming.ts';

/** The text that annotations are to be set on. */
export interface ImportText {
  readonly text: string;
  readonly revision: string;
  /** As `surrogatePairs` gives them. */
  readonly pairs: Int32Array;
}

/** A text made ready for any number of annotations. */
export function importText({ text, revision }: Omit<ImportText, 'pairs'>): ImportText {
  return { text, revision, pairs: surrogatePairs(text) };
}

/** Where a passage came to stand: found, or why not. All but `found` wait as orphans. */
export type Placing = 'found' | 'passage-not-found' | 'ambiguous' | 'selector-unsupported';

export interface Placed {
  readonly placing: Placing;
  readonly selectors: Selectors;
  /** SHA-256 of the text that the selectors were made on. */
  readonly revision: string;
}

/**
 * Finds a passage in a text. Selectors of this program's own making stay to the letter wherever the passage is now; others are made
 * anew where it is found, and kept as they came where it is not.
 */
export function placeIn(target: ImportText, { passage }: Incoming): Placed {
  const own = ownSelectors(passage);
  if (own)
    return { placing: placingOf(target.text, own), selectors: own, revision: passage.revision ?? neverSeen };
  const range = rangeOf(target, passage);
  if (range)
    return {
      placing: 'found',
      selectors: describe(target.text, range.start, range.end),
      revision: target.revision,
    };
  const kept = keptSelectors(target, passage);
  const selectors = kept[0].exact ? kept : nowhere(passage);
  return { placing: placingOf(target.text, selectors), selectors, revision: neverSeen };
}

function ownSelectors({ quote, position, revision, others }: IncomingPassage): Selectors | null {
  if (!quote || position?.unit !== 'point' || !revision) return null;
  const { start, end } = position;
  return [{ type: 'TextQuoteSelector', ...quote }, { type: 'TextPositionSelector', start, end }, ...others];
}

/** The passage in UTF-16 offsets, or `null` where it is not certain. */
function rangeOf(
  target: ImportText,
  passage: IncomingPassage,
): { readonly start: number; readonly end: number } | null {
  const { text, pairs, revision } = target;
  const { quote, position, fragment } = passage;
  if (fragment?.end && !quote?.exact) return fragmentRange(text, fragment);
  const kept = keptSelectors(target, passage);
  const [{ exact, prefix, suffix }] = kept;
  // Words without surroundings that stand once are those meant, however few they are.
  if (exact) return locate(text, kept) ?? (prefix + suffix ? null : onlyPlace(text, exact));
  // A position alone says nothing of what stood there, unless the text is the very same.
  if (!position || passage.revision !== revision) return null;
  const [start, end] = [position.start, position.end].map((points) => toUnits(pairs, points, text.length));
  return start !== undefined && end !== undefined && end > start ? { start, end } : null;
}

function onlyPlace(text: string, words: string): { readonly start: number; readonly end: number } | null {
  const start = text.indexOf(words);
  return start < 0 || text.includes(words, start + 1) ? null : { start, end: start + words.length };
}

/** A passage named by its first and last words, where just one stands between such words. */
function fragmentRange(
  text: string,
  { prefix, start: first, end: last, suffix }: TextFragment,
): { readonly start: number; readonly end: number } | null {
  const found: { start: number; end: number }[] = [];
  for (let at = text.indexOf(first); at >= 0 && found.length < 2; at = text.indexOf(first, at + 1)) {
    if (prefix && !text.slice(0, at).trimEnd().endsWith(prefix)) continue;
    for (let to = text.indexOf(last, at + first.length); to >= 0; to = text.indexOf(last, to + 1)) {
      const end = to + last.length;
      if (
        suffix &&
        !text
          .slice(end, end + suffix.length + 2)
          .trimStart()
          .startsWith(suffix)
      )
        continue;
      found.push({ start: at, end });
      break;
    }
  }
  const [only, another] = found;
  return only && !another ? only : null;
}

/** Quote and position as far as they are known, and beside them what came. */
function keptSelectors({ pairs }: ImportText, passage: IncomingPassage): Selectors {
  const { position, others } = passage;
  const points = (count = 0): number => (position?.unit === 'unit' ? toPoints(pairs, count) : count);
  const at = { start: points(position?.start), end: points(position?.end) };
  return [quoteOf(passage), { type: 'TextPositionSelector', ...at }, ...others];
}

function quoteOf({ quote, fragment }: IncomingPassage): TextQuoteSelector {
  if (quote) return { type: 'TextQuoteSelector', ...quote };
  const { prefix = '', start = '', end = '', suffix = '' } = fragment ?? {};
  return { type: 'TextQuoteSelector', exact: end ? `${start} … ${end}` : start, prefix, suffix };
}

function nowhere({ others }: IncomingPassage): Selectors {
  return [
    { type: 'TextQuoteSelector', exact: '', prefix: '', suffix: '' },
    { type: 'TextPositionSelector', start: 0, end: 0 },
    ...others,
  ];
}

/** Two places that are as good as each other are for the reader to choose from. */
function placingOf(text: string, selectors: Selectors): Placing {
  // What names no words is not looked for by its surroundings or its place alone.
  if (!selectors[0].exact) return 'selector-unsupported';
  if (locate(text, selectors)) return 'found';
  const [{ exact }] = selectors;
  const [best, second] = candidates(text, selectors);
  const rivals = best && second && best.score >= likely && second.score >= best.score - near;
  return rivals || standsTwice(text, exact) ? 'ambiguous' : 'passage-not-found';
}

function standsTwice(text: string, words: string): boolean {
  const first = text.indexOf(words);
  return first >= 0 && text.includes(words, first + 1);
}

const likely = 0.8;
const near = 0.1;
