import { countBefore } from '../bisect.ts';
/** Counts of Unicode code points, as selectors have them, and UTF-16 offsets, as the program has them. */

/** UTF-16 offsets of a text's surrogate pairs, in order: with them either count is a search away from the other. */
export function surrogatePairs(text: string): Int32Array {
  const offsets: number[] = [];
  // Most texts have none, and are looked through in no time.
  if (!/[\ud800-\udbff]/.test(text)) return new Int32Array();
  for (let i = 0; i + 1 < text.length; i += 1) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      offsets.push(i);
      i += 1;
    }
  }
  return Int32Array.from(offsets);
}

/** UTF-16 offset of a count of code points; a count beyond the text, or none, is the nearest there is. */
export function toUnits(pairs: Int32Array, points: number, length: number): number {
  const wanted = Number.isNaN(points) ? 0 : Math.trunc(Math.max(0, Math.min(length, points)));
  const before = countBefore(pairs.length, (index) => (pairs[index] ?? 0) - index < wanted);
  return Math.min(length, wanted + before);
}

/** Code points before a UTF-16 offset. */
export function toPoints(pairs: Int32Array, units: number): number {
  return units - countBefore(pairs.length, (index) => (pairs[index] ?? 0) < units);
}

/** The UTF-16 offset so many code points after `offset`, or the text's end. */
export function pointsAfter(text: string, offset: number, points: number): number {
  let at = offset;
  for (let i = 0; i < points && at < text.length; i += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

/** The UTF-16 offset so many code points before `offset`, or the text's start. */
export function pointsBefore(text: string, offset: number, points: number): number {
  let at = offset;
  for (let i = 0; i < points && at > 0; i += 1)
    at -= at > 1 && (text.codePointAt(at - 2) ?? 0) > 0xffff ? 2 : 1;
  return at;
}
