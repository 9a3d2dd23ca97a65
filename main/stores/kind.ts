import type { z } from 'zod';

/** What a file of the stores holds, and how it is changed. `T` is its content, `C` one change of it. */
export interface Kind<T, C> {
  readonly shape: z.ZodType<T>;
  /** What stands in a file that does not exist yet. */
  readonly empty: T;
  /** A change as the journal keeps it. */
  readonly change: z.ZodType<C>;
  /** The value after the changes, in their order. Gives the same on every run: it is done again from the journal. */
  readonly apply: (value: T, changes: readonly C[]) => T;
  /** Fewer changes that do the same, so that what waits for a full disk does not grow for ever. */
  readonly condense: (changes: readonly C[]) => readonly C[];
  /**
   * Where the content's last member is a list that may be long: one item of it as the change that adds it. Such a file is
   * read item by item, so that nothing else has to wait.
   */
  readonly row?: (item: unknown) => unknown;
  /** How many things of the reader's it holds, for the list of earlier states; `null` where none are kept. */
  readonly count: ((value: T) => number) | null;
}
