import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FinishAsked, FinishDone } from './finish-worker.ts';
import type { Finishing } from './pdf.ts';

/** How long a thread without work is kept, in milliseconds: the next file is often the same one, changed a little. */
const patience = 60_000;

interface Waiting {
  readonly resolve: (file: Uint8Array) => void;
  readonly reject: (reason: Error) => void;
}

let thread: Worker | null = null;
let timer: NodeJS.Timeout | undefined;
let last = 0;
const waiting = new Map<number, Waiting>();

/**
 * Finishes pages in a thread of its own, so that the window can be used meanwhile.
 * @param dist The built app's folder.
 * @param pages As `printToPDF` gives them; they may be gone afterwards.
 * @throws Where the pages are not what they should be, or the thread ends.
 */
export function finishInThread(dist: string, pages: Uint8Array, finishing: Finishing): Promise<Uint8Array> {
  const working = awaken(dist);
  return new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    const asked: FinishAsked = { id: last, pages: ownBytes(pages), finishing };
    working.postMessage(asked, [asked.pages.buffer]);
  });
}

/** Starts the thread where there is none, so that it is there when pages are. */
export function awaken(dist: string): Worker {
  clearTimeout(timer);
  timer = setTimeout(rest, patience).unref();
  if (thread) return thread;
  const begun = new Worker(join(dist, 'main', 'finish-worker.cjs'));
  thread = begun;
  begun.unref();
  begun.on('message', ({ id, file }: FinishDone) => {
    if ('trouble' in file) waiting.get(id)?.reject(new Error(file.trouble));
    else waiting.get(id)?.resolve(file);
    waiting.delete(id);
  });
  const end = (reason: Error) => {
    if (thread !== begun) return;
    thread = null;
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  begun.on('error', end);
  begun.on('exit', () => end(new Error('the thread that finishes pages has ended')));
  return begun;
}

function rest(): void {
  if (waiting.size > 0) {
    timer = setTimeout(rest, patience).unref();
    return;
  }
  void thread?.terminate();
  // What comes before it has ended gets a new one.
  thread = null;
}

/** Bytes that can be handed over: Node keeps small ones in memory that they share with others. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}
