import { type FontTables, tagAt, viewOf } from '../../core/printing/font-file.ts';

/** Reads a WOFF 1.0 file: a header, a directory of 20-byte entries, and tables that may be compressed. */
export async function readWoff(file: Uint8Array): Promise<FontTables> {
  const view = viewOf(file);
  if (file.length < 44 || tagAt(file, 0) !== 'wOFF') throw new TypeError('not a WOFF file');
  const entries = Array.from({ length: view.getUint16(12) }, (_, index) => 44 + 20 * index);
  const tables = entries.map(async (entry): Promise<[string, Uint8Array]> => {
    const offset = view.getUint32(entry + 4);
    const bytes = file.subarray(offset, offset + view.getUint32(entry + 8));
    const plain = view.getUint32(entry + 12) === bytes.length ? bytes : await inflate(bytes);
    return [tagAt(file, entry), plain];
  });
  return new Map(await Promise.all(tables));
}

async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
