import { type Dict, Name, Ref, Text, type Value } from './values.ts';

/** A value read from a text of one byte a character, and where it ends. */
export interface Parsed {
  readonly value: Value;
  readonly end: number;
}

/** Thrown where a file is not what the PDF writer at hand makes. */
export class PdfError extends Error {}

const reference = /[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
const hexString = /<([0-9A-Fa-f\0\t\n\f\r ]*)>/y;

/** By character code: 1 white space, 2 what ends a word besides (ISO 32000-2, 7.2.3). */
const kinds = new Uint8Array(256);
for (const character of '\0\t\n\f\r ') kinds[character.charCodeAt(0)] = 1;
for (const character of '()<>[]{}/%') kinds[character.charCodeAt(0)] = 2;
const percent = 0x25;

/** Reads one value (ISO 32000-2, 7.3) that stands at `start`, after any white space. */
export function parseValue(source: string, start = 0): Parsed {
  let at = start;
  const value = read(0);
  return { value, end: at };

  function read(depth: number): Value {
    if (depth > 100) throw new PdfError('values are nested too deep');
    skip();
    switch (source[at]) {
      case '/':
        return new Name(name());
      case '(':
        return new Text(literal());
      case '[':
        return array(depth);
      case '<':
        return source[at + 1] === '<' ? dictionary(depth) : new Text(hexadecimal());
      default:
        return plain();
    }
  }

  function skip(): void {
    for (;;) {
      while (kinds[source.charCodeAt(at)] === 1) at += 1;
      if (source.charCodeAt(at) !== percent) return;
      while (at < source.length && source[at] !== '\n' && source[at] !== '\r') at += 1;
    }
  }

  /** Characters up to white space or what ends a word; empty where there is none. */
  function word(): string {
    const start = at;
    while (at < source.length && !kinds[source.charCodeAt(at)]) at += 1;
    return source.slice(start, at);
  }

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found;
  }

  function name(): string {
    at += 1;
    const letters = word();
    if (!letters.includes('#')) return letters;
    return letters.replace(/#([0-9A-Fa-f]{2})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  }

  function array(depth: number): Value[] {
    at += 1;
    const values: Value[] = [];
    for (skip(); source[at] !== ']'; skip()) values.push(read(depth + 1));
    at += 1;
    return values;
  }

  function dictionary(depth: number): Dict {
    at += 2;
    const entries: Dict = new Map();
    for (skip(); source[at] === '/'; skip()) {
      const key = name();
      entries.set(key, read(depth + 1));
    }
    if (!source.startsWith('>>', at)) throw new PdfError(`a dictionary does not end at ${at}`);
    at += 2;
    return entries;
  }

  function hexadecimal(): string {
    const digits = take(hexString)?.[1]?.replace(/[^0-9A-Fa-f]/g, '');
    if (digits === undefined) throw new PdfError(`a string does not end at ${at}`);
    return digits.replace(/..?/g, (pair) => String.fromCharCode(Number.parseInt(pair.padEnd(2, '0'), 16)));
  }

  function literal(): string {
    let bytes = '';
    let open = 1;
    for (at += 1; at < source.length; at++) {
      const character = source[at] ?? '';
      if (character === '\\') bytes += escaped();
      else {
        if (character === '(') open += 1;
        if (character === ')') open -= 1;
        if (open === 0) {
          at += 1;
          return bytes;
        }
        bytes += character;
      }
    }
    throw new PdfError('a string does not end');
  }

  function escaped(): string {
    const octal = /\\([0-7]{1,3})/y;
    octal.lastIndex = at;
    const digits = octal.exec(source)?.[1];
    if (digits) {
      at += digits.length;
      return String.fromCharCode(Number.parseInt(digits, 8) & 0xff);
    }
    at += 1;
    const character = source[at] ?? '';
    if (character === '\r' && source[at + 1] === '\n') at += 1;
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

  function plain(): Value {
    const letters = word();
    if (/^\d+$/.test(letters)) {
      return take(reference) ? new Ref(Number(letters)) : Number(letters);
    }
    if (letters === 'null') return null;
    if (letters === 'true') return true;
    if (letters === 'false') return false;
    if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(letters)) throw new PdfError(`no value at ${at}`);
    return Number(letters);
  }
}
