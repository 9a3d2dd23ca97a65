import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fitting, type History, type Move, noHistory } from '../../core/history.ts';
import { isOver } from './kinds.ts';
import type { Written } from './store.ts';
import type { Stores } from './stores.ts';

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
    await file.change({ history });
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
  return file.change({ at: now.toISOString(), moves });
}

/** Removes what can no longer be taken back. To be called while nothing is being written. */
export async function forgetHistories(folder: string, now: Date): Promise<void> {
  const paths = (await readdir(folder, { recursive: true }).catch(() => [])).map((name) =>
    join(folder, name),
  );
  const files = new Map<string, { path: string; isOld: boolean }[]>();
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) continue;
    const [brief = ''] = basename(path).split('.');
    files.set(brief, [...(files.get(brief) ?? []), { path, isOld: isOver(found.mtime.toISOString(), now) }]);
  }
  // A file and its journals mean nothing without each other.
  for (const of of files.values())
    if (of.every(({ isOld }) => isOld)) for (const { path } of of) await rm(path, { force: true });
}
