import { z } from 'zod';
import { breathing } from '../breath.ts';
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
    /** A record is bad or missing, and not because a crash cut off the last one. */
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
      const next = bytes.indexOf(lineEnd, at);
      const end = next < 0 ? bytes.length : next + 1;
      if (!isCutOff(bytes, at, end)) damaged = true;
      at = end;
    }
    await pause();
  }
  return { state: damaged ? 'damaged' : 'good', records, whole };
}

function readRecord<C>(bytes: Uint8Array, at: number, shape: z.ZodType<C[]>) {
  const [start, format, digits, length, checksum] =
    head.exec(latin1(bytes.subarray(at, at + headLength))) ?? [];
  if (Number(format) > version) return 'newer';
  if (start === undefined || length === undefined) return 'bad';
  const from = at + start.length;
  const to = from + Number(length);
  if (bytes[to] !== lineEnd) return 'bad';
  const text = bytes.subarray(from, to);
  const number = Number(digits);
  const right = sha256(`${number} ${Buffer.from(text).toString()}`) === checksum;
  const changes = right ? shape.safeParse(parseJson(text, '', '')).data : undefined;
  return changes ? { number, changes, end: to + 1 } : 'bad';
}

/** The start of a record, at any length. */
const startOfHead = /^1(?: (?:\d{1,15}(?: (?:\d{1,10}(?: (?:[0-9a-f]{1,64} ?)?)?)?)?)?)?$/;

/** What a disk writes at one go, in bytes, or several of these. */
const sector = 512;

/** Whether a bad record, from `at` to `end`, is what a crash may leave of one: its start, or zeros where the disk had not got to. */
function isCutOff(bytes: Uint8Array, at: number, end: number): boolean {
  const record = bytes.subarray(at, end);
  if (record.includes(0)) return hasHoles(bytes, at, end);
  if (record.at(-1) === lineEnd) return false;
  const [start, , , length] = head.exec(latin1(record.subarray(0, headLength))) ?? [];
  if (start === undefined || length === undefined) return startOfHead.test(latin1(record));
  return record.length <= start.length + Number(length);
}

/**
 * Whether all zeros are sectors that were not written: from the record's or a sector's start to a sector's or the file's end. A
 * zero among words is a letter that has lost a bit.
 */
function hasHoles(bytes: Uint8Array, at: number, end: number): boolean {
  for (let from = bytes.indexOf(0, at); from >= 0 && from < end; ) {
    let to = from;
    while (to < bytes.length && bytes[to] === 0) to += 1;
    const begins = from === at || from % sector === 0;
    if (!begins || (to < bytes.length && to % sector !== 0)) return false;
    from = bytes.indexOf(0, to);
  }
  return true;
}
