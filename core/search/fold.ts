import { eachToken } from '../anchoring/token.ts';

/**
 * What makes two words the same to a reader who searches in French or English: neither case nor accents, nor the shape
 * of an apostrophe; and, by `stem`, not the plural or the feminine either. One rule for both languages, since nobody says
 * in which one they type, and what is one word in both (énergie, energy) is found in both.
 */

const apostrophes = "'’‘`´";

/** French articles and the like that an apostrophe joins to the next word. They are no words of their own. */
const elided = new Set(['c', 'd', 'j', 'l', 'm', 'n', 's', 't', 'qu', 'jusqu', 'lorsqu', 'puisqu', 'quoiqu']);

const outside = /[^\p{L}\p{N}]|\p{Lm}/gu;
const plain = /^[a-z0-9]*$/;
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};

/** The word in small letters without accents and apostrophes. Idempotent. */
export function fold(word: string): string {
  if (plain.test(word)) return word;
  // Some letters only take apart once they are small, and others are capitals only once they are taken apart.
  let folded = word.toLowerCase().normalize('NFKD').toLowerCase().normalize('NFKD');
  folded = folded.replace(/['’‘`´]s$/u, '').replace(outside, '');
  return folded.replace(/[ßœæøđðłħıς]/gu, (letter) => letters[letter] ?? letter);
}

/** What is left of a folded word without the endings of number and gender. Idempotent. */
export function stem(folded: string): string {
  let rest = folded;
  for (;;) {
    const shorter = withoutEnding(rest);
    if (shorter === rest) return rest;
    rest = shorter;
  }
}

function withoutEnding(word: string): string {
  const { length } = word;
  const last = word.charCodeAt(length - 1);
  if (length < 4 || last < 0x61 || last > 0x7a) return word;
  if (last === 0x73 /* s */) {
    if (length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
    return word.endsWith('ss') ? word : word.slice(0, -1);
  }
  // English: taxes, boxes.
  if (word.endsWith('xe')) return word.slice(0, -1);
  if (length < 5) return word;
  if (last === 0x78 /* x */) {
    if (word.endsWith('eaux') || word.endsWith('eux') || word.endsWith('oux')) return word.slice(0, -1);
    return word.endsWith('aux') ? `${word.slice(0, -3)}al` : word;
  }
  if (word.endsWith('ail')) return `${word.slice(0, -3)}al`;
  if (last !== 0x65 /* e */) return word;
  return word.endsWith('ie') ? `${word.slice(0, -2)}y` : word.slice(0, -1);
}

/** The part that all words with this stem begin with. */
export function rootOf(stemmed: string): string {
  return stemmed.endsWith('y') || stemmed.endsWith('al') ? stemmed.slice(0, -1) : stemmed;
}

/**
 * Calls `visit` with the UTF-16 offsets of each word of `text`, in order. An apostrophe parts an elided article from its
 * word, and the article is passed over; inside other words (aujourd’hui, China’s) it belongs to them.
 */
export function eachWord(text: string, visit: (start: number, end: number) => void): void {
  let from = -1;
  let to = -1;
  const flush = () => {
    if (from >= 0) visit(from, to);
    from = -1;
  };
  eachToken(text, (start, end, isSign) => {
    if (isSign) return;
    if (from >= 0 && start === to + 1 && apostrophes.includes(text.charAt(to))) {
      if (elided.has(fold(text.slice(from, to)))) from = start;
      to = end;
      return;
    }
    flush();
    from = start;
    to = end;
  });
  // An article whose word is still to come, as in a query that is being typed.
  if (from >= 0 && apostrophes.includes(text.charAt(to) || ' ') && elided.has(fold(text.slice(from, to))))
    from = -1;
  flush();
}

/** The folded words of a text, in order. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  eachWord(text, (start, end) => {
    const word = fold(text.slice(start, end));
    if (word) words.push(word);
  });
  return words;
}
