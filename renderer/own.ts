import { computed, signal } from '@lit-labs/signals';
import type { Draft } from '../core/completing.ts';
import type { DroppedFile } from '../core/exchange.ts';
import { state } from './state.ts';
import { ownWords } from './words/own-words.ts';

/** What is asked about files that come into the reader's folder, and how the library is narrowed down. */
export const own = {
  /** The file that is being completed. */
  draft: signal<Draft | null>(null),
  /** Why the last answers did not make a brief of it. */
  faults: signal<readonly string[]>([]),
  /** A dropped file that has another text than the brief of its id. */
  replacing: signal<{ readonly file: DroppedFile; readonly title: string } | null>(null),
  filter: signal(''),
  show: signal<'all' | 'unread' | 'own'>('all'),
} as const;

export const ownWord = computed(() => ownWords[state.lang.get()]);
