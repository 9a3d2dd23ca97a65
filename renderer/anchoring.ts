import type { Anchor } from '../core/anchor.ts';
import type { Selectors } from '../core/annotation.ts';
import { startWorker } from './workers.ts';

/** What the worker is asked. Every question but `read` gets one answer, in the order of the questions. */
export type AnchorQuestion =
  | { readonly ask: 'read'; readonly text: string }
  | { readonly ask: 'locate'; readonly lists: readonly (readonly Selectors[])[] }
  | { readonly ask: 'candidates'; readonly selectors: Selectors };

/** How long a worker waits for another question before it ends, in milliseconds: its index of a text is large. */
const patience = 60_000;

/** A place for each passage of each list asked for, or a passage's candidates in the one list. */
type Places = readonly (readonly (Anchor | null)[])[];

interface Reading {
  readonly worker: Worker;
  readonly waiting: ((places: Places) => void)[];
}

/** One worker a text, by text. */
const readings = new Map<string, Reading>();

/**
 * Where each passage of each list is in the text now, or `null` where it is gone or cannot be told from another. Those of a
 * list are looked up together.
 */
export function locateLists(text: string, lists: readonly (readonly Selectors[])[]): Promise<Places> {
  return ask(text, { ask: 'locate', lists });
}

/** The places most like the passage that are worth offering, best first. */
export async function candidates(text: string, selectors: Selectors): Promise<readonly Anchor[]> {
  const [places] = await ask(text, { ask: 'candidates', selectors });
  return (places ?? []).filter((place) => place !== null);
}

function ask(text: string, question: AnchorQuestion): Promise<Places> {
  const { worker, waiting } = readings.get(text) ?? read(text);
  return new Promise((resolve) => {
    waiting.push(resolve);
    worker.postMessage(question);
  });
}

function read(text: string): Reading {
  // Another text is open now: workers that wait for questions about the last one have done their part.
  for (const [other, { waiting }] of readings) if (!waiting.length) end(other);
  const worker = startWorker('anchoring');
  const waiting: Reading['waiting'] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<Places>) => {
    waiting.shift()?.(data);
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!waiting.length) end(text);
    }, patience);
  });
  worker.postMessage({ ask: 'read', text } satisfies AnchorQuestion);
  const reading = { worker, waiting };
  readings.set(text, reading);
  return reading;
}

function end(text: string): void {
  readings.get(text)?.worker.terminate();
  readings.delete(text);
}
