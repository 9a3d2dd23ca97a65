/** Enough to keep a disk busy, few enough never to run out of file descriptors. */
const atOnce = 16;

/** `Promise.all` over a list of any length, a few at a time. The results stand in the list's order. */
export async function inTurns<T, R>(list: readonly T[], one: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = list.entries();
  const worker = async () => {
    for (const [at, item] of queue) results[at] = await one(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, worker));
  return results;
}
