import type { Block } from '../brief.ts';

/** What a file must keep to, with what is allowed where that can be listed. Sizes are bytes, lengths characters. */
export type Rule =
  // the file itself
  | {
      readonly code:
        | 'file-missing'
        | 'file-kind'
        | 'file-denied'
        | 'file-unread'
        | 'file-costly'
        | 'no-briefs';
    }
  // its place in a library
  | { readonly code: 'file-place' | 'id-taken' }
  | { readonly code: 'file-size'; readonly maximum: number }
  | { readonly code: 'encoding' | 'control-character' }
  // the front matter as YAML
  | { readonly code: 'front-matter-missing' | 'front-matter-open' }
  | { readonly code: 'front-matter-size' | 'yaml-fields' | 'yaml-depth'; readonly maximum: number }
  | { readonly code: 'yaml'; readonly hint: 'quotes' | 'tabs' | 'close' | 'layout' }
  | { readonly code: 'yaml-feature'; readonly feature: 'anchor' | 'alias' | 'tag' | 'key' }
  | { readonly code: 'duplicate-field'; readonly first: number }
  // what its fields hold
  | { readonly code: 'unknown-field'; readonly allowed: readonly string[] }
  | { readonly code: 'missing' }
  | { readonly code: 'type'; readonly expected: 'text' | 'list' | 'fields' | 'other' }
  | { readonly code: 'form'; readonly form: Form }
  | { readonly code: 'choice'; readonly allowed: readonly string[] }
  | { readonly code: 'too-long' | 'too-many'; readonly maximum: number }
  | { readonly code: 'too-few'; readonly minimum: number }
  | { readonly code: 'date-order' }
  | { readonly code: 'duplicate-id'; readonly first: number }
  | { readonly code: 'unknown-source' | 'unknown-proposal'; readonly allowed: readonly string[] }
  // the body
  | {
      readonly code:
        | 'body-lines'
        | 'body-depth'
        | 'body-blocks'
        | 'body-pieces'
        | 'block-length'
        | 'table-columns';
      readonly maximum: number;
    }
  // briefs that are read together
  | { readonly code: 'duplicate-edition'; readonly other: string }
  | {
      readonly code: 'edition-shape';
      readonly other: string;
      /** `null` where an edition has ended. */
      readonly here: BlockShape | null;
      readonly there: BlockShape | null;
    }
  | { readonly code: 'edition-proposals'; readonly other: string; readonly allowed: readonly string[] }
  | { readonly code: 'unknown-term' | 'unknown-brief'; readonly allowed: readonly string[] }
  // what an editor remarks
  | { readonly code: 'uncited' }
  | { readonly code: 'typography'; readonly slip: Slip }
  // all problems of a file
  | { readonly code: 'more-problems'; readonly count: number };

export type Form =
  | 'brief-id'
  | 'local-id'
  | 'language'
  | 'country'
  | 'date'
  | 'date-or-range'
  | 'web-address'
  | 'brief-proposal';

export interface BlockShape {
  readonly kind: Block['kind'];
  readonly level: number;
  /** How many. */
  readonly cells: number;
}

export type Slip =
  | 'apostrophe'
  | 'quotation-marks'
  | 'ellipsis'
  | 'narrow-space'
  | 'colon-space'
  | 'percent-space'
  | 'thousands'
  | 'space-before';
