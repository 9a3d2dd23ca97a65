import { locateAll } from '../anchor.ts';
import type { Annotation } from '../annotation.ts';
import { type Brief, briefUrn } from '../brief.ts';
import type { Positions } from '../position.ts';
import type { UiLang } from '../settings.ts';
import type { PrintOptions, RunningHeads } from './print-schema.ts';

/** An annotation and where its passage stands in the brief's text, UTF-16 offsets. */
export interface PrintedNote {
  readonly annotation: Annotation;
  readonly start: number;
  readonly end: number;
}

/** All that stands on the printed pages. Pure data: the print page shows it, and adds nothing of its own but words. */
export interface PrintDocument {
  readonly brief: Brief;
  readonly options: PrintOptions;
  /** `native`: the marks are made into annotations of the PDF, which draw themselves. `painted`: the page draws them. */
  readonly marks: 'native' | 'painted';
  /** In reading order; the first is note 1. */
  readonly notes: readonly PrintedNote[];
  /** Annotations of this edition whose passage is not found. */
  readonly orphans: readonly Annotation[];
  readonly positions: Positions;
  /** The language of headings and labels. */
  readonly lang: UiLang;
  /** When, ISO 8601 in UTC. */
  readonly at: string;
}

export type { RunningHeads } from './print-schema.ts';

/** What the print page asks of the main process, and nothing else. */
export interface PrintApi {
  document(): Promise<PrintDocument>;
  /** The pages are laid out and every letter is loaded. */
  ready(heads: RunningHeads): Promise<void>;
}

/**
 * Takes together what is printed of one edition.
 * @param made.annotations Of every edition; those of others are left out.
 * @param made.lang The interface's language, for labels where the edition's own is not spoken here.
 * @param made.at ISO 8601 instant in UTC.
 */
export function printDocument(made: {
  readonly brief: Brief;
  readonly options: PrintOptions;
  readonly marks: PrintDocument['marks'];
  readonly annotations: readonly Annotation[];
  readonly positions: Positions;
  readonly lang: UiLang;
  readonly at: string;
}): PrintDocument {
  const { brief, options, marks, at } = made;
  const source = briefUrn(brief);
  const annotations =
    options.clean || options.annotations === 'none'
      ? []
      : made.annotations.filter(({ target }) => target.source === source);
  const places = locateAll(
    brief.text,
    annotations.map(({ target }) => target.selector),
  );
  const notes: PrintedNote[] = [];
  const orphans: Annotation[] = [];
  for (const [index, annotation] of annotations.entries()) {
    const place = places[index];
    if (place) notes.push({ annotation, start: place.start, end: place.end });
    else orphans.push(annotation);
  }
  notes.sort((a, b) => a.start - b.start || b.end - a.end);
  const positions = options.clean ? {} : made.positions;
  return { brief, options, marks, notes, orphans, positions, lang: labelLang(brief.lang, made.lang), at };
}

function labelLang(lang: string, fallback: UiLang): UiLang {
  const [language] = lang.split('-');
  return language === 'fr' || language === 'en' ? language : fallback;
}
