import type { Change } from '../../core/history.ts';
import {
  type BoardFormat,
  type BoardPage,
  type BoardWording,
  boardBody,
  boardCsv,
  boardMarkdown,
} from '../../core/lineage/board-export.ts';
import { type BoardFilter, type BoardProposal, boardOf } from '../../core/lineage/lineage.ts';
import { type Decision, isDecided, type Position, type Positions } from '../../core/position.ts';
import { dateOf } from '../dates.ts';
import { handOverDrafts } from '../drafts.ts';
import { partyName } from '../panes/parties.ts';
import { boardState, boardWords, positionOf, positionsOn, shownProposals } from '../state/board.ts';
import { state, words } from '../state.ts';
import { open } from './briefs.ts';
import { api, ask } from './main-process.ts';
import { say, tell } from './places.ts';
import { movedPosition } from './positions.ts';
import { showProposal } from './settings.ts';
import {
  commit,
  commitElsewhere,
  endWriting,
  redoLast,
  replayElsewhere,
  saveAll,
  undoLast,
} from './writing.ts';

/** What the reader does on the board of proposals, over all briefs. */

api.on('libraryChanged', () => {
  if (boardState.board.get()) void readBoard();
});

export function openBoard(): void {
  state.view.set('lineage');
  void readBoard();
}

/** Reads the proposals of all briefs anew, in the interface's language. */
export async function readBoard(): Promise<void> {
  const lang = state.lang.get();
  boardState.lang.set(lang);
  await saveAll();
  const briefs = await ask(api.library.proposals(lang));
  if (!briefs || boardState.lang.get() !== lang) return;
  boardState.positions.set(new Map(briefs.map(({ id, positions }) => [id, positions])));
  boardState.board.set(boardOf(briefs));
}

export function filterBy(change: Partial<BoardFilter>): void {
  boardState.filter.set({ ...boardState.filter.get(), ...change });
}

export function choose(key: string | null): void {
  boardState.chosen.set(key);
}

/** Opens the brief of a proposal, with the proposal in hand. */
export async function openProposal({ brief, proposal }: BoardProposal): Promise<void> {
  await open({ id: brief.id, lang: brief.lang });
  showProposal(proposal.id);
}

/** The briefs that were written on from the board, the latest last, and those whose step was taken back. */
const done: string[] = [];
let undone: string[] = [];
/** What is being written, so that its strokes make one step. */
let writing: string | null = null;

export function decideOn(entry: BoardProposal, decision: Decision): void {
  if ((positionOf(entry)?.decision ?? 'to-study') === decision) return;
  change(entry, { decision }, null);
  say(words.get().said.position(entry.proposal.title, words.get().decisions[decision]));
}

export function remarkOn(entry: BoardProposal, remark: string): void {
  if ((positionOf(entry)?.remark ?? '') === remark) return;
  change(entry, { remark }, `remark ${entry.proposal.id}`);
}

export function endRemark({ brief }: BoardProposal): void {
  writing = null;
  if (isOpen(brief.id)) endWriting();
}

function change({ brief, proposal }: BoardProposal, to: Partial<Position>, key: string | null): void {
  const made = [movedPosition(proposal.id, to, positionsOn(brief))];
  const stroke = key && `${brief.id} ${key}`;
  if (!stroke || stroke !== writing) done.push(brief.id);
  writing = stroke;
  undone = [];
  if (isOpen(brief.id)) commit(made, key);
  else {
    commitElsewhere(brief.id, made, key);
    show(brief.id, made);
  }
}

function isOpen(brief: string): boolean {
  return state.brief.get()?.id === brief;
}

/** Shows on the board what has changed on a brief that is not open. */
function show(brief: string, changes: readonly Change[]): void {
  const positions = new Map(Object.entries(boardState.positions.get().get(brief) ?? {}));
  for (const { of, id, after } of changes) {
    if (of !== 'position') continue;
    if (after === null) positions.delete(id);
    else positions.set(id, after);
  }
  const now: Positions = Object.fromEntries(positions);
  boardState.positions.set(new Map([...boardState.positions.get(), [brief, now]]));
}

/** Takes back what was last done on the board, whichever brief it was on. */
export function undoOnBoard(): Promise<void> {
  return replay('undo', done, undone);
}

export function redoOnBoard(): Promise<void> {
  return replay('redo', undone, done);
}

async function replay(kind: 'undo' | 'redo', from: string[], to: string[]): Promise<void> {
  handOverDrafts();
  writing = null;
  const brief = from.pop();
  const { said } = words.get();
  if (brief === undefined) {
    say(kind === 'undo' ? said.nothingToUndo : said.nothingToRedo);
    return;
  }
  to.push(brief);
  if (isOpen(brief)) {
    if (kind === 'undo') await undoLast();
    else await redoLast();
    return;
  }
  const changes = await replayElsewhere(kind, brief);
  if (changes) show(brief, changes);
  say(kind === 'undo' ? said.undone : said.redone);
}

/** Writes what is shown of the board into a file the reader chooses. */
export async function exportBoard(format: BoardFormat): Promise<void> {
  const board = boardState.board.get();
  if (!board) return;
  const exported = { board, shown: shownProposals.get(), positionsOn, wording: wording() };
  const text = format === 'csv' ? boardCsv(exported) : boardMarkdown(exported);
  const written = await ask(api.library.exportBoard(format, text));
  if (written) tell(boardWords.get().exported(written.file));
}

/** Prints what is shown of the board. */
export async function printBoard(to: 'pdf' | 'paper'): Promise<void> {
  const board = boardState.board.get();
  const shown = shownProposals.get();
  if (!board || !shown.length) return;
  const b = boardWords.get();
  say(words.get().printing);
  const decided = shown.filter((entry) => isDecided(positionOf(entry))).length;
  const page: BoardPage = {
    title: b.board,
    standfirst:
      shown.length < board.size ? b.boardPart(shown.length, board.size) : b.boardFacts(board.size, decided),
    summary: [b.printedLinks],
    kind: b.landmarks,
    place: words.get().appName,
    lang: state.lang.get(),
    body: boardBody({ board, shown, positionsOn, wording: wording() }),
  };
  const printed = await ask(api.print.board(page, to));
  if (printed) tell(words.get().printed(printed.files.join(', ')));
}

function wording(): BoardWording {
  const lang = state.lang.get();
  const { columns, board, colon } = boardWords.get();
  return {
    columns,
    title: board,
    colon,
    decisions: words.get().decisions,
    bases: words.get().lineageBasis,
    date: (date) => dateOf(date, lang),
    country: (code) => partyName(code, lang),
  };
}
