/**
 * What no text may hold: control characters but tab and line break, half a character, and the marks that embed, override or
 * isolate a direction, with which words can be shown in another order than they are written in. Words of a right-to-left
 * language need none of them; the marks U+061C, U+200E and U+200F stay.
 */
export const unwritable = /(?![\t\n])\p{Cc}|\p{Surrogate}|[\u202a-\u202e\u2066-\u2069]/u;

/** `U+0007`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
