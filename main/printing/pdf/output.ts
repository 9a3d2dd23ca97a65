import { createHash } from 'node:crypto';
import { type Dict, notation } from './values.ts';

export interface Stream {
  readonly dict: Dict;
  readonly bytes: Uint8Array;
}

/** A file that is being written, and its cross-reference table: seven bytes an object. */
export class Output {
  readonly table: Uint8Array;
  length = 0;
  readonly #parts: Uint8Array[] = [];
  readonly #view: DataView;

  constructor(size: number) {
    this.table = new Uint8Array(7 * size);
    this.#view = new DataView(this.table.buffer);
    for (let object = 0; object < size; object++) this.#enter(object, 0, 0, 65535);
  }

  append(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.length += bytes.length;
  }

  /** The object begins here. */
  place(object: number): void {
    this.#enter(object, 1, this.length, 0);
  }

  /** The object is one of those in an object stream. */
  placeIn(object: number, container: number, at: number): void {
    this.#enter(object, 2, container, at);
  }

  stream(object: number, { dict: head, bytes }: Stream): void {
    this.place(object);
    this.append(latin1(`${object} 0 obj\n${notation(head)}\nstream\n`));
    this.append(bytes);
    this.append(latin1('\nendstream\nendobj\n'));
  }

  /** Sixteen bytes that name what has been written, one character each. */
  digest(): string {
    const hash = createHash('sha256');
    for (const part of this.#parts) hash.update(part);
    return hash.digest().subarray(0, 16).toString('latin1');
  }

  whole(): Uint8Array<ArrayBuffer> {
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  #enter(object: number, type: number, first: number, second: number): void {
    this.#view.setUint8(7 * object, type);
    this.#view.setUint32(7 * object + 1, first);
    this.#view.setUint16(7 * object + 5, second);
  }
}

export function latin1(words: string): Uint8Array {
  return Buffer.from(words, 'latin1');
}
