import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * What a file of the stores looks like: one JSON object whose first two members are `version` and `checksum`. The checksum
 * is the SHA-256 of the JSON text of all the others, as written, so that a change of a single bit is found. A later
 * program that writes otherwise (sealed with a key, say) raises the version; an older one then leaves the file alone.
 */
const version = 1;

export type Judged<T> =
  | { readonly state: 'good'; readonly content: T }
  /** Written by a newer program; `content` where it can be understood all the same. */
  | { readonly state: 'newer'; readonly content: T | null }
  | { readonly state: 'damaged' };

const head = /^\{"version":1,"checksum":"([0-9a-f]{64})",/;
const anyVersion = z.looseObject({ version: z.int().positive() });

/** The file's text. `content` has at least one member. */
export function encode(content: object): string {
  const text = JSON.stringify(content);
  return `{"version":${version},"checksum":"${checksum(text)}",${text.slice(1)}\n`;
}

/** Judges a file's bytes before anything relies on them. Never throws. */
export function judge<T>(bytes: Uint8Array, shape: z.ZodType<T>): Judged<T> {
  const text = decode(bytes);
  if (text === null) return { state: 'damaged' };
  const [start, sum] = head.exec(text) ?? [];
  if (start === undefined) return judgeNewer(text, shape);
  const rest = `{${text.slice(start.length, -1)}`;
  if (!text.endsWith('\n') || checksum(rest) !== sum) return { state: 'damaged' };
  const content = shape.safeParse(parseJson(rest));
  return content.success ? { state: 'good', content: content.data } : { state: 'damaged' };
}

function judgeNewer<T>(text: string, shape: z.ZodType<T>): Judged<T> {
  const file = anyVersion.safeParse(parseJson(text));
  if (!file.success || file.data.version <= version) return { state: 'damaged' };
  const { version: _, checksum: __, ...rest } = file.data;
  const content = shape.safeParse(rest);
  return { state: 'newer', content: content.success ? content.data : null };
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
