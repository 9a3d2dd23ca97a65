/**
 * Borders of grapheme clusters (Unicode Standard Annex 29), found near one offset only: `Intl.Segmenter` reads a text
 * from its start, so it is handed the few characters between two borders that are certain without it.
 */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A cluster longer than this is no writing; it may be cut, at a code point, so that no text is slow. */
const farthest = 2048;

/** The range `[from, to)` in which the cluster around `offset` certainly lies, and its borders there. */
function clusterAround(text: string, offset: number): { start: number; end: number } {
  let from = offset;
  while (from > 0 && offset - from < farthest && !isCertainBorder(text, from)) from -= 1;
  let to = offset + 1;
  while (to < text.length && to - offset < farthest && !isCertainBorder(text, to)) to += 1;
  if (isLowSurrogate(text, from)) from -= 1;
  if (isLowSurrogate(text, to)) to += 1;
  const cluster = segmenter.segment(text.slice(from, to)).containing(offset - from);
  if (!cluster) return { start: offset, end: offset };
  const start = from + cluster.index;
  return { start, end: start + cluster.segment.length };
}

/** The last border at or before `offset` (UTF-16). */
export function borderBefore(text: string, offset: number): number {
  if (offset <= 0) return 0;
  if (offset >= text.length) return text.length;
  return isCertainBorder(text, offset) ? offset : clusterAround(text, offset).start;
}

/** The first border at or after `offset` (UTF-16). */
export function borderAfter(text: string, offset: number): number {
  if (offset <= 0) return 0;
  if (offset >= text.length) return text.length;
  if (isCertainBorder(text, offset)) return offset;
  const { start, end } = clusterAround(text, offset);
  return start === offset ? offset : end;
}

function isLowSurrogate(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff && offset > 0 && (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
}

function isCertainBorder(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  if (before === 0x0d && after === 0x0a) return false;
  return standsAlone(before) && standsAlone(after);
}

/** Characters that neither join the one before nor the one after, in the scripts that are read most. */
function standsAlone(unit: number): boolean {
  return (
    unit < 0x300 ||
    (unit >= 0x391 && unit <= 0x482) ||
    (unit >= 0x48a && unit <= 0x52f) ||
    (unit >= 0x5d0 && unit <= 0x5ea) ||
    (unit >= 0x620 && unit <= 0x64a) ||
    (unit >= 0x2010 && unit <= 0x2027) ||
    unit === 0x202f ||
    (unit >= 0x3001 && unit <= 0x3029) ||
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fa) ||
    (unit >= 0x4e00 && unit <= 0x9fff)
  );
}
