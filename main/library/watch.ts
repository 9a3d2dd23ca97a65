import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { breathing } from '../breath.ts';

/** Editors write a file in several steps; what follows within this many milliseconds is one change. */
const quiet = 300;

/** A folder of briefs that is watched. */
export interface Watch {
  /** Whether all of it is: where not, something may change that nobody tells of. */
  seesAll(): boolean;
  stop(): void;
}

/** What a watch tells. */
export interface Watcher {
  /** Something may have changed in what has this name in the folder; `null`: in anything. Told at once, and as often as it changes. */
  readonly touched: (name: string | null) => void;
  /** Something has changed. Told once it has been quiet. */
  readonly changed: () => void;
}

/**
 * Tells of what changes in the folder of briefs, or in one of theirs. Where the system cannot watch a folder, nothing is told
 * and nothing fails. Resolves once it watches.
 */
export async function watchShelf(folder: string, { touched, changed }: Watcher): Promise<Watch> {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let seesAll = false;

  const noticed = (name: string | null) => {
    touched(name);
    clearTimeout(timer);
    timer = setTimeout(async () => {
      await follow();
      if (!stopped) changed();
    }, quiet);
  };

  const forget = (path: string) => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };

  const begin = (path: string) => {
    const watcher = watch(path, { persistent: false }, (event, name) => {
      if (path !== folder) noticed(basename(path));
      else {
        // Another folder may have taken its name: what is watched is the one that had it.
        if (event === 'rename' && name !== null) forget(join(folder, name));
        noticed(name);
      }
    });
    watcher.on('error', () => {
      forget(path);
      seesAll = false;
    });
    watchers.set(path, watcher);
  };

  /** Watches the folders that are there now, and no longer those that are gone. */
  async function follow(): Promise<void> {
    const present = new Set([folder, ...(await foldersIn(folder))]);
    for (const path of watchers.keys()) if (!present.has(path)) forget(path);
    const pause = breathing();
    let all = true;
    for (const path of present) {
      await pause();
      if (stopped) return;
      if (watchers.has(path)) continue;
      try {
        begin(path);
        // It may have been looked at before it was watched.
        touched(path === folder ? null : basename(path));
      } catch {
        // Gone again, or no more watches to be had: the list is still read anew when the app starts.
        all = false;
      }
    }
    seesAll = all;
  }

  await follow();
  return {
    seesAll: () => seesAll,
    stop: () => {
      clearTimeout(timer);
      stopped = true;
      for (const path of watchers.keys()) forget(path);
    },
  };
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}
