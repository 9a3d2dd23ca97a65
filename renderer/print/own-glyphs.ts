import {
  type FontTables,
  readCharacters,
  tableOf,
  viewOf,
  writeCharacters,
} from '../../core/printing/font-file.ts';

/** Those that give way to another where both have one glyph: U+00A0, soft hyphen, U+02BB, U+02BC, division slash. */
const secondary = [0xa0, 0xad, 0x2bb, 0x2bc, 0x2215];
/**
 * Stands for the hyphen at the end of a line, which Chromium cannot draw as the soft hyphen it is; `main/pdf` names it so. Of
 * the private use area.
 */
const lineEndHyphen = 0xe0ad;
const hyphen = 0x2d;
const narrowNoBreakSpace = 0x202f;
const space = 0x20;

/**
 * The font with a glyph for each character. A PDF names for each glyph the one character it stands for, but the bundled fonts
 * draw several with the same glyph (the apostrophe and a modifier letter, the space and the no-break space) and have none for
 * the narrow no-break space: French copied from such a PDF would lose all of them. Shared glyphs are copied here, and a thin
 * blank is added.
 */
export function ownGlyphs(tables: FontTables): FontTables {
  const table = (tag: string): Uint8Array => tableOf(tables, tag);
  const characters = readCharacters(table('cmap'));
  const users = new Map<number, number>();
  for (const glyph of characters.values()) users.set(glyph, (users.get(glyph) ?? 0) + 1);
  const copied = secondary.flatMap((character) => {
    const glyph = characters.get(character);
    return glyph !== undefined && (users.get(glyph) ?? 0) > 1 ? [{ character, glyph, part: 1 }] : [];
  });
  const blank = characters.get(space);
  // A French editor's thin space: two thirds of the font's own.
  if (blank !== undefined && !characters.has(narrowNoBreakSpace))
    copied.push({ character: narrowNoBreakSpace, glyph: blank, part: 2 / 3 });

  const divider = characters.get(hyphen);
  if (divider !== undefined) copied.push({ character: lineEndHyphen, glyph: divider, part: 1 });

  const count = viewOf(table('maxp')).getUint16(4);
  for (const [index, { character }] of copied.entries()) characters.set(character, count + index);
  const long = viewOf(table('head')).getInt16(50) === 1;
  const outlines = appendOutlines(table('glyf'), table('loca'), long, copied);
  const metrics = appendMetrics(table('hmtx'), viewOf(table('hhea')).getUint16(34), count, copied);

  return new Map([
    // Without its substitutions: ligatures and contextual forms stand for no character of their own either.
    ...[...tables].filter(([tag]) => tag !== 'GSUB'),
    ['cmap', writeCharacters(characters)],
    ['glyf', outlines.glyf],
    ['loca', outlines.loca],
    ['hmtx', metrics],
    ['hhea', withWord(table('hhea'), 34, count + copied.length)],
    ['maxp', withWord(table('maxp'), 4, count + copied.length)],
    ['post', withoutNames(table('post'))],
  ]);
}

interface Copied {
  readonly glyph: number;
  /** Of the glyph's width. */
  readonly part: number;
}

function appendOutlines(
  glyf: Uint8Array,
  loca: Uint8Array,
  long: boolean,
  copied: readonly Copied[],
): { glyf: Uint8Array<ArrayBuffer>; loca: Uint8Array } {
  const view = viewOf(loca);
  const at = (glyph: number): number => (long ? view.getUint32(4 * glyph) : 2 * view.getUint16(2 * glyph));
  const added = copied.map(({ glyph }) => glyf.subarray(at(glyph), at(glyph + 1)));
  const outlines = concat([glyf, ...added]);
  const places = new Uint8Array(loca.length + (long ? 4 : 2) * copied.length);
  places.set(loca);
  const placesView = viewOf(places);
  let end = glyf.length;
  for (const [index, outline] of added.entries()) {
    if (long) placesView.setUint32(loca.length - 4 + 4 * index, end);
    else placesView.setUint16(loca.length - 2 + 2 * index, end / 2);
    end += outline.length;
  }
  if (long) placesView.setUint32(places.length - 4, end);
  else placesView.setUint16(places.length - 2, end / 2);
  return { glyf: outlines, loca: places };
}

/** Advance and left side of every glyph; the table may give the last advance once for all that follow. */
function appendMetrics(
  hmtx: Uint8Array,
  advances: number,
  count: number,
  copied: readonly Copied[],
): Uint8Array {
  const view = viewOf(hmtx);
  const side = (glyph: number): number =>
    view.getInt16(glyph < advances ? 4 * glyph + 2 : 4 * advances + 2 * (glyph - advances));
  const advance = (glyph: number): number => view.getUint16(4 * Math.min(glyph, advances - 1));
  const all = [...Array.from({ length: count }, (_, glyph) => ({ glyph, part: 1 })), ...copied];
  const metrics = new Uint8Array(4 * all.length);
  const metricsView = viewOf(metrics);
  for (const [index, { glyph, part }] of all.entries()) {
    metricsView.setUint16(4 * index, Math.round(advance(glyph) * part));
    metricsView.setInt16(4 * index + 2, side(glyph));
  }
  return metrics;
}

function withWord(table: Uint8Array, at: number, word: number): Uint8Array {
  const changed = table.slice();
  viewOf(changed).setUint16(at, word);
  return changed;
}

/** Format 3, which names no glyphs: the new ones have no name. */
function withoutNames(post: Uint8Array): Uint8Array {
  const changed = post.slice(0, 32);
  viewOf(changed).setUint32(0, 0x00030000);
  return changed;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
