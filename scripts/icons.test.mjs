import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeIcons } from './icons.mjs';

let folder;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'icons-'));
  await writeIcons(folder);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

/** The side and the pixels of a PNG whose every chunk is whole. */
function decode(file) {
  expect(file.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  const chunks = new Map();
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    expect(crc32(file.subarray(at + 4, at + 8 + length))).toBe(file.readUInt32BE(at + 8 + length));
    chunks.set(file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const side = chunks.get('IHDR').readUInt32BE(0);
  expect(chunks.get('IHDR').readUInt32BE(4)).toBe(side);
  const rows = inflateSync(chunks.get('IDAT'));
  expect(rows).toHaveLength(side * (1 + side * 4));
  const pixel = (x, y) => [...rows.subarray(y * (1 + side * 4) + 1 + x * 4).subarray(0, 4)];
  return { side, pixel };
}

test('every system gets the icon in its sizes, drawn as it is meant', async () => {
  const files = (await readdir(path.join(folder, 'linux'))).sort();
  expect(files).toHaveLength(8);
  for (const file of files) {
    const { side, pixel } = decode(await readFile(path.join(folder, 'linux', file)));
    expect(file).toBe(`${side}x${side}.png`);
    // Nothing in the corner, the mark in wine red, the sheet around it.
    expect(pixel(0, 0)).toEqual([0, 0, 0, 0]);
    const at = (x, y) => pixel(Math.floor((x * side) / 64), Math.floor((y * side) / 64));
    expect(at(13, 30)).toEqual([0x7b, 0x2d, 0x3a, 255]);
    expect(at(50, 30)).toEqual([0xfc, 0xfb, 0xf8, 255]);
    expect(at(30, 42)).toEqual([0x1f, 0x23, 0x28, 255]);
  }
});

test('the containers of Windows and macOS lead to whole images', async () => {
  const ico = await readFile(path.join(folder, 'icon.ico'));
  const count = ico.readUInt16LE(4);
  const entries = Array.from({ length: count }, (_, n) => ico.subarray(6 + n * 16, 22 + n * 16));
  expect(
    entries.map((entry) => {
      const [length, offset] = [entry.readUInt32LE(8), entry.readUInt32LE(12)];
      return [entry[0], decode(ico.subarray(offset, offset + length)).side];
    }),
  ).toEqual([16, 24, 32, 48, 64, 128, 256].map((side) => [side % 256, side]));

  const icns = await readFile(path.join(folder, 'icon.icns'));
  expect(icns.toString('latin1', 0, 4)).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const sides = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
    sides.push(decode(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4))).side);
  expect(sides).toEqual([128, 256, 512, 1024, 32, 64, 256, 512]);
});
