import { pieceKinds } from './doc.ts';
import { groupsOf, type Head, type Segment, type Texts } from './segment.ts';
import { lettersOf } from './slips.ts';

/**
 * A segment as bytes, and back: sixteen bytes with a sign, the version and the lengths of what follows, the heads and terms
 * as JSON, the arrays as they lie in memory (little-endian), and last the texts, which need not be read at once.
 */

/** Of the layout, of what is taken of a brief and of how words are folded: other versions are not read, and what they held is indexed anew. */
const version = 2;
const sign = 0x414d5349;
const preludeSize = 16;

/** How many arrays of whole numbers there are before the one of bytes. */
const wordCount = 6;

interface Front {
  readonly heads: readonly Head[];
  readonly terms: string;
  readonly counts: readonly number[];
}

/** All but the texts, which follow them. */
export function packSegment(segment: Segment): Uint8Array {
  const words = wordArrays(segment);
  const counts = [...words.map(({ length }) => length), segment.kinds.length];
  const json = new TextEncoder().encode(
    JSON.stringify({ heads: segment.heads, terms: segment.terms.join('\n'), counts }),
  );
  const arraysAt = aligned(preludeSize + json.length);
  const wordsSize = words.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const bytes = new Uint8Array(arraysAt + wordsSize + aligned(segment.kinds.length));
  new Uint32Array(bytes.buffer, 0, 4).set([sign, version, json.length, segment.texts.size]);
  bytes.set(json, preludeSize);
  let at = arraysAt;
  for (const array of words) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  bytes.set(segment.kinds, at);
  return bytes;
}

/**
 * @param bytes What `packSegment` made, on an address that four divides; kept, not copied.
 * @param texts What stood behind them.
 * @returns `null` where these bytes are no segment of this version, whole and consistent.
 */
export function unpackSegment(bytes: Uint8Array<ArrayBuffer>, texts: Texts): Segment | null {
  if (bytes.length < preludeSize || bytes.byteOffset % 4) return null;
  const [foundSign, foundVersion, jsonSize = 0, textsSize] = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset,
    4,
  );
  if (foundSign !== sign || foundVersion !== version || textsSize !== texts.size) return null;
  const read = frontOf(bytes.subarray(preludeSize, preludeSize + jsonSize));
  if (!read) return null;
  const { counts } = read;
  const sizes = counts.map((count, index) => (index < wordCount ? count * 4 : aligned(count)));
  let at = aligned(preludeSize + jsonSize);
  if (bytes.length !== at + sizes.reduce((sum, size) => sum + size, 0)) return null;
  const next = (index: number) => {
    const array = new Uint32Array(bytes.buffer, bytes.byteOffset + at, counts[index] ?? 0);
    at += sizes[index] ?? 0;
    return array;
  };
  const terms = read.terms === '' ? [] : read.terms.split('\n');
  const segment: Segment = {
    heads: read.heads,
    terms,
    letters: Uint32Array.from(terms, lettersOf),
    groups: groupsOf(read.heads),
    pieceOf: next(0),
    tokenOf: next(1),
    textOf: next(2),
    tokens: next(3),
    usesOf: next(4),
    uses: next(5),
    kinds: bytes.subarray(at, at + (counts[wordCount] ?? 0)),
    texts,
  };
  return isConsistent(segment) ? segment : null;
}

function wordArrays({ pieceOf, tokenOf, textOf, tokens, usesOf, uses }: Segment): Uint32Array[] {
  return [pieceOf, tokenOf, textOf, tokens, usesOf, uses];
}

/** Judged by hand: a schema takes longer over thousands of heads than all the rest. */
function frontOf(bytes: Uint8Array): Front | null {
  try {
    const front: unknown = JSON.parse(new TextDecoder('utf-8').decode(bytes));
    return isFront(front) ? front : null;
  } catch {
    return null;
  }
}

function isFront(front: unknown): front is Front {
  if (!isRecord(front)) return false;
  const { heads, terms, counts } = front;
  return (
    Array.isArray(heads) &&
    heads.every(isHead) &&
    typeof terms === 'string' &&
    Array.isArray(counts) &&
    counts.length === wordCount + 1 &&
    counts.every((count) => Number.isSafeInteger(count) && count >= 0)
  );
}

function isHead(head: unknown): boolean {
  if (!isRecord(head)) return false;
  const { key, stamp, id, lang, title, date } = head;
  const isDated = isRecord(date) && typeof date.start === 'string' && typeof date.end === 'string';
  return (
    [key, stamp, lang, title].every((text) => typeof text === 'string') &&
    (id === null || typeof id === 'string') &&
    (date === null || isDated)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Whether every number leads to where there is something. */
function isConsistent(segment: Segment): boolean {
  const { heads, terms, pieceOf, kinds, tokenOf, textOf, tokens, usesOf, uses, texts } = segment;
  return (
    leadsUpTo(pieceOf, heads.length, kinds.length) &&
    leadsUpTo(tokenOf, kinds.length, tokens.length) &&
    leadsUpTo(textOf, kinds.length, texts.size) &&
    leadsUpTo(usesOf, terms.length, uses.length) &&
    isBelow(kinds, pieceKinds.length) &&
    isBelow(tokens, terms.length) &&
    isBelow(uses, heads.length * 4)
  );
}

/** Whether there are one more than `count`, never falling, from 0 to `last`. */
function leadsUpTo(starts: Uint32Array, count: number, last: number): boolean {
  if (starts.length !== count + 1 || starts[0] !== 0 || starts[count] !== last) return false;
  for (let i = 0; i < count; i += 1) if ((starts[i] ?? 0) > (starts[i + 1] ?? 0)) return false;
  return true;
}

function isBelow(numbers: Uint32Array | Uint8Array, limit: number): boolean {
  for (let i = 0; i < numbers.length; i += 1) if ((numbers[i] ?? limit) >= limit) return false;
  return true;
}

function aligned(size: number): number {
  return (size + 3) & ~3;
}
