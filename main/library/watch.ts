import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { breathing } from '../breath.ts';

/** Editors write a file in several steps; what follows within this many milliseconds is one change. */
const quiet = 300;

/**
 * Calls `changed` after something in the folder of briefs, or in one of theirs, has changed. Where the system cannot watch
 * a folder, nothing is called and nothing fails. Resolves, once it watches, to the way to stop.
 */
export async function watchShelf(folder: string, changed: () => void): Promise<() => void> {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const noticed = () => {
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

  /** Watches the folders that are there now, and no longer those that are gone. */
  async function follow(): Promise<void> {
    const present = new Set([folder, ...(await foldersIn(folder))]);
    for (const path of watchers.keys()) if (!present.has(path)) forget(path);
    const pause = breathing();
    for (const path of present) {
      await pause();
      if (stopped) return;
      if (watchers.has(path)) continue;
      try {
        const watcher = watch(path, { persistent: false }, noticed);
        watcher.on('error', () => forget(path));
        watchers.set(path, watcher);
      } catch {
        // Gone again, or no more watches to be had: the list is still read anew when the app starts.
      }
    }
  }

  await follow();
  return () => {
    clearTimeout(timer);
    stopped = true;
    for (const path of watchers.keys()) forget(path);
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
