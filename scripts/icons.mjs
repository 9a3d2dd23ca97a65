import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { root } from './command.mjs';

/** How finely the border of a shape is looked at: so many points a pixel, each way. */
const fine = 4;

/**
 * Writes the app's icon, drawn once in main/icon.svg, as each system wants it.
 * @param {string} folder
 */
export async function writeIcons(folder) {
  const drawing = readDrawing(await readFile(path.join(root, 'main/icon.svg'), 'utf8'));
  const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
  const images = new Map(sizes.map((size) => [size, png(drawing, size)]));
  await mkdir(path.join(folder, 'linux'), { recursive: true });
  for (const [size, image] of images)
    if (size < 1024) await writeFile(path.join(folder, 'linux', `${size}x${size}.png`), image);
  await writeFile(path.join(folder, 'icon.ico'), ico(images));
  await writeFile(path.join(folder, 'icon.icns'), icns(images));
}

/**
 * The drawing at a size, as a PNG.
 * @param {number} size pixels a side
 */
export async function iconAt(size) {
  return png(readDrawing(await readFile(path.join(root, 'main/icon.svg'), 'utf8')), size);
}

/** Reads the few things that the drawing is made of: filled polygons, the later over the earlier. */
function readDrawing(svg) {
  const [, side] = /viewBox="0 0 (\d+) \1"/.exec(svg) ?? [];
  const shapes = [...svg.matchAll(/<path fill="#([0-9a-f]{6})" d="M([^"]+) Z" \/>/g)].map(
    ([, colour, points]) => ({
      colour: [...Buffer.from(colour, 'hex')],
      points: points.split('L').map((point) => point.trim().split(' ').map(Number)),
    }),
  );
  return { side: Number(side), shapes };
}

/** @returns {Buffer} https://www.w3.org/TR/png-3/: 8 bits a channel, with transparency, no filter. */
function png({ side, shapes }, size) {
  const line = 1 + size * 4;
  const rows = Buffer.alloc(size * line);
  for (let y = 0; y < size; y += 1) {
    const looked = Array.from({ length: fine }, (_, n) =>
      topmost(shapes, ((y + (n + 0.5) / fine) * side) / size, size * fine, side),
    );
    for (let x = 0; x < size; x += 1) rows.set(mean(shapes, looked, x * fine), y * line + 1 + x * 4);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(rows, { level: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name, data) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/**
 * Which shape lies on top at each of so many points of a line across the drawing: its place in the list and one more, or 0.
 */
function topmost(shapes, y, count, side) {
  const tops = new Uint8Array(count);
  for (const [at, { points }] of shapes.entries()) {
    const crossings = points.flatMap(([x1, y1], n) => {
      const [x2, y2] = points[(n + 1) % points.length];
      return y1 > y !== y2 > y ? [x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)] : [];
    });
    crossings.sort((a, b) => a - b);
    for (let n = 0; n + 1 < crossings.length; n += 2) {
      const [from, to] = [crossings[n], crossings[n + 1]].map((x) => Math.round((x * count) / side));
      tops.fill(at + 1, from, to);
    }
  }
  return tops;
}

/** The mean of the colours at the points of the pixel that begins at a place, and how much of it is covered at all. */
function mean(shapes, lines, from) {
  const sum = [0, 0, 0];
  let covered = 0;
  for (const tops of lines)
    for (let at = from; at < from + fine; at += 1) {
      if (tops[at] === 0) continue;
      const { colour } = shapes[tops[at] - 1];
      covered += 1;
      for (let channel = 0; channel < 3; channel += 1) sum[channel] += colour[channel];
    }
  const opacity = Math.round((covered * 255) / (fine * fine));
  return [...sum.map((value) => Math.round(value / Math.max(1, covered))), opacity];
}

/** Windows' container: a table of PNGs, whose side of 256 is written as 0. */
function ico(images) {
  const sizes = [16, 24, 32, 48, 64, 128, 256];
  const table = Buffer.alloc(6 + sizes.length * 16);
  table.writeUInt16LE(1, 2);
  table.writeUInt16LE(sizes.length, 4);
  let offset = table.length;
  for (const [at, size] of sizes.entries()) {
    const { length } = images.get(size);
    table.set([size % 256, size % 256, 0, 0, 1, 0, 32, 0], 6 + at * 16);
    table.writeUInt32LE(length, 6 + at * 16 + 8);
    table.writeUInt32LE(offset, 6 + at * 16 + 12);
    offset += length;
  }
  return Buffer.concat([table, ...sizes.map((size) => images.get(size))]);
}

/** Apple's container: PNGs, each behind a name that tells its size. */
function icns(images) {
  const names = { ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64, ic13: 256, ic14: 512 };
  const entries = Object.entries(names).map(([name, size]) => named(name, images.get(size)));
  return named('icns', Buffer.concat(entries));
}

function named(name, data) {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(data.length + head.length, 4);
  return Buffer.concat([head, data]);
}
