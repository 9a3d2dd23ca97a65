import { describe } from '../../core/anchor.ts';
import {
  type Annotation,
  type AnnotationContent,
  annotate,
  type Colour,
  contentOf,
  reattach,
  revise,
} from '../../core/annotation.ts';
import { briefUrn } from '../../core/brief.ts';
import { type Passage, state, words } from '../state.ts';
import { say, takeInText } from './places.ts';
import { link, movedPosition } from './positions.ts';
import { showPane } from './settings.ts';
import { commit } from './writing.ts';

/** Marks a passage and takes the new annotation in hand. */
export function mark(passage: Passage, colour: Colour): void {
  const brief = state.brief.get();
  if (!brief || passage.start >= passage.end) return;
  const made = annotate({
    uuid: crypto.randomUUID(),
    at: new Date().toISOString(),
    source: briefUrn(brief),
    revision: brief.revision,
    selectors: describe(brief.text, passage.start, passage.end),
    content: { colour, note: '', tags: [] },
  });
  commit([{ of: 'annotation', id: made.id, before: null, after: made }]);
  state.selection.set(null);
  takeInText(made.id);
  say(words.get().said.marked(words.get().colours[colour]));
}

/** Colours the annotation in hand, or marks the selection. */
export function colourSelection(colour: Colour): void {
  const selection = state.selection.get();
  const current = state.current.get();
  if (selection) mark(selection, colour);
  else if (current) editAnnotation(current, { colour });
  else say(words.get().said.selectFirst);
}

/** Opens the note of the annotation in hand, marking the selection first where there is one. */
export function writeNote(): void {
  const selection = state.selection.get();
  if (selection) mark(selection, 'yellow');
  const current = state.current.get();
  if (!current) {
    say(words.get().said.selectFirst);
    return;
  }
  showPane('annotations');
  state.writing.set(current);
}

/** @param key joins the strokes of one piece of writing into one step of undo. */
export function editAnnotation(
  id: string,
  change: Partial<AnnotationContent>,
  key: string | null = null,
): void {
  const before = annotationById(id);
  if (!before) return;
  const after = revise(before, { ...contentOf(before), ...change }, new Date().toISOString());
  commit([{ of: 'annotation', id, before, after }], key);
}

/** Deletes an annotation and its links to proposals; one undo brings both back. */
export function deleteAnnotation(id: string): void {
  const before = annotationById(id);
  if (!before) return;
  const unlinked = Object.entries(state.positions.get())
    .filter(([, position]) => position.passages.includes(id))
    .map(([proposal, position]) =>
      movedPosition(proposal, { passages: position.passages.filter((passage) => passage !== id) }),
    );
  commit([{ of: 'annotation', id, before, after: null }, ...unlinked]);
  if (state.current.get() === id) takeInText(null);
  say(words.get().said.deleted);
}

/** Sets an orphan on the passage now selected. */
export function reattachToSelection(id: string): void {
  const before = annotationById(id);
  const brief = state.brief.get();
  const selection = state.selection.get();
  if (!before || !brief || !selection) {
    say(words.get().reattachHint);
    return;
  }
  const selectors = describe(brief.text, selection.start, selection.end);
  const after = reattach(before, { selectors, revision: brief.revision }, new Date().toISOString());
  commit([{ of: 'annotation', id, before, after }]);
  state.selection.set(null);
  state.current.set(id);
}

function annotationById(id: string): Annotation | null {
  return state.annotations.get().find((annotation) => annotation.id === id) ?? null;
}

/** Links the annotation in hand to a proposal, marking the selection first where there is one. */
export function linkSelection(proposal: string): void {
  const selection = state.selection.get();
  if (selection) mark(selection, 'yellow');
  const current = state.current.get();
  if (current) link(proposal, current);
}
