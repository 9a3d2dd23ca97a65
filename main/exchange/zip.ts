import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * As much of ZIP (ISO/IEC 21320-1: stored or deflated, nothing encrypted or split) as files of annotations and archives need. No name
 * in an archive ever becomes a path: entries are taken out by their names.
 */

export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An archive of files. The same files give the same archive: it bears no time but the format's first. */
export function zip(files: readonly ZipFile[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const packed = deflateRawSync(bytes);
    const named = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0); // needs version 2.0, for deflate
    shared.writeUInt16LE(0x0800, 2); // the name is UTF-8
    shared.writeUInt16LE(deflated, 4);
    shared.writeUInt16LE(0, 6); // midnight
    shared.writeUInt16LE(0x21, 8); // of 1 January 1980
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(named.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([word(centralHead), half(20), shared, rest, named]));
    parts.push(Buffer.concat([word(localHead), shared, named]), packed);
    offset += 30 + named.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endOfDirectory, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 22 &&
    [localHead, endOfDirectory].includes(Buffer.from(bytes.buffer, bytes.byteOffset, 4).readUInt32LE(0))
  );
}

/** The bytes of a file in an archive's root, or why there are none. Never throws. */
export function unzip(
  bytes: Uint8Array,
  name: string,
  limit: number,
): Uint8Array | 'missing' | 'damaged' | 'too-large' {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const entries = directoryOf(archive).filter((entry) => entry.name === name);
    const [entry, another] = entries;
    if (!entry) return 'missing';
    // Two of one name: programs differ in which they take.
    if (another || entry.flags & encrypted) return 'damaged';
    if (entry.size > limit) return 'too-large';
    return contentOf(archive, entry);
  } catch {
    // Every offset and size in a damaged archive may lead anywhere.
    return 'damaged';
  }
}

/** The files of an archive by their names, each unpacked when it is asked for. */
export interface Unzipped {
  readonly names: readonly string[];
  /** @throws an error where the file is not there, is larger than the limit in bytes, or is not what the archive says of it. */
  readonly read: (name: string, limit?: number) => Uint8Array;
}

/**
 * Opens an archive of several files, or says why not: `damaged` where two have one name or any would lead out of a folder, be a link, or
 * be encrypted, since no honest archive has such. Never throws.
 * @param limit In bytes, for all that is unpacked.
 */
export function unzipAll(bytes: Uint8Array, limit: number): Unzipped | 'damaged' | 'too-large' {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const all = directoryOf(archive);
    const entries = new Map(all.map((entry) => [entry.name, entry]));
    if (entries.size < all.length || !all.every(isHonest)) return 'damaged';
    if (all.reduce((sum, { size }) => sum + size, 0) > limit) return 'too-large';
    return {
      names: [...entries.keys()],
      read: (name, most = limit) => {
        const entry = entries.get(name);
        if (!entry || entry.size > most) throw new RangeError('no such file');
        return contentOf(archive, entry);
      },
    };
  } catch {
    return 'damaged';
  }
}

/** Of the type of a file as Unix has it. */
const typeBits = 0o170000;
const plainTypes = [0, 0o100000, 0o040000];

function isHonest({ name, flags, type }: Entry): boolean {
  const parts = name.replace(/\/$/, '').split('/');
  const isInside = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  return (
    isInside &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what file systems refuse.
    !/[\\:\0-\x1f]/.test(name) &&
    !(flags & encrypted) &&
    plainTypes.includes(type)
  );
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  /** What Unix calls the type of a file; 0 where another system made the archive. */
  readonly type: number;
  readonly sum: number;
  /** In bytes, packed and unpacked. */
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const localHead = 0x04034b50;
const centralHead = 0x02014b50;
const endOfDirectory = 0x06054b50;
const deflated = 8;
const encrypted = 1;
const unix = 3;
const mostEntries = 20_000;

/** @throws RangeError or TypeError where the archive is damaged. */
function directoryOf(archive: Buffer): Entry[] {
  const end = archive.lastIndexOf(word(endOfDirectory));
  const count = archive.readUInt16LE(end + 10);
  if (count > mostEntries) throw new RangeError('too many files');
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (archive.readUInt32LE(at) !== centralHead) throw new RangeError('no entry');
    const nameLength = archive.readUInt16LE(at + 28);
    const entry = {
      flags: archive.readUInt16LE(at + 8),
      method: archive.readUInt16LE(at + 10),
      type: archive.readUInt8(at + 5) === unix ? (archive.readUInt32LE(at + 38) >>> 16) & typeBits : 0,
      sum: archive.readUInt32LE(at + 16),
      packed: archive.readUInt32LE(at + 20),
      size: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
    };
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    return entry;
  });
}

/** @throws an error where the entry is not what the directory says. */
function contentOf(archive: Buffer, { offset, method, packed, size, sum }: Entry): Uint8Array {
  if (archive.readUInt32LE(offset) !== localHead) throw new RangeError('no entry');
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const content = archive.subarray(start, start + packed);
  // What would inflate to more than it says ends there.
  const plain =
    method === deflated ? inflateRawSync(content, { maxOutputLength: Math.max(1, size) }) : content;
  if (method !== deflated && method !== 0) throw new RangeError('an unknown method');
  if (plain.length !== size || crc32(plain) !== sum) throw new RangeError('not as it was');
  return plain;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
