import type { Annotation } from '../../core/annotation.ts';
import { briefUrn, type EditionRef } from '../../core/brief.ts';
import { largestFile } from '../../core/parse.ts';
import type { PrintDocument } from '../../core/printing/print-document.ts';
import type { UiLang } from '../../core/settings.ts';
import { pathOf, type Shelf } from '../library/library.ts';
import { readRegularFile } from '../regular-file.ts';
import type { Attachment } from './pdf/attach.ts';

/**
 * What a PDF carries so that it gives back the brief and all that was written on it: the edition's file, its annotations as W3C
 * Web Annotations, the positions. What is not printed is not attached either; a
 * clean copy has no attachment.
 * @param source The file the brief was read from; `null` where it could not be read again.
 */
export function attachmentsOf(
  printed: PrintDocument,
  source: Uint8Array | null,
  annotations: readonly Annotation[],
): Attachment[] {
  const { brief, options, positions, lang } = printed;
  if (options.clean) return [];
  const urn = briefUrn(brief);
  const own = options.annotations === 'none' ? [] : annotations.filter(({ target }) => target.source === urn);
  const words = abouts[lang];
  const files: Attachment[] = [];
  if (source)
    files.push({
      name: 'brief.md',
      type: 'text/markdown',
      relation: 'Source',
      about: words.brief,
      bytes: source,
    });
  if (own.length)
    files.push({
      name: 'annotations.jsonld',
      type: 'application/ld+json',
      relation: 'Supplement',
      about: words.annotations,
      bytes: json(own),
    });
  if (Object.keys(positions).length)
    files.push({
      name: 'positions.json',
      type: 'application/json',
      relation: 'Data',
      about: words.positions,
      bytes: json({ brief: brief.id, positions }),
    });
  return files;
}

/** The bytes an edition was read from. */
export async function readSource(shelves: readonly Shelf[], edition: EditionRef): Promise<Uint8Array | null> {
  const path = await pathOf(shelves, edition);
  const read = path === null ? null : await readRegularFile(path, largestFile);
  return read && typeof read === 'object' && 'bytes' in read ? read.bytes : null;
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

const abouts: Readonly<Record<UiLang, Readonly<Record<'brief' | 'annotations' | 'positions', string>>>> = {
  fr: {
    brief: 'La note, telle qu’elle a été lue',
    annotations: 'Les annotations, au format Web Annotation du W3C',
    positions: 'Les positions prises sur les propositions',
  },
  en: {
    brief: 'The brief, as it was read',
    annotations: 'The annotations, as W3C Web Annotations',
    positions: 'The positions taken on the proposals',
  },
};
