import { z } from 'zod';
import { briefId, lang, tag } from './brief-schema.ts';
import { keptPrintOptions, printOptions } from './printing/print-schema.ts';
import { columnWidths } from './settings.ts';
import { mostTags } from './tags.ts';

export const uiLang = z.enum(['fr', 'en']);
/** A language the interface speaks. */
export type UiLang = z.output<typeof uiLang>;

/** Where the window stands on the screens, in their own pixels, when it is not maximised. */
export const windowPlace = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximised: z.boolean(),
});
export type WindowPlace = z.output<typeof windowPlace>;

const widthOf = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.int().min(least).max(most).nullable();

/** What the reader has chosen; `null` follows the system. */
export const settings = z.strictObject({
  lang: uiLang.nullable(),
  theme: z.enum(['light', 'dark', 'sepia', 'contrast']).nullable(),
  /** Size of the text in CSS pixels. */
  textSize: z.int().min(14).max(28),
  paragraphNumbers: z.boolean(),
  /** Both outer columns fold. */
  showLibrary: z.boolean(),
  showSidePane: z.boolean(),
  /** In CSS pixels; `null` goes with the window. */
  libraryWidth: widthOf(columnWidths.library),
  sideWidth: widthOf(columnWidths.side),
  /** Two editions of the open brief beside each other. */
  sideBySide: z.boolean(),
  sidePane: z.enum(['summary', 'proposals', 'annotations']),
  /** How the library is sorted. */
  librarySort: z.enum(['series', 'date', 'title']),
  /** By brief id, what was read to its end or said to be read. */
  read: z.record(briefId, z.boolean()),
  /** By brief id, the reader's own tags; those that stand in the brief are its author's. */
  tags: z.record(briefId, z.array(tag).max(mostTags)),
  /** Earlier versions kept less of it. */
  print: z.union([printOptions, keptPrintOptions]),
  /** The edition open when the reader last closed. */
  last: z.strictObject({ id: briefId, lang }).nullable(),
  /** By brief id: the block at the top of the window, the same in all editions. */
  reading: z.record(briefId, z.int().nonnegative()),
  /** As the window was last closed; `null` leaves it to the program. */
  window: windowPlace.nullable(),
});

export type Settings = z.output<typeof settings>;

/** Named settings replace the old ones; `reading`, `read` and `tags` are merged by brief. */
export const settingsChange = settings.partial();
