import { describe } from '../../core/anchor.ts';
import {
  type Annotation,
  type AnnotationContent,
  annotate,
  type Colour,
  contentOf,
  revise,
} from '../../core/annotation.ts';
import { briefUrn } from '../../core/brief.ts';
import type { Change } from '../../core/history.ts';
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
  else if (current) {
    editAnnotation(current, { colour });
    say(words.get().said.marked(words.get().colours[colour]));
  } else say(words.get().said.selectFirst);
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

/** Changes several annotations in one step of undo. */
export function editAnnotations(
  ids: ReadonlySet<string>,
  change: (content: AnnotationContent) => Partial<AnnotationContent>,
): void {
  const at = new Date().toISOString();
  const changes = withIds(ids).map((before): Change => {
    const content = contentOf(before);
    const after = revise(before, { ...content, ...change(content) }, at);
    return { of: 'annotation', id: before.id, before, after };
  });
  commit(changes);
  say(words.get().said.changedMany(changes.length));
}

export function deleteAnnotation(id: string): void {
  if (deleteAll(new Set([id]))) say(words.get().said.deleted);
}

export function deleteAnnotations(ids: ReadonlySet<string>): void {
  say(words.get().said.deletedMany(deleteAll(ids)));
}

/** Deletes annotations and their links to proposals; one undo brings all back. Answers how many there were. */
function deleteAll(ids: ReadonlySet<string>): number {
  const deleted = withIds(ids).map(
    (before): Change => ({ of: 'annotation', id: before.id, before, after: null }),
  );
  const unlinked = Object.entries(state.positions.get())
    .filter(([, { passages }]) => passages.some((id) => ids.has(id)))
    .map(([proposal, { passages }]) =>
      movedPosition(proposal, { passages: passages.filter((id) => !ids.has(id)) }),
    );
  commit([...deleted, ...unlinked]);
  if (ids.has(state.current.get() ?? '')) takeInText(null);
  return deleted.length;
}

function withIds(ids: ReadonlySet<string>): readonly Annotation[] {
  return state.annotations.get().filter(({ id }) => ids.has(id));
}

function annotationById(id: string): Annotation | null {
  return state.annotations.get().find((annotation) => annotation.id === id) ?? null;
}

/** Links the annotation in hand to a proposal, marking the selection first where there is one. */
export function linkSelection(proposal: string): void {
  const selection = state.selection.get();
  if (selection) mark(selection, 'yellow');
  const current = state.current.get();
  if (!current) return;
  link(proposal, current);
  const title = state.brief.get()?.proposals.find(({ id }) => id === proposal)?.title ?? proposal;
  say(words.get().linkedTo(title));
}
