import { type Dict, Name, Ref, Text, type Value } from './values.ts';

/** A value read from a text of one byte a character, and where it ends. */
export interface Parsed {
  readonly value: Value;
  readonly end: number;
}

/** Thrown where a file is not what the PDF writer at hand makes. */
export class PdfError extends Error {}

const hexString = /<([0-9A-Fa-f\0\t\n\f\r ]*)>/y;

/** By character code: 1 white space, 2 what ends a word besides (ISO 32000-2, 7.2.3). */
const kinds = new Uint8Array(256);
for (const character of '\0\t\n\f\r ') kinds[character.charCodeAt(0)] = 1;
for (const character of '()<>[]{}/%') kinds[character.charCodeAt(0)] = 2;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const percent = 0x25;
const bracket = 0x28;
const slash = 0x2f;
const less = 0x3c;
const letterR = 0x52;
const arrayStart = 0x5b;
const arrayEnd = 0x5d;

/** Reads one value (ISO 32000-2, 7.3) that stands at `start`, after any white space. */
export function parseValue(source: string, start = 0): Parsed {
  const reader = new Reader(source, start);
  return { value: reader.read(0), end: reader.at };
}

/** Goes through a text value by value. */
class Reader {
  /** Where it stands. */
  at: number;
  readonly #source: string;

  constructor(source: string, start: number) {
    this.#source = source;
    this.at = start;
  }

  read(depth: number): Value {
    if (depth > 100) throw new PdfError('values are nested too deep');
    this.#skip();
    switch (this.#source.charCodeAt(this.at)) {
      case slash:
        return new Name(this.#name());
      case bracket:
        return new Text(this.#literal());
      case arrayStart:
        return this.#array(depth);
      case less:
        return this.#source.charCodeAt(this.at + 1) === less
          ? this.#dictionary(depth)
          : new Text(this.#hexadecimal());
      default:
        return this.#whole() ?? this.#plain();
    }
  }

  #skip(): void {
    for (;;) {
      this.at = this.#blanksFrom(this.at);
      if (this.#source.charCodeAt(this.at) !== percent) return;
      while (
        this.at < this.#source.length &&
        this.#source[this.at] !== '\n' &&
        this.#source[this.at] !== '\r'
      )
        this.at += 1;
    }
  }

  /** Characters up to white space or what ends a word; empty where there is none. */
  #word(): string {
    const start = this.at;
    while (this.at < this.#source.length && !kinds[this.#source.charCodeAt(this.at)]) this.at += 1;
    return this.#source.slice(start, this.at);
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#source);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  #name(): string {
    this.at += 1;
    const letters = this.#word();
    if (!letters.includes('#')) return letters;
    return letters.replace(/#([0-9A-Fa-f]{2})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  }

  #array(depth: number): Value[] {
    this.at += 1;
    const values: Value[] = [];
    for (this.#skip(); this.#source.charCodeAt(this.at) !== arrayEnd; this.#skip())
      values.push(this.read(depth + 1));
    this.at += 1;
    return values;
  }

  #dictionary(depth: number): Dict {
    this.at += 2;
    const entries: Dict = new Map();
    for (this.#skip(); this.#source.charCodeAt(this.at) === slash; this.#skip()) {
      const key = this.#name();
      entries.set(key, this.read(depth + 1));
    }
    if (!this.#source.startsWith('>>', this.at))
      throw new PdfError(`a dictionary does not end at ${this.at}`);
    this.at += 2;
    return entries;
  }

  #hexadecimal(): string {
    const digits = this.#take(hexString)?.[1]?.replace(/[^0-9A-Fa-f]/g, '');
    if (digits === undefined) throw new PdfError(`a string does not end at ${this.at}`);
    return digits.replace(/..?/g, (pair) => String.fromCharCode(Number.parseInt(pair.padEnd(2, '0'), 16)));
  }

  #literal(): string {
    let bytes = '';
    let open = 1;
    for (this.at += 1; this.at < this.#source.length; this.at++) {
      const character = this.#source[this.at] ?? '';
      if (character === '\\') bytes += this.#escaped();
      else {
        if (character === '(') open += 1;
        if (character === ')') open -= 1;
        if (open === 0) {
          this.at += 1;
          return bytes;
        }
        bytes += character;
      }
    }
    throw new PdfError('a string does not end');
  }

  #escaped(): string {
    const octal = /\\([0-7]{1,3})/y;
    octal.lastIndex = this.at;
    const digits = octal.exec(this.#source)?.[1];
    if (digits) {
      this.at += digits.length;
      return String.fromCharCode(Number.parseInt(digits, 8) & 0xff);
    }
    this.at += 1;
    const character = this.#source[this.at] ?? '';
    if (character === '\r' && this.#source[this.at + 1] === '\n') this.at += 1;
    const named: Readonly<Record<string, string>> = {
      n: '\n',
      r: '\r',
      t: '\t',
      b: '\b',
      f: '\f',
      '\n': '',
      '\r': '',
    };
    return named[character] ?? character;
  }

  /** A whole number or, where a second one and an R follow, a reference; `null` where there is neither. Most values are one. */
  #whole(): number | Ref | null {
    const end = this.#digitsFrom(this.at);
    if (end === this.at || !this.#isEnd(end)) return null;
    const value = Number(this.#source.slice(this.at, end));
    this.at = end;
    const second = this.#blanksFrom(end);
    const secondEnd = this.#digitsFrom(second);
    const letter = this.#blanksFrom(secondEnd);
    if (second === end || secondEnd === second || letter === secondEnd) return value;
    if (this.#source.charCodeAt(letter) !== letterR || !this.#isEnd(letter + 1)) return value;
    this.at = letter + 1;
    return new Ref(value);
  }

  #digitsFrom(start: number): number {
    let end = start;
    while (isDigit(this.#source.charCodeAt(end))) end += 1;
    return end;
  }

  #blanksFrom(start: number): number {
    let end = start;
    while (kinds[this.#source.charCodeAt(end)] === 1) end += 1;
    return end;
  }

  /** Whether no word goes on there. */
  #isEnd(place: number): boolean {
    return place >= this.#source.length || kinds[this.#source.charCodeAt(place)] !== 0;
  }

  #plain(): Value {
    const letters = this.#word();
    if (letters === 'null') return null;
    if (letters === 'true') return true;
    if (letters === 'false') return false;
    if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(letters)) throw new PdfError(`no value at ${this.at}`);
    return Number(letters);
  }
}
