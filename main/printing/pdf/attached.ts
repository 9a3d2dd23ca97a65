import { inflateSync } from 'node:zlib';
import { PdfError, parseValue } from './parse.ts';
import { type Dict, Name, Ref, Text, type Value, wordsOf } from './values.ts';

/** Objects of a file that are looked at. */
const mostObjects = 500_000;
/** Where in an object's notation its kind shows. */
const nearby = 4000;
/** Files attached to one file. */
const mostFiles = 1000;

export function isPdf(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024));
  return head.includes('%PDF-');
}

/**
 * The files attached to a PDF that are asked for, whichever program wrote or rewrote it, or why none can be read. Never throws. The
 * cross-reference tables of such files are many and often wrong, so objects are found where they stand, the last of each number
 * being the one that holds; nothing encrypted is read. An attached file that is damaged is left out.
 * @param wants Whether a file of a name is asked for.
 * @param limit In bytes, for all that is unpacked.
 */
export function attachedTo(
  bytes: Uint8Array,
  wants: (name: string) => boolean,
  limit: number,
): ReadonlyMap<string, Uint8Array> | 'damaged' | 'too-large' {
  try {
    const objects = new Objects(bytes, '/EF', limit);
    const files = new Map<string, Uint8Array>();
    for (const [, spec] of objects.dictionaries()) {
      const name = nameOf(spec);
      // Of two of one name the first counts, as everywhere.
      if (!spec.has('EF') || !wants(name) || files.has(name)) continue;
      const content = objects.contentOf(spec);
      if (content) files.set(name, content);
      if (files.size > mostFiles) throw new PdfError('too many files');
    }
    return files;
  } catch (error) {
    // Every offset and length in a damaged file may lead anywhere.
    return error instanceof TooLarge ? 'too-large' : 'damaged';
  }
}

/** The unique names (`/NM`) of a PDF's annotations by the numbers of their objects, as far as they can be read. Never throws. */
export function namesIn(bytes: Uint8Array, limit: number): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  try {
    for (const [number, entries] of new Objects(bytes, '/NM', limit).dictionaries()) {
      const name = entries.get('NM');
      if (name instanceof Text) names.set(number, wordsOf(name));
    }
  } catch {
    // What cannot be read has no name, as with programs that give none.
  }
  return names;
}

class TooLarge extends Error {}

/** The objects of a file, found by looking through it. */
class Objects {
  readonly #source: string;
  readonly #bytes: Uint8Array;
  /** By number: where the value begins in the file, or the value itself where it was packed. */
  readonly #found = new Map<number, number | Value>();
  readonly #key: string;
  #room: number;

  /** @param key What stands in the dictionaries that are wanted, as `/EF`: no others are read. */
  constructor(bytes: Uint8Array, key: string, limit: number) {
    this.#bytes = bytes;
    this.#key = key;
    this.#source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    this.#room = limit;
    const mark = /(?:^|[\r\n\s])(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj\b/g;
    for (const { index, 0: words, 1: number } of this.#source.matchAll(mark)) {
      if (this.#found.size > mostObjects) throw new PdfError('too many objects');
      this.#found.set(Number(number), index + words.length);
    }
    for (const [number, place] of [...this.#found])
      if (typeof place === 'number') this.#unpack(number, place);
  }

  /** Those that have the key, by number. */
  *dictionaries(): Generator<readonly [number: number, entries: Dict]> {
    for (const number of this.#found.keys()) {
      const value = this.#value(new Ref(number));
      if (value instanceof Map && value.has(this.#key.slice(1))) yield [number, value];
    }
  }

  contentOf(spec: Dict): Uint8Array | null {
    const files = this.#value(spec.get('EF') ?? null);
    const ref = files instanceof Map ? (files.get('UF') ?? files.get('F')) : null;
    const place = ref instanceof Ref ? this.#found.get(ref.object) : null;
    return typeof place === 'number' ? this.#stream(place) : null;
  }

  #value(value: Value): Value {
    if (!(value instanceof Ref)) return value;
    const found = this.#found.get(value.object) ?? null;
    if (typeof found !== 'number') return found;
    // Most objects are of no interest: only those that may name a file are read.
    if (!this.#source.slice(found, found + nearby).includes(this.#key)) return null;
    try {
      return parseValue(this.#source, found).value;
    } catch {
      return null;
    }
  }

  /** Takes the objects out of a compressed object stream. */
  #unpack(number: number, place: number): void {
    if (!this.#source.slice(place, place + nearby).includes('/ObjStm')) return;
    const { value: head } = parseValue(this.#source, place);
    if (!(head instanceof Map)) return;
    const [count, first] = [head.get('N'), head.get('First')];
    const content = this.#stream(place);
    if (typeof count !== 'number' || typeof first !== 'number' || !content) return;
    const text = Buffer.from(content).toString('latin1');
    const index = text.slice(0, first).trim().split(/\s+/).map(Number);
    for (let at = 0; at < Math.min(count * 2, index.length, 2 * mostObjects); at += 2) {
      const [object, offset] = [index[at], index[at + 1]];
      if (object === undefined || offset === undefined || object === number) continue;
      const known = this.#found.get(object);
      // Where an object stands in the open as well, the one further on was written later.
      if (typeof known === 'number' && known > place) continue;
      const notation = text.slice(first + offset, first + (index[at + 3] ?? text.length));
      if (notation.includes(this.#key)) this.#found.set(object, parseValue(notation).value);
    }
  }

  /** A stream's bytes, where it is packed in no other way than the usual one. */
  #stream(place: number): Uint8Array | null {
    const { value: head, end } = parseValue(this.#source, place);
    const begin = /\s*stream\r?\n/y;
    begin.lastIndex = end;
    if (!(head instanceof Map) || !begin.test(this.#source)) return null;
    const start = begin.lastIndex;
    const length = this.#lengthOf(head, start);
    const content = this.#bytes.subarray(start, start + length);
    const filters = [head.get('Filter') ?? []].flat();
    if (filters.length === 0) return this.#spend(content);
    const [filter] = filters;
    if (
      filters.length > 1 ||
      !(filter instanceof Name) ||
      filter.name !== 'FlateDecode' ||
      head.has('DecodeParms')
    )
      return null;
    try {
      return this.#spend(inflateSync(content, { maxOutputLength: Math.max(1, this.#room) }));
    } catch (error) {
      if (error instanceof RangeError) throw new TooLarge();
      return null;
    }
  }

  #lengthOf(head: Dict, start: number): number {
    const length = head.get('Length');
    if (typeof length === 'number') return length;
    // A length of its own, as programs write it that do not know it yet: the stream ends where it says so.
    return Math.max(0, this.#source.indexOf('endstream', start) - start);
  }

  #spend(content: Uint8Array): Uint8Array {
    this.#room -= content.length;
    if (this.#room < 0) throw new TooLarge();
    return content;
  }
}

function nameOf(spec: Dict): string {
  const name = spec.get('UF') ?? spec.get('F');
  return name instanceof Text ? wordsOf(name) : '';
}
