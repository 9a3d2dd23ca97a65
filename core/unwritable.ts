/** What no text may hold: control characters but tab and line break, and half a character. */
export const unwritable = /(?![\t\n])\p{Cc}|\p{Surrogate}/u;

/** `U+0007`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
