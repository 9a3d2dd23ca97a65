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

export const defaultPrintOptions: PrintOptions = {
  paper: 'a4',
  margins: 'normal',
  textSize: 'normal',
  editions: 'one',
  summary: true,
  proposals: true,
  sources: true,
  annotations: 'endnotes',
  paragraphNumbers: true,
  only: { colours: [], tags: [], proposals: [] },
  copy: 'own',
  circulation: '',
};

const mm = 72 / 25.4;

/** How far paragraph numbers reach out of the text into the margins, points. */
export const gutter = 36;

/** Millimetres. The running heads stand in what is above and below the text. */
const margins = {
  narrow: { sides: 16, top: 23, bottom: 22 },
  normal: { sides: 24, top: 27, bottom: 25 },
  wide: { sides: 34, top: 32, bottom: 30 },
} as const;

/** The sheet and the margins of its text. */
export function sheetOf(options: Pick<PrintOptions, 'paper' | 'margins'>): Sheet {
  const { sides, top, bottom } = margins[options.margins];
  // Letter is as much shorter as its margins are.
  const [width, height, less] = options.paper === 'a4' ? [210 * mm, 297 * mm, 0] : [612, 792, 2];
  return {
    width,
    height,
    top: (top - less) * mm,
    right: sides * mm,
    bottom: (bottom - less) * mm,
    left: sides * mm,
  };
}
