import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fitting, follow, type History, type Move, noHistory, shortened } from '../core/history.ts';
import type { Written } from './store.ts';
import type { Stores } from './stores.ts';

/** How long after the last change it can be taken back over a restart, in milliseconds. */
const lifetime = 60 * 60 * 1000;

/** How many changes are kept for that. One action may make many. */
const mostChanges = 5000;

/** What can be taken back of what now stands on a brief: nothing once an hour has gone by. */
export async function readHistory(stores: Stores, brief: string, now: Date): Promise<History> {
  const [file, annotations, positions] = await Promise.all([
    stores.histories.of(brief),
    stores.annotations.of(brief),
    stores.positions.of(brief),
  ]);
  const kept = isOver(file.value.at, now) ? noHistory : file.value.history;
  const touched = new Set(
    [...kept.done, ...kept.undone].flatMap(({ changes }) => changes.map(({ id }) => id)),
  );
  const items = new Map(
    annotations.value.items.flatMap((item) => (touched.has(item.id) ? [[item.id, item]] : [])),
  );
  const history = fitting(kept, (of, id) =>
    of === 'annotation' ? (items.get(id) ?? null) : (positions.value.positions[id] ?? null),
  );
  if (
    history.done.length < file.value.history.done.length ||
    history.undone.length < file.value.history.undone.length
  )
    await file.change((value) => ({ ...value, history }));
  return history;
}

/** Follows what the reader's history did on a brief. */
export async function keepHistory(
  stores: Stores,
  brief: string,
  moves: readonly Move[],
  now: Date,
): Promise<Written> {
  const file = await stores.histories.of(brief);
  return file.change((value) => ({
    ...value,
    at: now.toISOString(),
    history: shortened(moves.reduce(follow, isOver(value.at, now) ? noHistory : value.history), mostChanges),
  }));
}

/** Removes what can no longer be taken back. To be called while nothing is being written. */
export async function forgetHistories(folder: string, now: Date): Promise<void> {
  for (const place of [folder, join(folder, 'copies')]) {
    for (const name of await readdir(place).catch(() => [])) {
      const path = join(place, name);
      const found = await stat(path).catch(() => null);
      if (found?.isFile() && isOver(found.mtime.toISOString(), now)) await rm(path, { force: true });
    }
  }
}

/** A clock that was set back makes no history live longer. */
function isOver(at: string, now: Date): boolean {
  return Math.abs(now.getTime() - Date.parse(at)) > lifetime;
}
