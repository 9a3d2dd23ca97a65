import { type Problem, quotable } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Names of fields and places in lists, from the outside in. */
export type Path = readonly PropertyKey[];

/** A problem of a text, before it is known which file's. */
export interface Fault {
  /** From 1. */
  readonly line: number;
  readonly field: string;
  readonly found: string;
  readonly rule: Rule;
}

const mostTold = 100;

/** The dotted path of a field. */
export function fieldName(path: Path): string {
  return quotable(path.map(String).join('.'));
}

/** The problems of a file in its order; one that is wrong throughout is told about once, not a thousand times. */
export function told(file: string, faults: readonly Fault[]): Problem[] {
  const problems = [...faults].sort((a, b) => a.line - b.line).map((fault) => ({ file, ...fault }));
  const line = problems[mostTold]?.line;
  if (line === undefined) return problems;
  const rule = { code: 'more-problems', count: problems.length - mostTold } as const;
  return [...problems.slice(0, mostTold), { file, line, field: 'file', found: '', rule }];
}
