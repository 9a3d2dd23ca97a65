import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { briefId, lang } from '../core/brief-schema.ts';
import { glossaryKey } from '../core/search/doc.ts';
import type { Shelf } from './library.ts';
import type { Profile } from './profile.ts';
import { briefOf } from './stores.ts';

/** What the search indexes as one: all editions of a brief with what was written on it, or one glossary. */
export interface Unit {
  /** Changes whenever one of its files does, as far as the file system tells. */
  readonly stamp: string;
  readonly of:
    | { readonly brief: string; readonly langs: readonly string[]; readonly isWrittenOn: boolean }
    | { readonly glossary: string };
}

/**
 * All units there are, by id or key, from names, sizes and times of files alone. Synchronous, since a thread of its own asks,
 * for which waiting costs nothing and thousands of promises a lot; `rest` is awaited now and then, so that others get a turn.
 * @param only The one brief to look at; `null` for everything.
 */
export async function stampUnits(
  shelves: readonly Shelf[],
  profile: Profile,
  only: string | null,
  rest: () => Promise<void> | undefined,
): Promise<Map<string, Unit>> {
  const written = new Map<string, string>();
  for (const folder of [profile.annotations, profile.positions]) {
    for (const { name } of entriesOf(folder)) {
      await rest();
      if (only !== null && !name.startsWith(only)) continue;
      for (const brief of briefOf(name))
        written.set(brief, `${written.get(brief) ?? ''}|${name}:${stampOf(join(folder, name))}`);
    }
  }
  const units = new Map<string, Unit>();
  for (const { folder } of shelves) {
    for (const entry of entriesOf(folder)) {
      await rest();
      if (entry.isFile() && only === null) addGlossary(units, folder, entry.name);
      else if (entry.isDirectory() && (only ?? entry.name) === entry.name)
        addBrief(units, folder, entry.name, written);
    }
  }
  return units;
}

function addGlossary(units: Map<string, Unit>, folder: string, name: string): void {
  const tag = lang.safeParse(/^glossary\.(.+)\.yaml$/.exec(name)?.[1]).data;
  if (tag === undefined || units.has(glossaryKey(tag))) return;
  units.set(glossaryKey(tag), { stamp: stampOf(join(folder, name)), of: { glossary: tag } });
}

function addBrief(
  units: Map<string, Unit>,
  shelf: string,
  id: string,
  written: ReadonlyMap<string, string>,
): void {
  // The first shelf that has the brief's folder decides, as in the library.
  if (units.has(id) || !briefId.safeParse(id).success) return;
  const folder = join(shelf, id);
  const editions = entriesOf(folder).flatMap((entry) => {
    const tag =
      entry.isFile() && entry.name.endsWith('.md') ? lang.safeParse(entry.name.slice(0, -3)).data : undefined;
    return tag === undefined ? [] : { tag, stamp: stampOf(join(folder, entry.name)) };
  });
  const stamps = editions.map(({ tag, stamp }) => `${tag}:${stamp}`).sort();
  const stamp = `${stamps.join('|')}${written.get(id) ?? ''}`;
  units.set(id, {
    stamp,
    of: { brief: id, langs: editions.map(({ tag }) => tag).sort(), isWrittenOn: written.has(id) },
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Not there, or out of reach: nothing is found in it.
    return [];
  }
}

function stampOf(path: string): string {
  try {
    const { size, mtimeMs, ino } = lstatSync(path);
    return `${size}.${mtimeMs}.${ino}`;
  } catch {
    return 'gone';
  }
}
