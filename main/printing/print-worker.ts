import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { printDocument } from '../../core/printing/print-document.ts';
import { inThread } from '../in-thread.ts';
import type { PageContent } from './pdf/page-content.ts';
import { finishPdf } from './pdf.ts';
import { limits, type PrintWorkJob } from './print-work.ts';

/** A thread for printing: hundreds of pages take a second or two, and marks on a text that has changed as long. */

// Beside this thread's own program. It ends with this thread.
const pages = inThread<readonly PageContent[]>(
  join(dirname(process.argv[1] ?? ''), 'pages-worker.cjs'),
  limits,
);
pages.awaken();

async function markPages(contents: readonly PageContent[]): Promise<Uint8Array[]> {
  const marked = await pages.run<Uint8Array[]>(
    contents,
    contents.map(({ bytes }) => bytes.buffer),
  );
  if (marked === 'overrun') throw new Error('marking pages took too much time or memory');
  return marked;
}

parentPort?.on('message', async (job: PrintWorkJob) => {
  if (job.step === 'document') {
    parentPort?.postMessage(printDocument(job.made));
    return;
  }
  const file = await finishPdf(job.pages, job.finishing, markPages);
  parentPort?.postMessage(file, [file.buffer]);
});
