import search from 'approx-string-match';
import type { Anchor } from '../core/anchor.ts';
import type { TextQuoteSelector } from '../core/annotation.ts';

/**
 * The method that Hypothesis's client describes for its quotes, written anew from that description: all exact matches
 * of the quote, else all approximate ones with at most half of its characters wrong (256 at most), each scored by
 * quote (50), prefix (20), suffix (20) and closeness to the stored position (2); the best wins, however bad.
 * @param hint UTF-16 offset at which the quote stood.
 */
export function hypothesisLocate(text: string, quote: TextQuoteSelector, hint: number): Anchor | null {
  const { exact, prefix, suffix } = quote;
  if (exact === '') return null;
  const found = searchText(text, exact, Math.min(256, exact.length / 2));
  let best: Anchor | null = null;
  for (const { start, end, errors } of found) {
    const ofQuote = 1 - errors / exact.length;
    const ofPrefix = prefix ? likeness(text.slice(Math.max(0, start - prefix.length), start), prefix) : 1;
    const ofSuffix = suffix ? likeness(text.slice(end, end + suffix.length), suffix) : 1;
    const ofPlace = 1 - Math.abs(start - hint) / text.length;
    const score = (50 * ofQuote + 20 * ofPrefix + 20 * ofSuffix + 2 * ofPlace) / 92;
    if (!best || score > best.score) best = { start, end, score };
  }
  return best;
}

function searchText(
  text: string,
  pattern: string,
  maxErrors: number,
): { start: number; end: number; errors: number }[] {
  const exact: { start: number; end: number; errors: number }[] = [];
  for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1))
    exact.push({ start: at, end: at + pattern.length, errors: 0 });
  return exact.length ? exact : search(text, pattern, maxErrors);
}

function likeness(text: string, pattern: string): number {
  if (!text || !pattern) return 0;
  const [first] = searchText(text, pattern, pattern.length);
  return first ? 1 - first.errors / pattern.length : 0;
}
