import { computed, signal } from '@lit-labs/signals';
import type { LibraryBrief } from '../../core/api.ts';
import type { Draft } from '../../core/completing.ts';
import type { DroppedFile } from '../../core/exchange.ts';
import { state } from '../state.ts';
import { ownWords } from '../words/own-words.ts';

/** What is asked about files that come into the reader's folder, and how the library is narrowed down. */
export const own = {
  /** The file that is being completed. */
  draft: signal<Draft | null>(null),
  /** Why the last answers did not make a brief of it. */
  faults: signal<readonly string[]>([]),
  /** A dropped file that has another text than the brief of its id. */
  replacing: signal<{ readonly file: DroppedFile; readonly title: string } | null>(null),
  /** The brief whose tags are being changed. */
  tagging: signal<LibraryBrief | null>(null),
  /** What is to go to the trash once the reader says so: a brief, or a waiting file. */
  trashing: signal<LibraryBrief | string | null>(null),
  filter: signal(''),
  /** Briefs with this tag alone are listed. */
  tag: signal<string | null>(null),
  show: signal<'all' | 'unread' | 'own'>('all'),
} as const;

export const ownWord = computed(() => ownWords[state.lang.get()]);
