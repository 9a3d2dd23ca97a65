import { type Change, record, redo, undo } from '../../core/history.ts';
import { handOverDrafts } from '../drafts.ts';
import { createSaver } from '../saver.ts';
import { state, words } from '../state.ts';
import { refreshLibrary } from './library.ts';
import { api } from './main-process.ts';
import { say } from './places.ts';

/** What the reader writes: every change passes here, so that it can be undone and is saved. */

const saver = createSaver(api, (report) => {
  state.saving.set(report.kind === 'failed' ? { kind: 'failed', sentence: report.failure.sentence } : report);
  if (report.kind === 'saved') void refreshLibrary();
});

/** Hands over what is being typed, and tries at once what is not yet on disk; resolves when nothing is under way. */
export async function saveAll(): Promise<void> {
  handOverDrafts();
  await saver.flush();
}

/** @param key joins the strokes of one piece of writing into one step of undo. */
export function commit(changes: readonly Change[], key: string | null = null): void {
  if (!changes.length) return;
  state.history.set(record(state.history.get(), changes, key));
  apply(changes);
}

function apply(changes: readonly Change[]): void {
  const brief = state.brief.get();
  if (!brief) return;
  const annotations = new Map(state.annotations.get().map((annotation) => [annotation.id, annotation]));
  const positions = new Map(Object.entries(state.positions.get()));
  for (const change of changes) {
    if (change.of === 'annotation') put(annotations, change.id, change.after);
    else put(positions, change.id, change.after);
  }
  state.annotations.set([...annotations.values()]);
  state.positions.set(Object.fromEntries(positions));
  saver.save(brief.id, changes);
}

function put<T>(map: Map<string, T>, id: string, value: T | null): void {
  if (value === null) map.delete(id);
  else map.set(id, value);
}

export function undoLast(): void {
  handOverDrafts();
  const undone = undo(state.history.get());
  say(undone ? words.get().said.undone : words.get().said.nothingToUndo);
  if (undone) replay(undone);
}

export function redoLast(): void {
  handOverDrafts();
  const redone = redo(state.history.get());
  say(redone ? words.get().said.redone : words.get().said.nothingToRedo);
  if (redone) replay(redone);
}

function replay({ history, changes }: NonNullable<ReturnType<typeof undo>>): void {
  state.history.set(history);
  apply(changes);
}

/** Ends the stretch of writing that one undo takes back. */
export function endWriting(): void {
  const { done, undone } = state.history.get();
  state.history.set({
    done: done.map((step) => (step.key === null ? step : { ...step, key: null })),
    undone,
  });
}
