import type { UiLang } from './settings.ts';

/** What is wrong with a file: where, what was found there and which rule it breaks. */
export interface Problem {
  /** File name as the reader knows it, never a path of the disk the reader did not give. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Dotted path in the front matter (`proposals.2.id`), or `body`, or `file`. */
  readonly field: string;
  /** What stands there, shortened to be quoted in a sentence. */
  readonly found: string;
  readonly rule: Rule;
}

export type Rule = never; // replaced by the parser's rules
export function problemSentence(_problem: Problem, _lang: UiLang): string {
  throw new Error('written with the parser');
}
