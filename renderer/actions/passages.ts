import { describe } from '../../core/anchor.ts';
import { type Annotation, quoteOf, reattach } from '../../core/annotation.ts';
import { stretch } from '../../core/text/stretch.ts';
import { currentMark, isKept, marks, orphans, type Passage, state, words } from '../state.ts';
import { allArrived } from './arriving.ts';
import { goToPassage, say, showInPane, takeInText } from './places.ts';
import { commit } from './writing.ts';

/** Where annotations stand in the text: moved, confirmed, re-attached or kept without a place. */

/** Sets an annotation on another passage, or on the words that its passage has now. */
export function setPassage(id: string, { start, end }: Passage): void {
  const brief = state.brief.get();
  if (!brief || start >= end) return;
  replace(id, (before, at) =>
    reattach(before, { selectors: describe(brief.text, start, end), revision: brief.revision }, at),
  );
}

/** Moves one end of the mark in hand by a word. */
export function moveEnd(side: 'start' | 'end', step: 1 | -1): void {
  const brief = state.brief.get();
  const mark = currentMark.get();
  if (!brief || !mark) {
    say(words.get().said.takeFirst);
    return;
  }
  const moved = stretch(brief, mark, side, step);
  if (moved) setPassage(mark.annotation.id, moved);
  say(brief.text.slice(moved?.start ?? mark.start, moved?.end ?? mark.end));
}

/**
 * Sets the orphan in hand on the selection. Where none is in hand the next one is taken, so that two presses of the same
 * keys, with a selection made in between, re-attach one after the other.
 */
export async function reattachNext(): Promise<void> {
  await allArrived();
  const waiting = orphans.get().filter((annotation) => !isKept(annotation));
  const current = orphans.get().find(({ id }) => id === state.current.get());
  if (current && state.selection.get()) {
    reattachOrphan(current.id, null);
    return;
  }
  const next = waiting[(current ? waiting.indexOf(current) + 1 : 0) % waiting.length];
  if (!next) {
    say(words.get().said.noOrphan);
    return;
  }
  showInPane(next.id);
  say(words.get().said.orphan(quoteOf(next)));
}

/** Confirms that the changed words of a passage are those the annotation is on. */
export function confirmPassage(id: string): void {
  const mark = marks.get().find(({ annotation }) => annotation.id === id);
  if (!mark) return;
  setPassage(id, mark);
  say(words.get().said.confirmed);
}

/** Sets an orphan on the passage now selected, or else on `nearest`. */
export function reattachOrphan(id: string, nearest: Passage | null): void {
  const passage = state.selection.get() ?? nearest;
  if (!passage) {
    say(words.get().reattachHint);
    return;
  }
  setPassage(id, passage);
  state.selection.set(null);
  goToPassage(passage);
  takeInText(id);
  say(words.get().said.reattached);
}

/** Keeps an orphan as it is: it is no longer offered to be re-attached, as long as this revision stands. */
export function keepOrphan(id: string): void {
  const brief = state.brief.get();
  if (!brief) return;
  replace(id, (before, at) =>
    reattach(before, { selectors: before.target.selector, revision: brief.revision }, at),
  );
  state.pointed.set(null);
  say(words.get().said.keptOrphan);
}

function replace(id: string, change: (before: Annotation, at: string) => Annotation): void {
  const before = state.annotations.get().find((annotation) => annotation.id === id);
  if (before) commit([{ of: 'annotation', id, before, after: change(before, new Date().toISOString()) }]);
}
