/** What to do where the reader has another annotation of the same id. */
export const conflictChoices = ['mine', 'theirs', 'both'] as const;

export type ConflictChoice = (typeof conflictChoices)[number];

/** The same of what there can be but one of. */
export const sides = ['mine', 'theirs'] as const;

export type Side = (typeof sides)[number];
