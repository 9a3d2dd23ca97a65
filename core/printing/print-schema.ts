import { z } from 'zod';

export const printOptions = z.strictObject({
  paper: z.enum(['a4', 'letter']),
  annotations: z.enum(['endnotes', 'margin', 'none']),
  /** A clean copy is the brief alone: nothing of what its reader wrote is printed or attached. */
  clean: z.boolean().optional(),
});

export type PrintOptions = z.output<typeof printOptions>;

/** The words in the margins of every page; they are drawn after the pages are made. */
export const runningHeads = z.strictObject({
  /** The document's title, which stands in the window bar of PDF readers too. */
  title: z.string().max(1000),
  day: z.string().max(1000),
  foot: z.string().max(1000),
  /** The font they are set in, a TrueType file. */
  letters: z.instanceof(Uint8Array).refine(({ length }) => length < 2 ** 20),
});

export type RunningHeads = z.output<typeof runningHeads>;
