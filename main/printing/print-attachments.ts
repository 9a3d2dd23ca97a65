import type { Annotation } from '../../core/annotation.ts';
import { type EditionRef, largestFile } from '../../core/brief.ts';
import { editionsOf, type PrintDocument } from '../../core/printing/print-document.ts';
import type { UiLang } from '../../core/settings.ts';
import { readRegularFile } from '../disk/regular-file.ts';
import { pathOf, type Shelf } from '../library/library.ts';
import type { Attachment } from './pdf/attach.ts';

/**
 * What a PDF carries so that it gives back its briefs and all that was written on them. What is not printed is not attached
 * either; a clean copy has no attachment. The names, which whoever reads such a PDF looks for:
 *
 * - `brief.md`, the file of the first edition; of each further one `<id>.<lang>.md`;
 * - `annotations.jsonld`, the annotations of all of them in one array of W3C Web Annotations, each naming its edition as its source;
 * - `positions.json`, `{ brief, positions }` of the first brief; of each further one `<id>.positions.json`, in the same shape.
 *
 * A brief without positions has no such file, and neither has one whose proposals were left out.
 * @param source The file an edition was read from; `null` where it cannot be read again.
 */
export async function attachmentsOf(
  printed: PrintDocument,
  source: (edition: EditionRef) => Promise<Uint8Array | null>,
): Promise<Attachment[]> {
  if (printed.options.copy === 'clean') return [];
  const words = abouts[printed.lang];
  const editions = editionsOf(printed);
  const briefs = await Promise.all(
    editions.map(async ({ brief: { id, lang } }, index): Promise<Attachment[]> => {
      const bytes = await source({ id, lang });
      const name = index === 0 ? 'brief.md' : `${id}.${lang}.md`;
      return bytes ? [{ name, type: 'text/markdown', relation: 'Source', about: words.brief, bytes }] : [];
    }),
  );
  const annotations = editions.flatMap(({ notes, orphans }) => [
    ...notes.map(({ annotation }) => annotation),
    ...orphans,
  ]);
  return [...briefs.flat(), ...annotationsFile(annotations, words.annotations), ...positionsFiles(printed)];
}

function annotationsFile(annotations: readonly Annotation[], about: string): Attachment[] {
  if (annotations.length === 0) return [];
  const type = 'application/ld+json';
  return [{ name: 'annotations.jsonld', type, relation: 'Supplement', about, bytes: json(annotations) }];
}

function positionsFiles({ parts, lang }: PrintDocument): Attachment[] {
  const byBrief = new Map(parts.map(({ editions: [{ brief }], positions }) => [brief.id, positions]));
  return [...byBrief].flatMap(([brief, positions], index): Attachment[] => {
    if (Object.keys(positions).length === 0) return [];
    const name = index === 0 ? 'positions.json' : `${brief}.positions.json`;
    const about = abouts[lang].positions;
    return [{ name, type: 'application/json', relation: 'Data', about, bytes: json({ brief, positions }) }];
  });
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
