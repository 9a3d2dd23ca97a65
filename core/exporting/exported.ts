import type { Annotation } from '../annotation.ts';
import { type Block, type Brief, blockAt, editionOfUrn } from '../brief.ts';
import { placesOf } from '../places.ts';

/** What a reader wrote on one brief, and the brief as far as it is still there. */
export interface ExportedBrief {
  readonly id: string;
  /** By language, for editions that are gone too. */
  readonly titles: Readonly<Record<string, string>>;
  readonly editions: readonly Brief[];
  readonly annotations: readonly Annotation[];
}

/** An annotation and where it stands. */
export interface PlacedAnnotation {
  readonly annotation: Annotation;
  readonly lang: string;
  /** `null` for an orphan: its passage is not found, or its edition is gone. */
  readonly place: Place | null;
}

export interface Place {
  /** UTF-16 offsets in the edition's text. */
  readonly start: number;
  readonly end: number;
  /** Where it begins, and that block's index. */
  readonly block: Block;
  readonly index: number;
}

/** In reading order, edition by edition; those of each that are not found after those that are. */
export function placedIn({ editions, annotations }: ExportedBrief): PlacedAnnotation[] {
  const langs = [...new Set([...editions.map(({ lang }) => lang), ...annotations.map(langOf)])];
  return langs.flatMap((lang) => {
    const own = annotations.filter((annotation) => langOf(annotation) === lang);
    const edition = editions.find((brief) => brief.lang === lang);
    const found = edition ? placesOf(edition, own) : [];
    return own
      .map((annotation, index): PlacedAnnotation => {
        const range = found[index];
        return { annotation, lang, place: range && edition ? placeOf(edition, range) : null };
      })
      .sort(
        ({ place: a }, { place: b }) =>
          (a?.start ?? Number.POSITIVE_INFINITY) - (b?.start ?? Number.POSITIVE_INFINITY) ||
          (b?.end ?? 0) - (a?.end ?? 0) ||
          0,
      );
  });
}

/** The title of a brief in a language, or in another, or its id. */
export function titleIn({ id, titles, editions }: ExportedBrief, lang: string): string {
  const edition = editions.find((brief) => brief.lang === lang);
  return edition?.title ?? titles[lang] ?? editions[0]?.title ?? Object.values(titles)[0] ?? id;
}

function langOf({ target }: Annotation): string {
  return editionOfUrn(target.source)?.lang ?? 'und';
}

function placeOf(
  { blocks }: Brief,
  { start, end }: { readonly start: number; readonly end: number },
): Place | null {
  const index = blockAt(blocks, start);
  const block = blocks[index];
  return block ? { start, end, block, index } : null;
}
