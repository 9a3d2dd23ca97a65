import { describe, expect, it } from 'vitest';
import { parseInline } from './inline.ts';

/** The text with its spans written into it: `<strong>…</strong>`. */
function shown(markdown: string): string {
  const { text, spans } = parseInline(markdown);
  const marks = spans.flatMap((span, index) => {
    const { kind, start, end, ...of } = span;
    const name = [kind, ...Object.values(of)].join(' ');
    if (kind === 'citation') return [{ at: start, order: index, mark: `<${name}>` }];
    return [
      { at: start, order: index, mark: `<${name}>` },
      { at: end, order: -index - 1, mark: `</${kind}>` },
    ];
  });
  marks.sort((a, b) => a.at - b.at || a.order - b.order);
  let from = 0;
  const parts = marks.map(({ at, mark }) => {
    const part = text.slice(from, at) + mark;
    from = at;
    return part;
  });
  return parts.join('') + text.slice(from);
}

describe('inline Markdown', () => {
  it.each([
    ['*a* **b** `c`', '<emphasis>a</emphasis> <strong>b</strong> <code>c</code>'],
    ['***a***', '<emphasis><strong>a</strong></emphasis>'],
    ['a**  b', 'a** b'],
    ['**a *b*** c', '<strong>a <emphasis>b</emphasis></strong> c'],
    ['`` a  ` b ``', '<code>a ` b</code>'],
    ['~~a~~ <b>c</b> & &amp; \\*', '~~a~~ <b>c</b> & & *'],
    ['a\nb  \nc\\\n d', 'a b\nc\nd'],
    ['  a &#9; b&nbsp; ', 'a b\u00a0'],
  ])('has marks: %s', (markdown, expected) => expect(shown(markdown)).toBe(expected));

  it.each([
    ['a[^s1]. B', 'a<citation s1>. B'],
    ['a [^s1][^s-2] b', 'a<citation s1><citation s-2> b'],
    ['[^s1]a', '<citation s1>a'],
    ['**a[^s1]** b', '<strong>a</strong><citation s1> b'],
    ['*a [^s1]b*', '<emphasis>a<citation s1> b</emphasis>'],
    ['[^1] [^É]', '<citation 1><citation É>'],
    ['`[^s1]` \\[^s1] [^s 1] [^] [^a^b] [^[a]]', '<code>[^s1]</code> [^s1] [^s 1] [^] [^a^b] [^[a]]'],
    ['[^s1](https://a.example)', '<citation s1>(https://a.example)'],
  ])('cites sources where the mark stands, outside the text: %s', (markdown, expected) =>
    expect(shown(markdown)).toBe(expected),
  );

  it.each([
    ['[a *b*](https://a.example/c "d")', '<link https://a.example/c>a <emphasis>b</emphasis></link>'],
    ['<https://a.example/é>', '<link https://a.example/%C3%A9>https://a.example/é</link>'],
    ['<a@b.example>', '<link mailto:a@b.example>a@b.example</link>'],
    ['[a](term:free-trade) [b](proposal:p1)', '<term free-trade>a</term> <proposal p1>b</proposal>'],
    ['[a](term:A) [b](term:) [c](term:a\\ b)', 'a b [c](term:a\\ b)'],
    ['[a](javascript:x) [b](c.md) [c](#d) [](https://a.example)', 'a b c'],
    ['<javascript:x> https://a.example www.a.example', 'javascript:x https://a.example www.a.example'],
    ['![a *b* ![c](d)](e) [![f](g)](https://a.example)', 'a b c <link https://a.example/>f</link>'],
  ])('leads to the web, to terms and to proposals, and nowhere else: %s', (markdown, expected) =>
    expect(shown(markdown)).toBe(expected),
  );

  it('is composed, and its marks with it', () => {
    expect(shown('e\u0301 *e\u0301a* e*\u0301* \u1100**\u1161**')).toBe(
      'é <emphasis>éa</emphasis> <emphasis>é</emphasis> <strong>가</strong>',
    );
  });
});
