import { z } from 'zod';

/**
 * Annotations as the W3C Web Annotation Data Model (Recommendation of 23 February 2017) writes them, narrowed to what
 * this program makes itself. https://www.w3.org/TR/annotation-model/
 */

/** § 4.2.4: the quote and its surroundings, at most 32 code points of each, never half a grapheme cluster. */
export const textQuoteSelector = z.strictObject({
  type: z.literal('TextQuoteSelector'),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
});

/** § 4.2.5: positions count Unicode code points of the brief's text; `core/anchor.ts` alone converts them. */
export const textPositionSelector = z.strictObject({
  type: z.literal('TextPositionSelector'),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});

export type TextQuoteSelector = z.output<typeof textQuoteSelector>;
export type TextPositionSelector = z.output<typeof textPositionSelector>;
export type Selectors = readonly [TextQuoteSelector, TextPositionSelector];

export const colours = ['yellow', 'green', 'blue', 'pink'] as const;
export const colour = z.enum(colours);
export type Colour = z.output<typeof colour>;

const comment = z.strictObject({
  type: z.literal('TextualBody'),
  purpose: z.literal('commenting'),
  format: z.literal('text/markdown'),
  value: z.string().min(1).max(100_000),
});

const tag = z.strictObject({
  type: z.literal('TextualBody'),
  purpose: z.literal('tagging'),
  value: z.string().trim().min(1).max(100),
});

const instant = z.iso.datetime();

export const annotation = z.strictObject({
  '@context': z.literal('http://www.w3.org/ns/anno.jsonld'),
  id: z.string().regex(/^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  type: z.literal('Annotation'),
  motivation: z.enum(['highlighting', 'commenting']),
  created: instant,
  modified: instant,
  body: z.array(z.discriminatedUnion('purpose', [comment, tag])).max(101),
  target: z.strictObject({
    type: z.literal('SpecificResource'),
    source: z.string().regex(/^urn:brief:[a-z0-9-]+:[A-Za-z0-9-]+$/),
    styleClass: colour,
    selector: z.tuple([textQuoteSelector, textPositionSelector]),
    /** The revision the passage was last seen in: `urn:sha256:<hex>`. */
    state: z.string().regex(/^urn:sha256:[0-9a-f]{64}$/),
  }),
});

export type Annotation = z.output<typeof annotation>;

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
  const [quote, position] = made.selectors;
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
      selector: [quote, position],
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
  const [quote, position] = passage.selectors;
  return {
    ...annotation,
    modified: at,
    target: { ...annotation.target, selector: [quote, position], state: `urn:sha256:${passage.revision}` },
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
