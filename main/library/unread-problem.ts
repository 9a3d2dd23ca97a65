import type { Rule } from '../../core/parsing/rule.ts';
import type { Problem } from '../../core/problem.ts';
import type { Unread } from '../disk/regular-file.ts';

/**
 * Why a file was not read, as a problem of that file.
 * @param maximum Bytes that would have been read.
 */
export function unreadProblem(file: string, unread: Unread, maximum: number): Problem {
  const found = typeof unread === 'object' ? String(unread.size) : '';
  return { file, line: 1, field: 'file', found, rule: ruleOf(unread, maximum) };
}

function ruleOf(unread: Unread, maximum: number): Rule {
  switch (unread) {
    case 'missing':
      return { code: 'file-missing' };
    case 'not-a-file':
      return { code: 'file-kind' };
    case 'denied':
      return { code: 'file-denied' };
    case 'failed':
      return { code: 'file-unread' };
    default:
      return { code: 'file-size', maximum };
  }
}
