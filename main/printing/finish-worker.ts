import { parentPort } from 'node:worker_threads';
import { type Finishing, finishPdf } from './pdf.ts';

/** A thread of its own for finishing PDFs: hundreds of pages take a second or two. */

export interface FinishAsked {
  readonly id: number;
  readonly pages: Uint8Array<ArrayBuffer>;
  readonly finishing: Finishing;
}

export interface FinishDone {
  readonly id: number;
  /** Or why there is none. */
  readonly file: Uint8Array | { readonly trouble: string };
}

parentPort?.on('message', async ({ id, pages, finishing }: FinishAsked) => {
  try {
    const file = await finishPdf(pages, finishing);
    const done: FinishDone = { id, file };
    parentPort?.postMessage(done, [file.buffer]);
  } catch (error) {
    const done: FinishDone = { id, file: { trouble: String(error) } };
    parentPort?.postMessage(done);
  }
});
