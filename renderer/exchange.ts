import { computed, signal } from '@lit-labs/signals';
import type { ImportPreview } from '../core/exchange.ts';
import type { ConflictChoice } from '../core/importing/conflicts.ts';
import { state } from './state.ts';
import { exchangeWords } from './words/exchange.ts';

/** What the sheets for files of annotations show. */
export const exchange = {
  /** Ids of the annotations chosen for export; `null` where none were. */
  chosen: signal<ReadonlySet<string> | null>(null),
  /** What the file at hand would do. */
  preview: signal<ImportPreview | null>(null),
  /** What to do with conflicts that no other choice is made for. */
  conflicts: signal<ConflictChoice>('mine'),
  /** By the item's index. */
  others: signal<ReadonlyMap<number, ConflictChoice>>(new Map()),
  /** Whether a file is being read. */
  busy: signal(false),
} as const;

export const sheetWords = computed(() => exchangeWords[state.lang.get()]);
