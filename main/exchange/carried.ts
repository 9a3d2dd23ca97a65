import { largestFile } from '../../core/brief.ts';
import { briefId, localId } from '../../core/brief-schema.ts';
import type { IncomingBrief, IncomingStand } from '../../core/importing/content.ts';
import { type Incoming, objectOf } from '../../core/importing/incoming.ts';
import { readImport } from '../../core/importing/read-import.ts';
import { parse } from '../../core/parse.ts';
import { position } from '../../core/position-schema.ts';

/** The files that printed PDFs and archives carry, each read for itself. */

export function readBrief(name: string, bytes: Uint8Array): IncomingBrief {
  const parsed = bytes.length <= largestFile ? parse(name, bytes) : null;
  return { name, bytes, brief: parsed && 'brief' in parsed ? parsed.brief : null };
}

/** One damaged file does not keep the others from being read. */
export function readAnnotations(bytes: Uint8Array): readonly (Incoming | null)[] {
  const text = utf8(bytes);
  const read = text === null ? null : readImport(text);
  if (read && 'items' in read) return read.items;
  return read && 'problem' in read && read.problem.code === 'empty' ? [] : [null];
}

/** `{ brief, positions }`; each position for itself, so that a broken one does not refuse the others. */
export function readPositions(bytes: Uint8Array): IncomingStand[] {
  const members = objectOf(jsonOf(bytes));
  const positions = objectOf(members?.get('positions'));
  const brief = members?.get('brief');
  if (!briefId.safeParse(brief).success || typeof brief !== 'string' || !positions) return [];
  return [...positions].flatMap(([proposal, value]) =>
    localId.safeParse(proposal).success
      ? [{ brief, proposal, position: position.safeParse(value).data ?? null }]
      : [],
  );
}

export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8(bytes) ?? '');
  } catch {
    return null;
  }
}

/** `null` for what is no UTF-8. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
