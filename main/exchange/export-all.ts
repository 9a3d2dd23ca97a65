import type { Annotation } from '../../core/annotation.ts';
import { largestFile } from '../../core/brief.ts';
import type { Packed } from '../../core/packed.ts';
import type { Positions } from '../../core/position.ts';
import { readRegularFile } from '../disk/regular-file.ts';
import { type OwnFolder, placeOf } from '../library/own-briefs.ts';
import { packed } from '../packed.ts';
import type { Stores } from '../stores/stores.ts';
import type { Belongings } from './archive.ts';

/** How much of it is what the reader wrote. */
interface Counts {
  readonly counts: { readonly annotations: number; readonly positions: number };
}

/** All that is the reader's own: what the stores hold, and the briefs in the reader's folder. Changes nothing. */
export async function belongings(
  stores: Pick<Stores, 'annotations' | 'positions' | 'settings'>,
  own: Pick<OwnFolder, 'folder' | 'list' | 'known'>,
): Promise<(Belongings & Counts) | { readonly unread: string }> {
  const titles = new Map<string, Record<string, string>>();
  const annotations = new Map<string, Packed<Annotation>>();
  const counts = { annotations: 0, positions: 0 };
  const positions = new Map<string, Positions>();
  for (const [id, { value }] of byName(await stores.positions.all())) {
    if (!Object.keys(value.positions).length) continue;
    positions.set(id, value.positions);
    counts.positions += Object.keys(value.positions).length;
    titles.set(id, { ...value.titles });
  }
  for (const [id, { value }] of byName(await stores.annotations.all())) {
    if (!value.items.length) continue;
    annotations.set(id, await packed(value.items));
    counts.annotations += value.items.length;
    titles.set(id, { ...titles.get(id), ...value.titles });
  }
  const { briefs } = await own.list();
  const files: Belongings['briefs'][number][] = [];
  for (const { id, origin, editions } of briefs) {
    for (const { lang, title } of editions) {
      const known = titles.get(id);
      if (known) titles.set(id, { ...known, [lang]: title });
      if (origin !== 'own') continue;
      const path = placeOf(own, { id, lang });
      const read = path === null ? null : await readRegularFile(path, largestFile);
      // Half of everything is not everything.
      if (!read || typeof read === 'string' || !('bytes' in read)) return { unread: `${id}/${lang}.md` };
      files.push({ id, lang, bytes: read.bytes });
    }
  }
  return { briefs: files, annotations, positions, settings: (await stores.settings).value, titles, counts };
}

function byName<T>(all: ReadonlyMap<string, T>): [string, T][] {
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1));
}
