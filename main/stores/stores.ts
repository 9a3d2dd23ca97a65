import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EarlierState } from '../../core/api.ts';
import { briefId } from '../../core/brief-schema.ts';
import type { SettingsChange } from '../../core/settings.ts';
import type { Settings } from '../../core/settings-schema.ts';
import type { Notice } from '../../core/trouble-words.ts';
import { errorCode } from '../disk/regular-file.ts';
import { inTurns } from '../in-turns.ts';
import type { Profile } from '../profile.ts';
import { listEarlier, readEarlier } from './earlier.ts';
import { type Folded, type FoldJob, fold } from './fold.ts';
import type { Kind } from './kind.ts';
import {
  type AnnotationsChange,
  type AnnotationsFile,
  annotationsKind,
  type HistoryChange,
  type HistoryFile,
  historyKind,
  type KindName,
  type PositionsChange,
  type PositionsFile,
  positionsKind,
  settingsKind,
} from './kinds.ts';
import { journalEndings, load } from './load.ts';
import { Store } from './store.ts';

/** All that a reader's profile keeps, opened as it is asked for. */
export interface Stores {
  readonly settings: Promise<Store<Settings, SettingsChange>>;
  readonly annotations: StoreFolder<AnnotationsFile, AnnotationsChange>;
  readonly positions: StoreFolder<PositionsFile, PositionsChange>;
  readonly histories: StoreFolder<HistoryFile, HistoryChange>;
}

/** How the stores of a program work. */
export interface Workings {
  readonly now: () => Date;
  /** `read` touches nothing, so it may be had while the app is open on the same profile. */
  readonly access: 'read' | 'write';
  /** Does the long work of writing whole files elsewhere; left out, it is done here and now. */
  readonly foldElsewhere?: (kind: KindName, job: FoldJob) => Promise<Folded>;
  /** Called with what is found amiss in files that are open already. */
  readonly noticed?: (notice: Notice) => void;
}

export function openStores(profile: Profile, { now, access, foldElsewhere, noticed }: Workings): Stores {
  const readOnly = access === 'read';
  const optionsOf = <T extends object, C>(name: KindName, folder: string, kind: Kind<T, C>) => ({
    folder,
    kind,
    now,
    readOnly,
    fold: (job: FoldJob) => (foldElsewhere ? foldElsewhere(name, job) : fold(job, kind)),
    noticed: noticed ?? (() => undefined),
  });
  const storesIn = <T extends object, C>(
    name: Exclude<KindName, 'settings'>,
    kindOf: (brief: string) => Kind<T, C>,
  ) =>
    new StoreFolder(profile[name], kindOf, (brief, kind) =>
      Store.open({ ...optionsOf(name, profile[name], kind), name: brief }),
    );
  return {
    settings: Store.open({ ...optionsOf('settings', profile.settings, settingsKind), name: 'settings' }),
    annotations: storesIn('annotations', annotationsKind),
    positions: storesIn('positions', positionsKind),
    histories: storesIn('histories', historyKind),
  };
}

/** Ends all that is under way and writes again what the disk refused before; answers whether all is on disk now. */
export async function saveAll(stores: Stores): Promise<boolean> {
  const opened = [
    await stores.settings,
    ...(await stores.annotations.opened()),
    ...(await stores.positions.opened()),
    ...(await stores.histories.opened()),
  ];
  await Promise.all(opened.map((store) => store.idle()));
  const written = await Promise.all(opened.filter(({ dirty }) => dirty).map((store) => store.save()));
  return written.every(({ ok }) => ok);
}

/** One file a brief, each opened once. */
export class StoreFolder<T extends object, C> {
  readonly #folder: string;
  readonly #kindOf: (brief: string) => Kind<T, C>;
  readonly #open: (brief: string, kind: Kind<T, C>) => Promise<Store<T, C>>;
  readonly #stores = new Map<string, Promise<Store<T, C>>>();

  constructor(
    folder: string,
    kindOf: (brief: string) => Kind<T, C>,
    open: (brief: string, kind: Kind<T, C>) => Promise<Store<T, C>>,
  ) {
    this.#folder = folder;
    this.#kindOf = kindOf;
    this.#open = open;
  }

  /** Earlier states of the file on a brief. */
  earlier(brief: string, of: EarlierState['of']): Promise<EarlierState[]> {
    return listEarlier({ folder: this.#folder, name: brief }, of, this.#kindOf(brief));
  }

  readEarlier(brief: string, key: string): Promise<T | null> {
    return readEarlier({ folder: this.#folder, name: brief }, key, this.#kindOf(brief));
  }

  of(brief: string): Promise<Store<T, C>> {
    const opened = this.#stores.get(brief) ?? this.#open(brief, this.#kindOf(brief));
    this.#stores.set(brief, opened);
    return opened;
  }

  /**
   * Whether anything is kept on a brief: one look for many briefs, since each store that is opened stays open. Where the folder
   * cannot be looked into, there may be something on each.
   */
  async holds(): Promise<(brief: string) => boolean> {
    const names = await Promise.all([this.#folder, join(this.#folder, 'copies')].map(namesOrNothing));
    if (names.includes(null)) return () => true;
    const briefs = new Set(names.flatMap((some) => some?.flatMap(briefOf) ?? []));
    return (brief) => briefs.has(brief) || this.#stores.has(brief);
  }

  opened(): Promise<Store<T, C>[]> {
    return Promise.all(this.#stores.values());
  }

  /**
   * What is kept on every brief, summed up; files that have not changed are not read again, and none stays open for it.
   * @param known What was summed up before, which is brought up to date.
   */
  async sums<S>(
    sumOf: (content: T) => S,
    known: Map<string, { readonly stamp: string; readonly made: S }>,
  ): Promise<ReadonlyMap<string, S>> {
    const files = new Map<string, string[]>();
    // Copies count where there is nothing else.
    for (const folder of [this.#folder, join(this.#folder, 'copies')])
      for (const name of await namesIn(folder))
        for (const brief of briefOf(name))
          files.set(brief, [...(files.get(brief) ?? []), join(folder, name)]);
    for (const brief of known.keys()) if (!files.has(brief)) known.delete(brief);
    const sums = await inTurns(
      [...new Set([...files.keys(), ...this.#stores.keys()])],
      async (brief): Promise<readonly [string, S]> => {
        const opened = this.#stores.get(brief);
        if (opened) return [brief, sumOf((await opened).value)];
        const stamp = (await Promise.all((files.get(brief) ?? []).map(stampOfFile))).join('|');
        const before = known.get(brief);
        if (before?.stamp === stamp) return [brief, before.made];
        const { value } = await load(
          { folder: this.#folder, name: brief },
          this.#kindOf(brief),
          () => new Date(),
          true,
        );
        const made = sumOf(value);
        known.set(brief, { stamp, made });
        return [brief, made];
      },
    );
    return new Map(sums);
  }

  /** Every brief that something is kept on, with its store. */
  async all(): Promise<ReadonlyMap<string, Store<T, C>>> {
    const names = [...(await namesIn(this.#folder)), ...(await namesIn(join(this.#folder, 'copies')))];
    const briefs = new Set([...names.flatMap(briefOf), ...this.#stores.keys()]);
    return new Map(await inTurns([...briefs], async (brief) => [brief, await this.of(brief)] as const));
  }
}

/** The brief that a file of the stores is on; none for what is set aside, an earlier state or no such file. */
function briefOf(file: string): string[] {
  const ending = [journalEndings.closed, journalEndings.open, '.json'].find((one) => file.endsWith(one));
  const brief = briefId.safeParse(file.slice(0, -(ending?.length ?? 0)));
  return ending !== undefined && brief.success ? [brief.data] : [];
}

/** None of a folder that is not there yet, or out of reach: each file in it then says so itself. */
async function namesIn(folder: string): Promise<string[]> {
  return (await namesOrNothing(folder)) ?? [];
}

/** `null` for a folder that is there, or may be, and cannot be read. */
async function namesOrNothing(folder: string): Promise<string[] | null> {
  try {
    return await readdir(folder);
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? [] : null;
  }
}

/** Changes whenever the file does, as far as the file system tells. */
async function stampOfFile(path: string): Promise<string> {
  try {
    const { size, mtimeMs, ino } = await lstat(path);
    return `${size}.${mtimeMs}.${ino}`;
  } catch {
    return 'gone';
  }
}
