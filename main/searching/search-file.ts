import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { packSegment, unpackSegment } from '../../core/search/packing.ts';
import type { Segment, Texts } from '../../core/search/segment.ts';
import { ownOnly, writeWhole } from '../disk/whole-file.ts';

/**
 * A segment of the search index in a file of the profile's cache: the CRC-32 of all that follows, the length of the packed
 * segment, the segment, its texts. What may befall it is damage, and that is found in a third of the time that a SHA-256 takes.
 * The texts stay on disk and are read as they are shown.
 */
const checksumSize = 4;
const frontSize = checksumSize + 4;
/** Texts are read through once for their checksum, so many bytes at a time, all into the same place. */
const chunkSize = 2 ** 20;

/** A segment and the file its texts are read from. */
export interface FiledSegment {
  readonly segment: Segment;
  readonly isOnDisk: boolean;
  close(): void;
}

/** The segment in a file; `null` where there is none, or it is damaged, or of another version. */
export function readSegment(path: string): FiledSegment | null {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const opened = file;
    const { size } = fstatSync(opened);
    const front = bytesAt(opened, 0, frontSize);
    const packedSize = new DataView(front.buffer).getUint32(checksumSize, true);
    const textsAt = frontSize + packedSize;
    if (textsAt <= size) {
      const packed = bytesAt(opened, frontSize, packedSize);
      let checksum = crc32(packed, crc32(front.subarray(checksumSize)));
      const chunk = new Uint8Array(chunkSize);
      for (let at = textsAt; at < size; at += chunkSize)
        checksum = crc32(fill(opened, at, chunk.subarray(0, size - at)), checksum);
      const isWhole = checksum === new DataView(front.buffer).getUint32(0, true);
      const segment = isWhole ? unpackSegment(packed, textsIn(opened, textsAt, size - textsAt)) : null;
      if (segment) return { segment, isOnDisk: true, close: () => closeSync(opened) };
    }
  } catch {
    // Not there, or out of reach: what it held is indexed anew.
  }
  if (file !== null) closeSync(file);
  return null;
}

/**
 * Writes a segment into a file, whole or not at all, and reads it back, so that its texts are on disk from then on. Where the
 * disk does not take it, it is kept in memory for as long as it is needed.
 */
export async function writeSegment(path: string, segment: Segment): Promise<FiledSegment> {
  const packed = packSegment(segment);
  const { texts } = segment;
  const bytes = Buffer.alloc(frontSize + packed.length + texts.size);
  bytes.writeUInt32LE(packed.length, checksumSize);
  bytes.set(packed, frontSize);
  bytes.set(texts.read(0, texts.size), frontSize + packed.length);
  bytes.writeUInt32LE(crc32(bytes.subarray(checksumSize)), 0);
  // It holds what the reader wrote, and so is nobody else's.
  await mkdir(dirname(path), { recursive: true, mode: ownOnly.folder }).catch(() => undefined);
  if ((await writeWhole(path, bytes, ownOnly.file)) === 'written') {
    const filed = readSegment(path);
    if (filed) return filed;
  }
  return inMemory(segment);
}

export function inMemory(segment: Segment): FiledSegment {
  return { segment, isOnDisk: false, close: () => undefined };
}

export async function removeSegment(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

function textsIn(file: number, start: number, size: number): Texts {
  return { size, read: (from, to) => bytesAt(file, start + from, to - from) };
}

/** Throws where the file ends before. */
function bytesAt(file: number, position: number, length: number): Uint8Array<ArrayBuffer> {
  return fill(file, position, new Uint8Array(length));
}

/** Throws where the file ends before. */
function fill<T extends Uint8Array>(file: number, position: number, bytes: T): T {
  let read = 0;
  while (read < bytes.length) {
    const more = readSync(file, bytes, read, bytes.length - read, position + read);
    if (!more) throw new Error('the file of the search index ends too early');
    read += more;
  }
  return bytes;
}
