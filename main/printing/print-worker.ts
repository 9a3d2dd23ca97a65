import { parentPort } from 'node:worker_threads';
import { printDocument } from '../../core/printing/print-document.ts';
import { finishPdf } from './pdf.ts';
import type { PrintWorkJob } from './print-work.ts';

/** A thread for printing: hundreds of pages take a second or two, and marks on a text that has changed as long. */

parentPort?.on('message', async (job: PrintWorkJob) => {
  if (job.step === 'document') {
    parentPort?.postMessage(printDocument(job.made));
    return;
  }
  const file = await finishPdf(job.pages, job.finishing);
  parentPort?.postMessage(file, [file.buffer]);
});
