import {
  readCharacters,
  readTrueType,
  tableOf,
  viewOf,
  writeTrueType,
} from '../../../core/printing/font-file.ts';
import type { PdfFile } from './file.ts';
import { type Dict, dict, Name, type Ref, text } from './values.ts';

/** A font put into a PDF with the glyphs of certain words, and the way to write words with it. */
export interface Letters {
  readonly font: Ref;
  /** The words as a hexadecimal string of the font's codes. Characters it has no glyph for are left out. */
  encode(words: string): string;
  /** In points, at a size in points. */
  width(words: string, size: number): number;
}

/** What a PDF's font needs of the font file; the rest of it is for laying out text. */
const kept = ['glyf', 'loca', 'head', 'hhea', 'hmtx', 'maxp', 'cvt ', 'fpgm', 'prep'];

/**
 * Embeds a TrueType font with only the glyphs that `words` need, as ISO 32000-2, 9.7.4 wants it: a CID font whose codes are
 * the font's own glyph numbers, with the way back to Unicode.
 */
export async function embedLetters(pdf: PdfFile, file: Uint8Array, words: string): Promise<Letters> {
  const tables = readTrueType(file);
  const characters = readCharacters(tableOf(tables, 'cmap'));
  const head = viewOf(tableOf(tables, 'head'));
  const hhea = viewOf(tableOf(tables, 'hhea'));
  const hmtx = viewOf(tableOf(tables, 'hmtx'));
  const unit = 1000 / head.getUint16(18);
  const advances = hhea.getUint16(34);
  const advance = (glyph: number) => hmtx.getUint16(4 * Math.min(glyph, advances - 1)) * unit;

  const used = new Map<number, number>();
  for (const character of words) {
    const code = character.codePointAt(0) ?? 0;
    const glyph = characters.get(code);
    if (glyph !== undefined) used.set(glyph, code);
  }
  const glyphs = [...used.keys()].sort((a, b) => a - b);
  const program = new Uint8Array(writeTrueType(only(tables, new Set(glyphs))));
  const programRef = await pdf.addStream(dict({ Length1: program.length }), program);
  const name = new Name(`${tag(glyphs)}+${postScriptName(tableOf(tables, 'name'))}`);
  const descriptor = pdf.add(
    dict({
      Type: new Name('FontDescriptor'),
      FontName: name,
      Flags: 4,
      FontBBox: [36, 38, 40, 42].map((at) => Math.round(head.getInt16(at) * unit)),
      ItalicAngle: 0,
      Ascent: Math.round(hhea.getInt16(4) * unit),
      Descent: Math.round(hhea.getInt16(6) * unit),
      CapHeight: Math.round(viewOf(tableOf(tables, 'OS/2')).getInt16(88) * unit),
      StemV: 80,
      FontFile2: programRef,
    }),
  );
  const cidFont = pdf.add(
    dict({
      Type: new Name('Font'),
      Subtype: new Name('CIDFontType2'),
      BaseFont: name,
      CIDSystemInfo: dict({ Registry: text('Adobe'), Ordering: text('Identity'), Supplement: 0 }),
      CIDToGIDMap: new Name('Identity'),
      FontDescriptor: descriptor,
      DW: 0,
      W: glyphs.flatMap((glyph) => [glyph, [advance(glyph)]]),
    }),
  );
  const font = pdf.add(
    dict({
      Type: new Name('Font'),
      Subtype: new Name('Type0'),
      BaseFont: name,
      Encoding: new Name('Identity-H'),
      DescendantFonts: [cidFont],
      ToUnicode: await pdf.addStream(new Map() satisfies Dict, toUnicode(used)),
    }),
  );
  const glyphsOf = (line: string) =>
    [...line].flatMap((character) => characters.get(character.codePointAt(0) ?? 0) ?? []);
  return {
    font,
    encode: (line) => `<${glyphsOf(line).map(hex).join('')}>`,
    width: (line, size) => (glyphsOf(line).reduce((sum, glyph) => sum + advance(glyph), 0) * size) / 1000,
  };
}

/** The font's tables with the outlines of some glyphs, and of those they are composed of; the others become empty. */
function only(tables: ReadonlyMap<string, Uint8Array>, glyphs: ReadonlySet<number>): Map<string, Uint8Array> {
  const glyf = tableOf(tables, 'glyf');
  const loca = viewOf(tableOf(tables, 'loca'));
  const long = viewOf(tableOf(tables, 'head')).getInt16(50) === 1;
  const count = viewOf(tableOf(tables, 'maxp')).getUint16(4);
  const at = (glyph: number) => (long ? loca.getUint32(4 * glyph) : 2 * loca.getUint16(2 * glyph));
  const outlineOf = (glyph: number) => glyf.subarray(at(glyph), at(glyph + 1));

  const wanted = new Set<number>([0]);
  const take = (glyph: number): void => {
    if (wanted.has(glyph)) return;
    wanted.add(glyph);
    for (const part of partsOf(outlineOf(glyph))) take(part);
  };
  for (const glyph of glyphs) take(glyph);

  const outlines: Uint8Array[] = [];
  const places = new Uint8Array(long ? 4 * (count + 1) : 2 * (count + 1));
  const placesView = viewOf(places);
  let end = 0;
  for (let glyph = 0; glyph < count; glyph++) {
    if (wanted.has(glyph)) {
      outlines.push(outlineOf(glyph));
      end += outlineOf(glyph).length;
    }
    if (long) placesView.setUint32(4 * (glyph + 1), end);
    else placesView.setUint16(2 * (glyph + 1), end / 2);
  }
  const metrics = tableOf(tables, 'hmtx').slice();
  for (let glyph = 0; 4 * glyph + 4 <= metrics.length; glyph++)
    if (!wanted.has(glyph)) metrics.fill(0, 4 * glyph, 4 * glyph + 4);

  const own = new Map([...tables].filter(([tag]) => kept.includes(tag)));
  return own.set('glyf', Buffer.concat(outlines)).set('loca', places).set('hmtx', metrics);
}

/** The glyphs that a composite glyph is made of. */
function partsOf(outline: Uint8Array): number[] {
  const parts: number[] = [];
  if (outline.length < 10) return parts;
  const view = viewOf(outline);
  if (view.getInt16(0) >= 0) return parts;
  for (let at = 10, more = true; more; ) {
    const flags = view.getUint16(at);
    parts.push(view.getUint16(at + 2));
    const scale = flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0;
    at += 4 + (flags & 0x1 ? 4 : 2) + scale;
    more = (flags & 0x20) !== 0;
  }
  return parts;
}

/** Six letters that set apart subsets of one font in one file. */
function tag(glyphs: readonly number[]): string {
  let sum = 7;
  for (const glyph of glyphs) sum = (sum * 31 + glyph) % 26 ** 5;
  let letters = 'Z';
  for (let place = 0; place < 5; place++, sum = Math.floor(sum / 26))
    letters += String.fromCharCode(65 + (sum % 26));
  return letters;
}

function postScriptName(table: Uint8Array): string {
  const view = viewOf(table);
  const storage = view.getUint16(4);
  for (let record = 6; record < 6 + 12 * view.getUint16(2); record += 12) {
    if (view.getUint16(record) !== 3 || view.getUint16(record + 6) !== 6) continue;
    const start = storage + view.getUint16(record + 10);
    const letters = table.subarray(start, start + view.getUint16(record + 8));
    return String.fromCharCode(...letters.filter((_, at) => at % 2 === 1)).replace(/[^A-Za-z0-9-]/g, '');
  }
  return 'Letters';
}

function toUnicode(used: ReadonlyMap<number, number>): Uint8Array {
  const pairs = [...used].map(([glyph, code]) => `<${hex(glyph)}> <${utf16(code)}>`);
  const ranges: string[] = [];
  // No more than a hundred pairs stand in one range.
  for (let at = 0; at < pairs.length; at += 100) {
    const range = pairs.slice(at, at + 100);
    ranges.push(`${range.length} beginbfchar\n${range.join('\n')}\nendbfchar`);
  }
  return Buffer.from(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${ranges.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`);
}

function utf16(code: number): string {
  const units = String.fromCodePoint(code);
  return Array.from({ length: units.length }, (_, at) => hex(units.charCodeAt(at))).join('');
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0');
}
