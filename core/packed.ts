/**
 * A list as one JSON text in UTF-8. Between processes, threads and pages values are copied object by object, which holds up
 * both sides for long where there are thousands; bytes are copied in one go, and read once where they are wanted.
 */
export type Packed<T> = Uint8Array & { readonly item?: T };

/** How many items are written at one go: few enough to take a moment. */
const together = 100;

/** Packs a list step by step, a line each, so that whoever does it can pause in between. */
export function* packing<T>(list: readonly T[]): Generator<void, Packed<T>> {
  const utf8 = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (let from = 0; from < list.length; from += together) {
    const items = JSON.stringify(list.slice(from, from + together)).slice(1, -1);
    parts.push(utf8.encode(`${from === 0 ? '[' : ',\n'}${items}`));
    yield;
  }
  parts.push(utf8.encode(list.length ? ']' : '[]'));
  const packed = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

export function pack<T>(list: readonly T[]): Packed<T> {
  const steps = packing(list);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Reads what was packed some items at a time, so that whoever does it can pause in between.
 * @param packed as `pack` made it: it is not judged again.
 */
export function* unpacking<T>(packed: Packed<T>): Generator<readonly T[]> {
  const utf8 = new TextDecoder('utf-8');
  // Past the bracket at the start; each line ends in a comma, the last in the bracket at the end.
  for (let from = 1; from < packed.length; ) {
    const lineEnd = packed.indexOf(0x0a, from);
    const to = lineEnd < 0 ? packed.length : lineEnd;
    const items: readonly T[] = JSON.parse(`[${utf8.decode(packed.subarray(from, to - 1))}]`);
    yield items;
    from = to + 1;
  }
}

/** @param packed as `pack` made it: it is not judged again. */
export function unpack<T>(packed: Packed<T>): readonly T[] {
  return JSON.parse(new TextDecoder('utf-8').decode(packed));
}
