import { computed, signal } from '@lit-labs/signals';
import type { ImportChoices, ImportItem, ImportPreview } from '../../core/exchange.ts';
import type { ChosenPlace, OfferedPlace } from '../../core/importing/offered.ts';
import { state } from '../state.ts';
import { exchangeWords } from '../words/exchange.ts';

/** A preview whose items have been unpacked. */
export interface ShownPreview extends Omit<ImportPreview, 'items'> {
  readonly items: readonly ImportItem[];
}

/** What the sheets for files of annotations show. */
export const exchange = {
  /** Ids of the annotations chosen for export; `null` where none were. */
  chosen: signal<ReadonlySet<string> | null>(null),
  /** What the file at hand would do. */
  preview: signal<ShownPreview | null>(null),
  /** What the reader wants done with what is in conflict. */
  choices: signal<ImportChoices>(choicesAtFirst(false)),
  /** Whether a file is being read. */
  busy: signal(false),
} as const;

/** Nothing of the reader's own gives way unasked. */
export function choicesAtFirst(settings: boolean): ImportChoices {
  const mine = { all: 'mine', others: {} } as const;
  return { annotations: mine, positions: mine, briefs: mine, places: {}, settings };
}

/** What becomes of a conflict at a place of the preview. */
export function choiceOf<K extends ConflictKind>(kind: K, index: number): ImportChoices[K]['all'] {
  const { all, others } = exchange.choices.get()[kind];
  return others[index] ?? all;
}

/** The place of the preview's item that the reader has chosen for it, of those it may belong to. */
export function placeOf({ places }: ImportItem, index: number): OfferedPlace | undefined {
  const chosen = exchange.choices.get().places[index];
  return chosen && places.find((place) => isPlace(place, chosen));
}

export function isPlace(one: ChosenPlace, other: ChosenPlace): boolean {
  return one.start === other.start && one.end === other.end && one.revision === other.revision;
}

export type ConflictKind = 'annotations' | 'positions' | 'briefs';

export const sheetWords = computed(() => exchangeWords[state.lang.get()]);
