import type { Colour } from '../../core/annotation.ts';
import { blockAt } from '../../core/brief.ts';
import { type CommandId, commands } from '../../core/commands.ts';
import type { Settings } from '../../core/settings.ts';
import { sentenceAt } from '../../core/text/sentence.ts';
import { colourSelection, deleteAnnotation, mark, writeNote } from '../actions/annotations.ts';
import { toggleSideBySide } from '../actions/beside.ts';
import { openBoard, printBoard, redoOnBoard, undoOnBoard } from '../actions/board.ts';
import { openNeighbour, openOtherEdition } from '../actions/briefs.ts';
import { chooseExport, exportEverything, importAnnotations } from '../actions/exchange.ts';
import { openGlossary } from '../actions/glossary.ts';
import { moveEnd, reattachNext } from '../actions/passages.ts';
import { goToNeighbourAnnotation, goToPassage, say, takeInText } from '../actions/places.ts';
import { goToNeighbourHit, openFindBar } from '../actions/search.ts';
import { setSettings, showPane, toggleColumn, uncoverText } from '../actions/settings.ts';
import { redoLast, undoLast } from '../actions/writing.ts';
import { finding, hitsInText } from '../state/finding.ts';
import { currentMark, type Passage, state, words } from '../state.ts';
import { copyWithSource } from '../text/citation.ts';
import { focusNextPane } from './pane-focus.ts';

const sizes = { smallest: 14, largest: 28, step: 2 } as const;

const actions: Readonly<Record<CommandId, () => unknown>> = {
  'print-pdf': () => (state.view.get() === 'lineage' ? printBoard('pdf') : print('pdf', false)),
  'print-paper': () => (state.view.get() === 'lineage' ? printBoard('paper') : print('paper', false)),
  'print-selection': () => print('pdf', true),
  'export-annotations': () => chooseExport(null),
  'import-annotations': () => importAnnotations(null),
  undo: () => (state.view.get() === 'lineage' ? undoOnBoard() : undoLast()),
  redo: () => (state.view.get() === 'lineage' ? redoOnBoard() : redoLast()),
  find,
  'find-next': () => goToNeighbourHit(1),
  'find-previous': () => goToNeighbourHit(-1),
  'copy-citation': copyWithSource,
  'export-all': exportEverything,
  'import-archive': () => importAnnotations('archive'),
  restore: () => state.dialog.set('restore'),
  palette: () => state.dialog.set('palette'),
  'toggle-library': () => toggleColumn('library'),
  'toggle-side-pane': () => toggleColumn('side'),
  'show-summary': () => showPane('summary'),
  'show-proposals': () => showPane('proposals'),
  'show-annotations': () => showPane('annotations'),
  'paragraph-numbers': () => setSettings({ paragraphNumbers: !state.settings.get().paragraphNumbers }),
  larger: () => resize(sizes.step),
  smaller: () => resize(-sizes.step),
  'theme-system': () => setTheme(null),
  'theme-light': () => setTheme('light'),
  'theme-dark': () => setTheme('dark'),
  'theme-sepia': () => setTheme('sepia'),
  'theme-contrast': () => setTheme('contrast'),
  'interface-language': () => setSettings({ lang: state.lang.get() === 'fr' ? 'en' : 'fr' }),
  'other-edition': openOtherEdition,
  'side-by-side': toggleSideBySide,
  'go-to-paragraph': () => state.dialog.set('paragraph'),
  'follow-proposals': openBoard,
  glossary: openGlossary,
  'next-brief': () => openNeighbour(1),
  'previous-brief': () => openNeighbour(-1),
  'next-annotation': () => goToNeighbourAnnotation(1),
  'previous-annotation': () => goToNeighbourAnnotation(-1),
  'next-pane': () => focusNextPane(1),
  'previous-pane': () => focusNextPane(-1),
  caret: toggleCaret,
  'mark-yellow': () => colourSelection('yellow'),
  'mark-green': () => colourSelection('green'),
  'mark-blue': () => colourSelection('blue'),
  'mark-pink': () => colourSelection('pink'),
  'mark-sentence': () => markAtCaret(sentenceHere()),
  'mark-block': () => markAtCaret(blockHere()),
  'mark-hit': markHit,
  note: writeNote,
  'link-proposal': chooseProposal,
  'start-earlier': () => moveEnd('start', -1),
  'start-later': () => moveEnd('start', 1),
  'end-earlier': () => moveEnd('end', -1),
  'end-later': () => moveEnd('end', 1),
  reattach: reattachNext,
  'delete-annotation': deleteCurrent,
  help: () => state.dialog.set('help'),
};

const annotating = new Set(commands.filter(({ menu }) => menu === 'annotate').map(({ id }) => id));

/**
 * Runs a command, wherever it was asked for: menu, palette or keyboard. Nothing is done behind an open sheet, nor to a mark
 * in a text that the glossary or the board covers.
 */
export function runCommand(id: CommandId): void {
  if (state.dialog.get() !== null) return;
  if (annotating.has(id) && state.view.get() !== 'text') say(words.get().said.selectFirst);
  else actions[id]();
}

/** The dialog and what it needs are loaded when they are first asked for. */
async function print(to: 'pdf' | 'paper', choosing: boolean): Promise<void> {
  const { openPrintDialog } = await import('../actions/printing.ts');
  await import('../print-dialog/print-sheet.ts');
  await openPrintDialog(to, choosing);
}

function find(): void {
  openFindBar();
  void document.querySelector('find-bar')?.takeFocus();
}

function resize(step: number): void {
  const size = state.settings.get().textSize + step;
  setSettings({ textSize: Math.min(sizes.largest, Math.max(sizes.smallest, size)) });
}

function setTheme(theme: Settings['theme']): void {
  setSettings({ theme });
}

function toggleCaret(): void {
  const on = !state.caret.get();
  state.caret.set(on);
  say(on ? words.get().caretOn : words.get().caretOff);
  if (on) document.querySelector('reading-pane')?.focus();
}

function deleteCurrent(): void {
  const current = state.current.get();
  if (current) deleteAnnotation(current);
  else say(words.get().said.selectFirst);
}

/** Opens the list of proposals beside the selection, or beside the annotation in hand, wherever it was taken up. */
async function chooseProposal(): Promise<void> {
  const mark = currentMark.get();
  if (!state.brief.get()?.proposals.length) {
    say(words.get().noProposals);
    return;
  }
  if (!state.selection.get()) {
    if (!mark) {
      say(words.get().said.selectFirst);
      return;
    }
    if (!state.inText.get()) goToPassage(mark);
    takeInText(mark.annotation.id);
  }
  uncoverText();
  await document.querySelector('selection-toolbar')?.chooseProposal();
}

/** The colour last used, so that a mark made without the toolbar is of the kind the reader is making. */
function usualColour(): Colour {
  return state.annotations.get().at(-1)?.target.styleClass ?? 'yellow';
}

function markAtCaret(passage: Passage | null): void {
  if (passage) mark(passage, usualColour());
}

/** The hit of a search that the reader is at, be it found in the text or opened from a list. */
function markHit(): void {
  const hit = hitsInText.get()[finding.at.get()];
  if (hit) mark(hit, usualColour());
  else say(words.get().said.findFirst);
}

/** Where the reader is: the caret, the annotation in hand, or the block at the top of the window. */
function place(): number {
  const brief = state.brief.get();
  return state.caretAt.get() ?? currentMark.get()?.start ?? brief?.blocks[state.topBlock.get()]?.start ?? 0;
}

function sentenceHere(): Passage | null {
  const brief = state.brief.get();
  return brief && sentenceAt(brief, place());
}

function blockHere(): Passage | null {
  const brief = state.brief.get();
  return brief?.blocks[blockAt(brief.blocks, place())] ?? null;
}
