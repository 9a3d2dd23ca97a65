import { countBefore } from './bisect.ts';
import type { FrontMatter } from './brief-schema.ts';

/** Bytes of a brief's file; larger ones need not be opened. */
export const largestFile = 2 * 1024 * 1024;

/** A stretch of text and the spans over it; offsets are UTF-16 units into `text`. */
export interface Inline {
  readonly text: string;
  /** Sorted by start, outer before inner; spans nest and never cross. */
  readonly spans: readonly Span[];
}

export type Span = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'strong' | 'emphasis' | 'code' }
  /** `href` is an absolute `https:`, `http:` or `mailto:` URL; every other link target is read as plain words. */
  | { readonly kind: 'link'; readonly href: string }
  | { readonly kind: 'term'; readonly term: string }
  | { readonly kind: 'proposal'; readonly proposal: string }
  /** Empty (`start === end`): where the mark of a cited source stands. Its number is no part of the text. */
  | { readonly kind: 'citation'; readonly source: string }
);

/**
 * One paragraph, heading, list item, table row, quotation or code listing. Its words are
 * `brief.text.slice(start, end)`; its spans count from `start`.
 */
export interface Block extends Inline {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'row' | 'quotation' | 'code';
  /** Offset of the block in the brief's text, UTF-16. */
  readonly start: number;
  readonly end: number;
  /** `§`: counts every block but headings from 1; the same in all editions. `null` for headings. */
  readonly number: number | null;
  /** Headings: 1 to 6. Others: 0. */
  readonly level: number;
  /** Rows: where each cell lies in the block's text (cells are joined by one tab). Others: empty. */
  readonly cells: readonly { readonly start: number; readonly end: number }[];
}

/** How the blocks stand on the page. Leaves are indices into `blocks`, in reading order. */
export type Layout =
  | { readonly kind: 'block'; readonly block: number }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly first: number;
      readonly items: readonly (readonly Layout[])[];
    }
  | { readonly kind: 'quotation'; readonly children: readonly Layout[] }
  | {
      readonly kind: 'table';
      /** `null` where no cell of the head holds a word. */
      readonly head: number | null;
      readonly rows: readonly number[];
      readonly align: readonly ('start' | 'center' | 'end')[];
    };

type ReadInline<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: Inline };

export type Participant = FrontMatter['participants'][number];
export type Source = FrontMatter['sources'][number];
export type Proposal = ReadInline<FrontMatter['proposals'][number], 'gist'>;
export type Commitment = ReadInline<FrontMatter['commitments'][number], 'text'>;
export type FollowUp = ReadInline<FrontMatter['followUps'][number], 'text'>;

/** One edition of one brief, parsed. Pure data: it crosses between processes as it is. */
export interface Brief extends Omit<FrontMatter, 'summary' | 'proposals' | 'commitments' | 'followUps'> {
  readonly summary: readonly Inline[];
  readonly proposals: readonly Proposal[];
  readonly commitments: readonly Commitment[];
  readonly followUps: readonly FollowUp[];
  /** The canonical text: the blocks in reading order joined by one `\n`, NFC, white space as it renders. */
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly layout: readonly Layout[];
  /** SHA-256 of `text` as UTF-8, lower-case hex. */
  readonly revision: string;
}

/** Names one edition. */
export interface EditionRef {
  readonly id: string;
  readonly lang: string;
}

/** `urn:brief:<id>:<lang>`, the source an annotation's target names. */
export function briefUrn({ id, lang }: EditionRef): string {
  return `urn:brief:${id}:${lang}`;
}

/** The edition a `urn:brief:` names, or `null` where the URN is of another kind. */
export function editionOfUrn(urn: string): EditionRef | null {
  const parts = /^urn:brief:([a-z0-9-]+):([A-Za-z0-9-]+)$/.exec(urn);
  return parts?.[1] && parts[2] ? { id: parts[1], lang: parts[2] } : null;
}

/** The indices of the blocks that a stretch of the text touches: from the first up to, without, the second. */
export function blocksOver(
  blocks: readonly Pick<Block, 'start' | 'end'>[],
  start: number,
  end: number,
): readonly [from: number, to: number] {
  const from = countBefore(blocks.length, (index) => (blocks[index]?.end ?? 0) <= start);
  const to = countBefore(blocks.length, (index) => (blocks[index]?.start ?? 0) < end);
  return [from, Math.max(from, to)];
}

/** Index of the block that holds `offset`; the line break after a block counts to it. */
export function blockAt(blocks: readonly Block[], offset: number): number {
  return Math.max(0, countBefore(blocks.length, (index) => (blocks[index]?.start ?? 0) <= offset) - 1);
}
