/**
 * A list of thousands takes the main process longer to send than it may be busy at one go. So a long list in an answer is
 * sent in parts: the first with the answer, the others as the page's own side asks for them.
 */
export interface Parcel<T> {
  readonly value: T;
  readonly lists: readonly CutList[];
}

interface CutList {
  readonly id: number;
  /** Where in the value it stands. */
  readonly path: readonly string[];
  readonly length: number;
}

/** How many items of a list are sent at one go. */
const part = 250;
/** How deep in an answer lists are looked for. */
const deepest = 5;
/** How many lists may wait for being asked for; the oldest is forgotten. */
const mostWaiting = 32;

/** What is still to be sent, to each of those it is for. */
export class Parcels {
  readonly #waiting = new Map<number, { readonly owner: unknown; readonly items: readonly unknown[] }>();
  #last = 0;

  wrap(owner: unknown, value: unknown): Parcel<unknown> {
    const lists: CutList[] = [];
    const cut = (inner: unknown, path: readonly string[]): unknown => {
      if (Array.isArray(inner)) {
        if (inner.length <= part) return inner;
        lists.push({ id: this.#keep(owner, inner), path, length: inner.length });
        return inner.slice(0, part);
      }
      if (typeof inner !== 'object' || inner === null || path.length >= deepest) return inner;
      if (Object.getPrototypeOf(inner) !== Object.prototype) return inner;
      return Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, cut(one, [...path, key])]));
    };
    return { value: cut(value, []), lists };
  }

  /** The next part of a list, for whom it is for; nothing for anyone else. */
  more(owner: unknown, id: unknown, from: unknown): readonly unknown[] {
    if (typeof id !== 'number' || typeof from !== 'number') return [];
    const list = this.#waiting.get(id);
    if (!list || list.owner !== owner) return [];
    if (from + part >= list.items.length) this.#waiting.delete(id);
    return list.items.slice(from, from + part);
  }

  #keep(owner: unknown, items: readonly unknown[]): number {
    this.#last += 1;
    this.#waiting.set(this.#last, { owner, items });
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > mostWaiting && oldest !== undefined) this.#waiting.delete(oldest);
    return this.#last;
  }
}

/** The whole value again. @param more asks for the part of a list that begins at an index. */
export async function unwrap<T>(
  { value, lists }: Parcel<T>,
  more: (id: number, from: number) => Promise<readonly unknown[]>,
): Promise<T> {
  for (const { id, path, length } of lists) {
    const list = at(value, path);
    while (list.length < length) {
      const items = await more(id, list.length);
      if (!items.length) throw new Error('a part of the answer is gone');
      for (const item of items) list.push(item);
    }
  }
  return value;
}

function at(value: unknown, path: readonly string[]): unknown[] {
  const found = path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
  if (!Array.isArray(found)) throw new Error('a list of the answer is gone');
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
