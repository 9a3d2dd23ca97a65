import { z } from 'zod';
import { colour } from '../annotation-schema.ts';
import { localId } from '../brief-schema.ts';
import { defaultPrintOptions } from './print.ts';

export const printOptions = z.strictObject({
  paper: z.enum(['a4', 'letter']),
  margins: z.enum(['narrow', 'normal', 'wide']),
  textSize: z.enum(['small', 'normal', 'large']),
  /** The chosen edition alone, with the others after it, or with the first of the others beside it. */
  editions: z.enum(['one', 'in-turn', 'side-by-side']),
  /** What is left out is not attached to the PDF either: without proposals, no positions. */
  summary: z.boolean(),
  proposals: z.boolean(),
  sources: z.boolean(),
  annotations: z.enum(['endnotes', 'margin', 'none']),
  paragraphNumbers: z.boolean(),
  /** A mark is printed where it passes each list that is not empty: its colour, one of its tags, a proposal it is linked to. */
  only: z.strictObject({
    colours: z.array(colour).max(10),
    tags: z.array(z.string().max(100)).max(1000),
    proposals: z.array(localId).max(1000),
  }),
  /**
   * `clean`: the brief alone, nothing of what its reader wrote is printed or attached. `delegation`: marks with one of the chosen
   * tags alone (without a tag chosen, none), no author's name, and on each page the line of circulation.
   */
  copy: z.enum(['own', 'clean', 'delegation']),
  circulation: z.string().max(200),
});

export type PrintOptions = z.output<typeof printOptions>;

/** As settings were written by earlier versions: with less to choose, and a clean copy said otherwise. */
export const keptPrintOptions = printOptions
  .partial()
  .extend({ clean: z.boolean().optional() })
  .transform(({ clean, copy = clean ? 'clean' : 'own', ...kept }): PrintOptions => {
    const known = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
    return { ...defaultPrintOptions, ...known, copy };
  });

const words = z.string().max(1000);

/** The words in the margins of every page; they are drawn after the pages are made. */
export const runningHeads = z.strictObject({
  /** Those of each part, in the order of the pages. */
  parts: z
    .array(
      z.strictObject({
        /** The destination that the part's pages begin with; of the first, the first page. */
        begins: words,
        title: words,
        day: words,
        foot: words,
      }),
    )
    .min(1),
  /** The words of every heading, for the outline: Chromium's own has those of an interrupted line twice, or without a space. */
  headings: z.array(z.string().max(20_000)),
  /** The font they are set in, a TrueType file. */
  letters: z.instanceof(Uint8Array).refine(({ length }) => length < 2 ** 20),
});

export type RunningHeads = z.output<typeof runningHeads>;
