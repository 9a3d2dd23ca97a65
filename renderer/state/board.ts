import { computed, signal } from '@lit-labs/signals';
import type { Glossary } from '../../core/glossary-schema.ts';
import {
  type Board,
  type BoardFilter,
  type BoardProposal,
  filterBoard,
  wholeBoard,
} from '../../core/lineage/lineage.ts';
import type { Position, Positions } from '../../core/position.ts';
import { landmarkWords } from '../landmarks/landmark-words.ts';
import { state } from '../state.ts';

/** What the board of proposals shows, kept while it is out of sight. */
export const boardState = {
  /** Id of the glossary's term to show, once. */
  termToShow: signal<string | null>(null),
  /** `null` until it is asked for. */
  board: signal<Board | null>(null),
  /** The language it was asked for in. */
  lang: signal(''),
  /** By brief id, of those that are not open: the open one's stand in `state.positions`. */
  positions: signal<ReadonlyMap<string, Positions>>(new Map()),
  filter: signal<BoardFilter>(wholeBoard),
  as: signal<'thread' | 'table'>('thread'),
  /** The glossary in the interface's language, once it is asked for. */
  terms: signal<Glossary | null>(null),
  /** Key of the proposal whose details are shown. */
  chosen: signal<string | null>(null),
} as const;

export const boardWords = computed(() => landmarkWords[state.lang.get()]);

export function positionsOn({ id }: { readonly id: string }): Positions {
  return state.brief.get()?.id === id ? state.positions.get() : (boardState.positions.get().get(id) ?? {});
}

export function positionOf({ brief, proposal }: BoardProposal): Position | undefined {
  return positionsOn(brief)[proposal.id];
}

/** What the filters let through. */
export const shownProposals = computed((): readonly BoardProposal[] => {
  const board = boardState.board.get();
  return board ? filterBoard(board, boardState.filter.get(), positionsOn) : [];
});
