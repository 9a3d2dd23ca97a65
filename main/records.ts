import { z } from 'zod';
import { breathing } from './breath.ts';
import type { Kind } from './kind.ts';
import { latin1, parseJson, sha256 } from './stored.ts';

/**
 * A journal is a file of records that is only ever added to: one line each, `1 <number> <bytes> <checksum> <JSON>`. The
 * JSON is a list of changes that were acknowledged together, its length in bytes; the checksum is the SHA-256 of the
 * number, a space and the JSON. Numbers rise by one. A later program that writes otherwise puts another version first.
 */
const version = 1;
const head = /^(\d{1,9}) (?:(\d{1,15}) (\d{1,10}) ([0-9a-f]{64}) )?/;
const headLength = 110;
const lineEnd = 0x0a;

export interface Journal<C> {
  readonly state:
    | 'good'
    /** Something before the last good record is damaged, or the last one is there in full and wrong. */
    | 'damaged'
    /** Written by a newer program. */
    | 'newer';
  /** All that can be read, in order, each with the number of its record. */
  readonly records: readonly { readonly number: number; readonly changes: readonly C[] }[];
  /** How many bytes from the start are good. What follows them is a record that a crash cut off. */
  readonly whole: number;
}

export function encodeRecord(number: number, changes: readonly unknown[]): Uint8Array {
  const text = JSON.stringify(changes);
  const checksum = sha256(`${number} ${text}`);
  return Buffer.from(`${version} ${number} ${Buffer.byteLength(text)} ${checksum} ${text}\n`);
}

/** Reads a journal's bytes, a little at a time. Never rejects. */
export async function readRecords<C>(
  bytes: Uint8Array,
  kind: Pick<Kind<never, C>, 'change'>,
): Promise<Journal<C>> {
  const shape = z.array(kind.change);
  const pause = breathing();
  const records: { number: number; changes: readonly C[] }[] = [];
  let damaged = false;
  let whole = 0;
  for (let at = 0; at < bytes.length; ) {
    const read = readRecord(bytes, at, shape);
    if (read === 'newer') return { state: 'newer', records, whole };
    if (typeof read === 'object') {
      // A record that is bad, or missing, before one that is good was not cut off by a crash.
      const before = records.at(-1);
      if (whole < at || (before && read.number !== before.number + 1)) damaged = true;
      records.push(read);
      at = read.end;
      whole = at;
    } else {
      if (read === 'wrong') damaged = true;
      const next = bytes.indexOf(lineEnd, at);
      at = next < 0 ? bytes.length : next + 1;
    }
    await pause();
  }
  return { state: damaged ? 'damaged' : 'good', records, whole };
}

function readRecord<C>(bytes: Uint8Array, at: number, shape: z.ZodType<C[]>) {
  const [start, format, digits, length, checksum] =
    head.exec(latin1(bytes.subarray(at, at + headLength))) ?? [];
  if (start === undefined) return 'torn';
  if (Number(format) > version) return 'newer';
  if (length === undefined) return 'torn';
  const from = at + start.length;
  const to = from + Number(length);
  if (bytes[to] !== lineEnd) return 'torn';
  const text = bytes.subarray(from, to);
  const number = Number(digits);
  const right = sha256(`${number} ${Buffer.from(text).toString()}`) === checksum;
  const changes = right ? shape.safeParse(parseJson(text, '', '')).data : undefined;
  if (changes) return { number, changes, end: to + 1 };
  // A power cut may leave zeros where the disk had not got to; nothing else of a crash's making has the right length.
  return text.includes(0) ? 'torn' : 'wrong';
}
