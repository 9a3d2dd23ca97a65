import { type Brief, editionOfUrn } from '../brief.ts';
import type { Position } from '../position.ts';
import type { SettingsChange } from '../settings.ts';
import type { Incoming } from './incoming.ts';

/** All that a file from elsewhere holds, read but not yet held against what the reader has. */
export interface ImportContent {
  readonly briefs: readonly IncomingBrief[];
  /** `null` for each item that is no annotation. */
  readonly items: readonly (Incoming | null)[];
  readonly positions: readonly IncomingStand[];
  readonly settings: SettingsChange | null;
  /** By brief and language: of an archive, which may hold what was written on briefs that are gone. */
  readonly titles: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** A brief's file. */
export interface IncomingBrief {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** `null` where it is no brief that can be read. */
  readonly brief: Brief | null;
}

/** A position that came with a file; `null` where it is none. */
export interface IncomingStand {
  readonly brief: string;
  readonly proposal: string;
  readonly position: Position | null;
}

export function annotationsOnly(items: readonly (Incoming | null)[]): ImportContent {
  return { briefs: [], items, positions: [], settings: null, titles: new Map() };
}

/** The briefs that a file's content is about, whether they are there or not. */
export function briefsAbout({ briefs, items, positions, titles }: ImportContent): Set<string> {
  return new Set([
    ...briefs.flatMap(({ brief }) => brief?.id ?? []),
    ...items.flatMap((item) => (item && editionOfUrn(item.source)?.id) ?? []),
    ...positions.map(({ brief }) => brief),
    ...titles.keys(),
  ]);
}
