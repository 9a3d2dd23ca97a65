import { type Doc, type Piece, type PieceKind, pieceKinds } from './doc.ts';
import { eachWord, fold } from './fold.ts';
import { lettersOf } from './slips.ts';

/**
 * An index over some documents that never changes: their texts as numbers. `terms` are all folded words, sorted; a text is
 * the row of its words' places in `terms`. A search finds the terms that fit, and by `docs` the documents that hold them,
 * and reads no letters but those of the hits that are shown.
 *
 * Everything but the heads of the documents is in typed arrays, which lie on disk as they lie in memory.
 */
export interface Segment {
  readonly heads: readonly Head[];
  readonly terms: readonly string[];
  /** By term: which letters are in it. */
  readonly letters: Uint32Array;
  /** By document: its first piece; one more entry closes the last. So do those below. */
  readonly pieceOf: Uint32Array;
  /** By piece: an index into `pieceKinds`. */
  readonly kinds: Uint8Array;
  /** By piece: its first token. */
  readonly tokenOf: Uint32Array;
  /** By piece: where its words lie in `texts`, in bytes. */
  readonly textOf: Uint32Array;
  /** By word: its place in `terms`. A piece's labels come first. */
  readonly tokens: Uint32Array;
  /** By term: where its uses begin in `uses`. */
  readonly usesOf: Uint32Array;
  /** Each a document times four, and how prominent the term is in it: see `prominence`. */
  readonly uses: Uint32Array;
  /** By document: the first document of the same brief, or itself. */
  readonly groups: Uint32Array;
  readonly texts: Texts;
}

/** All there is to know of a document but its words. */
export type Head = Omit<Doc, 'pieces'>;

/** The pieces as UTF-8, wherever they are kept. */
export interface Texts {
  readonly size: number;
  read(from: number, to: number): Uint8Array;
}

/** For a word of which nothing is left. */
const none = -1;

/** What a label begins with among the terms; no word does. */
const labelSign = ':';

export function labelTerm(label: string): string {
  return `${labelSign}${label}`;
}

export function isLabel(term: string): boolean {
  return term.startsWith(labelSign);
}

export function buildSegment(docs: readonly Doc[]): Segment {
  const words = new Map<string, number>();
  const ids = new Map<string, number>();
  const unsorted: string[] = [];
  const tokens = new Numbers();
  const pieceOf = [0];
  const tokenOf = [0];
  const textOf = [0];
  const kinds: number[] = [];
  const chunks: Uint8Array[] = [];
  const encoder = new TextEncoder();

  const idOf = (term: string): number => {
    let id = ids.get(term);
    if (id === undefined) {
      id = unsorted.length;
      ids.set(term, id);
      unsorted.push(term);
    }
    return id;
  };

  let size = 0;
  for (const { pieces } of docs) {
    for (const piece of pieces) {
      for (const label of piece.labels) tokens.push(idOf(labelTerm(label)));
      const { text } = piece;
      eachWord(text, (start, end) => {
        const word = text.slice(start, end);
        let id = words.get(word);
        if (id === undefined) {
          const folded = fold(word);
          id = folded ? idOf(folded) : none;
          words.set(word, id);
        }
        if (id !== none) tokens.push(id);
      });
      const bytes = encoder.encode(JSON.stringify([piece.ref, piece.at, text]));
      chunks.push(bytes);
      size += bytes.length;
      textOf.push(size);
      tokenOf.push(tokens.length);
      kinds.push(pieceKinds.indexOf(piece.kind));
    }
    pieceOf.push(kinds.length);
  }

  const order = unsorted.map((_, id) => id).sort((a, b) => compare(unsorted[a] ?? '', unsorted[b] ?? ''));
  const placeOf = new Uint32Array(order.length);
  for (const [place, id] of order.entries()) placeOf[id] = place;
  const sorted = tokens.taken();
  for (let i = 0; i < sorted.length; i += 1) sorted[i] = placeOf[sorted[i] ?? 0] ?? 0;

  const texts = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    texts.set(chunk, at);
    at += chunk.length;
  }
  return withUses({
    heads: docs.map(({ pieces: _, ...head }) => head),
    terms: order.map((id) => unsorted[id] ?? ''),
    pieceOf: Uint32Array.from(pieceOf),
    kinds: Uint8Array.from(kinds),
    tokenOf: Uint32Array.from(tokenOf),
    textOf: Uint32Array.from(textOf),
    tokens: sorted,
    texts: inMemory(texts),
  });
}

/** One segment of the documents that are kept of several, without reading a word of them again. */
export function mergeSegments(
  parts: readonly { segment: Segment; keeps: (doc: number) => boolean }[],
): Segment {
  const terms = [...new Set(parts.flatMap(({ segment }) => segment.terms))].sort(compare);
  const places = new Map(terms.map((term, place) => [term, place]));
  const heads: Head[] = [];
  const pieceOf = [0];
  const tokenOf = [0];
  const textOf = [0];
  const kinds: number[] = [];
  const tokens = new Numbers();
  const texts: Uint8Array[] = [];
  let size = 0;
  for (const { segment, keeps } of parts) {
    const placeOf = Uint32Array.from(segment.terms, (term) => places.get(term) ?? 0);
    for (const [doc, head] of segment.heads.entries()) {
      if (!keeps(doc)) continue;
      const first = segment.pieceOf[doc] ?? 0;
      const end = segment.pieceOf[doc + 1] ?? 0;
      const tokenStart = segment.tokenOf[first] ?? 0;
      const textStart = segment.textOf[first] ?? 0;
      const textEnd = segment.textOf[end] ?? 0;
      for (let token = tokenStart; token < (segment.tokenOf[end] ?? 0); token += 1)
        tokens.push(placeOf[segment.tokens[token] ?? 0] ?? 0);
      const tokensBefore = tokens.length - (segment.tokenOf[end] ?? 0);
      for (let piece = first; piece < end; piece += 1) {
        kinds.push(segment.kinds[piece] ?? 0);
        tokenOf.push((segment.tokenOf[piece + 1] ?? 0) + tokensBefore);
        textOf.push((segment.textOf[piece + 1] ?? 0) - textStart + size);
      }
      texts.push(segment.texts.read(textStart, textEnd));
      size += textEnd - textStart;
      heads.push(head);
      pieceOf.push(kinds.length);
    }
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const bytes of texts) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return withUses({
    heads,
    terms,
    pieceOf: Uint32Array.from(pieceOf),
    kinds: Uint8Array.from(kinds),
    tokenOf: Uint32Array.from(tokenOf),
    textOf: Uint32Array.from(textOf),
    tokens: tokens.taken(),
    texts: inMemory(whole),
  });
}

/** What is shown of a piece. */
export function readPiece(segment: Segment, piece: number): Omit<Piece, 'labels'> {
  const { textOf, texts } = segment;
  const bytes = texts.read(textOf[piece] ?? 0, textOf[piece + 1] ?? 0);
  const [ref, at, text]: [string, number, string] = JSON.parse(decoder.decode(bytes));
  return { kind: kindOf(segment, piece), ref, at, text };
}

export function kindOf({ kinds }: Segment, piece: number): PieceKind {
  return pieceKinds[kinds[piece] ?? 0] ?? 'text';
}

const decoder = new TextDecoder('utf-8');

/** How prominent what stands in a piece is: 2 in a title, 1 in what sums up or was written by the reader, 0 elsewhere. */
const prominence = Uint8Array.from(pieceKinds, (kind) => {
  if (kind === 'title') return 2;
  return ['standfirst', 'summary', 'proposal', 'remark', 'note', 'tags', 'term'].includes(kind) ? 1 : 0;
});

/** Counting sort of the documents under their terms, each once. */
function withUses(made: Omit<Segment, 'uses' | 'usesOf' | 'letters' | 'groups'>): Segment {
  const { heads, terms, tokens, pieceOf, tokenOf, kinds } = made;
  const usesOf = new Uint32Array(terms.length + 1);
  const seenIn = new Int32Array(terms.length).fill(-1);
  for (let doc = 0; doc + 1 < pieceOf.length; doc += 1) {
    const end = tokenOf[pieceOf[doc + 1] ?? 0] ?? 0;
    for (let at = tokenOf[pieceOf[doc] ?? 0] ?? 0; at < end; at += 1) {
      const term = tokens[at] ?? 0;
      if (seenIn[term] === doc) continue;
      seenIn[term] = doc;
      usesOf[term + 1] = (usesOf[term + 1] ?? 0) + 1;
    }
  }
  for (let term = 0; term < terms.length; term += 1)
    usesOf[term + 1] = (usesOf[term + 1] ?? 0) + (usesOf[term] ?? 0);
  const uses = new Uint32Array(usesOf[terms.length] ?? 0);
  const last = usesOf.slice();
  seenIn.fill(-1);
  for (let doc = 0; doc + 1 < pieceOf.length; doc += 1) {
    for (let piece = pieceOf[doc] ?? 0; piece < (pieceOf[doc + 1] ?? 0); piece += 1) {
      const use = doc * 4 + (prominence[kinds[piece] ?? 0] ?? 0);
      const end = tokenOf[piece + 1] ?? 0;
      for (let at = tokenOf[piece] ?? 0; at < end; at += 1) {
        const term = tokens[at] ?? 0;
        const next = last[term] ?? 0;
        if (seenIn[term] === doc) {
          if ((uses[next - 1] ?? 0) < use) uses[next - 1] = use;
          continue;
        }
        seenIn[term] = doc;
        uses[next] = use;
        last[term] = next + 1;
      }
    }
  }
  return { ...made, usesOf, uses, letters: Uint32Array.from(terms, lettersOf), groups: groupsOf(heads) };
}

export function groupsOf(heads: readonly Head[]): Uint32Array {
  const firsts = new Map<string, number>();
  return Uint32Array.from(heads, ({ id, key }, doc) => {
    const first = firsts.get(id ?? key) ?? doc;
    firsts.set(id ?? key, first);
    return first;
  });
}

function inMemory(bytes: Uint8Array): Texts {
  return { size: bytes.length, read: (from, to) => bytes.subarray(from, to) };
}

/** By UTF-16 unit, as binary search wants it. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whole numbers in a row that grows. */
class Numbers {
  length = 0;
  #room = new Uint32Array(1024);

  push(value: number): void {
    if (this.length === this.#room.length) {
      const larger = new Uint32Array(this.#room.length * 2);
      larger.set(this.#room);
      this.#room = larger;
    }
    this.#room[this.length] = value;
    this.length += 1;
  }

  taken(): Uint32Array<ArrayBuffer> {
    return this.#room.slice(0, this.length);
  }
}
