import { largestFile } from '../../core/brief.ts';
import { type Doc, docOfEdition, docOfGlossary } from '../../core/search/doc.ts';
import { readRegularFile } from '../disk/regular-file.ts';
import { readGlossary } from '../library/glossary.ts';
import { isLinked, judge, pathIn } from '../library/shelf.ts';
import { openStores } from '../stores/stores.ts';
import type { SearchPlaces } from './search-index.ts';
import { type Source, type Stamps, stampOf } from './search-stamps.ts';

/**
 * Makes documents of files. Loaded where something has changed only: what parses briefs and opens stores is large, and most
 * starts need none of it.
 */
export function documentReader({
  profile,
  tags,
  skipped,
}: SearchPlaces): (source: Source, stamps: Stamps) => Promise<Doc> {
  const stores = openStores(profile, { now: () => new Date(0), access: 'read' });

  return async (source, stamps) => {
    const { key, shelf, place, glossary } = source;
    // Under another stamp, so that the next run tries again.
    if (skipped.includes(key)) return { ...unreadable(source, stamps), stamp: '' };
    if (glossary !== null) {
      const found = await readGlossary([shelf], glossary);
      const stamp = stampOf(source, null, stamps);
      return 'glossary' in found ? docOfGlossary(found.glossary, key, stamp) : unreadable(source, stamps);
    }
    const read = await readRegularFile(pathIn(shelf, place), largestFile);
    if (typeof read === 'string' || !('bytes' in read)) return unreadable(source, stamps);
    if (place.folder && (await isLinked(shelf.folder, place.folder))) return unreadable(source, stamps);
    const judged = await judge(shelf, place, read.bytes, 'open');
    if (!('brief' in judged)) return unreadable(source, stamps);
    const { brief } = judged;
    const isWrittenOn = stamps.written.has(brief.id);
    const annotations = isWrittenOn ? (await stores.annotations.of(brief.id)).value.items : [];
    const positions = isWrittenOn ? (await stores.positions.of(brief.id)).value.positions : {};
    return docOfEdition(
      brief,
      annotations,
      positions,
      tags[brief.id] ?? [],
      key,
      stampOf(source, brief.id, stamps),
    );
  };
}

/** Stands for a file that cannot be read, so that it is not tried again before it changes. */
function unreadable(source: Source, stamps: Stamps): Doc {
  const stamp = stampOf(source, null, stamps);
  return { key: source.key, stamp, id: null, lang: 'und', title: '', date: null, pieces: [] };
}
