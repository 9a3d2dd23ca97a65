import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  readCharacters,
  readTrueType,
  viewOf,
  writeCharacters,
  writeTrueType,
} from '../../core/printing/font-file.ts';
import { ownGlyphs } from './own-glyphs.ts';
import { readWoff } from './woff.ts';

const folder = new URL('../../node_modules/@fontsource/', import.meta.url);
const files = [
  'source-serif-4/files/source-serif-4-latin-400-normal.woff',
  'source-serif-4/files/source-serif-4-latin-600-italic.woff',
  'inter/files/inter-latin-500-normal.woff',
];

async function tablesOf(file: string) {
  return readWoff(await readFile(new URL(file, folder)));
}

function table(tables: ReadonlyMap<string, Uint8Array>, tag: string): DataView {
  return viewOf(tables.get(tag) ?? new Uint8Array());
}

/** The outline of a glyph as it stands in the file. */
function outline(tables: ReadonlyMap<string, Uint8Array>, glyph: number): Uint8Array | undefined {
  const loca = table(tables, 'loca');
  return tables.get('glyf')?.subarray(2 * loca.getUint16(2 * glyph), 2 * loca.getUint16(2 * glyph + 2));
}

describe.each(files)('the letters of %s', (file) => {
  it('have a glyph of their own for each character, and keep every other', async () => {
    const before = await tablesOf(file);
    const after = ownGlyphs(before);
    const old = readCharacters(before.get('cmap') ?? new Uint8Array());
    const own = readCharacters(after.get('cmap') ?? new Uint8Array());
    expect(new Set(own.values()).size).toBe(own.size);
    expect(after.has('GSUB')).toBe(false);
    expect(new Set(old.values()).size).toBeLessThan(old.size);
    expect([...own.keys()].sort()).toEqual([...new Set([...old.keys(), 0x202f, 0xe0ad])].sort());
    for (const character of ['e', 'é', '’', '«', '-', ' ']) {
      const code = character.charCodeAt(0);
      expect(own.get(code), character).toBe(old.get(code));
    }
    for (const [character, glyph] of own) {
      const from = old.get(character);
      if (from !== undefined) expect(outline(after, glyph)).toEqual(outline(before, from));
    }
  });

  it('have a thin blank of two thirds of the space, and as many of everything as they say', async () => {
    const tables = ownGlyphs(await tablesOf(file));
    const own = readCharacters(tables.get('cmap') ?? new Uint8Array());
    const width = (character: number) => table(tables, 'hmtx').getUint16(4 * (own.get(character) ?? 0));
    expect(width(0x202f)).toBe(Math.round((width(0x20) * 2) / 3));
    expect(width(0xa0)).toBe(width(0x20));
    expect(outline(tables, own.get(0x202f) ?? 0)).toHaveLength(0);
    expect(outline(tables, own.get(0xe0ad) ?? 0)).toEqual(outline(tables, own.get(0x2d) ?? 0));
    const count = table(tables, 'maxp').getUint16(4);
    expect(table(tables, 'hhea').getUint16(34)).toBe(count);
    expect(tables.get('hmtx')).toHaveLength(4 * count);
    expect(tables.get('loca')).toHaveLength(2 * (count + 1));
    expect(2 * table(tables, 'loca').getUint16(2 * count)).toBe(tables.get('glyf')?.length);
  });
});

it('writes tables whose directory names their place and checksum', async () => {
  const tables = await tablesOf(files[0] ?? '');
  const file = new Uint8Array(writeTrueType(tables));
  const view = viewOf(file);
  expect(view.getUint16(4)).toBe(tables.size);
  for (let entry = 12; entry < 12 + 16 * tables.size; entry += 16) {
    const tag = String.fromCharCode(...file.subarray(entry, entry + 4));
    const offset = view.getUint32(entry + 8);
    const length = view.getUint32(entry + 12);
    expect(file.subarray(offset, offset + length), tag).toEqual(new Uint8Array(tables.get(tag) ?? []));
    let sum = 0;
    for (let at = offset; at < offset + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
    expect(view.getUint32(entry + 4), tag).toBe(sum);
  }
});

it('reads back the tables it writes', async () => {
  const tables = await tablesOf(files[0] ?? '');
  const read = readTrueType(new Uint8Array(writeTrueType(tables)));
  for (const [tag, table] of tables)
    expect(Buffer.from(read.get(tag) ?? []), tag).toEqual(Buffer.from(table));
  expect(read.size).toBe(tables.size);
});

it('reads back the characters it writes', () => {
  const glyphs = new Map([
    [0x20, 1],
    [0x21, 2],
    [0x22, 9],
    [0xe9, 4],
    [0x2019, 5],
    [0x202f, 6],
  ]);
  expect(readCharacters(writeCharacters(glyphs))).toEqual(glyphs);
});

it('refuses what is no WOFF file', async () => {
  await expect(readWoff(new Uint8Array(100))).rejects.toThrow('not a WOFF file');
});
