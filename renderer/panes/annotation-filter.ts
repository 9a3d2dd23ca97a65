import { type Annotation, type Colour, noteOf, quoteOf, tagsOf } from '../../core/annotation.ts';

export interface AnnotationFilter {
  /** Words to be found, all of them, in any order. */
  readonly words: string;
  /** `null` for every colour, and so on for the others. */
  readonly colour: Colour | null;
  readonly tag: string | null;
  /** With a note, or without one. */
  readonly noted: boolean | null;
  /** Id of a proposal that the annotation is linked to. */
  readonly proposal: string | null;
}

export const noFilter: AnnotationFilter = { words: '', colour: null, tag: null, noted: null, proposal: null };

export function isFiltering({ words, colour, tag, noted, proposal }: AnnotationFilter): boolean {
  return words.trim() !== '' || colour !== null || tag !== null || noted !== null || proposal !== null;
}

/**
 * A test of one annotation after another: every word stands in the quote, the note or a tag (case and accents do not
 * count), and it is of the colour, the tag and so on that are wanted.
 * @param linked ids of the annotations that are linked to the filter's proposal.
 */
export function matcher(
  { words, colour, tag, noted, proposal }: AnnotationFilter,
  linked: ReadonlySet<string>,
): (annotation: Annotation) => boolean {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return (annotation) => {
    if (colour !== null && annotation.target.styleClass !== colour) return false;
    if (noted !== null && (noteOf(annotation) !== '') !== noted) return false;
    if (tag !== null && !tagsOf(annotation).includes(tag)) return false;
    if (proposal !== null && !linked.has(annotation.id)) return false;
    if (!wanted.length) return true;
    const text = wordsOf(annotation);
    return wanted.every((word) => text.includes(word));
  };
}

/** Every tag in use, each once, in the order of the language. */
export function knownTags(annotations: readonly Annotation[], lang: string): readonly string[] {
  return [...new Set(annotations.flatMap(tagsOf))].sort(new Intl.Collator(lang).compare);
}

/** What an annotation is found by, worked out once for each. */
const known = new WeakMap<Annotation, string>();

function wordsOf(annotation: Annotation): string {
  let text = known.get(annotation);
  if (text === undefined) {
    text = plain([quoteOf(annotation), noteOf(annotation), ...tagsOf(annotation)].join('\n'));
    known.set(annotation, text);
  }
  return text;
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('’', "'")
    .toLowerCase();
}
