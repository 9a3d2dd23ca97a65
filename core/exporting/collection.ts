import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ExportedBrief } from './exported.ts';

/**
 * An AnnotationCollection with one page in it, as § 5 of the W3C Web Annotation Data Model has it. The annotations stand in it as
 * the program keeps them.
 * @param at ISO 8601 instant in UTC.
 */
export function writeCollection(briefs: readonly ExportedBrief[], label: string, at: string): string {
  const items = briefs.flatMap(({ annotations }) => annotations);
  const id = setId(items);
  const page = `${id}#page-1`;
  const collection = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id,
    type: 'AnnotationCollection',
    label,
    generator,
    generated: at,
    total: items.length,
    first: { id: page, type: 'AnnotationPage', partOf: id, startIndex: 0, items },
    last: page,
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

/** Without a version or a machine's name: nobody needs to know those. */
export const generator = { id: 'urn:app:aide-memoire', type: 'Software', name: 'Aide-mémoire' } as const;

/** The same annotations have the same name. */
export function setId(items: readonly unknown[]): string {
  return `urn:sha256:${bytesToHex(sha256(utf8ToBytes(JSON.stringify(items))))}`;
}
