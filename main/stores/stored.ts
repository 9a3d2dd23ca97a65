import { createHash } from 'node:crypto';
import { z } from 'zod';
import { breathing } from '../breath.ts';
import type { Kind } from './kind.ts';

/**
 * What a file of the stores looks like: one JSON object whose first members are `version`, `checksum` and `upTo`. The
 * checksum is the SHA-256 of the JSON text of all that follows it, as written, so that a change of a single bit is found;
 * `upTo` is the number of the last record of the journal that the file already holds. A list at the end stands one item a
 * line. A later program that writes otherwise (sealed with a key, say) raises the version; an older one then leaves the
 * file alone. Version 1 had no `upTo`, since it had no journal.
 */
const version = 2;

export type Judged<T> =
  | { readonly state: 'good'; readonly content: T; readonly upTo: number; readonly checksum: string }
  /** Written by a newer program; `content` where it can be understood all the same. */
  | { readonly state: 'newer'; readonly content: T | null }
  | { readonly state: 'damaged' };

const head = /^\{"version":(?:1|2),"checksum":"([0-9a-f]{64})",/;
const upToHead = /^"upTo":(\d{1,15}),/;
const headLength = 120;
const anyVersion = z.looseObject({ version: z.int().positive() });
const lineEnd = 0x0a;
const [open, comma] = [0x7b, 0x2c];

/** The file's text. `content` has at least one member. */
export function encode(content: object, upTo: number): { readonly text: string; readonly checksum: string } {
  const rest = `"upTo":${upTo},${laidOut(content)}`;
  const checksum = sha256(`{${rest}`);
  return { text: `{"version":${version},"checksum":"${checksum}",${rest}\n`, checksum };
}

/** The content's JSON text without its first brace; the items of a list at the end on lines of their own. */
function laidOut(content: object): string {
  const members = Object.entries(content);
  const [name, last] = members.at(-1) ?? [];
  if (!Array.isArray(last) || !last.length) return JSON.stringify(content).slice(1);
  const start = JSON.stringify({ ...content, [String(name)]: [] }).slice(1, -2);
  return `${start}\n${last.map((item) => JSON.stringify(item)).join(',\n')}\n]}`;
}

/** Judges a file's bytes before anything relies on them, a little at a time. Never rejects. */
export async function judge<T, C>(bytes: Uint8Array, kind: Kind<T, C>): Promise<Judged<T>> {
  const [start, checksum] = head.exec(latin1(bytes.subarray(0, headLength))) ?? [];
  if (start === undefined || checksum === undefined) return judgeNewer(bytes, kind.shape);
  const rest = bytes.subarray(start.length, -1);
  if (bytes.at(-1) !== lineEnd || (await sha256Of(rest)) !== checksum) return { state: 'damaged' };
  const [member = '', upTo = '0'] = upToHead.exec(latin1(rest.subarray(0, headLength))) ?? [];
  const content = await parse(rest.subarray(member.length), kind);
  return content === null ? { state: 'damaged' } : { state: 'good', content, upTo: Number(upTo), checksum };
}

/** @param body The content's JSON text without its first brace. */
async function parse<T, C>(body: Uint8Array, kind: Kind<T, C>): Promise<T | null> {
  const firstEnd = body.indexOf(lineEnd);
  if (firstEnd < 0 || !kind.row) return kind.shape.safeParse(parseJson(body, '{', '')).data ?? null;
  const lastEnd = body.lastIndexOf(lineEnd);
  if (latin1(body.subarray(lastEnd + 1)) !== ']}') return null;
  const empty = kind.shape.safeParse(parseJson(body.subarray(0, firstEnd), '{', ']}'));
  if (!empty.success) return null;
  const pause = breathing();
  const changes: C[] = [];
  for (let from = firstEnd + 1; from <= lastEnd; ) {
    const to = body.indexOf(lineEnd, from);
    const withoutComma = to < lastEnd && body[to - 1] === comma ? to - 1 : to;
    const change = kind.change.safeParse(kind.row(parseJson(body.subarray(from, withoutComma), '', '')));
    if (!change.success) return null;
    changes.push(change.data);
    from = to + 1;
    await pause();
  }
  return kind.apply(empty.data, changes);
}

function judgeNewer<T>(bytes: Uint8Array, shape: z.ZodType<T>): Judged<T> {
  if (bytes[0] !== open) return { state: 'damaged' };
  const file = anyVersion.safeParse(parseJson(bytes, '', ''));
  if (!file.success || file.data.version <= version) return { state: 'damaged' };
  const { version: _, checksum: __, upTo: ___, ...rest } = file.data;
  const content = shape.safeParse(rest);
  return { state: 'newer', content: content.success ? content.data : null };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const pause = breathing();
  const hash = createHash('sha256').update('{');
  const step = 2 ** 20;
  for (let from = 0; from < bytes.length; from += step) {
    hash.update(bytes.subarray(from, from + step));
    await pause();
  }
  return hash.digest('hex');
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The JSON value between `before` and `after`, or `undefined` for what is none. */
export function parseJson(bytes: Uint8Array, before: string, after: string): unknown {
  try {
    return JSON.parse(before + utf8.decode(bytes) + after);
  } catch {
    return undefined;
  }
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
