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
