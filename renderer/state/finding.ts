import { computed, signal } from '@lit-labs/signals';
import type { FoundAnywhere } from '../../core/api.ts';
import type { Brief } from '../../core/brief.ts';
import { findLetters, findRows, type Row, type Stretch } from '../../core/search/find.ts';
import { state } from '../state.ts';
import { searchWordsOf } from '../words/search.ts';

/** What is looked for: everywhere, and in the open text. */
export const finding = {
  /** What was last found everywhere, and for which words. */
  everywhere: signal<{ readonly typed: string; readonly found: FoundAnywhere } | null>(null),
  /** What is looked for in the text, letter by letter or (`rows`) as it was found everywhere; `null` while the bar is closed. */
  inText: signal<{ readonly typed: string; readonly rows: readonly Row[] | null } | null>(null),
  /** Which of the hits in the text the reader is at; -1 for none. */
  at: signal(-1),
} as const;

export const searchWords = computed(() => searchWordsOf[state.lang.get()]);

/** The hits in the open text, in reading order. */
export const hitsInText = computed(() => hitsIn(state.brief.get()));
/** Those in the edition beside it, which are shown but not counted or gone to. */
export const hitsBeside = computed(() => hitsIn(state.beside.get()));

function hitsIn(brief: Brief | null): readonly Stretch[] {
  const wanted = finding.inText.get();
  if (!wanted || !brief) return [];
  return wanted.rows ? findRows(brief.text, wanted.rows) : findLetters(brief.text, wanted.typed);
}
