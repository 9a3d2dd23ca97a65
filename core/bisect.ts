/**
 * How many of so many sorted things come before some place among them, which is the index of the first that does not.
 * @param isBefore holds for the first so many of them, by index, and for none after those.
 */
export function countBefore(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
