import { type Annotation, annotate, type Colour, noteOf, quoteOf, tagsOf } from '../annotation.ts';
import { annotation as annotationShape } from '../annotation-schema.ts';
import { type Brief, briefUrn, type EditionRef, editionOfUrn } from '../brief.ts';
import { placesOf } from '../places.ts';
import { uuidOf } from '../uuid.ts';
import type { ConflictChoice } from './conflicts.ts';
import type { Incoming } from './incoming.ts';
import { type ImportText, type Placing, placeIn } from './placing.ts';

/** What importing an item means. All but `same`, `source-unknown` and `unreadable` can be taken in. */
export type ImportState =
  | 'new'
  | 'same'
  | 'conflicting'
  | 'source-unknown'
  | Exclude<Placing, 'found'>
  | 'unreadable';

/** One item against what the reader has. */
export interface Weighed {
  readonly state: ImportState;
  /** Where it is about what no edition bears: the name of that. */
  readonly source: string | null;
  /** As it would be kept; `null` where it cannot be. */
  readonly theirs: Annotation | null;
  /** Of the same id, where there is one. */
  readonly mine: Annotation | null;
}

/** An edition that a file is held against. */
export interface GroundEdition {
  readonly brief: Brief;
  /** `file`: it comes with the file itself. */
  readonly origin: 'bundled' | 'own' | 'file';
}

export interface WeighGround {
  /** The text of an edition, or `null` where the library has none. */
  readonly text: (edition: EditionRef) => ImportText | null;
  /** What the reader has on a brief, by id. */
  readonly mine: (brief: string) => ReadonlyMap<string, Annotation>;
  /** What the reader says an unknown source is. */
  readonly chosen: ReadonlyMap<string, EditionRef>;
  /** Now, ISO 8601 in UTC: for what has no time of its own. */
  readonly at: string;
}

/** Weighs every item of a file; changes nothing. The same input gives the same output. */
export function weigh(items: readonly (Incoming | null)[], ground: WeighGround): Weighed[] {
  const taken = new Map<string, Annotation>();
  const weighed: Weighed[] = items.map(() => ({
    state: 'unreadable',
    source: null,
    theirs: null,
    mine: null,
  }));
  // One text after the other, since each is made ready but once.
  const bySource = [...items.entries()].sort(([, a], [, b]) => compare(a?.source ?? '', b?.source ?? ''));
  for (const [index, item] of bySource) {
    if (!item) continue;
    const one = weighOne(item, ground, taken);
    if (one.theirs) taken.set(keyOf(one.theirs), one.theirs);
    weighed[index] = one;
  }
  return placedTogether(weighed, ground);
}

/** What was found, or not, alone may stand elsewhere once all annotations of the brief are looked up. */
function placedTogether(weighed: readonly Weighed[], { text, mine }: WeighGround): Weighed[] {
  const byEdition = new Map<string, Annotation[]>();
  for (const { theirs } of weighed) {
    if (!theirs) continue;
    const list = byEdition.get(theirs.target.source) ?? [];
    list.push(theirs);
    byEdition.set(theirs.target.source, list);
  }
  const found = new Set<Annotation>();
  for (const [source, theirs] of byEdition) {
    const edition = editionOfUrn(source);
    const target = edition && text(edition);
    if (!edition || !target) continue;
    const ids = new Set(theirs.map(({ id }) => id));
    const others = [...mine(edition.id).values()].filter(
      (annotation) => annotation.target.source === source && !ids.has(annotation.id),
    );
    const all = [...theirs, ...others];
    placesOf(target, all).forEach((place, index) => {
      const annotation = all[index];
      if (place && annotation) found.add(annotation);
    });
  }
  return weighed.map((one): Weighed => {
    const { state, theirs } = one;
    if (!theirs || !(state === 'new' || state === 'ambiguous' || state === 'passage-not-found')) return one;
    if (found.has(theirs)) return { ...one, state: 'new' };
    return state === 'new' ? { ...one, state: 'ambiguous' } : one;
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function weighOne(item: Incoming, ground: WeighGround, taken: ReadonlyMap<string, Annotation>): Weighed {
  const named = editionOfUrn(item.source);
  const known = named && ground.text(named) ? named : null;
  const edition = known ?? ground.chosen.get(item.source) ?? null;
  const target = edition && ground.text(edition);
  const source = known ? null : item.source;
  if (!edition || !target) return { state: 'source-unknown', source, theirs: null, mine: null };

  const { placing, selectors, revision } = placeIn(target, item);
  const all = ground.mine(edition.id);
  const make = (uuid: string): Annotation => {
    const before = all.get(`urn:uuid:${uuid}`);
    const created = item.created ?? before?.created ?? ground.at;
    return {
      ...annotate({
        uuid,
        at: created,
        source: briefUrn(edition),
        revision,
        selectors,
        content: item.content,
      }),
      modified: item.modified ?? before?.modified ?? created,
      ...(item.creator ? { creator: { type: 'Person', name: item.creator } } : {}),
    };
  };
  let theirs = make(uuidIn(item));
  // Two of one name in one file: the second is another annotation, unless it says the same.
  const twin = taken.get(keyOf(theirs));
  if (twin && !isSame(twin, theirs)) theirs = make(copyUuid(theirs));
  if (!annotationShape.safeParse(theirs).success)
    return { state: 'unreadable', source, theirs: null, mine: null };

  const mine = all.get(theirs.id) ?? null;
  const copy = all.get(`urn:uuid:${copyUuid(theirs)}`);
  if ((twin && isSame(twin, theirs)) || (mine && isSame(mine, theirs)) || (copy && isSame(copy, theirs)))
    return { state: 'same', source, theirs, mine };
  if (mine) return { state: 'conflicting', source, theirs, mine };
  return { state: placing === 'found' ? 'new' : placing, source, theirs, mine };
}

/** The changes that take the items in. What says the same, and what cannot be kept, changes nothing. */
export function importChanges(
  weighed: readonly Weighed[],
  choice: (index: number) => ConflictChoice,
): { readonly before: Annotation | null; readonly after: Annotation }[] {
  return weighed.flatMap((item, index) => {
    const after = afterOf(item, () => choice(index));
    return after ? [{ before: after.id === item.mine?.id ? item.mine : null, after }] : [];
  });
}

function afterOf({ state, theirs, mine }: Weighed, choice: () => ConflictChoice): Annotation | null {
  if (!theirs || state === 'same') return null;
  if (!mine) return theirs;
  switch (choice()) {
    case 'mine':
      return null;
    case 'theirs':
      return theirs;
    case 'both':
      return { ...theirs, id: `urn:uuid:${copyUuid(theirs)}` };
  }
}

/** What a list shows of an annotation. */
export interface ImportedContent {
  readonly quote: string;
  readonly note: string;
  readonly tags: readonly string[];
  readonly colour: Colour;
  /** Who wrote it, where that is another. */
  readonly creator: string;
}

/** Shortened, since a file may hold many and long ones. */
export function contentShown(annotation: Annotation): ImportedContent {
  return {
    quote: shortened(quoteOf(annotation)),
    note: shortened(noteOf(annotation)),
    tags: tagsOf(annotation).slice(0, 20),
    colour: annotation.target.styleClass,
    creator: annotation.creator?.name ?? '',
  };
}

function shortened(text: string): string {
  const points = [...text.slice(0, 600)];
  return points.length > 280 || text.length > 600 ? `${points.slice(0, 280).join('')}…` : text;
}

/** This program's own ids stay; any other name stands for one and the same id always. */
function uuidIn(item: Incoming): string {
  const [, own] =
    /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(item.id.toLowerCase()) ?? [];
  const { created, source, content, passage } = item;
  return own ?? uuidOf(item.id || JSON.stringify({ created, source, content, passage }));
}

function copyUuid(theirs: Annotation): string {
  return uuidOf(`${theirs.id} ${said(theirs)}`);
}

function keyOf({ id, target }: Annotation): string {
  return `${editionOfUrn(target.source)?.id} ${id}`;
}

/** Whether two say the same of the same words; where these stand follows from the text. */
function isSame(one: Annotation, other: Annotation): boolean {
  return said(one) === said(other);
}

function said({ motivation, created, modified, body, creator, target }: Annotation): string {
  const { source, styleClass, selector } = target;
  const words = selector[0].exact;
  return JSON.stringify([
    motivation,
    created,
    modified,
    body.map(Object.values),
    creator?.name,
    source,
    styleClass,
    words,
  ]);
}
