/** Operators that build a path, and those that paint what was built (ISO 32000-2, 8.5). */
const building: ReadonlySet<string> = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're']);
const painting: ReadonlySet<string> = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's']);

/** A soft hyphen, which Skia draws as a blank of no width before the hyphen that is seen. */
const softHyphen = /\/Span<<\/ActualText <FEFF00AD> >> BDC\n(.* Td) <[0-9A-F]+> Tj\nEMC\n/iy;

/** Where a marked content begins or ends: its operator ends a line. */
const edge = /(?:BDC|BMC|EMC)\n/g;

const begin = '/Artifact BMC\n';
const end = 'EMC\n';

/**
 * A page's content with all that belongs to no structure element marked as an artifact: rules, backgrounds, bullets. PDF/UA
 * wants one or the other of everything, and Chromium says nothing of what is not text. Blank soft hyphens go.
 * @param content As Skia writes it: an operator at the end of each line.
 * @param forgotten Marked contents that are no longer part of the structure.
 */
export function markArtifacts(content: string, forgotten: ReadonlySet<number> = new Set()): string {
  const source = content.endsWith('\n') ? content : `${content}\n`;
  let out = '';
  /** Up to where the source is in `out`. */
  let copied = 0;
  /** Where the artifact ends that is still open in `out`; one that follows at once is joined to it. */
  let open = -1;
  const copy = (to: number): void => {
    if (open >= 0 && to > open) {
      out += source.slice(copied, open) + end;
      copied = open;
      open = -1;
    }
    out += source.slice(copied, to);
    copied = to;
  };
  const mark = (from: number, to: number): void => {
    if (open !== from) {
      copy(from);
      out += begin;
    }
    open = -1;
    copy(to);
    open = to;
  };

  /** How many marked contents are open. */
  let depth = 0;
  /** Where the path being built began. */
  let path = -1;
  /** Where the text object that has no marked content in it yet began, and whether it shows anything. */
  let text = -1;
  let shows = false;
  for (let start = 0; ; ) {
    let stop = source.indexOf('\n', start);
    if (depth > 0) {
      // What is inside, most of a page, is looked through for nothing else.
      edge.lastIndex = start;
      stop = edge.test(source) ? edge.lastIndex - 1 : -1;
      start = source.lastIndexOf('\n', stop - 1) + 1;
    }
    if (stop < 0) break;
    const next = stop + 1;
    const last = source[stop - 1];
    const isMark = last === 'C' && stop - start >= 3;
    if (isMark && (source.startsWith('BDC', stop - 3) || source.startsWith('BMC', stop - 3))) {
      text = -1;
      softHyphen.lastIndex = start;
      const blank = softHyphen.exec(source);
      if (blank) {
        copy(start);
        out += `${blank[1]}\n`;
        start = copied = softHyphen.lastIndex;
        continue;
      }
      depth += 1;
      if (depth === 1 && forgotten.size > 0) {
        const number = /\/MCID (\d+)/.exec(source.slice(start, stop))?.[1];
        if (number !== undefined && forgotten.has(Number(number))) {
          copy(start);
          out += begin;
          copied = next;
        }
      }
    } else if (isMark && source.startsWith('EMC', stop - 3)) depth -= 1;
    else if (depth === 0) {
      const operator = source.slice(Math.max(start, source.lastIndexOf(' ', stop - 1) + 1), stop);
      if (operator === 'BT') {
        text = start;
        shows = false;
      } else if (operator === 'Tj' || operator === 'TJ') shows = true;
      else if (operator === 'ET') {
        if (text >= 0 && shows) mark(text, next);
        text = -1;
      } else if (operator === 'Do' || operator === 'sh') mark(start, next);
      else if (building.has(operator)) {
        if (path < 0) path = start;
      } else if (painting.has(operator) && path >= 0) {
        mark(path, next);
        path = -1;
      } else if (operator === 'n') path = -1;
    }
    start = next;
  }
  copy(source.length);
  if (open >= 0) out += end;
  return out;
}
