import type { Annotation, Colour, Selectors } from './annotation-schema.ts';

export type {
  Annotation,
  Colour,
  ForeignSelector,
  Selectors,
  TextPositionSelector,
  TextQuoteSelector,
} from './annotation-schema.ts';

export const colours = ['yellow', 'green', 'blue', 'pink'] as const satisfies readonly Colour[];

/** The Markdown comment of an annotation, or the empty string. */
export function noteOf(annotation: Annotation): string {
  return annotation.body.find((body) => body.purpose === 'commenting')?.value ?? '';
}

export function tagsOf(annotation: Annotation): string[] {
  return annotation.body.filter((body) => body.purpose === 'tagging').map((body) => body.value);
}

export function quoteOf(annotation: Annotation): string {
  return annotation.target.selector[0].exact;
}

/** What a reader sets on a mark; everything else about it follows from the passage. */
export interface AnnotationContent {
  readonly colour: Colour;
  /** Markdown; the empty string for none. */
  readonly note: string;
  readonly tags: readonly string[];
}

export function contentOf(annotation: Annotation): AnnotationContent {
  return { colour: annotation.target.styleClass, note: noteOf(annotation), tags: tagsOf(annotation) };
}

/**
 * A new annotation. Id and time are handed in, so that the same input gives the same output.
 * @param at ISO 8601 instant in UTC.
 */
export function annotate(made: {
  readonly uuid: string;
  readonly at: string;
  readonly source: string;
  readonly revision: string;
  readonly selectors: Selectors;
  readonly content: AnnotationContent;
}): Annotation {
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:uuid:${made.uuid}`,
    type: 'Annotation',
    ...bodyOf(made.content),
    created: made.at,
    modified: made.at,
    target: {
      type: 'SpecificResource',
      source: made.source,
      styleClass: made.content.colour,
      selector: [...made.selectors],
      state: `urn:sha256:${made.revision}`,
    },
  };
}

/** The annotation with other content, its `modified` moved to `at`. */
export function revise(annotation: Annotation, content: AnnotationContent, at: string): Annotation {
  return {
    ...annotation,
    ...bodyOf(content),
    modified: at,
    target: { ...annotation.target, styleClass: content.colour },
  };
}

/** The annotation set on another passage, its `modified` moved to `at`. */
export function reattach(
  annotation: Annotation,
  passage: { readonly selectors: Selectors; readonly revision: string },
  at: string,
): Annotation {
  return {
    ...annotation,
    modified: at,
    target: {
      ...annotation.target,
      selector: [...passage.selectors],
      state: `urn:sha256:${passage.revision}`,
    },
  };
}

function bodyOf({ note, tags }: AnnotationContent): Pick<Annotation, 'motivation' | 'body'> {
  const comments = note.trim()
    ? [{ type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: note } as const]
    : [];
  const kept = [...new Set(tags.map((tag) => tag.trim().normalize('NFC')).filter(Boolean))];
  return {
    motivation: comments.length ? 'commenting' : 'highlighting',
    body: [
      ...comments,
      ...kept.map((value) => ({ type: 'TextualBody', purpose: 'tagging', value }) as const),
    ],
  };
}
