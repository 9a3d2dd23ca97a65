import type { Api, Events } from '../core/api.ts';

/**
 * The one map of what may be asked between the processes, derived from `core/api.ts`: `library.open` stands for
 * `api.library.open`. The gate answers these channels and no other, the preload exposes them and no other.
 */
type Groups = Omit<Api, 'on'>;

export type Channel = {
  [G in keyof Groups]: Groups[G] extends (...args: never[]) => unknown
    ? G
    : `${G}.${keyof Groups[G] & string}`;
}[keyof Groups];

type Call<C extends Channel> = C extends keyof Groups
  ? Groups[C]
  : C extends `${infer G}.${infer M}`
    ? G extends keyof Groups
      ? M extends keyof Groups[G]
        ? Groups[G][M]
        : never
      : never
    : never;

/** The arguments of each channel's call. */
export type Questions = { [C in Channel]: Parameters<Call<C>> };

/** What each channel's call answers, as a value or a failure. */
export type Replies = { [C in Channel]: Awaited<ReturnType<Call<C>>> };

const answered: Readonly<Record<Channel, true>> = {
  start: true,
  'library.list': true,
  'library.open': true,
  'library.show': true,
  'library.glossary': true,
  'library.proposals': true,
  'library.exportBoard': true,
  'library.add': true,
  'library.draft': true,
  'library.complete': true,
  'library.trash': true,
  'library.chooseFolder': true,
  'annotations.read': true,
  'annotations.about': true,
  'annotations.save': true,
  'annotations.export': true,
  'annotations.exportAll': true,
  'annotations.importFile': true,
  'annotations.previewImport': true,
  'annotations.applyImport': true,
  'positions.read': true,
  'positions.save': true,
  'search.find': true,
  'history.read': true,
  'history.follow': true,
  'earlier.list': true,
  'earlier.read': true,
  'print.preview': true,
  'print.pdf': true,
  'print.board': true,
  'print.paper': true,
  'print.cancel': true,
  'settings.read': true,
  'settings.save': true,
  'links.open': true,
};

const told: Readonly<Record<keyof Events, true>> = {
  command: true,
  libraryChanged: true,
  arrived: true,
  offered: true,
  notice: true,
  printing: true,
  closing: true,
};

export const channels = Object.keys(answered) as readonly Channel[];
export const events: readonly string[] = Object.keys(told);

/** What the preload sends back once everything that was asked before or at `closing` has been answered. */
export const settled = 'settled';
