/** Words that differ by a slip of the fingers: a letter too many, one too few, a wrong one, two in the wrong order. */

/** How many slips a word of this length may hold. */
export function slipsAllowed(length: number): 0 | 1 | 2 {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/** A set of the letters in a word, one bit each; others share bits. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i += 1) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

/** How many bits are set (Warren, Hacker's Delight, 5-1). */
export function countBits(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Three rows of the table below, used over and over. */
const widest = 72;
const rows = [new Uint8Array(widest), new Uint8Array(widest), new Uint8Array(widest)] as const;

/**
 * The least number of slips between `typed` and `word`, or `most + 1` where there are more (optimal string alignment, after
 * Damerau 1964; only the band that can stay within `most` is computed).
 * @param isPrefix Whether `word` may go on after what was typed.
 */
export function slipsBetween(typed: string, word: string, most: number, isPrefix: boolean): number {
  const n = typed.length;
  const m = Math.min(word.length, n + most, widest - 1);
  if (n > widest - 2 || m < n - most || (!isPrefix && word.length > n + most)) return most + 1;
  const over = most + 1;
  let [before, above, row] = rows;
  for (let j = 0; j <= m; j += 1) above[j] = Math.min(j, over);
  for (let i = 1; i <= n; i += 1) {
    const from = Math.max(1, i - most);
    const to = Math.min(m, i + most);
    row[from - 1] = from === 1 ? Math.min(i, over) : over;
    let least = row[from - 1] ?? over;
    const letter = typed.charCodeAt(i - 1);
    for (let j = from; j <= to; j += 1) {
      const isSame = letter === word.charCodeAt(j - 1);
      let slips = (above[j - 1] ?? over) + (isSame ? 0 : 1);
      // Beyond the band nothing is near enough.
      if (j < i + most) slips = Math.min(slips, (above[j] ?? over) + 1);
      if (j > from || from === 1) slips = Math.min(slips, (row[j - 1] ?? over) + 1);
      if (
        i > 1 &&
        j > 1 &&
        letter === word.charCodeAt(j - 2) &&
        typed.charCodeAt(i - 2) === word.charCodeAt(j - 1)
      )
        slips = Math.min(slips, (before[j - 2] ?? over) + 1);
      row[j] = Math.min(slips, over);
      least = Math.min(least, slips);
    }
    if (least > most) return over;
    [before, above, row] = [above, row, before];
  }
  if (!isPrefix) return m === word.length ? (above[m] ?? over) : over;
  let best = over;
  for (let j = Math.max(0, n - most); j <= m; j += 1) best = Math.min(best, above[j] ?? over);
  return best;
}
