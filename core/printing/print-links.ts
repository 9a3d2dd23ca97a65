/** What Chromium prints as links of these schemes, `main/printing/pdf/` makes something else of. */

/** A mark: its address names every annotation that lies there, and it becomes their native highlights. */
export const markScheme = 'aide-memoire-mark:';

/** The number of a mark or of a note: its address is `note-12` or `mark-12`, and it comes to lead to where the other one stands. */
export const crossingScheme = 'aide-memoire-to:';
