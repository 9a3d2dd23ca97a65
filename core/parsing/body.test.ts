import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type BodyProblem, readBody } from './body.ts';
import type { Rule } from './rule.ts';

/** What a body may have at most: how one of so many is written, and the rule that refuses one more. */
const bounds: readonly {
  readonly code: Rule['code'];
  readonly maximum: number;
  readonly body: (count: number) => string;
}[] = [
  { code: 'body-lines', maximum: 50_000, body: (count) => '\n'.repeat(count - 1) },
  { code: 'body-depth', maximum: 15, body: (count) => `${'> '.repeat(count)}a` },
  { code: 'body-depth', maximum: 15, body: (count) => `${'- '.repeat(count)}a` },
  { code: 'block-length', maximum: 100_000, body: (count) => 'a'.repeat(count) },
  { code: 'body-blocks', maximum: 20_000, body: (count) => '# a\n'.repeat(count) },
  { code: 'body-blocks', maximum: 20_000, body: (count) => 'a\n\n'.repeat(count) },
  { code: 'body-blocks', maximum: 20_000, body: (count) => '- a\n'.repeat(count) },
  { code: 'body-blocks', maximum: 20_000, body: (count) => '~~~\n~~~\n'.repeat(count) },
  {
    code: 'body-blocks',
    maximum: 20_000,
    body: (count) => '    a\n\n# b\n'.repeat(count / 2) + (count % 2 ? '    a' : ''),
  },
  { code: 'body-blocks', maximum: 20_000, body: (count) => `| a |\n|---|\n${'| b |\n'.repeat(count - 1)}` },
  { code: 'table-columns', maximum: 100, body: (count) => `|${'a|'.repeat(count)}\n|${'-|'.repeat(count)}` },
  // Each as a block, the words of which are marked, or which stands in others.
  {
    code: 'body-pieces',
    maximum: 50_000,
    body: (count) => `${'*a*\n\n'.repeat(1000)}${'[^s]'.repeat(23_999)}\n\n${'[^s]'.repeat(count - 26_001)}`,
  },
  {
    code: 'body-pieces',
    maximum: 50_000,
    body: (count) => '> > > > > a\n\n'.repeat(count / 6) + '# a\n'.repeat(count % 6),
  },
  {
    code: 'body-pieces',
    maximum: 50_000,
    body: (count) => '- - - - - - a\n\n# a\n'.repeat(count / 8) + '# a\n'.repeat(count % 8),
  },
  {
    code: 'body-pieces',
    maximum: 50_000,
    body: (count) =>
      `|${'a|'.repeat(99)}\n|${'-|'.repeat(99)}\n${`|${'a|'.repeat(99)}\n`.repeat(499)}${'\n# a\n'.repeat(count - 50_000)}`,
  },
];

/** Without the body itself, which would fill the screen where a test fails. */
function problemOf(body: string): BodyProblem | null {
  const read = readBody(body);
  return 'problem' in read ? read.problem : null;
}

describe('a body', () => {
  it.each(bounds)('may have $maximum and no more: $code', ({ code, maximum, body }) => {
    expect(problemOf(body(maximum))).toBeNull();
    expect(problemOf(body(maximum + 1))?.rule).toEqual({ code, maximum });
  });

  it('is told of where it goes too far', () => {
    const wide = `a\n\n|${'a|'.repeat(101)}\n|${'-|'.repeat(101)}\n`;
    expect(problemOf(wide)).toMatchObject({ line: 2, found: '101' });
    expect(problemOf(`${'a\n\n'.repeat(19_999)}b\n\nc`)).toMatchObject({ line: 40_000, found: '20001' });
  });

  it('is bounded as its format says', () => {
    const format = readFileSync('docs/format.md', 'utf8').replace(/\s+/g, ' ');
    for (const { maximum } of bounds)
      expect(format).toMatch(new RegExp(`\\b${maximum.toLocaleString('en')}\\b`));
  });
});
