import type { Annotation } from '../../core/annotation.ts';
import type { PackedHistory } from '../../core/api.ts';
import { type Brief, briefUrn } from '../../core/brief.ts';
import {
  follow as after,
  type Change,
  type History,
  inParts,
  type Move,
  noHistory,
  redo,
  undo,
} from '../../core/history.ts';
import { unpack } from '../../core/packed.ts';
import { withChanges } from '../arrival.ts';
import { handOverDrafts } from '../drafts.ts';
import { createSaver } from '../saver.ts';
import { state, words } from '../state.ts';
import { allArrived, changedMeanwhile } from './arriving.ts';
import { recount, refreshLibrary } from './library.ts';
import { api, ask } from './main-process.ts';
import { say } from './places.ts';
import { placeAll, placeElsewhere } from './placing.ts';

/** What the reader writes: every change passes here, so that it can be undone and is saved. */

/** Whether something was written on a brief that is not open, so that the counts here do not tell of it. */
let wroteElsewhere = false;

const saver = createSaver(api, (report) => {
  state.saving.set(report.kind === 'failed' ? { kind: 'failed', sentence: report.failure.sentence } : report);
  if (report.kind !== 'saved') return;
  if (wroteElsewhere) void refreshLibrary();
  else void allArrived().then(recount);
  wroteElsewhere = false;
});

/** How long the moves of the history may wait before they are kept, in milliseconds. */
const longestWait = 300;

/** The history as the main process has it of the open brief, once it has said so, and what it does not know yet. */
let recalled: Promise<unknown> = Promise.resolve();
let moves: Move[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Brings back what could be undone on a brief that has just been opened. */
export function recallHistory(brief: string): void {
  state.history.set(noHistory);
  recalled = recall(brief).then((kept) => {
    if (!kept || state.brief.get()?.id !== brief) return;
    // What was done meanwhile comes after it.
    state.history.set(moves.reduce<History>(after, kept));
  });
}

/** What the main process has kept of a brief's history. */
async function recall(brief: string): Promise<History | null> {
  const kept = await ask(api.history.read(brief));
  const unpacked = (steps: PackedHistory['done']) =>
    steps.map(({ changes, key }) => ({ changes: unpack(changes), key }));
  return kept && { done: unpacked(kept.done), undone: unpacked(kept.undone) };
}

/** Lets the main process follow, a part at a time. */
async function follow(brief: string, moves: readonly Move[]): Promise<void> {
  for (const part of inParts(moves)) await api.history.follow(brief, part);
}

function move(made: Move): void {
  state.history.set(after(state.history.get(), made));
  if (!moves.length) timer = setTimeout(keepHistory, longestWait);
  moves.push(made);
}

/** What the main process is being told of the histories of briefs that are not open. */
let told: Promise<unknown> = Promise.resolve();

function tell(brief: string, made: Move): void {
  told = told.then(() => follow(brief, [made]));
}

/** Writes on a brief that is not open. What can be undone on it is there when it is opened. */
export function commitElsewhere(brief: string, changes: readonly Change[], key: string | null): void {
  tell(brief, { kind: 'record', changes, key });
  wroteElsewhere = true;
  saver.save(brief, changes);
}

/**
 * Takes back, or does again, what was last done on a brief that is not open; answers what that changed. One after the other:
 * the step to take is the main process's to tell, once it knows of those before.
 */
export function replayElsewhere(kind: 'undo' | 'redo', brief: string): Promise<readonly Change[] | null> {
  const replayed = told.then(async () => {
    await saver.flush();
    const history = await recall(brief);
    const made = history && (kind === 'undo' ? undo(history) : redo(history));
    if (!made) return null;
    await follow(brief, [{ kind }]);
    wroteElsewhere = true;
    saver.save(brief, made.changes);
    return made.changes;
  });
  told = replayed;
  return replayed;
}

/** Tells the main process what happened to the history. Where it can't be kept, what is written is safe all the same. */
async function keepHistory(): Promise<void> {
  clearTimeout(timer);
  const brief = state.brief.get();
  if (!brief || !moves.length) return;
  await recalled;
  const made = moves;
  moves = [];
  await follow(brief.id, made);
}

/** Hands over what is being typed, and tries at once what is not yet on disk; resolves when nothing is under way. */
export async function saveAll(): Promise<void> {
  handOverDrafts();
  await Promise.all([saver.flush(), keepHistory(), told]);
}

/** @param key joins the strokes of one piece of writing into one step of undo. */
export function commit(changes: readonly Change[], key: string | null = null): void {
  if (!changes.length) return;
  move({ kind: 'record', changes, key });
  apply(changes);
}

function apply(changes: readonly Change[]): void {
  const brief = state.brief.get();
  if (!brief) return;
  const annotations = changes.filter((change) => change.of === 'annotation');
  if (annotations.length) {
    changedMeanwhile(annotations);
    state.annotations.set(withChanges(state.annotations.get(), annotations));
  }
  const positions = changes.filter((change) => change.of === 'position');
  if (positions.length) {
    const now = new Map(Object.entries(state.positions.get()));
    for (const { id, after } of positions) {
      if (after === null) now.delete(id);
      else now.set(id, after);
    }
    state.positions.set(Object.fromEntries(now));
  }
  void placeAll();
  if (annotations.some(({ before, after }) => isElsewhere(brief, before ?? after))) void placeElsewhere();
  saver.save(brief.id, changes);
}

function isElsewhere(brief: Brief, annotation: Annotation | null): boolean {
  return annotation !== null && annotation.target.source !== briefUrn(brief);
}

/** What was done before a restart is waited for: it comes a moment after the text. */
export async function undoLast(): Promise<void> {
  handOverDrafts();
  await recalled;
  replay('undo', undo(state.history.get()));
}

export async function redoLast(): Promise<void> {
  handOverDrafts();
  await recalled;
  replay('redo', redo(state.history.get()));
}

function replay(kind: 'undo' | 'redo', made: ReturnType<typeof undo>): void {
  const { said } = words.get();
  if (!made) {
    say(kind === 'undo' ? said.nothingToUndo : said.nothingToRedo);
    return;
  }
  move({ kind });
  apply(made.changes);
  say(kind === 'undo' ? said.undone : said.redone);
}

/** Ends the stretch of writing that one undo takes back. */
export function endWriting(): void {
  if (state.history.get().done.at(-1)?.key) move({ kind: 'end-writing' });
}
