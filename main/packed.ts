import { type Packed, packing } from '../core/packed.ts';
import { breathing } from './breath.ts';

/** Packs a list bit by bit, since thousands take a while. */
export async function packed<T>(list: readonly T[]): Promise<Packed<T>> {
  const pause = breathing();
  const steps = packing(list);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}

/** Packs a list once for as long as the next that is asked for is the same: a reader goes to and fro between briefs. */
export function packingOnce<T>(): (list: readonly T[]) => Promise<Packed<T>> {
  let last: { readonly list: readonly T[]; readonly made: Promise<Packed<T>> } | null = null;
  return (list) => {
    if (last?.list !== list) last = { list, made: packed(list) };
    return last.made;
  };
}
