import { eachWord, fold } from './fold.ts';

/** A stretch of a text, UTF-16 offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Folded words that stand one after the other. */
export type Row = readonly string[];

/** Where rows of words stand in a text, in order and not overlapping. */
export function findRows(text: string, rows: readonly Row[]): Stretch[] {
  const byFirst = new Map<string, Row[]>();
  for (const row of rows) {
    const [first] = row;
    if (first === undefined) continue;
    const same = byFirst.get(first);
    if (same) same.push(row);
    else byFirst.set(first, [row]);
  }
  if (!byFirst.size) return [];
  // The longest first, so that a phrase is not taken for its first word.
  for (const same of byFirst.values()) same.sort((a, b) => b.length - a.length);
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  eachWord(text, (start, end) => {
    words.push(folded(text.slice(start, end)));
    starts.push(start);
    ends.push(end);
  });
  const found: Stretch[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const row = byFirst.get(words[at] ?? '')?.find((row) => row.every((word, i) => words[at + i] === word));
    if (!row) continue;
    found.push({ start: starts[at] ?? 0, end: ends[at + row.length - 1] ?? 0 });
    at += row.length - 1;
  }
  return found;
}

/** Words are few and come again: what they fold to is kept for a while. */
const known = new Map<string, string>();
const mostKnown = 20_000;

function folded(word: string): string {
  let made = known.get(word);
  if (made === undefined) {
    made = fold(word);
    if (known.size >= mostKnown) known.clear();
    known.set(word, made);
  }
  return made;
}

/**
 * Where the letters that were typed stand in a text, whatever their case and accents, the shape of apostrophes and the width
 * of spaces; also inside words. In order and not overlapping.
 */
export function findLetters(text: string, typed: string): Stretch[] {
  const wanted = leveled(typed.trim()).letters;
  if (!wanted) return [];
  const { letters, starts } = leveled(text);
  const found: Stretch[] = [];
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + wanted.length)) {
    const start = starts[at] ?? 0;
    // A letter that became two is found whole; marks that follow a letter belong to it.
    let next = at + wanted.length;
    while (next < starts.length && starts[next] === starts[next - 1]) next += 1;
    found.push({ start, end: next < starts.length ? (starts[next] ?? text.length) : text.length });
  }
  return found;
}

interface Leveled {
  readonly text: string;
  readonly letters: string;
  /** The offset in the text that each letter comes from. */
  readonly starts: Uint32Array;
}

/** The text last looked through: in a find bar it stays while the words change. */
let last: Leveled = { text: '', letters: '', starts: new Uint32Array() };

/** The text with all of these levelled out. */
function leveled(text: string): Leveled {
  if (text === last.text) return last;
  // No character comes to more than four letters for each of its own units.
  const codes = new Uint16Array(text.length * 4);
  const starts = new Uint32Array(text.length * 4);
  let count = 0;
  let wasSpace = false;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const isPlain = code > 0x20 && code < 0x7f;
    const character = isPlain ? '' : String.fromCodePoint(text.codePointAt(at) ?? 0);
    const isSpace = !isPlain && /\s/u.test(character);
    if (isPlain) {
      codes[count] = code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
      starts[count] = at;
      count += 1;
      wasSpace = false;
    } else {
      const level = isSpace ? (wasSpace ? '' : ' ') : levelOf(character).slice(0, 4 * character.length);
      for (let i = 0; i < level.length; i += 1) {
        codes[count] = level.charCodeAt(i);
        starts[count] = at;
        count += 1;
      }
      // What comes to nothing parts nothing.
      if (level) wasSpace = isSpace;
    }
    at += isPlain ? 1 : character.length;
  }
  let letters = '';
  for (let at = 0; at < count; at += chunk)
    letters += String.fromCharCode(...codes.subarray(at, Math.min(count, at + chunk)));
  const made = { text, letters, starts: starts.slice(0, count) };
  if (text.length > longestTyped) last = made;
  return made;
}

const chunk = 8192;
/** What is typed to be found is shorter than any text it is worth keeping. */
const longestTyped = 1000;

const signs: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '‑': '-',
  '–': '-',
  '—': '-',
};

function levelOf(character: string): string {
  if (character < '\u0080') return character.toLowerCase();
  const sign = signs[character];
  if (sign !== undefined) return sign;
  // Marks alone come to nothing: with the letter before them they are one.
  if (/^[\p{M}\p{Cf}]$/u.test(character)) return '';
  return fold(character) || character;
}
