import { constants } from 'node:fs';
import { copyFile, link, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fault, flush, flushFolder, makeFolder, statOf } from './durable.ts';

/** Earlier states of a file: `copies/<name>.<number>.<date>.<count>.json`. The number alone says which is the later. */
export interface Copy {
  readonly file: string;
  readonly number: number;
  /** When the state was left behind, ISO 8601 in UTC. */
  readonly at: string;
  /** How many things of the reader's it holds. */
  readonly count: number;
}

/** The newest are all kept; of the others one a day for a month, newest first, as long as there is room. */
const kept = { newest: 6, days: 30, bytes: 64 * 2 ** 20 };
/** Two states that follow each other more quickly are one, in milliseconds. */
const apart = 10 * 60 * 1000;

/** The last good copy: what the file held when it was last written. */
export function copyPath(folder: string, name: string): string {
  return join(folder, 'copies', `${name}.json`);
}

/** A second file, not a second name: damage to one leaves the other. */
export async function keepCopy(folder: string, name: string): Promise<void> {
  const copy = copyPath(folder, name);
  const making = `${copy}.making`;
  await makeFolder(join(folder, 'copies'));
  const file = join(folder, `${name}.json`);
  await copyFile(file, making, constants.COPYFILE_FICLONE);
  if (!(await readFile(making)).equals(await readFile(file))) throw fault('ENOSPC');
  await flush(making);
  await rename(making, copy);
  await flushFolder(join(folder, 'copies'));
}

/** Earlier states of a file, the latest first. */
export async function listCopies(folder: string, name: string): Promise<Copy[]> {
  const names = await readdir(join(folder, 'copies')).catch(() => []);
  const copies = names.flatMap((file): Copy[] => {
    const [found, of, number, day, time, count] =
      /^(.+)\.(\d{1,9})\.(\d{4}-\d\d-\d\d)T(\d\d-\d\d-\d\d)Z\.(\d{1,9})\.json$/.exec(file) ?? [];
    if (found === undefined || of !== name) return [];
    const at = `${day}T${time?.replaceAll('-', ':')}Z`;
    return [{ file, number: Number(number), at, count: Number(count) }];
  });
  return copies.sort((a, b) => b.number - a.number);
}

/**
 * Keeps the file, which is about to be replaced, as an earlier state, unless one was kept minutes ago; removes those that
 * are too many.
 */
export async function keepEarlier(folder: string, name: string, count: number, at: Date): Promise<void> {
  const copies = await listCopies(folder, name);
  const [last] = copies;
  // A clock that was set back must not keep states from being kept.
  if (last && Math.abs(at.getTime() - Date.parse(last.at)) < apart) return;
  const date = at.toISOString().slice(0, 19).replaceAll(':', '-');
  const file = `${name}.${(last?.number ?? 0) + 1}.${date}Z.${count}.json`;
  const path = join(folder, 'copies', file);
  await makeFolder(join(folder, 'copies'));
  // The file itself is never written again, only replaced: its second name keeps it at no cost.
  const from = join(folder, `${name}.json`);
  await link(from, path).catch(() => copyFile(from, path, constants.COPYFILE_FICLONE));
  await thin(folder, copies);
}

/** @param copies Those that were there before the newest. */
async function thin(folder: string, copies: readonly Copy[]): Promise<void> {
  const days = new Set<string>();
  let bytes = 0;
  for (const [index, { file, at }] of copies.entries()) {
    const path = join(folder, 'copies', file);
    const size = (await statOf(path))?.size ?? 0;
    const day = at.slice(0, 10);
    const isWanted = index < kept.newest - 1 || (!days.has(day) && days.size < kept.days);
    const fits = index < 2 || bytes + size <= kept.bytes;
    if (isWanted && fits) {
      bytes += size;
      days.add(day);
    } else await rm(path, { force: true });
  }
}
