/** What to do where the reader has another annotation of the same id. */
export const conflictChoices = ['mine', 'theirs', 'both'] as const;

export type ConflictChoice = (typeof conflictChoices)[number];
