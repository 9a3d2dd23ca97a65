/** Operators that build a path, and those that paint what was built (ISO 32000-2, 8.5). */
const building = /(?:^|\s)(?:m|l|c|v|y|h|re)$/;
const painting = /(?:^|\s)(?:f|F|f\*|B|B\*|b|b\*|S|s)$/;
const ending = /(?:^|\s)n$/;

/** A soft hyphen, which Skia draws as a blank of no width before the hyphen that is seen. */
const softHyphen = /^\/Span<<\/ActualText <FEFF00AD> >> BDC\n(.* Td) <[0-9A-F]+> Tj\nEMC$/gim;

const begin = '/Artifact BMC';
const end = 'EMC';

/**
 * A page's content with all that belongs to no structure element marked as an artifact: rules, backgrounds, bullets. PDF/UA
 * wants one or the other of everything, and Chromium says nothing of what is not text. Blank soft hyphens go.
 * @param source As Skia writes it: an operator at the end of each line.
 * @param forgotten Marked contents that are no longer part of the structure.
 */
export function markArtifacts(source: string, forgotten: ReadonlySet<number> = new Set()): string {
  const lines: string[] = [];
  /** How many marked contents are open. */
  let depth = 0;
  /** Where in `lines` the path being built began. */
  let path = -1;
  /** Where the text object that has no marked content in it yet began. */
  let text = -1;
  for (const line of source.replace(softHyphen, '$1').split('\n')) {
    if (line.endsWith('BDC') || line.endsWith('BMC')) {
      text = -1;
      depth += 1;
      lines.push(renamed(line, depth, forgotten));
      continue;
    }
    if (line.endsWith(end)) depth -= 1;
    else if (depth === 0) {
      if (line === 'BT') text = lines.length;
      else if (line === 'ET') {
        if (text >= 0 && lines.slice(text).some((other) => /T[jJ]$/.test(other))) {
          lines.splice(text, 0, begin);
          lines.push(line, end);
          text = -1;
          continue;
        }
      } else if (line.endsWith(' Do') || line.endsWith(' sh')) {
        lines.push(begin, line, end);
        continue;
      } else if (building.test(line)) {
        if (path < 0) path = lines.length;
      } else if (painting.test(line) && path >= 0) {
        lines.splice(path, 0, begin);
        lines.push(line, end);
        path = -1;
        continue;
      } else if (ending.test(line)) path = -1;
    }
    lines.push(line);
  }
  return lines.join('\n');
}

function renamed(line: string, depth: number, forgotten: ReadonlySet<number>): string {
  if (depth > 1 || forgotten.size === 0) return line;
  const content = /\/MCID (\d+)/.exec(line)?.[1];
  return content !== undefined && forgotten.has(Number(content)) ? begin : line;
}
