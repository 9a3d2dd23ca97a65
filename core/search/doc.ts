import { type Annotation, noteOf, quoteOf, tagsOf } from '../annotation.ts';
import { type Brief, briefUrn } from '../brief.ts';
import type { Glossary } from '../glossary-schema.ts';
import type { Positions } from '../position.ts';
import { tagLabel } from './query.ts';

/** What is found as one: an edition of a brief with what its reader wrote on it, or a glossary. */
export interface Doc {
  /** Names what it was made of: the same whatever becomes of that. */
  readonly key: string;
  /** Changes whenever something it is made of does. */
  readonly stamp: string;
  /** The brief's; `null` for a glossary. */
  readonly id: string | null;
  readonly lang: string;
  readonly title: string;
  /** First and last day, ISO; `null` for a glossary. */
  readonly date: { readonly start: string; readonly end: string } | null;
  readonly pieces: readonly Piece[];
}

export type PieceKind = (typeof pieceKinds)[number];
/** The order is that of their numbers on disk. */
export const pieceKinds = [
  'title',
  'standfirst',
  'text',
  'summary',
  'about',
  'proposal',
  'commitment',
  'follow-up',
  'remark',
  'quote',
  'note',
  'tags',
  'term',
] as const;

/** A stretch of words that is read and shown as one: what a hit is a hit in. */
export interface Piece {
  readonly kind: PieceKind;
  /** Id of the proposal, the annotation or the term; the paragraph number of a block; the empty string for others, and for tags of the brief. */
  readonly ref: string;
  /** Offset of a block in the brief's text, UTF-16; 0 for others. */
  readonly at: number;
  readonly text: string;
  /** What filters ask for: `tag:…` and `position:…`. */
  readonly labels: readonly string[];
}

/** An edition and what was written on it, of whatever edition; `ownTags` are the reader's on the brief. */
export function docOfEdition(
  brief: Brief,
  annotations: readonly Annotation[],
  positions: Positions,
  ownTags: readonly string[],
  key: string,
  stamp: string,
): Doc {
  const { id, lang, title, date } = brief;
  const urn = briefUrn(brief);
  const tags = [...new Set([...brief.tags, ...ownTags])];
  const pieces = [
    piece('title', title, { labels: labelsOf(tags) }),
    ...piecesOfBrief(brief, positions),
    ...piecesOfTags(tags, ''),
    ...annotations.filter(({ target }) => target.source === urn).flatMap(piecesOfAnnotation),
  ];
  return { key, stamp, id, lang, title, date, pieces };
}

export function docOfGlossary({ lang, terms }: Glossary, key: string, stamp: string): Doc {
  const pieces = terms.flatMap(({ id, term, definition }) => [
    piece('term', term, { ref: id }),
    piece('term', definition, { ref: id }),
  ]);
  return { key, stamp, id: null, lang, title: '', date: null, pieces };
}

function piecesOfBrief(brief: Brief, positions: Positions): Piece[] {
  const { standfirst, kind, place, series, participants, summary, proposals, commitments } = brief;
  return [
    piece('standfirst', standfirst),
    ...brief.blocks.map(({ text, start, number }) =>
      piece('text', text, { at: start, ref: number === null ? '' : String(number) }),
    ),
    ...summary.map(({ text }) => piece('summary', text)),
    piece('about', [kind, place, series?.title].filter(Boolean).join(' · ')),
    ...participants.map(({ name, role }) => piece('about', role ? `${name}, ${role}` : name)),
    ...proposals.flatMap(({ id, title, by, gist }) => {
      const position = positions[id];
      const about = { ref: id, labels: [`position:${position?.decision ?? 'to-study'}`] };
      return [
        piece('proposal', by ? `${title} (${by})` : title, about),
        piece('proposal', gist.text, about),
        ...(position?.remark.trim() ? [piece('remark', position.remark, about)] : []),
      ];
    }),
    ...commitments.map(({ by, text }) => piece('commitment', `${by.join(', ')} : ${text.text}`)),
    ...brief.followUps.map(({ text }) => piece('follow-up', text.text)),
  ];
}

function piecesOfAnnotation(annotation: Annotation): Piece[] {
  const tags = tagsOf(annotation);
  const about = { ref: annotation.id, labels: labelsOf(tags) };
  const note = noteOf(annotation);
  return [
    piece('quote', quoteOf(annotation), about),
    ...(note.trim() ? [piece('note', note, about)] : []),
    ...piecesOfTags(tags, annotation.id),
  ];
}

function piecesOfTags(tags: readonly string[], ref: string): Piece[] {
  return tags.length ? [piece('tags', tags.join(', '), { ref, labels: labelsOf(tags) })] : [];
}

function labelsOf(tags: readonly string[]): string[] {
  return tags.flatMap((tag) => tagLabel(tag) || []).map((label) => `tag:${label}`);
}

function piece(kind: PieceKind, text: string, about: Partial<Omit<Piece, 'kind' | 'text'>> = {}): Piece {
  return { kind, ref: '', at: 0, labels: [], text, ...about };
}
