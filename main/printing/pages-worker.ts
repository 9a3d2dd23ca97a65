import { parentPort } from 'node:worker_threads';
import { markPages, type PageContent } from './pdf/page-content.ts';

/** A thread beside the one that finishes a PDF: to unpack, mark and pack what is drawn on pages is half of that work. */

parentPort?.on('message', (contents: readonly PageContent[]) => {
  const marked = markPages(contents);
  parentPort?.postMessage(
    marked,
    marked.map(({ buffer }) => buffer),
  );
});
