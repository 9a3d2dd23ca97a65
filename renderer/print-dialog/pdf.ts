import {
  getDocument,
  type PDFDocumentLoadingTask,
  PDFWorker,
  type RenderTask,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
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
  /**
   * @param bytes are handed over: they are not to be used any more.
   * @returns `null` where reading was ended meanwhile.
   */
  open(bytes: Uint8Array): Promise<Pdf | null>;
  /** Closes what is open, and gives back the memory and the fonts that it took. */
  end(): Promise<void>;
}

export function startPdfReader(): PdfReader {
  const port = startWorker('pdf');
  const worker = PDFWorker.create({ port });
  const tasks = new Set<PDFDocumentLoadingTask>();
  let ended = false;
  const close = (task: PDFDocumentLoadingTask): Promise<void> => {
    tasks.delete(task);
    return task.destroy();
  };
  return {
    open: async (data) => {
      // The pages' policy allows neither code made of strings nor WebAssembly. Every font is in the file.
      const task = getDocument({
        data,
        worker,
        isEvalSupported: false,
        enableXfa: false,
        useWasm: false,
        useSystemFonts: false,
      });
      tasks.add(task);
      try {
        return await opened(task, () => void close(task));
      } catch (error) {
        if (ended) return null;
        throw error;
      }
    },
    end: async () => {
      ended = true;
      await Promise.all([...tasks].map(close));
      worker.destroy();
      port.terminate();
    },
  };
}

async function opened(task: PDFDocumentLoadingTask, close: () => void): Promise<Pdf> {
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
    close,
  };
}
