/** A character and all that may be composed with it: marks, the medial and final letters of Hangul, one vowel of Kirat Rai. */
const cluster = /\p{Cc}|[\s\S][\p{M}\u1160-\u11ff\u{16d67}]*/gu;

export interface Composed {
  readonly text: string;
  /** Where an offset of the original lies in the text (both UTF-16); never moves two offsets past each other. */
  readonly offset: (original: number) => number;
}

/** A text in Unicode's Normalization Form C, and the way of its offsets. */
export function compose(original: string): Composed {
  const text = original.normalize('NFC');
  if (text === original) return { text, offset: (at) => at };
  // No composition reaches over the border of a cluster, so each can be composed by itself.
  const from = new Uint32Array(original.length + 1);
  let length = 0;
  for (const { 0: characters, index } of original.matchAll(cluster)) {
    from.fill(length, index, index + characters.length);
    length += characters.normalize('NFC').length;
  }
  from[original.length] = length;
  return { text, offset: (at) => from[at] ?? length };
}
