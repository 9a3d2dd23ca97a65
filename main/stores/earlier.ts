import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EarlierState } from '../../core/api.ts';
import { listCopies } from './copies.ts';
import type { Kind } from './kind.ts';
import { type Place, readStored } from './load.ts';

/**
 * The states of a file that can be brought back: what it held before, and what another program left that was put aside. The
 * latest first.
 */
export async function listEarlier<T, C>(
  place: Place,
  of: EarlierState['of'],
  kind: Kind<T, C>,
): Promise<EarlierState[]> {
  const copies = await listCopies(place.folder, place.name);
  const kept = copies.map(
    ({ number, at, count }): EarlierState => ({ of, key: `${number}`, at, count, by: 'reader' }),
  );
  const put = await listChanged(place);
  const changed = await Promise.all(
    put.map(async ({ file, key, at }): Promise<EarlierState[]> => {
      const found = await readStored(join(place.folder, file), kind);
      const isGood = found !== null && found !== 'unread';
      return isGood ? [{ of, key, at, count: kind.count?.(found.content) ?? 0, by: 'other' }] : [];
    }),
  );
  return [...kept, ...changed.flat()];
}

/** What one of those states holds; `null` where it is gone, or cannot be read any more. */
export async function readEarlier<T, C>(place: Place, key: string, kind: Kind<T, C>): Promise<T | null> {
  const copies = await listCopies(place.folder, place.name);
  const copy = copies.find(({ number }) => `${number}` === key);
  const changed = (await listChanged(place)).find((one) => one.key === key);
  const path = copy ? join('copies', copy.file) : changed?.file;
  const found = path === undefined ? null : await readStored(join(place.folder, path), kind);
  return found === 'unread' ? null : (found?.content ?? null);
}

async function listChanged({ folder, name }: Place) {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((file) => {
    const [found, key, day, time] =
      /\.(changed-(\d{4}-\d\d-\d\d)T(\d\d-\d\d-\d\d)Z(?:-\d+)?)\.json$/.exec(file) ?? [];
    if (found === undefined || key === undefined || file !== name + found) return [];
    return [{ file, key, at: `${day}T${time?.replaceAll('-', ':')}Z` }];
  });
}
