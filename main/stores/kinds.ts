import { z } from 'zod';
import type { Annotation } from '../../core/annotation.ts';
import { annotation } from '../../core/annotation-schema.ts';
import { briefId, lang, localId } from '../../core/brief-schema.ts';
import { follow, type History, type Move, mostChanges, noHistory, shortened } from '../../core/history.ts';
import { history, move } from '../../core/history-schema.ts';
import { type Position, position, positions } from '../../core/position-schema.ts';
import { changeSettings, defaultSettings, type SettingsChange } from '../../core/settings.ts';
import { type Settings, settingsChange } from '../../core/settings-schema.ts';
import type { Kind } from './kind.ts';

/** What both files on a brief begin with. The titles let what was written outlive the brief itself. */
const titles = z.record(lang, z.string().max(500));
const subject = { brief: briefId, titles };

/** By language, as they stood when the file was last written. */
export type Titles = Readonly<z.output<typeof titles>>;

const annotationsFile = z.strictObject({ ...subject, items: z.array(annotation) });
export type AnnotationsFile = z.output<typeof annotationsFile>;

const annotationsChange = z.strictObject({
  titles: titles.optional(),
  put: z.array(annotation),
  drop: z.array(annotation.shape.id),
});
/** `put` takes the place of those of the same id, or comes at the end; `drop` goes. */
export interface AnnotationsChange {
  readonly titles?: Titles | undefined;
  readonly put: readonly Annotation[];
  readonly drop: readonly string[];
}

export function annotationsKind(brief: string): Kind<AnnotationsFile, AnnotationsChange> {
  return {
    shape: annotationsFile.extend({ brief: z.literal(brief) }),
    empty: { brief, titles: {}, items: [] },
    change: annotationsChange,
    apply: (file, changes) => {
      const items = new Map(file.items.map((item) => [item.id, item]));
      for (const { put, drop } of changes) {
        for (const item of put) items.set(item.id, item);
        for (const id of drop) items.delete(id);
      }
      return { brief, titles: lastTitles(changes) ?? file.titles, items: [...items.values()] };
    },
    condense: (changes) => {
      if (changes.length < 2) return changes;
      const last = new Map<string, Annotation | null>();
      for (const { put, drop } of changes) {
        for (const item of put) last.set(item.id, item);
        for (const id of drop) last.set(id, null);
      }
      const put = [...last.values()].filter((item) => item !== null);
      const drop = [...last].flatMap(([id, item]) => (item ? [] : [id]));
      return [{ titles: lastTitles(changes), put, drop }];
    },
    row: (item) => ({ put: [item], drop: [] }),
    count: ({ items }) => items.length,
  };
}

const positionsFile = z.strictObject({ ...subject, positions });
export type PositionsFile = z.output<typeof positionsFile>;

const positionsChange = z.strictObject({
  titles: titles.optional(),
  positions: z.record(localId, position.nullable()),
});
/** `null` takes a position back to untouched. */
export interface PositionsChange {
  readonly titles?: Titles | undefined;
  readonly positions: Readonly<Record<string, Position | null>>;
}

export function positionsKind(brief: string): Kind<PositionsFile, PositionsChange> {
  return {
    shape: positionsFile.extend({ brief: z.literal(brief) }),
    empty: { brief, titles: {}, positions: {} },
    change: positionsChange,
    apply: (file, changes) => {
      const kept = Object.entries(merged([file, ...changes]));
      return {
        brief,
        titles: lastTitles(changes) ?? file.titles,
        positions: Object.fromEntries(kept.flatMap(([id, position]) => (position ? [[id, position]] : []))),
      };
    },
    condense: (changes) =>
      changes.length < 2 ? changes : [{ titles: lastTitles(changes), positions: merged(changes) }],
    count: (file) => Object.keys(file.positions).length,
  };
}

/** What can be taken back on a brief, and when it last changed. */
export interface HistoryFile {
  readonly brief: string;
  readonly at: string;
  readonly history: History;
}

const historyChange = z.union([
  z.strictObject({ at: z.iso.datetime(), moves: z.array(move) }),
  z.strictObject({ history }),
]);
export type HistoryChange =
  | { readonly at: string; readonly moves: readonly Move[] }
  | { readonly history: History };

/** How long after the last change it can be taken back over a restart, in milliseconds. */
const lifetime = 60 * 60 * 1000;

/** Whether what was done at a time can no longer be taken back. A clock that was set back makes no history live longer. */
export function isOver(at: string, now: Date): boolean {
  return Math.abs(now.getTime() - Date.parse(at)) > lifetime;
}

export function historyKind(brief: string): Kind<HistoryFile, HistoryChange> {
  return {
    shape: z.strictObject({ brief: z.literal(brief), at: z.iso.datetime(), history }),
    empty: { brief, at: new Date(0).toISOString(), history: noHistory },
    change: historyChange,
    apply: (file, changes) => changes.reduce(afterMoves, file),
    condense: (changes) => changes,
    // What was deleted is not kept any longer than it can be taken back.
    count: null,
  };
}

function afterMoves(file: HistoryFile, change: HistoryChange): HistoryFile {
  if ('history' in change) return { ...file, history: change.history };
  const { at, moves } = change;
  const before = isOver(file.at, new Date(at)) ? noHistory : file.history;
  return { ...file, at, history: shortened(moves.reduce(follow, before), mostChanges) };
}

export const settingsKind: Kind<Settings, SettingsChange> = {
  // A setting that an older program did not know has its default.
  shape: settingsChange.transform((kept) => changeSettings(defaultSettings, kept)),
  empty: defaultSettings,
  change: settingsChange,
  apply: (settings, changes) => changes.reduce(changeSettings, settings),
  condense: (changes) => changes,
  count: null,
};

/** The kinds by name, for another thread; each brief has a file of its own, and there is one of settings. */
export const kinds = {
  annotations: annotationsKind,
  positions: positionsKind,
  histories: historyKind,
  settings: () => settingsKind,
} as const;

export type KindName = keyof typeof kinds;

function lastTitles(changes: readonly { readonly titles?: Titles | undefined }[]): Titles | undefined {
  return changes.findLast(({ titles }) => titles)?.titles;
}

function merged(parts: readonly Pick<PositionsChange, 'positions'>[]): PositionsChange['positions'] {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part.positions)));
}
