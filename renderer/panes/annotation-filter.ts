import { type Annotation, type Colour, noteOf, quoteOf, tagsOf } from '../../core/annotation.ts';

export interface AnnotationFilter {
  /** Words to be found, all of them, in any order. */
  readonly words: string;
  /** `null` for every colour. */
  readonly colour: Colour | null;
}

/** Whether every word of the filter stands in the quote, the note or a tag; case and accents do not count. */
export function matches(annotation: Annotation, { words, colour }: AnnotationFilter): boolean {
  if (colour !== null && annotation.target.styleClass !== colour) return false;
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return true;
  const text = plain([quoteOf(annotation), noteOf(annotation), ...tagsOf(annotation)].join('\n'));
  return wanted.every((word) => text.includes(word));
}

/** Every tag in use, each once, in the order of the language. */
export function knownTags(annotations: readonly Annotation[], lang: string): readonly string[] {
  return [...new Set(annotations.flatMap(tagsOf))].sort(new Intl.Collator(lang).compare);
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('’', "'")
    .toLowerCase();
}
