import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate, inflate, type ZlibOptions } from 'node:zlib';
import { PdfError, parseValue } from './parse.ts';
import { type Dict, dict, Name, notation, Ref, Text, type Value } from './values.ts';

/** Twice as fast as zlib's usual level, for a few bytes more. */
const level = 4;
const deflated = (bytes: Uint8Array) => promisify<Uint8Array, ZlibOptions, Buffer>(deflate)(bytes, { level });
const inflated = promisify(inflate);

/** Objects of one compressed object stream. Readers unpack a whole one to get at any of them. */
const objectsAStream = 200;

interface Stream {
  readonly dict: Dict;
  readonly bytes: Uint8Array;
}

/**
 * A PDF file as Chromium writes it (one cross-reference table, nothing encrypted), with objects that can be read, replaced and
 * added. What is not touched is copied as it is, and all of it is written anew: the structure of a tagged file is most of its
 * bytes, and compressed it is a twentieth.
 */
export class PdfFile {
  readonly #source: string;
  readonly #bytes: Uint8Array;
  /** By object number: where each begins and ends in the source. */
  readonly #places: ReadonlyMap<number, readonly [start: number, end: number]>;
  readonly #values = new Map<number, Value>();
  readonly #streams = new Map<number, Stream>();
  readonly #dropped = new Set<number>();
  readonly #trailer: Dict;
  #next: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const { places, trailer } = readTable(this.#source);
    this.#places = places;
    this.#trailer = trailer;
    this.#next = places.size ? Math.max(...places.keys()) + 1 : 1;
  }

  get catalog(): Ref {
    const root = this.#trailer.get('Root');
    if (!(root instanceof Ref)) throw new PdfError('no catalog');
    return root;
  }

  /** Every object of the source, in the order of their numbers. */
  get objects(): Iterable<number> {
    return this.#places.keys();
  }

  /** An object's notation as it stands in the source, to look through quickly; changes do not show in it. */
  notationOf(object: number): string {
    const [start, end] = this.#places.get(object) ?? [0, 0];
    return this.#source.slice(start, end);
  }

  /** The object's value; of a stream, its dictionary. */
  get(ref: Ref): Value {
    const known = this.#values.get(ref.object) ?? this.#streams.get(ref.object)?.dict;
    if (known !== undefined) return known;
    const place = this.#places.get(ref.object);
    if (!place) return null;
    const { value } = parseValue(this.#source, place[0]);
    return value;
  }

  /** A value, or what it refers to, that has to be a dictionary. */
  dict(value: Value | undefined): Dict {
    const found = value instanceof Ref ? this.get(value) : value;
    if (!(found instanceof Map)) throw new PdfError('a dictionary is missing');
    return found;
  }

  array(value: Value | undefined): Value[] {
    const found = value instanceof Ref ? this.get(value) : value;
    if (!Array.isArray(found)) throw new PdfError('an array is missing');
    return found;
  }

  set(ref: Ref, value: Value): void {
    this.#values.set(ref.object, value);
  }

  /** The file is written without the object. */
  drop(ref: Ref): void {
    this.#dropped.add(ref.object);
  }

  add(value: Value): Ref {
    const ref = new Ref(this.#next++);
    this.#values.set(ref.object, value);
    return ref;
  }

  /** A number for an object that is made later. */
  reserve(): Ref {
    return new Ref(this.#next++);
  }

  /** The bytes of a stream, decompressed. */
  async stream(ref: Ref): Promise<Uint8Array> {
    const replaced = this.#streams.get(ref.object);
    if (replaced) return inflatedStream(replaced);
    const place = this.#places.get(ref.object);
    if (!place) throw new PdfError('a stream is missing');
    const { value, end } = parseValue(this.#source, place[0]);
    const head = /\s*stream\r?\n/y;
    head.lastIndex = end;
    const length = value instanceof Map ? value.get('Length') : undefined;
    if (!(value instanceof Map) || typeof length !== 'number' || !head.test(this.#source))
      throw new PdfError('a stream is not what it should be');
    return inflatedStream({
      dict: value,
      bytes: this.#bytes.subarray(head.lastIndex, head.lastIndex + length),
    });
  }

  setStream(ref: Ref, entries: Dict, bytes: Uint8Array): void {
    this.#streams.set(ref.object, { dict: new Map([...entries, ['Length', bytes.length]]), bytes });
  }

  /** A stream whose bytes stay as they are: metadata, which other programs look for without unpacking, and very short ones. */
  addPlainStream(entries: Dict, bytes: Uint8Array): Ref {
    const ref = this.reserve();
    this.setStream(ref, entries, bytes);
    return ref;
  }

  async addStream(entries: Dict, bytes: Uint8Array): Promise<Ref> {
    const ref = this.reserve();
    await this.replaceStream(ref, entries, bytes);
    return ref;
  }

  async replaceStream(ref: Ref, entries: Dict, bytes: Uint8Array): Promise<void> {
    this.setStream(ref, new Map([...entries, ['Filter', new Name('FlateDecode')]]), await deflated(bytes));
  }

  /** The whole file, its objects compressed (ISO 32000-2, 7.5.7 and 7.5.8). The same content gives the same bytes. */
  async write(info: Dict): Promise<Uint8Array<ArrayBuffer>> {
    const before = this.#trailer.get('Info');
    const infoRef = before instanceof Ref ? before : this.reserve();
    this.set(infoRef, info);
    const parts: Uint8Array[] = [];
    const entries = new Map<number, readonly [type: number, first: number, second: number]>([
      [0, [0, 0, 65535]],
    ]);
    let length = 0;
    const append = (bytes: Uint8Array): void => {
      parts.push(bytes);
      length += bytes.length;
    };
    const appendStream = (object: number, { dict: head, bytes }: Stream): void => {
      entries.set(object, [1, length, 0]);
      append(latin1(`${object} 0 obj\n${notation(head)}\nstream\n`));
      append(bytes);
      append(latin1('\nendstream\nendobj\n'));
    };
    append(latin1('%PDF-1.7\n%\xd3\xeb\xe9\xe1\n'));

    const packed: [object: number, notation: string][] = [];
    for (const [object, [start, end]] of this.#places) {
      if (this.#dropped.has(object) || this.#values.has(object) || this.#streams.has(object)) continue;
      if (this.#source.endsWith('endstream', end)) {
        entries.set(object, [1, length, 0]);
        append(latin1(`${object} 0 obj\n`));
        append(this.#bytes.subarray(start, end));
        append(latin1('\nendobj\n'));
      } else packed.push([object, this.#source.slice(start, end)]);
    }
    for (const [object, value] of this.#values) packed.push([object, notation(value)]);
    // In the order of their numbers: which was compressed first depends on the machine.
    for (const [object, stream] of [...this.#streams].sort(([a], [b]) => a - b)) appendStream(object, stream);

    const groups: (typeof packed)[] = [];
    for (let at = 0; at < packed.length; at += objectsAStream)
      groups.push(packed.slice(at, at + objectsAStream));
    const containers = await Promise.all(groups.map(objectStream));
    for (const [index, group] of groups.entries()) {
      const container = this.reserve().object;
      const stream = containers[index];
      if (stream) appendStream(container, stream);
      for (const [at, [object]] of group.entries()) entries.set(object, [2, container, at]);
    }

    const table = this.reserve().object;
    entries.set(table, [1, length, 0]);
    const id = new Text(digestOf(parts));
    const bytes = await deflated(tableBytes(entries, this.#next));
    const head = dict({
      Type: new Name('XRef'),
      Size: this.#next,
      W: [1, 4, 2],
      Root: this.catalog,
      Info: infoRef,
      ID: [id, id],
      Filter: new Name('FlateDecode'),
      Length: bytes.length,
    });
    const start = length;
    appendStream(table, { dict: head, bytes });
    append(latin1(`startxref\n${start}\n%%EOF\n`));
    return Buffer.concat(parts);
  }
}

function readTable(source: string): {
  places: ReadonlyMap<number, readonly [start: number, end: number]>;
  trailer: Dict;
} {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(source.slice(-64))?.[1]);
  const head = /xref\s+0 (\d+)\s*\n/y;
  head.lastIndex = start;
  const count = Number(head.exec(source)?.[1]);
  if (!Number.isInteger(start) || !Number.isInteger(count)) throw new PdfError('no cross-reference table');
  const first = head.lastIndex;
  const offsets: [object: number, offset: number][] = [];
  for (let object = 0; object < count; object++) {
    const entry = source.slice(first + 20 * object, first + 20 * object + 18);
    if (entry[17] === 'n') offsets.push([object, Number(entry.slice(0, 10))]);
  }
  const { value: trailer } = parseValue(source, source.indexOf('trailer', first) + 'trailer'.length);
  if (!(trailer instanceof Map)) throw new PdfError('no trailer');
  const ends = new Map<number, number>();
  let end = start;
  for (const [, offset] of [...offsets].sort(([, a], [, b]) => b - a)) {
    ends.set(offset, source.lastIndexOf('endobj', end));
    end = offset;
  }
  const places = offsets.map(([object, offset]): [number, readonly [number, number]] => {
    const mark = `${object} 0 obj`;
    if (!source.startsWith(mark, offset)) throw new PdfError(`object ${object} is not where it should be`);
    const last = ends.get(offset) ?? offset;
    return [object, [offset + mark.length, trimmedEnd(source, last)]];
  });
  return { places: new Map(places), trailer };
}

function trimmedEnd(source: string, end: number): number {
  let at = end;
  while (source.charCodeAt(at - 1) <= 0x20) at -= 1;
  return at;
}

async function objectStream(
  group: readonly (readonly [object: number, notation: string])[],
): Promise<Stream> {
  let offset = 0;
  const index = group.map(([object, { length }]) => {
    const pair = `${object} ${offset}`;
    offset += length + 1;
    return pair;
  });
  const head = `${index.join(' ')}\n`;
  const bytes = await deflated(latin1(`${head}${group.map(([, words]) => words).join('\n')}`));
  const entries = dict({
    Type: new Name('ObjStm'),
    N: group.length,
    First: head.length,
    Filter: new Name('FlateDecode'),
    Length: bytes.length,
  });
  return { dict: entries, bytes };
}

function tableBytes(
  entries: ReadonlyMap<number, readonly [number, number, number]>,
  size: number,
): Uint8Array {
  const bytes = new Uint8Array(7 * size);
  const view = new DataView(bytes.buffer);
  for (let object = 0; object < size; object++) {
    const [type, first, second] = entries.get(object) ?? [0, 0, 65535];
    view.setUint8(7 * object, type);
    view.setUint32(7 * object + 1, first);
    view.setUint16(7 * object + 5, second);
  }
  return bytes;
}

async function inflatedStream({ dict: head, bytes }: Stream): Promise<Uint8Array> {
  return head.has('Filter') ? inflated(bytes) : bytes;
}

function digestOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest().subarray(0, 16).toString('latin1');
}

function latin1(words: string): Uint8Array {
  return Buffer.from(words, 'latin1');
}
