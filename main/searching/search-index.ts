import { join } from 'node:path';
import type { Doc } from '../../core/search/doc.ts';
import type { Part } from '../../core/search/plan.ts';
import { type Found, search } from '../../core/search/search.ts';
import { buildSegment, type Head, mergeSegments, type Segment } from '../../core/search/segment.ts';
import type { Settings } from '../../core/settings.ts';
import type { Shelf } from '../library/shelf.ts';
import type { Profile } from '../profile.ts';
import { type FiledSegment, inMemory, readSegment, removeSegment, writeSegment } from './search-file.ts';
import { readStamps, readWritten, type Source, type Stamps, stampOf } from './search-stamps.ts';

/** So many files are read before they can be found. */
const batch = 250;
/** So many batches are read before they are written, so that a first look that is interrupted goes on where it was. */
const batchesKept = 4;
/** More documents than this in the recent part, and the two parts become one. */
const mostRecent = 500;

export interface SearchPlaces {
  readonly shelves: readonly Pick<Shelf, 'origin' | 'folder' | 'parsed'>[];
  readonly profile: Profile;
  /** The reader's own tags, by brief. */
  readonly tags: Settings['tags'];
  /** Keys of files that a thread came to grief over: in this run they are not read again. */
  readonly skipped: readonly string[];
}

/** Called before each file that is read, with how many are left, that one among them. */
export type Progress = (left: number, key: string) => void;

/**
 * The index on disk and how it follows the library: a base, written seldom, and a recent part with all that has changed
 * since, which is small and written often. A document is a file; what the recent part has of it counts, not what the base
 * has. Every document bears the stamp of what it was made of, and what the files say now is all there is to bringing the
 * index up to date: so a file of it that is lost or damaged costs time and nothing else.
 */
export class SearchIndex {
  #places: SearchPlaces;
  readonly #rest: () => Promise<void> | undefined;
  #base: FiledSegment;
  #recent: FiledSegment;
  /** Keys of files that are no longer there. */
  #gone = new Set<string>();
  #parts: readonly Part[] = [];
  /** As they were looked at last. */
  #stamps: Stamps | null = null;

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
   * Brings the index up to date with all files.
   * @param places Where they are now: the reader may have chosen another folder.
   * @returns How many files were read for it.
   */
  async refresh(places: SearchPlaces, progress: Progress): Promise<number> {
    this.#places = places;
    const stamps = await readStamps(places, this.#rest);
    this.#stamps = stamps;
    const known = this.#known();
    const gone = [...known.keys()].filter((key) => !stamps.sources.has(key));
    this.#gone = new Set(gone);
    const changed = [...stamps.sources.values()].filter((source) => {
      const head = known.get(source.key);
      return head?.stamp !== stampOf(source, head?.id ?? null, stamps);
    });
    await this.#take(changed, stamps, progress);
    if (gone.length || changed.length) await this.#save();
    return changed.length;
  }

  /** Whether another that is opened now has nothing to read again. */
  get isSaved(): boolean {
    return this.#base.isOnDisk && (this.#recent.isOnDisk || !this.#recent.segment.heads.length);
  }

  /** Takes up what the reader has written on a brief. */
  async refreshWritten(places: SearchPlaces, brief: string, progress: Progress): Promise<void> {
    this.#places = places;
    if (!this.#stamps) return;
    const written = await readWritten(places, this.#rest);
    const stamps = { sources: this.#stamps.sources, written };
    const changed = [...this.#known()].flatMap(([key, head]) => {
      const source = stamps.sources.get(key);
      const isStale = source && head.id === brief && head.stamp !== stampOf(source, brief, stamps);
      return isStale ? source : [];
    });
    await this.#take(changed, stamps, progress);
    if (changed.length) await this.#save();
  }

  close(): void {
    this.#base.close();
    this.#recent.close();
  }

  /** The documents there are, each as it counts, with those that another of the same edition hides. */
  #known(): Map<string, Head> {
    const heads = [...this.#base.segment.heads, ...this.#recent.segment.heads];
    return new Map(heads.filter(({ key }) => !this.#gone.has(key)).map((head) => [head.key, head]));
  }

  async #take(changed: readonly Source[], stamps: Stamps, progress: Progress): Promise<void> {
    this.#arrange();
    if (!changed.length) return;
    const { documentReader } = await import('./search-reading.ts');
    const read = documentReader(this.#places);
    let left = changed.length;
    for (let at = 0; at < changed.length; at += batch) {
      if (at > 0 && at % (batch * batchesKept) === 0) await this.#save();
      const docs: Doc[] = [];
      for (const source of changed.slice(at, at + batch)) {
        progress(left, source.key);
        docs.push(await read(source, stamps));
        left -= 1;
        await this.#rest();
      }
      this.#add(buildSegment(docs));
    }
  }

  /** Takes new documents up into the recent part, instead of those it has of the same files. */
  #add(added: Segment): void {
    const now = new Set(added.heads.map(({ key }) => key));
    const keeps = this.#recent.segment.heads.map(({ key }) => !now.has(key) && !this.#gone.has(key));
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
    const [base, recent] = [this.#base.segment, this.#recent.segment];
    const inRecent = new Set(recent.heads.map(({ key }) => key));
    const merged = mergeSegments([
      {
        segment: base,
        keeps: (doc) => this.#isThere(base, doc) && !inRecent.has(base.heads[doc]?.key ?? ''),
      },
      { segment: recent, keeps: (doc) => this.#isThere(recent, doc) },
    ]);
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

  /** Which documents count: the recent of two of the same file, and one of each edition. */
  #arrange(): void {
    const segments = [this.#base.segment, this.#recent.segment];
    const counting = new Map<string, Head>();
    for (const head of this.#known().values()) {
      const before = counting.get(editionOf(head));
      if (!before || comesBefore(head, before)) counting.set(editionOf(head), head);
    }
    const bundled = new Set([...counting.values()].flatMap(({ id, key }) => (isBundled(key) && id) || []));
    const counts = new Set(counting.values());
    this.#parts = segments.map((segment) => {
      const kept = segment.heads.map(
        (head) => counts.has(head) && (isBundled(head.key) || !bundled.has(head.id ?? '')),
      );
      return { segment, keeps: (doc) => kept[doc] ?? false };
    });
  }

  #isThere({ heads }: Segment, doc: number): boolean {
    return !this.#gone.has(heads[doc]?.key ?? '');
  }

  #path(name: 'base' | 'recent'): string {
    return join(this.#places.profile.cache, 'search', `${name}.index`);
  }
}

/** What only one document of may be found: an edition, or a glossary in a language. */
function editionOf({ id, lang, key }: Head): string {
  if (id !== null) return `${isBundled(key)}:${id}/${lang}`;
  return lang === 'und' ? key : `glossary ${lang}`;
}

/** Of two of the same: the bundled one, the one in its place, the first by name; as the library has it. */
function comesBefore(a: Head, b: Head): boolean {
  const rank = ({ key, id, lang }: Head) => (isBundled(key) ? 0 : key === `own:${id}/${lang}.md` ? 1 : 2);
  return rank(a) !== rank(b) ? rank(a) < rank(b) : a.key < b.key;
}

function isBundled(key: string): boolean {
  return key.startsWith('bundled:');
}
