import { getDocument, PDFWorker, type RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { startWorker } from '../workers.ts';

/** A PDF file that is open to be looked at. */
export interface Pdf {
  readonly pages: number;
  /** The first page's, in points. */
  readonly width: number;
  readonly height: number;
  /** Draws a page with its annotations, counted from 1, on a canvas of its own, so many device pixels wide. */
  draw(page: number, width: number): Drawing;
  close(): void;
}

export interface Drawing {
  /** `null` where it was given up. */
  readonly canvas: Promise<HTMLCanvasElement | null>;
  giveUp(): void;
}

/** Shows PDF files one after the other, read in one worker that runs until it is ended. */
export interface PdfReader {
  /** @param bytes are handed over: they are not to be used any more. */
  open(bytes: Uint8Array): Promise<Pdf>;
  end(): void;
}

export function startPdfReader(): PdfReader {
  const port = startWorker('pdf');
  const worker = PDFWorker.create({ port });
  return {
    open: (bytes) => open(bytes, worker),
    end: () => {
      worker.destroy();
      port.terminate();
    },
  };
}

async function open(data: Uint8Array, worker: PDFWorker): Promise<Pdf> {
  // The pages' policy allows neither code made of strings nor WebAssembly. Every font is in the file.
  const task = getDocument({ data, worker, isEvalSupported: false, useWasm: false, useSystemFonts: false });
  const pdf = await task.promise;
  const first = (await pdf.getPage(1)).getViewport({ scale: 1 });
  return {
    pages: pdf.numPages,
    width: first.width,
    height: first.height,
    draw: (number, width) => {
      let givenUp = false;
      let rendering: RenderTask | null = null;
      const draw = async (): Promise<HTMLCanvasElement | null> => {
        const page = await pdf.getPage(number);
        if (givenUp) return null;
        const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
        const canvas = document.createElement('canvas');
        canvas.width = Math.round(viewport.width);
        canvas.height = Math.round(viewport.height);
        rendering = page.render({ canvas, viewport });
        await rendering.promise;
        page.cleanup();
        return canvas;
      };
      return {
        canvas: draw().catch((error: unknown) => {
          if (givenUp) return null;
          throw error;
        }),
        giveUp: () => {
          givenUp = true;
          rendering?.cancel();
        },
      };
    },
    close: () => void task.destroy(),
  };
}
