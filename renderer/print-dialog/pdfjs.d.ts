/** The package brings no types for it: it is run, and exports nothing that is used. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {}
