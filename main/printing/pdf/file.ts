import { promisify } from 'node:util';
import { deflate, deflateSync, inflate, inflateSync, type ZlibOptions } from 'node:zlib';
import { latin1, Output, type Stream } from './output.ts';
import { PdfError, parseValue } from './parse.ts';
import { type Dict, dict, Name, notation, Ref, Text, type Value } from './values.ts';

/** Twice as fast as zlib's usual level, for a few bytes more. */
export const level = 4;

/** To have fewer bytes than this packed or unpacked in another thread takes longer than doing it. */
const short = 20_000;
const deflateElsewhere = promisify<Uint8Array, ZlibOptions, Buffer>(deflate);
const inflateElsewhere = promisify<Uint8Array, ZlibOptions, Buffer>(inflate);

const deflated = async (bytes: Uint8Array): Promise<Uint8Array> =>
  bytes.length < short ? deflateSync(bytes, { level }) : deflateElsewhere(bytes, { level });
const inflated = async (bytes: Uint8Array): Promise<Uint8Array> =>
  bytes.length < short / 5 ? inflateSync(bytes) : inflateElsewhere(bytes, { chunkSize: 8 * bytes.length });

/** Objects of one compressed object stream. Readers unpack a whole one to get at any of them. */
const objectsAStream = 200;

/**
 * A PDF file as Chromium writes it (one cross-reference table, nothing encrypted), with objects that can be read, replaced and
 * added. What is not touched is copied as it is, and all of it is written anew: the structure of a tagged file is most of its
 * bytes, and compressed it is a twentieth.
 */
export class PdfFile {
  readonly #source: string;
  readonly #bytes: Uint8Array;
  readonly #places: Places;
  readonly #values = new Map<number, Value>();
  /** Values as they stand in the source: most of those that are read are read twice. */
  readonly #known = new Map<number, Value>();
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
    this.#next = places.starts.length;
  }

  get catalog(): Ref {
    const root = this.#trailer.get('Root');
    if (!(root instanceof Ref)) throw new PdfError('no catalog');
    return root;
  }

  /**
   * Looks for objects by their notation in the source, where changes do not show, without reading any of them.
   * @param pattern Global. What it finds and what stands in brackets in it comes with the object's number.
   */
  *find(pattern: RegExp): Generator<readonly [object: number, found: string | undefined]> {
    const { starts, ends, order } = this.#places;
    let at = 0;
    for (const { index, 1: found } of this.#source.matchAll(pattern)) {
      while (at < order.length && (ends[order[at] ?? 0] ?? 0) <= index) at += 1;
      const object = order[at];
      if (object !== undefined && (starts[object] ?? 0) <= index) yield [object, found];
    }
  }

  /** An object's notation in the source, where changes do not show. */
  written({ object }: Ref): string {
    return this.#source.slice(this.#places.starts[object], this.#places.ends[object]);
  }

  /** The object's value; of a stream, its dictionary. */
  get(ref: Ref): Value {
    const { object } = ref;
    const known = this.#values.get(object) ?? this.#streams.get(object)?.dict ?? this.#known.get(object);
    if (known !== undefined) return known;
    const start = this.#places.starts[object];
    const value = start ? parseValue(this.#source, start).value : null;
    this.#known.set(object, value);
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
    const { dict: head, bytes } = this.packed(ref);
    return head.has('Filter') ? inflated(bytes) : bytes;
  }

  /** A stream as it stands. */
  packed(ref: Ref): Stream {
    const replaced = this.#streams.get(ref.object);
    if (replaced) return replaced;
    const start = this.#places.starts[ref.object];
    if (!start) throw new PdfError('a stream is missing');
    const { value, end } = parseValue(this.#source, start);
    const head = /\s*stream\r?\n/y;
    head.lastIndex = end;
    const length = value instanceof Map ? value.get('Length') : undefined;
    if (!(value instanceof Map) || typeof length !== 'number' || !head.test(this.#source))
      throw new PdfError('a stream is not what it should be');
    return { dict: value, bytes: this.#bytes.subarray(head.lastIndex, head.lastIndex + length) };
  }

  setStream(ref: Ref, entries: Dict, bytes: Uint8Array): void {
    this.#streams.set(ref.object, { dict: new Map(entries).set('Length', bytes.length), bytes });
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
    this.setPacked(ref, entries, await deflated(bytes));
  }

  /** @param bytes Compressed already. */
  setPacked(ref: Ref, entries: Dict, bytes: Uint8Array): void {
    this.setStream(ref, new Map(entries).set('Filter', new Name('FlateDecode')), bytes);
  }

  /** The whole file, its objects compressed (ISO 32000-2, 7.5.7 and 7.5.8). The same content gives the same bytes. */
  async write(info: Dict): Promise<Uint8Array<ArrayBuffer>> {
    const before = this.#trailer.get('Info');
    const infoRef = before instanceof Ref ? before : this.reserve();
    this.set(infoRef, info);
    const { copied, packed } = this.#sorted();
    const groups: (typeof packed)[] = [];
    for (let at = 0; at < packed.length; at += objectsAStream)
      groups.push(packed.slice(at, at + objectsAStream));
    const containers = (await Promise.all(groups.map((group) => this.#objectStream(group)))).map(
      (stream) => [this.reserve().object, stream] as const,
    );
    const table = this.reserve().object;

    const out = new Output(this.#next);
    out.append(latin1('%PDF-1.7\n%\xd3\xeb\xe9\xe1\n'));
    for (const object of copied) {
      out.place(object);
      out.append(latin1(`${object} 0 obj\n`));
      out.append(this.#bytes.subarray(this.#places.starts[object], this.#places.ends[object]));
      out.append(latin1('\nendobj\n'));
    }
    // In the order of their numbers: which was compressed first depends on the machine.
    for (const [object, stream] of [...this.#streams].sort(([a], [b]) => a - b)) out.stream(object, stream);
    for (const [index, [object, stream]] of containers.entries()) {
      out.stream(object, stream);
      for (const [at, [inside]] of groups[index]?.entries() ?? []) out.placeIn(inside, object, at);
    }
    out.place(table);
    const id = new Text(out.digest());
    const bytes = await deflated(out.table);
    const start = out.length;
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
    out.stream(table, { dict: head, bytes });
    out.append(latin1(`startxref\n${start}\n%%EOF\n`));
    return out.whole();
  }

  /** What is copied as it stands, streams, and what is packed: each with its notation, or `null` for the source's. */
  #sorted(): { copied: number[]; packed: (readonly [object: number, notation: string | null])[] } {
    const { starts, ends } = this.#places;
    const copied: number[] = [];
    const packed: (readonly [number, string | null])[] = [];
    for (let object = 1; object < starts.length; object++) {
      if (!starts[object] || this.#dropped.has(object)) continue;
      if (this.#values.has(object) || this.#streams.has(object)) continue;
      if (this.#source.endsWith('endstream', ends[object])) copied.push(object);
      else packed.push([object, null]);
    }
    for (const [object, value] of this.#values) packed.push([object, notation(value)]);
    return { copied, packed };
  }

  async #objectStream(
    group: readonly (readonly [object: number, notation: string | null])[],
  ): Promise<Stream> {
    const { starts, ends } = this.#places;
    let length = 0;
    let head = '';
    for (const [object, words] of group) {
      head += `${object} ${length} `;
      length += (words?.length ?? (ends[object] ?? 0) - (starts[object] ?? 0)) + 1;
    }
    const plain = Buffer.allocUnsafe(head.length + length);
    let at = plain.write(head, 'latin1');
    for (const [object, words] of group) {
      if (words === null) {
        const bytes = this.#bytes.subarray(starts[object], ends[object]);
        plain.set(bytes, at);
        at += bytes.length;
      } else at += plain.write(words, at, 'latin1');
      plain[at++] = 0x0a;
    }
    const bytes = await deflated(plain);
    const entries = dict({
      Type: new Name('ObjStm'),
      N: group.length,
      First: head.length,
      Filter: new Name('FlateDecode'),
      Length: bytes.length,
    });
    return { dict: entries, bytes };
  }
}

/** Where the objects of a file stand, by their numbers; 0 where there is none. */
interface Places {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The numbers, as the objects follow each other in the file. */
  readonly order: Float64Array;
}

function readTable(source: string): { places: Places; trailer: Dict } {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(source.slice(-64))?.[1]);
  const head = /xref\s+0 (\d+)\s*\n/y;
  head.lastIndex = start;
  const count = Number(head.exec(source)?.[1]);
  // An entry takes twenty bytes.
  if (!Number.isInteger(start) || !Number.isInteger(count) || count > source.length / 20)
    throw new PdfError('no cross-reference table');
  const first = head.lastIndex;
  const { value: trailer } = parseValue(source, source.indexOf('trailer', first) + 'trailer'.length);
  if (!(trailer instanceof Map)) throw new PdfError('no trailer');
  const offsets = new Uint32Array(count);
  for (let object = 0; object < count; object++) {
    const entry = first + 20 * object;
    if (source[entry + 17] === 'n') offsets[object] = Number(source.slice(entry, entry + 10));
  }
  // One number of both sorts many times faster than a comparison of objects would.
  const order = Float64Array.from(offsets, (offset, object) => offset * count + object)
    .sort()
    .map((key) => key % count)
    .filter((object) => offsets[object]);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  for (const [at, object] of order.entries()) {
    const offset = offsets[object] ?? 0;
    const mark = `${object} 0 obj`;
    if (!source.startsWith(mark, offset)) throw new PdfError(`object ${object} is not where it should be`);
    const next = order[at + 1];
    const last = source.lastIndexOf('endobj', next === undefined ? start : offsets[next]);
    starts[object] = offset + mark.length;
    ends[object] = trimmedEnd(source, Math.max(last, offset + mark.length));
  }
  return { places: { starts, ends, order }, trailer };
}

function trimmedEnd(source: string, end: number): number {
  let at = end;
  while (source.charCodeAt(at - 1) <= 0x20) at -= 1;
  return at;
}
