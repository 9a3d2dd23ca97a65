/**
 * The values that PDF files are made of (ISO 32000-2, 7.3), and their notation. Numbers and booleans are JavaScript's own;
 * arrays are arrays, dictionaries maps.
 */
export type Value = null | boolean | number | Name | Ref | Text | Value[] | Dict;
export type Dict = Map<string, Value>;

export class Name {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** An indirect object, by its number. Generations are always 0 in files written at once. */
export class Ref {
  readonly object: number;
  constructor(object: number) {
    this.object = object;
  }
}

/** A string: bytes, one character of `bytes` each. */
export class Text {
  readonly bytes: string;
  constructor(bytes: string) {
    this.bytes = bytes;
  }
}

/** Words as a PDF's text string: ASCII as it is, all else as UTF-16 with a byte order mark. */
export function text(words: string): Text {
  if (/^[\x20-\x7e\n]*$/.test(words)) return new Text(words);
  let bytes = '\xfe\xff';
  for (let at = 0; at < words.length; at++) {
    const unit = words.charCodeAt(at);
    bytes += String.fromCharCode(unit >> 8, unit & 0xff);
  }
  return new Text(bytes);
}

/** The words of a text string, whichever of the two ways they are written. */
export function wordsOf({ bytes }: Text): string {
  if (!bytes.startsWith('\xfe\xff')) return bytes;
  let words = '';
  for (let at = 2; at + 1 < bytes.length; at += 2)
    words += String.fromCharCode((bytes.charCodeAt(at) << 8) | bytes.charCodeAt(at + 1));
  return words;
}

/** An instant (ISO 8601, UTC) as PDF writes it. */
export function date(instant: string): Text {
  const digits = instant.replace(/[^0-9]/g, '').slice(0, 14);
  return new Text(`D:${digits.padEnd(14, '0')}Z`);
}

export function dict(entries: Readonly<Record<string, Value>>): Dict {
  return new Map(Object.entries(entries));
}

/** A value in PDF's notation, one byte a character. */
export function notation(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return number(value);
  if (value instanceof Name) return nameNotation(value.name);
  if (value instanceof Ref) return `${value.object} 0 R`;
  if (value instanceof Text) return textNotation(value.bytes);
  if (Array.isArray(value)) return `[${value.map(notation).join(' ')}]`;
  let entries = '';
  for (const [key, entry] of value) entries += `${entries && '\n'}${nameNotation(key)} ${notation(entry)}`;
  return `<<${entries}>>`;
}

/** No exponents, and no more than a hundred-thousandth of a point. */
function number(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(5)));
}

const nameNotations = new Map<string, string>();

function nameNotation(name: string): string {
  const known = nameNotations.get(name);
  if (known !== undefined) return known;
  const written = writtenName(name);
  // The names that a file's structure is made of are few; those of its destinations are as many as its notes.
  if (nameNotations.size < 500) nameNotations.set(name, written);
  return written;
}

function writtenName(name: string): string {
  return `/${name.replace(/[^A-Za-z0-9_.:+*-]/g, (character) => `#${hex(character.charCodeAt(0))}`)}`;
}

function textNotation(bytes: string): string {
  if (/^[\x20-\x7e]*$/.test(bytes)) return `(${bytes.replace(/[\\()]/g, '\\$&')})`;
  let digits = '';
  for (let at = 0; at < bytes.length; at++) digits += hex(bytes.charCodeAt(at));
  return `<${digits}>`;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
