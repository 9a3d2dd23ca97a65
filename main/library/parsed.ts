import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Brief } from '../../core/brief.ts';

/**
 * The bundled briefs as the build has parsed them, so that a start parses none: `<SHA-256 of the file>.json` each. They
 * are the app's own files, as its code is, and name what they were made of: a brief that was changed since is not found.
 */
export function parsedName(bytes: Uint8Array): string {
  return `${createHash('sha256').update(bytes).digest('hex')}.json`;
}

/** The brief that the build made of these bytes, or `null` where it made none. */
export async function readParsed(folder: string, bytes: Uint8Array): Promise<Brief | null> {
  try {
    return JSON.parse(await readFile(join(folder, parsedName(bytes)), 'utf8'));
  } catch {
    // Nothing is lost: the caller parses the brief itself, and says what is wrong with it.
    return null;
  }
}
