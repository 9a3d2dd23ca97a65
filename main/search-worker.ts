import { parentPort, workerData } from 'node:worker_threads';
import type { Found } from '../core/search/search.ts';
import { breathing } from './breath.ts';
import { SearchIndex, type SearchPlaces } from './searching/search-index.ts';

/** A thread of its own for the search: reading thousands of briefs takes a while, and each letter typed a few milliseconds. */

export type SearchAsked =
  | { readonly ask: 'find'; readonly id: number; readonly typed: string; readonly lang: string }
  /** Something may have changed, anywhere. */
  | { readonly ask: 'refresh'; readonly places: SearchPlaces }
  | { readonly ask: 'refresh-written'; readonly places: SearchPlaces; readonly brief: string };

export interface SearchDone {
  readonly id: number;
  readonly found: Found;
  /** See `FoundAnywhere`. */
  readonly reading: number | null;
}

let places: SearchPlaces = workerData;
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
  const done: SearchDone = { id, found: find(typed, lang), reading };
  parentPort?.postMessage(done);
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
    const progress = (left: number) => {
      reading = left;
    };
    await (brief === null ? index.refresh(places, progress) : index.refreshWritten(places, brief));
    if (!waiting.size) reading = null;
  });
}
