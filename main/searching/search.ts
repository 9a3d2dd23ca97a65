import { Worker } from 'node:worker_threads';
import type { FoundAnywhere } from '../../core/api.ts';
import type { SearchAsked, SearchSaid, SearchThreadData } from '../search-worker.ts';
import type { SearchPlaces } from './search-index.ts';

/** How long a thread that nobody asks is kept, in milliseconds: its index takes memory. */
const patience = 5 * 60_000;
/** How long the first look at the library waits, in milliseconds, so that it takes nothing from a start. */
const settling = 1500;
/** For values that are gone at once. Node would let a thread use up several times as much before it clears them away. */
const maxYoungGenerationSizeMb = 16;
/** What is written comes in strokes; what follows within this many milliseconds is one change. */
const quiet = 800;

/** The search over everything, wherever it is done. */
export interface Search {
  /** `null` where it could not be done. */
  find(typed: string, lang: string): Promise<FoundAnywhere | null>;
  /** Looks at the library soon, for the first time in this run. Asked again, it does nothing. */
  begin(): void;
  /** Something has changed: what is written on a brief, or (`null`) anything anywhere. */
  changed(brief: string | null): void;
}

/** Waits for its answer. */
interface Question {
  readonly asked: SearchAsked & { readonly ask: 'find' };
  readonly resolve: (found: FoundAnywhere | null) => void;
}

/**
 * Searches in a thread of its own, which is there as long as it has work. A new one looks at all files first, so nothing that
 * changed while there was none is missed. One that is spent is replaced, and its successor is asked what it has not answered.
 * @param script The thread's program.
 * @param places Where to look now.
 */
export function searchInThread(script: string, places: () => SearchPlaces): Search {
  const waiting = new Map<number, Question>();
  const changes = new Map<string | null, NodeJS.Timeout>();
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let hasBegun = false;
  let last = 0;

  const end = () => {
    worker = null;
    for (const { resolve } of waiting.values()) resolve(null);
    waiting.clear();
  };

  const awaken = () => {
    clearTimeout(timer);
    timer = setTimeout(() => worker?.terminate(), patience);
    timer.unref();
    if (!worker) start(false);
  };

  const start = (succeeds: boolean) => {
    const data: SearchThreadData = { places: plain(places()), succeeds };
    const begun = new Worker(script, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb } });
    begun.unref();
    begun.on('message', (said: SearchSaid) => {
      if (said.say === 'found') answer(said);
      else if (worker === begun) replace(begun);
    });
    begun.on('error', () => worker === begun && end());
    begun.on('exit', () => worker === begun && end());
    worker = begun;
    tell({ ask: 'refresh', places: data.places });
  };

  const replace = (spent: Worker) => {
    start(true);
    for (const { asked } of waiting.values()) tell(asked);
    void spent.terminate();
  };

  /** Nobody waits for what both a thread and its successor have answered. */
  const answer = ({ id, found, reading }: SearchSaid & { readonly say: 'found' }) => {
    waiting.get(id)?.resolve({ ...found, reading });
    waiting.delete(id);
  };

  const tell = (asked: SearchAsked) => worker?.postMessage(asked);

  return {
    find: (typed, lang) =>
      new Promise((resolve) => {
        awaken();
        last += 1;
        const asked = { ask: 'find', id: last, typed, lang } as const;
        waiting.set(last, { asked, resolve });
        tell(asked);
      }),
    begin: () => {
      if (hasBegun) return;
      hasBegun = true;
      setTimeout(awaken, settling).unref();
    },
    changed: (brief) => {
      clearTimeout(changes.get(brief));
      const soon = setTimeout(() => {
        changes.delete(brief);
        // Where there is no thread, the next one will see it.
        const now = plain(places());
        tell(
          brief === null ? { ask: 'refresh', places: now } : { ask: 'refresh-written', places: now, brief },
        );
      }, quiet);
      changes.set(brief, soon.unref());
    },
  };
}

/** What can be sent to a thread of them. */
function plain({ shelves, profile, tags }: SearchPlaces): SearchPlaces {
  return {
    shelves: shelves.map(({ origin, folder, parsed }) => ({
      origin,
      folder,
      ...(parsed === undefined ? {} : { parsed }),
    })),
    profile,
    tags,
  };
}
