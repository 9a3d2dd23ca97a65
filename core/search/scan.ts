import { type PieceKind, pieceKinds } from './doc.ts';
import type { Row } from './find.ts';
import { type Fits, weightOf } from './fits.ts';
import { firstFilter, type PartPlan, type Plan } from './plan.ts';

/** How much a hit says, by where it is. */
const boosts: Readonly<Record<PieceKind, number>> = {
  title: 3,
  standfirst: 1.6,
  text: 1,
  summary: 1.4,
  about: 1,
  proposal: 1.6,
  commitment: 1.2,
  'follow-up': 1.1,
  remark: 1.5,
  quote: 0.9,
  note: 1.5,
  tags: 1.4,
  term: 1.4,
};
const boostOf = Float64Array.from(pieceKinds, (kind) => boosts[kind]);
const title = pieceKinds.indexOf('title');

/**
 * What a piece gains where it holds all that is wanted, and where two of it stand side by side, as they were typed; a word
 * between them does no harm: droits de douane.
 */
const together = 1.6;
const sideBySide = 1.3;
/** A piece of so many words counts half of what a very short one does. */
const halved = 300;
/** What each further piece adds to its document, up to so many. */
const further = { each: 0.03, most: 10 } as const;

/** Reads the tokens of documents of one part. */
export class Scanner {
  readonly part: PartPlan;
  readonly #gains: readonly number[];
  readonly #best: Uint8Array;
  readonly #allWanted: number;
  readonly #allFilters: number;

  constructor(part: PartPlan, { gains }: Plan) {
    this.part = part;
    this.#gains = gains;
    this.#best = new Uint8Array(gains.length);
    this.#allWanted = (1 << gains.length) - 1;
    this.#allFilters = (1 << part.labels.length) - 1;
  }

  /** How well a document fits; 0 where it does not hold all that is wanted. */
  scoreOf(doc: number): number {
    let best = 0;
    let count = 0;
    let wanted = 0;
    let filters = 0;
    this.#eachPiece(doc, (_, worth, heldWanted, heldFilters) => {
      wanted |= heldWanted;
      filters |= heldFilters;
      count += 1;
      if (worth > best) best = worth;
    });
    if (wanted !== this.#allWanted || filters !== this.#allFilters) return 0;
    return best * (1 + further.each * Math.min(count - 1, further.most));
  }

  /** The pieces of a document that hold some of what is wanted, the best first. */
  piecesOf(doc: number): readonly { readonly piece: number; readonly worth: number }[] {
    const pieces: { piece: number; worth: number }[] = [];
    this.#eachPiece(doc, (piece, worth) => pieces.push({ piece, worth }));
    return pieces.sort((a, b) => b.worth - a.worth || a.piece - b.piece);
  }

  /** What stands in a document for what is wanted, each once. */
  rowsOf(doc: number): Row[] {
    const { masks, following, segment } = this.part;
    const { tokens, tokenOf, pieceOf, terms } = segment;
    const rows = new Map<string, Row>();
    for (let piece = pieceOf[doc] ?? 0; piece < (pieceOf[doc + 1] ?? 0); piece += 1) {
      const end = tokenOf[piece + 1] ?? 0;
      for (let at = tokenOf[piece] ?? 0; at < end; at += 1) {
        const mask = masks[tokens[at] ?? 0] ?? 0;
        for (let index = 0; mask >> index && index < firstFilter; index += 1) {
          if (!(mask & (1 << index)) || !this.#followed(index, at, end)) continue;
          const length = 1 + (following[index]?.length ?? 0);
          const row = Array.from(tokens.subarray(at, at + length), (term) => terms[term] ?? '');
          rows.set(row.join(' '), row);
        }
      }
    }
    return [...rows.values()];
  }

  /** Whether the words that must follow what is wanted do. */
  #followed(index: number, at: number, end: number): boolean {
    const following = this.part.following[index];
    if (!following?.length) return true;
    const { tokens } = this.part.segment;
    if (at + following.length >= end) return false;
    return following.every((fits, i) => weightOf(fits, tokens[at + 1 + i] ?? 0));
  }

  #eachPiece(
    doc: number,
    visit: (piece: number, worth: number, wanted: number, filters: number) => void,
  ): void {
    const { masks, fits, segment } = this.part;
    const { tokens, tokenOf, pieceOf, kinds } = segment;
    const best = this.#best;
    const lastPiece = pieceOf[doc + 1] ?? 0;
    /** What the title bears holds for all that stands below it. */
    let ofWhole = 0;
    for (let piece = pieceOf[doc] ?? 0; piece < lastPiece; piece += 1) {
      const start = tokenOf[piece] ?? 0;
      const end = tokenOf[piece + 1] ?? 0;
      let held = 0;
      let isSideBySide = false;
      let before = 0;
      let beforeThat = 0;
      for (let at = start; at < end; at += 1) {
        const mask = masks[tokens[at] ?? 0];
        if (!mask) {
          beforeThat = before;
          before = 0;
          continue;
        }
        if (!held) best.fill(0);
        let here = mask & filterBits;
        for (let index = 0; index < best.length; index += 1) {
          if (!(mask & (1 << index)) || !this.#followed(index, at, end)) continue;
          here |= 1 << index;
          const weight = weightOf(fits[index] ?? noFits, tokens[at] ?? 0);
          if (weight > (best[index] ?? 0)) best[index] = weight;
        }
        held |= here;
        if (((before | beforeThat) << 1) & here) isSideBySide = true;
        beforeThat = before;
        before = here;
      }
      const wanted = held & this.#allWanted;
      const own = held >>> firstFilter;
      if (kinds[piece] === title) ofWhole = own;
      // Where nothing but filters is asked, what bears them itself is found.
      const filters = this.#allWanted ? own | ofWhole : own;
      if (this.#allFilters && !filters) continue;
      if (this.#allWanted ? !wanted : !this.#allFilters && kinds[piece] !== title) continue;
      let worth = this.#allWanted ? 0 : 1;
      for (let index = 0; index < best.length; index += 1)
        if (wanted & (1 << index)) worth += ((this.#gains[index] ?? 0) * (best[index] ?? 0)) / 255;
      if (best.length > 1 && wanted === this.#allWanted) worth *= together;
      if (isSideBySide) worth *= sideBySide;
      worth *= (boostOf[kinds[piece] ?? 0] ?? 1) / (1 + (end - start) / halved);
      visit(piece, worth, wanted, filters);
    }
  }
}

const filterBits = -1 << firstFilter;

const noFits: Fits = { terms: new Uint32Array(), weights: new Uint8Array() };
