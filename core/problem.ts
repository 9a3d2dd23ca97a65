import type { Rule } from './parsing/rule.ts';
import { englishClause, frenchClause } from './parsing/rule-words.ts';
import type { UiLang } from './settings.ts';

/** What is wrong with a file: where, what was found there and which rule it breaks. */
export interface Problem {
  /** File name as the reader knows it, never a path of the disk the reader did not give. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Dotted path in the front matter (`proposals.2.id`, counted from 0), or `body`, or `file`. */
  readonly field: string;
  /** What stands there, shortened to be quoted in a sentence; empty where nothing does. */
  readonly found: string;
  readonly rule: Rule;
}

const longestFound = 60;

/** A piece of a file fit to stand in a sentence: one line, short, no invisible or directing sign. */
export function quotable(text: string): string {
  const plain = visible(text.slice(0, 4 * longestFound)).trim();
  const characters = [...plain];
  return characters.length > longestFound ? `${characters.slice(0, longestFound - 1).join('')}…` : plain;
}

/** A text without line breaks and without what changes a terminal or the order of reading; a file's name may hold both. */
export function visible(text: string): string {
  return text.replace(/[\t\n\r ]+/g, ' ').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

/** One sentence for a reader: in which field, what was found, what is allowed. */
export function problemSentence({ field, found, rule }: Problem, lang: UiLang): string {
  return lang === 'fr'
    ? `${frenchPlace(field)}\u00a0: ${frenchClause(rule, found)}`
    : `${englishPlace(field)}: ${englishClause(rule, found)}`;
}

/** The same for a terminal, led by the place: `file:line: field: what, what is allowed`. */
export function problemLine({ file, line, field, found, rule }: Problem, lang: UiLang): string {
  return `${visible(file)}:${line}: ${field}: ${lang === 'fr' ? frenchClause(rule, found) : englishClause(rule, found)}`;
}

function frenchPlace(field: string): string {
  if (field === 'file') return 'Fichier';
  return field === 'body' ? 'Corps du texte' : `Champ «\u202f${field}\u202f»`;
}

function englishPlace(field: string): string {
  if (field === 'file') return 'File';
  return field === 'body' ? 'Body' : `Field “${field}”`;
}
