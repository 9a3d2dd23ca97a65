import { describe } from '../core/anchor.ts';
import {
  type Annotation,
  type AnnotationContent,
  annotate,
  type Colour,
  contentOf,
  quoteOf,
  reattach,
  revise,
} from '../core/annotation.ts';
import type { Api, OpenBrief, Result } from '../core/api.ts';
import { type Brief, briefUrn, type EditionRef } from '../core/brief.ts';
import { type Change, noHistory, record, redo, undo } from '../core/history.ts';
import { type Decision, isDecided, type Position } from '../core/position.ts';
import { changeSettings, type SettingsChange } from '../core/settings.ts';
import { handOverDrafts } from './drafts.ts';
import { libraryGroups } from './library-groups.ts';
import { createSaver, type SaverReport } from './saver.ts';
import { currentMark, marks, type Passage, state, words } from './state.ts';

declare global {
  interface Window {
    readonly api: Api;
  }
}

/** The only way to the main process. All that changes what the panes show goes through the functions below. */
const api = window.api;

const saver = createSaver(api, (report: SaverReport) => {
  state.saving.set(report.kind === 'failed' ? { kind: 'failed', sentence: report.failure.sentence } : report);
  if (report.kind === 'saved') void refreshLibrary();
});

const now = (): string => new Date().toISOString();

/** The value of an answer, or `null` after showing the sentence that says why there is none. */
async function ask<T>(answer: Promise<Result<T>>): Promise<T | null> {
  const result = await answer;
  if (result.ok) return result.value;
  state.notice.set(result.error.sentence);
  return null;
}

/** Fills the state for the first paint, and listens to the main process from then on. */
export async function start(): Promise<void> {
  api.on('libraryChanged', () => void refreshLibrary());
  api.on('closing', () => {
    handOverDrafts();
    void saver.flush();
  });
  const begun = await ask(api.start());
  if (!begun) return;
  state.lang.set(begun.lang);
  state.settings.set(begun.settings.value);
  state.library.set(begun.library);
  state.notice.set(begun.settings.notice);
  if (begun.open) show(begun.open);
}

async function refreshLibrary(): Promise<void> {
  const library = await ask(api.library.list());
  if (library) state.library.set(library);
}

/** Opens an edition at the block where its brief was last left. */
export async function open(edition: EditionRef): Promise<void> {
  const shown = state.brief.get();
  if (shown?.id === edition.id && shown.lang === edition.lang) return;
  handOverDrafts();
  await saver.flush();
  const brief = await ask(api.library.open(edition));
  if (!brief) return;
  if (shown?.id === brief.id) {
    // Another edition of the same brief: what was written on it, and what can be undone, stays.
    showEdition(brief, state.topBlock.get());
    return;
  }
  const [annotations, positions] = await Promise.all([
    ask(api.annotations.read(edition.id)),
    ask(api.positions.read(edition.id)),
  ]);
  if (annotations && positions) show({ brief, annotations, positions });
}

function show({ brief, annotations, positions }: OpenBrief): void {
  state.history.set(noHistory);
  state.annotations.set(annotations.value);
  state.positions.set(positions.value);
  const notice = [annotations.notice, positions.notice].filter((sentence) => sentence !== null).join(' ');
  if (notice) state.notice.set(notice);
  showEdition(brief, state.settings.get().reading[brief.id] ?? 0);
}

function showEdition(brief: Brief, block: number): void {
  state.selection.set(null);
  state.caretAt.set(null);
  takeInText(null);
  state.brief.set(brief);
  document.title = `${brief.title} – ${words.get().appName}`;
  goToBlock(block);
  setSettings({ last: { id: brief.id, lang: brief.lang } });
}

/** The same place of the open brief in its next edition. */
export function openOtherEdition(): void {
  const brief = state.brief.get();
  const editions = state.library.get().briefs.find(({ id }) => id === brief?.id)?.editions ?? [];
  const at = editions.findIndex(({ lang }) => lang === brief?.lang);
  const other = editions[(at + 1) % editions.length];
  if (!brief || !other || other.lang === brief.lang) say(words.get().said.noOtherEdition);
  else void open({ id: brief.id, lang: other.lang });
}

/** The brief `step` places further down the library, as it is listed. */
export function openNeighbour(step: 1 | -1): void {
  const briefs = libraryGroups(state.library.get(), state.lang.get()).flatMap((group) =>
    group.briefs.map(({ brief }) => brief),
  );
  const at = briefs.findIndex(({ id }) => id === state.brief.get()?.id);
  const next = briefs[at + step];
  if (next) void open({ id: next.id, lang: editionFor(next.editions.map(({ lang }) => lang)) });
}

/** Which of a brief's languages to open: the one being read, else the interface's, else the first. */
export function editionFor(langs: readonly string[]): string {
  const wanted = [state.brief.get()?.lang, state.lang.get()];
  return wanted.find((lang) => lang !== undefined && langs.includes(lang)) ?? langs[0] ?? state.lang.get();
}

/** Keeps the block at the top of the window as the reading position. */
export function keepReadingPosition(): void {
  const brief = state.brief.get();
  const block = state.topBlock.get();
  if (brief && state.settings.get().reading[brief.id] !== block)
    setSettings({ reading: { [brief.id]: block } });
}

export function setSettings(change: SettingsChange): void {
  state.settings.set(changeSettings(state.settings.get(), change));
  if (change.lang !== undefined) state.lang.set(change.lang ?? state.lang.get());
  void ask(api.settings.save(change));
}

export function say(sentence: string): void {
  state.said.set(sentence);
}

// Places in the text

export function goToBlock(index: number): void {
  const block = state.brief.get()?.blocks[index];
  if (block) state.goal.set({ start: block.start, end: block.start, at: 'top' });
}

export function goToPassage({ start, end }: Passage): void {
  state.goal.set({ start, end, at: 'middle' });
}

/** Takes an annotation in hand where it stands in the text, or none. */
export function takeInText(id: string | null): void {
  state.current.set(id);
  state.inText.set(id !== null);
}

/** Takes an annotation in hand from a pane and shows its passage. */
export function goToAnnotation(id: string): void {
  state.current.set(id);
  state.inText.set(false);
  const mark = currentMark.get();
  if (mark) goToPassage(mark);
}

/** The next or previous annotation from the one in hand, in reading order and round the ends. */
export function goToNeighbourAnnotation(step: 1 | -1): void {
  const all = marks.get();
  const at = all.findIndex(({ annotation }) => annotation.id === state.current.get());
  const from = at < 0 && step < 0 ? 0 : at;
  const next = all[(from + step + all.length) % all.length];
  if (!next) return;
  goToPassage(next);
  takeInText(next.annotation.id);
  say(quoteOf(next.annotation));
}

// What the reader writes: every change passes here, so that it can be undone and is saved

function commit(changes: readonly Change[], key: string | null = null): void {
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

export async function retrySaving(): Promise<void> {
  await saver.flush();
}

// Annotations

/** Marks a passage and takes the new annotation in hand. */
export function mark(passage: Passage, colour: Colour): void {
  const brief = state.brief.get();
  if (!brief || passage.start >= passage.end) return;
  const made = annotate({
    uuid: crypto.randomUUID(),
    at: now(),
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
  const after = revise(before, { ...contentOf(before), ...change }, now());
  commit([{ of: 'annotation', id, before, after }], key);
}

/** Deletes an annotation and its links to proposals; one undo brings both back. */
export function deleteAnnotation(id: string): void {
  const before = annotationById(id);
  if (!before) return;
  const unlinked = Object.entries(state.positions.get())
    .filter(([, position]) => position.passages.includes(id))
    .map(([proposal, position]) =>
      moved(proposal, { passages: position.passages.filter((passage) => passage !== id) }),
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
  const after = reattach(before, { selectors, revision: brief.revision }, now());
  commit([{ of: 'annotation', id, before, after }]);
  state.selection.set(null);
  state.current.set(id);
}

function annotationById(id: string): Annotation | null {
  return state.annotations.get().find((annotation) => annotation.id === id) ?? null;
}

// Positions

export function decide(proposal: string, decision: Decision): void {
  if ((state.positions.get()[proposal]?.decision ?? 'to-study') === decision) return;
  commit([moved(proposal, { decision })]);
  const title = state.brief.get()?.proposals.find(({ id }) => id === proposal)?.title ?? proposal;
  say(words.get().said.position(title, words.get().decisions[decision]));
}

export function setRemark(proposal: string, remark: string): void {
  if ((state.positions.get()[proposal]?.remark ?? '') === remark) return;
  commit([moved(proposal, { remark })], `remark ${proposal}`);
}

export function link(proposal: string, annotation: string): void {
  const passages = state.positions.get()[proposal]?.passages ?? [];
  if (!passages.includes(annotation)) commit([moved(proposal, { passages: [...passages, annotation] })]);
}

/** Links the annotation in hand to a proposal, marking the selection first where there is one. */
export function linkSelection(proposal: string): void {
  const selection = state.selection.get();
  if (selection) mark(selection, 'yellow');
  const current = state.current.get();
  if (current) link(proposal, current);
}

export function unlink(proposal: string, annotation: string): void {
  const passages = state.positions.get()[proposal]?.passages ?? [];
  commit([moved(proposal, { passages: passages.filter((id) => id !== annotation) })]);
}

function moved(proposal: string, change: Partial<Position>): Change {
  const before = state.positions.get()[proposal] ?? null;
  const untouched: Position = { decision: 'to-study', remark: '', passages: [], date: now() };
  return { of: 'position', id: proposal, before, after: { ...untouched, ...before, ...change, date: now() } };
}

/** The proposals an annotation is linked to. */
export function proposalsOf(annotation: string): Brief['proposals'] {
  const positions = state.positions.get();
  return (state.brief.get()?.proposals ?? []).filter(({ id }) =>
    positions[id]?.passages.includes(annotation),
  );
}

export { isDecided };

// Panes

export function showPane(pane: 'summary' | 'proposals' | 'annotations'): void {
  setSettings({ sidePane: pane, showSidePane: true });
}

export function showProposal(id: string): void {
  showPane('proposals');
  state.proposal.set(id);
}

export function showSource(id: string): void {
  showPane('summary');
  state.source.set(id);
}

/** The first passage of the text that links to a proposal, or `null`. */
export function passageOfProposal(id: string): Passage | null {
  for (const block of state.brief.get()?.blocks ?? []) {
    const span = block.spans.find((span) => span.kind === 'proposal' && span.proposal === id);
    if (span) return { start: block.start + span.start, end: block.start + span.end };
  }
  return null;
}

// Out of the program

export async function printToPdf(): Promise<void> {
  const job = printJob();
  if (!job) return;
  say(words.get().printing);
  const printed = await ask(api.print.pdf(job));
  if (printed) say(words.get().printed(printed.file));
}

export async function printOnPaper(): Promise<void> {
  const job = printJob();
  if (job) await ask(api.print.paper(job));
}

function printJob(): { edition: EditionRef; options: ReturnType<typeof state.settings.get>['print'] } | null {
  const brief = state.brief.get();
  return brief && { edition: { id: brief.id, lang: brief.lang }, options: state.settings.get().print };
}

export async function openLink(url: string): Promise<void> {
  await ask(api.links.open(url));
}
