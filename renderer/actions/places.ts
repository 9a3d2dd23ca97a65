import { quoteOf } from '../../core/annotation.ts';
import { currentMark, marks, type Passage, state } from '../state.ts';
import { allArrived } from './arriving.ts';
import { showPane } from './settings.ts';

/** Says what was done, to those who cannot see it happen. */
export function say(sentence: string): void {
  state.said.set({ sentence });
}

/** How long what is told stays, in milliseconds. */
const untilRead = 20_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells everyone what came of something that ends outside the window, such as a file. */
export function tell(sentence: string): void {
  state.told.set(sentence);
  clearTimeout(timer);
  timer = setTimeout(() => state.told.set(''), untilRead);
}

export function goToBlock(index: number): void {
  const block = state.brief.get()?.blocks[index];
  if (block) state.goal.set({ start: block.start, end: block.start, at: 'top' });
}

export function goToPassage({ start, end }: Passage): void {
  state.view.set('text');
  state.goal.set({ start, end, at: 'middle' });
}

/** Shows a passage that is no mark. */
export function pointAt(passage: Passage): void {
  state.pointed.set(passage);
  goToPassage(passage);
}

/** Takes an annotation in hand where it stands in the text, or none. */
export function takeInText(id: string | null): void {
  state.current.set(id);
  state.inText.set(id !== null);
  state.pointed.set(null);
}

/** Takes an annotation in hand from a pane and shows its passage. */
export async function goToAnnotation(id: string): Promise<void> {
  state.current.set(id);
  state.inText.set(false);
  if (state.arriving.get()) await allArrived();
  if (state.current.get() !== id) return;
  const mark = currentMark.get();
  if (mark) goToPassage(mark);
}

/** Takes an annotation in hand and shows it in the side pane. */
export function showInPane(id: string): void {
  state.current.set(id);
  state.inText.set(false);
  showPane('annotations');
}

/** The next or previous annotation from the one in hand, in reading order and round the ends. */
export async function goToNeighbourAnnotation(step: 1 | -1): Promise<void> {
  if (state.arriving.get()) await allArrived();
  const all = marks.get();
  const at = all.findIndex(({ annotation }) => annotation.id === state.current.get());
  const from = at < 0 && step < 0 ? 0 : at;
  const next = all[(from + step + all.length) % all.length];
  if (!next) return;
  goToPassage(next);
  takeInText(next.annotation.id);
  say(quoteOf(next.annotation));
}

/** The first passage of the text that links to a proposal, or `null`. */
export function passageOfProposal(id: string): Passage | null {
  for (const block of state.brief.get()?.blocks ?? []) {
    const span = block.spans.find((span) => span.kind === 'proposal' && span.proposal === id);
    if (span) return { start: block.start + span.start, end: block.start + span.end };
  }
  return null;
}
