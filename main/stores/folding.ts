import { Worker } from 'node:worker_threads';
import type { Packed } from '../../core/packed.ts';
import { packed } from '../packed.ts';
import type { Folded, FoldJob } from './fold.ts';
import type { Asked, Done } from './fold-worker.ts';
import type { KindName } from './kinds.ts';

/** A member of a file's content. */
export type Member = { readonly name: string } & (
  | { readonly list: Packed<unknown> }
  | { readonly value: unknown }
);

/** How long a thread without work is kept, in milliseconds. */
const patience = 20_000;

/**
 * Lets files be written by a thread of its own, which is there as long as it has work.
 * @param script The thread's program.
 */
export function foldInThread(script: string): (kind: KindName, job: FoldJob) => Promise<Folded> {
  const waiting = new Map<number, (folded: Folded) => void>();
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let last = 0;

  const end = () => {
    worker = null;
    // What it had in hand is still in the journals.
    for (const resolve of waiting.values()) resolve(failed);
    waiting.clear();
  };

  const begin = (): Worker => {
    const begun = new Worker(script);
    begun.unref();
    begun.on('message', ({ id, folded }: Done) => {
      waiting.get(id)?.(folded);
      waiting.delete(id);
      clearTimeout(timer);
      if (waiting.size) return;
      timer = setTimeout(() => begun.terminate(), patience);
      timer.unref();
    });
    begun.on('error', () => worker === begun && end());
    begun.on('exit', () => worker === begun && end());
    return begun;
  };

  return async (kind, { whole, ...rest }) => {
    const job = { ...rest, whole: whole && { ...whole, content: await members(whole.content) } };
    return new Promise((resolve) => {
      clearTimeout(timer);
      worker ??= begin();
      last += 1;
      const asked: Asked = { id: last, kind, job };
      waiting.set(last, (folded) =>
        resolve(folded === failed ? { ...failed, checksum: job.expected } : folded),
      );
      worker.postMessage(asked);
    });
  };
}

/** The members of an object, its lists packed: to hand over thousands of objects would take this thread long. */
async function members(content: unknown): Promise<readonly Member[]> {
  const all: Member[] = [];
  for (const [name, value] of Object.entries(content ?? {}))
    all.push({ name, ...(Array.isArray(value) ? { list: await packed(value) } : { value }) });
  return all;
}

const failed: Folded = { state: 'disk-failed', checksum: null, aside: [] };
