import { join } from 'node:path';
import { type Doc, docOfEdition, docOfGlossary, editionKey, glossaryKey } from '../core/search/doc.ts';
import type { Part } from '../core/search/plan.ts';
import { type Found, search } from '../core/search/search.ts';
import { buildSegment, type Head, mergeSegments, type Segment } from '../core/search/segment.ts';
import { readGlossary } from './glossary.ts';
import { openEdition, type Shelf } from './library.ts';
import type { Profile } from './profile.ts';
import { type FiledSegment, inMemory, readSegment, removeSegment, writeSegment } from './search-file.ts';
import { stampUnits, type Unit } from './search-stamps.ts';
import { openStores, type Stores } from './stores.ts';

/** So many units are read before they can be found. */
const batch = 250;
/** More documents than this in the recent part, and the two parts become one. */
const mostRecent = 500;

export interface SearchPlaces {
  readonly shelves: readonly Shelf[];
  readonly profile: Profile;
}

/**
 * The index on disk and how it follows the library: a base, written seldom, and a recent part with all that has changed
 * since, which is small and written often. What stands in the recent part counts instead of what the base has of the same
 * brief. Every document bears the stamp of the files it was made of; what the files say now is all there is to bringing the
 * index up to date, so a file of it that is lost or damaged costs time and nothing else.
 */
export class SearchIndex {
  readonly #places: SearchPlaces;
  readonly #rest: () => Promise<void> | undefined;
  #base: FiledSegment;
  #recent: FiledSegment;
  /** Units that are no longer there. */
  #gone: ReadonlySet<string> = new Set();
  #parts: readonly Part[] = [];

  /**
   * Opens what is on disk, as it was left.
   * @param rest Lets others have a turn during long work.
   */
  constructor(places: SearchPlaces, rest: () => Promise<void> | undefined) {
    this.#places = places;
    this.#rest = rest;
    this.#base = readSegment(this.#path('base')) ?? inMemory(buildSegment([]));
    this.#recent = readSegment(this.#path('recent')) ?? inMemory(buildSegment([]));
    this.#arrange();
  }

  find(typed: string, lang: string): Found {
    return search(this.#parts, typed, lang);
  }

  /**
   * Brings the index up to date with the files.
   * @param only The one brief that is known to have changed; `null` where anything may have.
   * @param progress Called with how many units are still to be read.
   */
  async refresh(only: string | null, progress: (left: number) => void): Promise<void> {
    const { shelves, profile } = this.#places;
    const units = await stampUnits(shelves, profile, only, this.#rest);
    const known = new Map(
      this.#parts.flatMap(({ segment, keeps }) =>
        segment.heads.flatMap((head, doc) => (keeps(doc) ? [[unitOf(head), head.stamp] as const] : [])),
      ),
    );
    const changed = [...units].filter(([name, { stamp }]) => known.get(name) !== stamp);
    const isAsked = (name: string) => only === null || name === only;
    const gone = [...known.keys()].filter((name) => isAsked(name) && !units.has(name));
    this.#gone = new Set([...this.#gone, ...gone].filter((name) => !units.has(name)));
    this.#arrange();
    const stores = openStores(profile, { now: () => new Date(0), access: 'read' });
    for (let at = 0; at < changed.length; at += batch) {
      progress(changed.length - at);
      const docs: Doc[] = [];
      for (const [, unit] of changed.slice(at, at + batch)) {
        docs.push(...(await this.#read(unit, stores)));
        await this.#rest();
      }
      this.#add(buildSegment(docs));
    }
    progress(0);
    if (changed.length || gone.length) await this.#save();
  }

  close(): void {
    this.#base.close();
    this.#recent.close();
  }

  /** At least one document of each unit, so that its stamp is known. */
  async #read({ stamp, of }: Unit, stores: Stores): Promise<Doc[]> {
    const { shelves } = this.#places;
    if ('glossary' in of) {
      const read = await readGlossary(shelves, of.glossary);
      const glossary = 'glossary' in read ? read.glossary : { lang: of.glossary, terms: [], sources: [] };
      return [{ ...docOfGlossary(glossary, stamp), key: glossaryKey(of.glossary), lang: of.glossary }];
    }
    const annotations = of.isWrittenOn ? (await stores.annotations.of(of.brief)).value.items : [];
    const positions = of.isWrittenOn ? (await stores.positions.of(of.brief)).value.positions : {};
    const docs: Doc[] = [];
    for (const lang of of.langs) {
      const edition = await openEdition(shelves, { id: of.brief, lang });
      if (edition && 'brief' in edition)
        docs.push(docOfEdition(edition.brief, annotations, positions, stamp));
    }
    return docs.length ? docs : [unreadable(of.brief, stamp)];
  }

  /** Takes new documents up into the recent part, instead of those it has of the same units. */
  #add(added: Segment): void {
    const now = new Set(added.heads.map(unitOf));
    const { heads } = this.#recent.segment;
    const isKept = (head: Head) => !now.has(unitOf(head)) && !this.#gone.has(unitOf(head));
    const keeps = heads.map(isKept);
    const merged = mergeSegments([
      { segment: this.#recent.segment, keeps: (doc) => keeps[doc] ?? false },
      { segment: added, keeps: () => true },
    ]);
    this.#recent.close();
    this.#recent = inMemory(merged);
    this.#arrange();
    // In proportion, so that a library read for the first time is not merged again and again.
    if (merged.heads.length > Math.max(mostRecent, this.#base.segment.heads.length / 2)) this.#merge();
  }

  #merge(): void {
    const merged = mergeSegments(this.#parts);
    this.#base.close();
    this.#base = inMemory(merged);
    this.#recent.close();
    this.#recent = inMemory(buildSegment([]));
    this.#arrange();
  }

  async #save(): Promise<void> {
    if (this.#recent.segment.heads.length > mostRecent) this.#merge();
    if (!this.#base.isOnDisk) this.#base = await writeSegment(this.#path('base'), this.#base.segment);
    // Written after the base: what stands in both is the same.
    if (this.#recent.segment.heads.length)
      this.#recent = await writeSegment(this.#path('recent'), this.#recent.segment);
    else await removeSegment(this.#path('recent'));
    this.#arrange();
  }

  #arrange(): void {
    const recent = this.#recent.segment;
    const inRecent = new Set(recent.heads.map(unitOf));
    const base = this.#base.segment;
    const dropped = base.heads.map((head) => inRecent.has(unitOf(head)) || this.#gone.has(unitOf(head)));
    const gone = recent.heads.map((head) => this.#gone.has(unitOf(head)));
    this.#parts = [
      { segment: base, keeps: (doc) => !dropped[doc] },
      { segment: recent, keeps: (doc) => !gone[doc] },
    ];
  }

  #path(name: 'base' | 'recent'): string {
    return join(this.#places.profile.cache, 'search', `${name}.index`);
  }
}

function unitOf({ id, key }: Head): string {
  return id ?? key;
}

/** Stands for a brief of which no edition can be read, so that it is not tried again before its files change. */
function unreadable(id: string, stamp: string): Doc {
  return { key: editionKey({ id, lang: 'und' }), stamp, id, lang: 'und', title: '', date: null, pieces: [] };
}
