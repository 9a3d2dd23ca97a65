/**
 * Cuts a text into tokens: words, single characters of scripts that are written without spaces, and signs (the same sign
 * repeated is one token). White space belongs to none, so that a change of it changes no token.
 */

/** A longer run of letters is cut, so that no token is slow to compare. */
const longest = 64;

type CharacterClass = 0 | 1 | 2 | 3 | 4 | 5;
const unknown = 0;
const space = 1;
const letter = 2;
const ideograph = 3;
const mark = 4;
const sign = 5;

/** Of each UTF-16 unit, filled when first met; `unknown` until then. */
const classes = new Uint8Array(0x10000);

function classify(character: string): CharacterClass {
  if (/\s/u.test(character)) return space;
  if (/\p{M}|\p{Cf}/u.test(character)) return mark;
  if (
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u.test(
      character,
    )
  )
    return ideograph;
  return /[\p{L}\p{N}]/u.test(character) ? letter : sign;
}

/** Calls `visit` with the UTF-16 offsets of each token of `text` in order, and whether it is a sign. */
export function eachToken(text: string, visit: (start: number, end: number, isSign: boolean) => void): void {
  let start = -1;
  let running: CharacterClass = space;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    let width = 1;
    let kind = classes[unit] ?? unknown;
    if (kind === unknown || (unit & 0xfc00) === 0xd800) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      width = character.length;
      kind = classify(character);
      if (width === 1) classes[unit] = kind;
    }
    const joins =
      start >= 0 &&
      at - start < longest &&
      (kind === mark ||
        (kind === letter && running === letter) ||
        (kind === sign && width === 1 && text.charCodeAt(at - 1) === unit));
    if (!joins) {
      if (start >= 0) visit(start, at, running === sign);
      start = kind === space ? -1 : at;
      running = kind === mark ? letter : (kind as CharacterClass);
    }
    at += width;
  }
  if (start >= 0) visit(start, text.length, running === sign);
}
