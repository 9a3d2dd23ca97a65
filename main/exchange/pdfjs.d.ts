/** The half of pdf.js that reads files; it has no types of its own. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
