import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Charset, Index } from 'flexsearch';
import MiniSearch from 'minisearch';
import { packSegment, unpackSegment } from '../core/search/packing.ts';
import { search } from '../core/search/search.ts';
import { buildSegment } from '../core/search/segment.ts';
import type { MadeBrief } from './search-corpus.ts';

/** A way to search, made ready for one corpus. */
export interface Engine {
  readonly name: string;
  /** Of the index as it would lie on disk, without the texts, in bytes; `null` where it has none. */
  readonly size: number | null;
  /** Ids of the first twenty briefs for what is typed, the last word perhaps not yet to its end. */
  readonly find: (typed: string) => readonly string[];
}

const most = 20;

/** This program's own, with the sentences of the hits as they are shown. */
export function ours(briefs: readonly MadeBrief[]): Engine {
  const built = buildSegment(briefs.map(({ doc }) => doc));
  const bytes = packSegment(built);
  // As after a restart: out of the bytes of a file.
  const segment = unpackSegment(Uint8Array.from(bytes), built.texts) ?? built;
  const parts = [{ segment, keeps: () => true }];
  return {
    name: 'ours',
    size: bytes.length,
    find: (typed) => search(parts, typed, 'fr').groups.flatMap(({ id }) => id ?? []),
  };
}

/** As its documentation advises for search as you type: the last word as a prefix, slips by a fifth of a word's length. */
export function miniSearch(briefs: readonly MadeBrief[]): Engine {
  const engine = new MiniSearch<{ id: string; title: string; text: string }>({
    fields: ['title', 'text'],
    processTerm: (term) => level(term),
  });
  engine.addAll(briefs.map(({ doc, text }) => ({ id: doc.id ?? '', title: doc.title, text })));
  return {
    name: 'MiniSearch',
    size: JSON.stringify(engine).length,
    find: (typed) =>
      engine
        .search(typed, {
          combineWith: 'AND',
          prefix: (_, index, terms) => index === terms.length - 1,
          fuzzy: 0.2,
          boost: { title: 3 },
        })
        .slice(0, most)
        .map(({ id }) => String(id)),
  };
}

/** As its documentation advises for typing and misspelt words: prefixes, and an encoder that levels sounds. */
export function flexSearch(briefs: readonly MadeBrief[]): Engine {
  const engine = new Index({ tokenize: 'forward', encoder: Charset.LatinAdvanced });
  for (const [index, { text }] of briefs.entries()) engine.add(index, text);
  let size = 0;
  engine.export((_, data) => {
    size += data?.length ?? 0;
  });
  return {
    name: 'FlexSearch',
    size,
    find: (typed) =>
      engine.search(typed, { limit: most }).map((index) => briefs[Number(index)]?.doc.id ?? ''),
  };
}

/** All texts levelled out once, and read through for each letter typed. */
export function plainScan(briefs: readonly MadeBrief[]): Engine {
  const texts = briefs.map(({ doc, text }) => ({ id: doc.id ?? '', text: level(text) }));
  return {
    name: 'plain scan',
    size: null,
    find: (typed) => {
      const words = level(typed).split(/\s+/).filter(Boolean);
      const found = texts.filter(({ text }) => words.every((word) => text.includes(word)));
      return found.slice(0, most).map(({ id }) => id);
    },
  };
}

function level(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

setFlagsFromString('--expose_gc');
const collect: () => void = runInNewContext('gc');

/** What is alive in memory, in bytes. */
export function memory(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
