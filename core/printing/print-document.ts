import { type Annotation, tagsOf } from '../annotation.ts';
import { type Brief, briefUrn } from '../brief.ts';
import { placesOf } from '../places.ts';
import type { Positions } from '../position.ts';
import type { UiLang } from '../settings.ts';
import type { PrintOptions, RunningHeads } from './print-schema.ts';

/** An annotation and where its passage stands in the brief's text, UTF-16 offsets. */
export interface PrintedNote {
  readonly annotation: Annotation;
  readonly start: number;
  readonly end: number;
}

/** One edition with its own marks. */
export interface PrintedEdition {
  readonly brief: Brief;
  /** In reading order. */
  readonly notes: readonly PrintedNote[];
  /** The number of the first of them: numbers count on through the document, and its first note is 1. */
  readonly firstNote: number;
  /** Annotations of this edition whose passage is not found. */
  readonly orphans: readonly Annotation[];
  /** The language of headings and labels. */
  readonly lang: UiLang;
}

/** What begins on a page of its own: an edition of a brief, or two of them beside each other. */
export interface PrintPart {
  readonly editions: readonly [PrintedEdition] | readonly [PrintedEdition, PrintedEdition];
  readonly positions: Positions;
}

/** All that stands on the printed pages. Pure data: the print page shows it, and adds nothing of its own but words. */
export interface PrintDocument {
  /** At least one. */
  readonly parts: readonly [PrintPart, ...PrintPart[]];
  readonly options: PrintOptions;
  /** `native`: the marks are made into annotations of the PDF, which draw themselves. `painted`: the page draws them. */
  readonly marks: 'native' | 'painted';
  /** The page that each part begins on, from 1, where that is known before the pages are made. */
  readonly begins?: readonly number[];
  /** The language of what belongs to no part. */
  readonly lang: UiLang;
  /** When, ISO 8601 in UTC. */
  readonly at: string;
}

export type { RunningHeads } from './print-schema.ts';

/** What the print page asks of the main process, and nothing else. */
export interface PrintApi {
  /** The document as JSON: as one text it goes from process to process at once, object by object it takes ten times as long. */
  document(): Promise<string>;
  /** The pages are laid out and every letter is loaded. */
  ready(heads: RunningHeads): Promise<void>;
}

/** A brief that is to be printed, with all that its reader wrote on it. */
export interface PrintedBrief {
  /** Those to print, the chosen one first; at least one. */
  readonly editions: readonly [Brief, ...Brief[]];
  /** Of every edition; those of others are left out. */
  readonly annotations: readonly Annotation[];
  readonly positions: Positions;
}

/** The languages of the editions that are printed of a brief, out of those it has. */
export function langsFor(
  { editions }: Pick<PrintOptions, 'editions'>,
  chosen: string,
  langs: readonly string[],
): readonly [string, ...string[]] {
  const others = langs.filter((lang) => lang !== chosen);
  if (editions === 'one') return [chosen];
  return [chosen, ...(editions === 'side-by-side' ? others.slice(0, 1) : others)];
}

/**
 * Takes together what is printed.
 * @param made.lang The interface's language, for labels where an edition's own is not spoken here.
 * @param made.at ISO 8601 instant in UTC.
 */
export function printDocument(
  made: {
    readonly briefs: readonly [PrintedBrief, ...PrintedBrief[]];
  } & Pick<PrintDocument, 'options' | 'marks' | 'lang' | 'at'>,
): PrintDocument {
  const { options, marks, lang, at } = made;
  let firstNote = 1;
  const partsOf = ({
    editions,
    annotations,
    positions,
  }: PrintedBrief): readonly [PrintPart, ...PrintPart[]] => {
    const passing = passingOf(annotations, positions, options);
    const edition = (brief: Brief): PrintedEdition => {
      const placed = placedOn(brief, annotations, passing);
      const printed = { brief, ...placed, firstNote, lang: labelLang(brief.lang, lang) };
      firstNote += placed.notes.length;
      return printed;
    };
    const shown = positionsFor(positions, passing, options);
    const [first, ...others] = editions;
    const one = edition(first);
    const [second, ...rest] = others;
    const part = (printed: PrintedEdition): PrintPart => ({ editions: [printed], positions: shown });
    const parts = (more: readonly Brief[]) => more.map((brief) => part(edition(brief)));
    if (options.editions === 'side-by-side' && second)
      return [{ editions: [one, edition(second)], positions: shown }, ...parts(rest)];
    return [part(one), ...parts(others)];
  };
  const [first, ...others] = made.briefs;
  return { parts: [...partsOf(first), ...others.flatMap(partsOf)], options, marks, lang, at };
}

/** Every edition that is printed, in the order of the pages. */
export function editionsOf({ parts }: Pick<PrintDocument, 'parts'>): readonly PrintedEdition[] {
  return parts.flatMap(({ editions }) => editions);
}

/** The annotations that may be printed, as they may be read: a copy that goes to others names nobody. */
function passingOf(
  annotations: readonly Annotation[],
  positions: Positions,
  { annotations: kind, copy, only }: PrintOptions,
): readonly Annotation[] {
  if (kind === 'none' || copy === 'clean') return [];
  const colours = new Set(only.colours);
  const tags = new Set(only.tags);
  const linked = new Set(only.proposals.flatMap((proposal) => positions[proposal]?.passages ?? []));
  const passing = annotations.filter(
    (annotation) =>
      (colours.size === 0 || colours.has(annotation.target.styleClass)) &&
      ((tags.size === 0 && copy !== 'delegation') || tagsOf(annotation).some((tag) => tags.has(tag))) &&
      (only.proposals.length === 0 || linked.has(annotation.id)),
  );
  return copy === 'delegation' ? passing.map(({ creator: _, ...nameless }) => nameless) : passing;
}

function positionsFor(
  positions: Positions,
  passing: readonly Annotation[],
  { copy, proposals }: PrintOptions,
): Positions {
  if (copy === 'clean' || !proposals) return {};
  if (copy === 'own') return positions;
  // Others are not to learn of passages that are kept from them.
  const known = new Set(passing.map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(positions).map(([id, position]) => [
      id,
      { ...position, passages: position.passages.filter((passage) => known.has(passage)) },
    ]),
  );
}

function placedOn(
  brief: Brief,
  every: readonly Annotation[],
  passing: readonly Annotation[],
): Pick<PrintedEdition, 'notes' | 'orphans'> {
  const source = briefUrn(brief);
  // What is not printed tells of the others all the same where they stand.
  const all = every.filter(({ target }) => target.source === source);
  const found = placesOf(brief, all);
  const places = new Map(all.map(({ id }, index) => [id, found[index]]));
  const notes: PrintedNote[] = [];
  const orphans: Annotation[] = [];
  for (const annotation of passing) {
    if (annotation.target.source !== source) continue;
    const place = places.get(annotation.id);
    if (place) notes.push({ annotation, start: place.start, end: place.end });
    else orphans.push(annotation);
  }
  notes.sort((a, b) => a.start - b.start || b.end - a.end);
  return { notes, orphans };
}

function labelLang(lang: string, fallback: UiLang): UiLang {
  const [language] = lang.split('-');
  return language === 'fr' || language === 'en' ? language : fallback;
}
