import { computed, signal } from '@lit-labs/signals';
import type { ImportChoices, ImportItem, ImportPreview } from '../core/exchange.ts';
import { state } from './state.ts';
import { exchangeWords } from './words/exchange.ts';

/** A preview whose items have been unpacked. */
export interface ShownPreview extends Omit<ImportPreview, 'items'> {
  readonly items: readonly ImportItem[];
}

/** What the sheets for files of annotations show. */
export const exchange = {
  /** Ids of the annotations chosen for export; `null` where none were. */
  chosen: signal<ReadonlySet<string> | null>(null),
  /** What the file at hand would do. */
  preview: signal<ShownPreview | null>(null),
  /** What the reader wants done with what is in conflict. */
  choices: signal<ImportChoices>(choicesAtFirst(false)),
  /** Whether a file is being read. */
  busy: signal(false),
} as const;

/** Nothing of the reader's own gives way unasked. */
export function choicesAtFirst(settings: boolean): ImportChoices {
  const mine = { all: 'mine', others: {} } as const;
  return { annotations: mine, positions: mine, briefs: mine, settings };
}

/** What becomes of a conflict at a place of the preview. */
export function choiceOf<K extends ConflictKind>(kind: K, index: number): ImportChoices[K]['all'] {
  const { all, others } = exchange.choices.get()[kind];
  return others[index] ?? all;
}

export type ConflictKind = 'annotations' | 'positions' | 'briefs';

export const sheetWords = computed(() => exchangeWords[state.lang.get()]);
