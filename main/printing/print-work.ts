import { briefUrn } from '../../core/brief.ts';
import { standsIn } from '../../core/places.ts';
import { type PrintDocument, printDocument } from '../../core/printing/print-document.ts';
import { inThread, type ThreadLimits } from '../in-thread.ts';
import type { Finishing } from './pdf.ts';

/** What a document is made of. */
export type MadeOf = Parameters<typeof printDocument>[0];

/** The work of printing that may take long. */
export interface PrintWork {
  /** Says that there will be some. */
  awaken(): void;
  /** Ends it once what is under way is done, before the program exits. */
  end(): Promise<void>;
  document(made: MadeOf): Promise<PrintDocument>;
  /**
   * Finishes pages.
   * @param pages As `printToPDF` gives them; they may be gone afterwards.
   * @throws Where the pages are not what they should be, or take too much.
   */
  finish(pages: Uint8Array, finishing: Finishing): Promise<Uint8Array>;
}

/** What the thread is asked for. */
export type PrintWorkJob =
  | { readonly step: 'document'; readonly made: MadeOf }
  | { readonly step: 'finish'; readonly pages: Uint8Array; readonly finishing: Finishing };

/** Many times what a book takes. It is kept for a while: the next file is often the same one, changed a little. */
export const limits: ThreadLimits = { time: 120_000, memory: 4096, patience: 60_000 };

/**
 * Has it done in a thread, so that the window can be used meanwhile.
 * @param script The thread's program.
 */
export function printInThread(script: string): PrintWork {
  const thread = inThread<PrintWorkJob>(script, limits);
  const run = async <Done>(job: PrintWorkJob, given?: readonly ArrayBuffer[]): Promise<Done> => {
    const done = await thread.run<Done>(job, given);
    if (done === 'overrun') throw new Error('printing took too much time or memory');
    return done;
  };
  return {
    awaken: thread.awaken,
    end: thread.end,
    // Marks that stand where they were stored are found in a moment; to copy all of it to and fro would take longer.
    document: async (made) => (areInPlace(made) ? printDocument(made) : run({ step: 'document', made })),
    finish: (pages, finishing) => {
      const own = ownBytes(pages);
      return run({ step: 'finish', pages: own, finishing }, [own.buffer]);
    },
  };
}

/** Whether every mark was made on the text that is printed. */
function areInPlace({ briefs }: MadeOf): boolean {
  return briefs.every(({ editions, annotations }) =>
    editions.every((brief) => {
      const source = briefUrn(brief);
      return annotations.every(({ target }) => target.source !== source || standsIn(brief, target));
    }),
  );
}

/** Bytes that can be handed over: Node keeps small ones in memory that they share with others. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}
