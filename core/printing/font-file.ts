/** A font's tables by their four-letter tags, as the OpenType specification names them. */
export type FontTables = ReadonlyMap<string, Uint8Array>;

export function tableOf(tables: FontTables, tag: string): Uint8Array {
  const table = tables.get(tag);
  if (!table) throw new TypeError(`the font has no ${tag} table`);
  return table;
}

/** Reads a TrueType file: a directory of 16-byte entries, and the tables they name. */
export function readTrueType(file: Uint8Array): FontTables {
  const view = viewOf(file);
  const entries = Array.from({ length: view.getUint16(4) }, (_, index) => 12 + 16 * index);
  return new Map(
    entries.map((entry) => {
      const offset = view.getUint32(entry + 8);
      return [tagAt(file, entry), file.subarray(offset, offset + view.getUint32(entry + 12))];
    }),
  );
}

/** Writes a TrueType file: a directory of 16-byte entries, then the tables, each on a border of four bytes. */
export function writeTrueType(tables: FontTables): ArrayBuffer {
  const list = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const start = 12 + 16 * list.length;
  const file = new Uint8Array(list.reduce((size, [, table]) => size + padded(table.length), start));
  const view = viewOf(file);
  const power = Math.floor(Math.log2(list.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, list.length);
  view.setUint16(6, 16 * 2 ** power);
  view.setUint16(8, power);
  view.setUint16(10, 16 * (list.length - 2 ** power));
  let offset = start;
  for (const [index, [tag, table]] of list.entries()) {
    file.set(table, offset);
    const entry = 12 + 16 * index;
    for (const at of [0, 1, 2, 3]) file[entry + at] = tag.charCodeAt(at);
    view.setUint32(entry + 4, checksum(view, offset, padded(table.length)));
    view.setUint32(entry + 8, offset);
    view.setUint32(entry + 12, table.length);
    offset += padded(table.length);
  }
  return file.buffer;
}

/** The glyph of each character of the Basic Multilingual Plane: the `cmap` table's format 4. */
export function readCharacters(cmap: Uint8Array): Map<number, number> {
  const view = viewOf(cmap);
  const glyphs = new Map<number, number>();
  for (let record = 4; record < 4 + 8 * view.getUint16(2); record += 8) {
    const map = view.getUint32(record + 4);
    if (view.getUint16(record) !== 3 || view.getUint16(map) !== 4) continue;
    const size = view.getUint16(map + 6);
    for (let segment = map + 14; segment < map + 14 + size; segment += 2) {
      const first = view.getUint16(segment + size + 2);
      const last = view.getUint16(segment);
      const delta = view.getUint16(segment + 2 * size + 2);
      const rangeAt = segment + 3 * size + 2;
      const range = view.getUint16(rangeAt);
      for (let character = first; character <= last && character < 0xffff; character++) {
        const named = range ? view.getUint16(rangeAt + range + 2 * (character - first)) : character;
        const glyph = range && named === 0 ? 0 : (named + delta) & 0xffff;
        if (glyph) glyphs.set(character, glyph);
      }
    }
  }
  return glyphs;
}

/** A `cmap` table of one format 4 map for Unicode: a segment for each run in which glyphs follow each other as characters do. */
export function writeCharacters(glyphs: ReadonlyMap<number, number>): Uint8Array {
  const segments: { first: number; last: number; delta: number }[] = [];
  for (const [character, glyph] of [...glyphs].sort(([a], [b]) => a - b)) {
    const open = segments.at(-1);
    const delta = (glyph - character) & 0xffff;
    if (open && open.last === character - 1 && open.delta === delta) open.last = character;
    else segments.push({ first: character, last: character, delta });
  }
  segments.push({ first: 0xffff, last: 0xffff, delta: 1 });
  const count = segments.length;
  const power = Math.floor(Math.log2(count));
  const head = [4, 16 + 8 * count, 0, 2 * count, 2 ** (power + 1), power, 2 * count - 2 ** (power + 1)];
  const words = [
    ...[0, 1, 3, 1, 0, 12],
    ...head,
    ...segments.map(({ last }) => last),
    0,
    ...segments.map(({ first }) => first),
    ...segments.map(({ delta }) => delta),
    ...segments.map(() => 0),
  ];
  const table = new Uint8Array(2 * words.length);
  const view = viewOf(table);
  for (const [index, word] of words.entries()) view.setUint16(2 * index, word);
  return table;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The four letters that begin at an offset. */
export function tagAt(file: Uint8Array, at: number): string {
  return String.fromCharCode(...file.subarray(at, at + 4));
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function checksum(view: DataView, start: number, length: number): number {
  let sum = 0;
  for (let at = start; at < start + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
