import { z } from 'zod';

/**
 * Annotations as the W3C Web Annotation Data Model (Recommendation of 23 February 2017) writes them, narrowed to what
 * this program makes itself. https://www.w3.org/TR/annotation-model/
 */

// In UTF-16 units. No text is longer than its file may be; what other programs keep of the surroundings may be more than here.
const longestQuote = 2 * 1024 * 1024;
const longestContext = 10_000;

/** § 4.2.4: the quote and its surroundings, as many of them as tell it from its copies, never half a grapheme cluster. */
export const textQuoteSelector = z.strictObject({
  type: z.literal('TextQuoteSelector'),
  exact: z.string().max(longestQuote),
  prefix: z.string().max(longestContext),
  suffix: z.string().max(longestContext),
});

/** § 4.2.5: positions count Unicode code points of the brief's text; `core/anchor.ts` alone converts them. */
export const textPositionSelector = z.strictObject({
  type: z.literal('TextPositionSelector'),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});

export type TextQuoteSelector = z.output<typeof textQuoteSelector>;
export type TextPositionSelector = z.output<typeof textPositionSelector>;

/** Kept as it came from elsewhere, so that nothing is lost of what could not be placed. */
export const foreignSelector = z
  .record(z.string().max(200), z.json())
  .refine((selector) => JSON.stringify(selector).length <= 20_000);

export type ForeignSelector = z.output<typeof foreignSelector>;
/** § 4.2: alternatives for one and the same passage. The program itself makes and reads the first two. */
export type Selectors = readonly [TextQuoteSelector, TextPositionSelector, ...ForeignSelector[]];

export const colour = z.enum(['yellow', 'green', 'blue', 'pink']);
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

/** § 3.3.2: who wrote an annotation that came from elsewhere; the reader's own name nobody. */
const creator = z.strictObject({ type: z.literal('Person'), name: z.string().min(1).max(200) });

export const annotation = z.strictObject({
  '@context': z.literal('http://www.w3.org/ns/anno.jsonld'),
  id: z.string().regex(/^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  type: z.literal('Annotation'),
  motivation: z.enum(['highlighting', 'commenting']),
  created: instant,
  modified: instant,
  creator: creator.optional(),
  body: z.array(z.discriminatedUnion('purpose', [comment, tag])).max(101),
  target: z.strictObject({
    type: z.literal('SpecificResource'),
    source: z
      .string()
      .max(130)
      .regex(/^urn:brief:[a-z0-9-]+:[A-Za-z0-9-]+$/),
    styleClass: colour,
    selector: z
      .tuple([textQuoteSelector, textPositionSelector], foreignSelector)
      .refine(({ length }) => length <= 22),
    /** The revision the passage was last seen in: `urn:sha256:<hex>`. */
    state: z.string().regex(/^urn:sha256:[0-9a-f]{64}$/),
  }),
});

export type Annotation = z.output<typeof annotation>;
