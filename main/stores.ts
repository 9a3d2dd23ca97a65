import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { annotation } from '../core/annotation-schema.ts';
import { briefId, lang } from '../core/brief-schema.ts';
import { type History, noHistory } from '../core/history.ts';
import { history } from '../core/history-schema.ts';
import { positions } from '../core/position-schema.ts';
import { changeSettings, defaultSettings } from '../core/settings.ts';
import { type Settings, settingsChange } from '../core/settings-schema.ts';
import { inTurns } from './in-turns.ts';
import type { Profile } from './profile.ts';
import { Store } from './store.ts';

/** What both files on a brief begin with. The titles let what was written outlive the brief itself. */
const subject = {
  brief: briefId,
  /** By language, as they stood when the file was last written. */
  titles: z.record(lang, z.string().max(500)),
};

const annotationsFile = z.strictObject({ ...subject, items: z.array(annotation) });
const positionsFile = z.strictObject({ ...subject, positions });

export type AnnotationsFile = z.output<typeof annotationsFile>;
export type PositionsFile = z.output<typeof positionsFile>;
/** What can be taken back on a brief, and when it last changed. */
export type HistoryFile = { readonly brief: string; readonly at: string; readonly history: History };
export type Titles = AnnotationsFile['titles'];

/** All that a reader's profile keeps, opened as it is asked for. */
export interface Stores {
  readonly settings: Promise<Store<Settings>>;
  readonly annotations: StoreFolder<AnnotationsFile>;
  readonly positions: StoreFolder<PositionsFile>;
  readonly histories: StoreFolder<HistoryFile>;
}

/** @param access `read` touches nothing, so it may be had while the app is open on the same profile. */
export function openStores(profile: Profile, now: () => Date, access: 'read' | 'write'): Stores {
  const readOnly = access === 'read';
  return {
    settings: Store.open({
      folder: profile.settings,
      name: 'settings',
      // A setting that an older program did not know has its default.
      shape: settingsChange.transform((kept) => changeSettings(defaultSettings, kept)),
      empty: defaultSettings,
      now,
      readOnly,
    }),
    annotations: new StoreFolder({
      folder: profile.annotations,
      shapeOf: (brief) => annotationsFile.extend({ brief: z.literal(brief) }),
      emptyOf: (brief) => ({ brief, titles: {}, items: [] }),
      now,
      readOnly,
    }),
    positions: new StoreFolder({
      folder: profile.positions,
      shapeOf: (brief) => positionsFile.extend({ brief: z.literal(brief) }),
      emptyOf: (brief) => ({ brief, titles: {}, positions: {} }),
      now,
      readOnly,
    }),
    histories: new StoreFolder({
      folder: profile.histories,
      shapeOf: (brief) => z.strictObject({ brief: z.literal(brief), at: z.iso.datetime(), history }),
      emptyOf: (brief) => ({ brief, at: new Date(0).toISOString(), history: noHistory }),
      now,
      readOnly,
    }),
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

interface FolderOptions<T> {
  readonly folder: string;
  readonly shapeOf: (brief: string) => z.ZodType<T>;
  readonly emptyOf: (brief: string) => T;
  readonly now: () => Date;
  readonly readOnly: boolean;
}

/** One file a brief, each opened once. */
export class StoreFolder<T extends Record<string, unknown>> {
  readonly #options: FolderOptions<T>;
  readonly #stores = new Map<string, Promise<Store<T>>>();

  constructor(options: FolderOptions<T>) {
    this.#options = options;
  }

  of(brief: string): Promise<Store<T>> {
    const { folder, shapeOf, emptyOf, now, readOnly } = this.#options;
    const opened =
      this.#stores.get(brief) ??
      Store.open({ folder, name: brief, shape: shapeOf(brief), empty: emptyOf(brief), now, readOnly });
    this.#stores.set(brief, opened);
    return opened;
  }

  opened(): Promise<Store<T>[]> {
    return Promise.all(this.#stores.values());
  }

  /** Every brief that something is kept on, with its store. */
  async all(): Promise<ReadonlyMap<string, Store<T>>> {
    const { folder } = this.#options;
    const names = [...(await namesIn(folder)), ...(await namesIn(join(folder, 'copies')))];
    const briefs = new Set([...names.flatMap(briefOf), ...this.#stores.keys()]);
    return new Map(await inTurns([...briefs], async (brief) => [brief, await this.of(brief)] as const));
  }

  /** Removes what a crash left half written. To be called while nothing is being written. */
  async sweep(): Promise<void> {
    const { folder } = this.#options;
    for (const name of await namesIn(folder)) {
      if (/\.next\.json(?:\.tmp-\d{10}[0-9a-f]{6})?$/.test(name))
        await rm(join(folder, name), { force: true });
    }
  }
}

function briefOf(name: string): string[] {
  const brief = briefId.safeParse(name.replace(/\.json$/, ''));
  return name.endsWith('.json') && brief.success ? [brief.data] : [];
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    // Not there yet, or out of reach: each file in it then says so itself.
    return [];
  }
}
