/** The half of pdf.js that reads files, beside the thread that paints. */
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
