/**
 * A list as JSON texts, each of some of its items. What the page is given is copied twice on its way, object by object; a
 * long list gets there many times faster as a few strings.
 */
export type Packed<T> = readonly string[] & { readonly item?: T };

/** How many items go into one text: few enough to be written in a moment. */
const together = 100;

/** The texts of a list, one after the other, so that whoever writes them can pause. */
export function* packing<T>(list: readonly T[]): Generator<string> {
  for (let from = 0; from < list.length; from += together)
    yield JSON.stringify(list.slice(from, from + together));
}

export function pack<T>(list: readonly T[]): Packed<T> {
  return [...packing(list)];
}

/** @param packed as `pack` made it: it is not judged again. */
export function unpack<T>(packed: Packed<T>): readonly T[] {
  return packed.flatMap((text): readonly T[] => JSON.parse(text));
}
