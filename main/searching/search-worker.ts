import { parentPort, workerData } from 'node:worker_threads';
import type { Found } from '../../core/search/search.ts';
import { breathing } from '../breath.ts';
import { type Progress, SearchIndex, type SearchPlaces } from './search-index.ts';

/** A thread of its own for the search: reading thousands of briefs takes a while, and each letter typed a few milliseconds. */

export type SearchAsked =
  | { readonly ask: 'find'; readonly id: number; readonly typed: string; readonly lang: string }
  /** Something may have changed, anywhere. */
  | { readonly ask: 'refresh'; readonly places: SearchPlaces }
  | { readonly ask: 'refresh-written'; readonly places: SearchPlaces; readonly brief: string };

export type SearchSaid =
  | {
      readonly say: 'found';
      readonly id: number;
      readonly found: Found;
      /** See `FoundAnywhere`. */
      readonly reading: number | null;
    }
  /** A file is about to be read: its key. */
  | { readonly say: 'reading'; readonly key: string }
  /** All that was asked for is read, and written. */
  | { readonly say: 'read' }
  /**
   * So much was read that most of the thread's memory is what reading left behind: hundreds of MB after thousands of briefs. All
   * is on disk; it answers on, but follows no change any more, and another thread is to take its place.
   */
  | { readonly say: 'spent' };

export interface SearchThreadData {
  readonly places: SearchPlaces;
  /** Whether it takes the place of one that was spent. */
  readonly succeeds: boolean;
}

/** A thread that has read more files than this at one go is spent. */
const many = 500;

const data: SearchThreadData = workerData;
let { places } = data;
/**
 * The first look of a successor spends it in no case: where a file system gives files another stamp each time, threads would
 * follow on each other for ever.
 */
let maySpend = !data.succeeds;
let isSpent = false;
const breathe = breathing();
let index = new SearchIndex(places, breathe);
let reading: number | null = null;
let refreshing: Promise<void> = Promise.resolve();
/** Asked for and not begun. */
const waiting = new Set<string | null>();

parentPort?.on('message', (asked: SearchAsked) => {
  switch (asked.ask) {
    case 'find':
      answer(asked);
      break;
    case 'refresh':
      places = asked.places;
      refreshSoon(null);
      break;
    case 'refresh-written':
      places = asked.places;
      refreshSoon(asked.brief);
      break;
  }
});

function answer({ id, typed, lang }: SearchAsked & { readonly ask: 'find' }): void {
  say({ say: 'found', id, found: find(typed, lang), reading });
}

function say(said: SearchSaid): void {
  parentPort?.postMessage(said);
}

function find(typed: string, lang: string): Found {
  try {
    return index.find(typed, lang);
  } catch {
    // The file of the texts was cut short while it was open: what is left of the index is read, and the rest made anew.
    index.close();
    index = new SearchIndex(places, breathe);
    refreshSoon(null);
    return index.find(typed, lang);
  }
}

function refreshSoon(brief: string | null): void {
  if (waiting.has(brief) || waiting.has(null)) return;
  waiting.add(brief);
  reading ??= 0;
  refreshing = refreshing.then(async () => {
    waiting.delete(brief);
    // Not even to write: the successor does.
    if (isSpent) return;
    const progress: Progress = (left, key) => {
      reading = left;
      say({ say: 'reading', key });
    };
    if (brief !== null) await index.refreshWritten(places, brief, progress);
    else {
      const read = await index.refresh(places, progress);
      isSpent = maySpend && read > many && index.isSaved;
      maySpend = true;
    }
    // Whether all has been read is the successor's to say.
    if (isSpent) say({ say: 'spent' });
    else if (!waiting.size) {
      reading = null;
      say({ say: 'read' });
    }
  });
}
