import type { PrintOptions } from './print-schema.ts';

export type { PrintOptions } from './print-schema.ts';

/** Points, the PDF's unit: 1/72 inch. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

const mm = 72 / 25.4;

/** How far paragraph numbers reach out of the text into the margins, points. */
export const gutter = 36;

/** The sheet and the margins of its text. */
export function sheetOf({ paper }: PrintOptions): Sheet {
  const margins = { top: 27 * mm, right: 24 * mm, bottom: 25 * mm, left: 24 * mm };
  return paper === 'a4'
    ? { width: 210 * mm, height: 297 * mm, ...margins }
    : { width: 612, height: 792, ...margins, top: 25 * mm, bottom: 23 * mm };
}
