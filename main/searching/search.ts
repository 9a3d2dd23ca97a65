import { Worker } from 'node:worker_threads';
import type { FoundAnywhere } from '../../core/api.ts';
import type { SearchPlaces } from './search-index.ts';
import type { SearchAsked, SearchSaid, SearchThreadData } from './search-worker.ts';

/** What a thread may take. */
interface Limits {
  /** How long one that nobody asks and that has read everything is kept, in milliseconds: its index takes memory. */
  readonly patience: number;
  /** How long it may be at one file, in milliseconds. */
  readonly file: number;
  /** In MiB. */
  readonly memory: number;
}
export const searchLimits: Limits = { patience: 5 * 60_000, file: 30_000, memory: 2048 };
/** A thread's time at a file is counted in so many steps: a computer that was asleep meanwhile counts as one. */
const steps = 3;
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
 * While it reads, it is kept as long as it gets on; one that ends or stays at a file is replaced, and that file left out.
 * @param script The thread's program.
 * @param places Where to look now.
 */
export function searchInThread(
  script: string,
  places: () => Omit<SearchPlaces, 'skipped'>,
  limits = searchLimits,
): Search {
  const waiting = new Map<number, Question>();
  const changes = new Map<string | null, NodeJS.Timeout>();
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let hasBegun = false;
  let last = 0;
  /** What the thread is reading, and for how many steps. */
  let reading: { readonly key: string; steps: number } | null = null;
  const skipped = new Set<string>();

  const look = () => plain({ ...places(), skipped: [...skipped] });

  const end = () => {
    worker = null;
    reading = null;
    for (const { resolve } of waiting.values()) resolve(null);
    waiting.clear();
  };

  /** Where it ended over a file, another takes its place and leaves that out. */
  const fail = (failed: Worker) => {
    if (worker !== failed) return;
    if (!reading || skipped.has(reading.key)) return end();
    skipped.add(reading.key);
    replace(failed);
  };

  const retire = () => {
    timer = setTimeout(() => (reading ? retire() : void worker?.terminate()), limits.patience).unref();
  };

  const awaken = () => {
    clearTimeout(timer);
    retire();
    if (!worker) start(false);
  };

  const watch = (watched: Worker) => {
    const step = setInterval(() => {
      if (worker !== watched) clearInterval(step);
      else if (reading) {
        reading.steps += 1;
        if (reading.steps > steps) fail(watched);
      }
    }, limits.file / steps).unref();
  };

  const start = (succeeds: boolean) => {
    const data: SearchThreadData = { places: look(), succeeds };
    const resourceLimits = { maxYoungGenerationSizeMb, maxOldGenerationSizeMb: limits.memory };
    const begun = new Worker(script, { workerData: data, resourceLimits });
    begun.unref();
    begun.on('message', (said: SearchSaid) => {
      if (said.say === 'found') answer(said);
      else if (worker !== begun) return;
      else if (said.say === 'spent') replace(begun);
      else reading = said.say === 'reading' ? { key: said.key, steps: 0 } : null;
    });
    begun.on('error', () => fail(begun));
    begun.on('exit', () => fail(begun));
    worker = begun;
    reading = null;
    watch(begun);
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
        const now = look();
        tell(
          brief === null ? { ask: 'refresh', places: now } : { ask: 'refresh-written', places: now, brief },
        );
      }, quiet);
      changes.set(brief, soon.unref());
    },
  };
}

/** What can be sent to a thread of them. */
function plain({ shelves, profile, tags, skipped }: SearchPlaces): SearchPlaces {
  return {
    shelves: shelves.map(({ origin, folder, parsed }) => ({
      origin,
      folder,
      ...(parsed === undefined ? {} : { parsed }),
    })),
    profile,
    tags,
    skipped,
  };
}
