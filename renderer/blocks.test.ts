import fc from 'fast-check';
import type { TemplateResult } from 'lit';
import { nothing } from 'lit';
import { describe, expect, it } from 'vitest';
import type { Block, Layout, Span } from '../core/brief.ts';
import { blocks } from './blocks.ts';
import type { Mark } from './inline.ts';
import { inline } from './inline.ts';

/** What Lit would render, as HTML: enough of it for templates made of text, arrays, templates and attributes. */
function flatten(value: unknown): string {
  if (value === nothing || value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(flatten).join('');
  if (isTemplate(value)) {
    return value.strings.reduce((html, string, index) => {
      const inTag = html.lastIndexOf('<') > html.lastIndexOf('>');
      const before = value.values[index - 1];
      return html + (inTag && before === nothing ? 'nothing' : flatten(before)) + string;
    });
  }
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function isTemplate(value: unknown): value is TemplateResult {
  return typeof value === 'object' && value !== null && '_$litType$' in value;
}

/** The words outside asides: what offsets count. */
function words(html: string): string {
  return html
    .replaceAll(/<(sup|span)[^>]* data-aside>.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const text = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 40 });

function spansOver(length: number): fc.Arbitrary<Span[]> {
  const nested = (start: number, end: number, cuts: number[]): Span[] => {
    const [a, b, ...rest] = cuts.map((cut) => start + (cut % (end - start + 1)));
    if (a === undefined || b === undefined) return [];
    const [from, to] = a < b ? [a, b] : [b, a];
    if (from === to) return [{ kind: 'citation', start: from, end: from, source: 'x' }];
    return [{ kind: 'strong', start: from, end: to }, ...nested(from, to, rest)];
  };
  return fc.array(fc.nat(), { maxLength: 8 }).map((cuts) => nested(0, length, cuts));
}

const colour = fc.constantFrom('yellow', 'green', 'blue', 'pink');

function marksOver(length: number): fc.Arbitrary<Mark[]> {
  return fc.array(
    fc.record({
      id: fc.uuid(),
      start: fc.nat(length + 5),
      end: fc.nat(length + 5),
      colour,
      number: fc.nat(),
    }),
    { maxLength: 5 },
  );
}

describe('inline', () => {
  it('keeps the text whole, whatever spans and marks lie over it', () => {
    const cases = text.chain((text) =>
      fc.record({
        text: fc.constant(text),
        spans: spansOver(text.length),
        marks: marksOver(text.length),
        base: fc.nat(3),
      }),
    );
    fc.assert(
      fc.property(cases, ({ text, spans, marks, base }) => {
        expect(words(flatten(inline({ text, spans }, { marks, base, cite: () => 7 })))).toBe(text);
      }),
    );
  });

  it('cuts overlapping marks into links that name each of them, the last on top', () => {
    const marks: Mark[] = [
      { id: 'a', start: 10, end: 13, colour: 'yellow', number: 1 },
      { id: 'b', start: 12, end: 15, colour: 'blue', number: 2 },
    ];
    expect(flatten(inline({ text: 'abcdef', spans: [] }, { marks, base: 10 }))).toBe(
      '<a href="aide-memoire-mark:a"><span class="mark yellow">ab</span></a>' +
        '<a href="aide-memoire-mark:a,b"><span class="mark yellow"><span class="mark blue">c</span></span></a>' +
        '<sup class="note-number" data-aside><a href="aide-memoire-to:note-1">1</a></sup>' +
        '<a href="aide-memoire-mark:b"><span class="mark blue">de</span></a>' +
        '<sup class="note-number" data-aside><a href="aide-memoire-to:note-2">2</a></sup>f',
    );
  });

  it('numbers a mark that goes on in a later block only where it ends', () => {
    const marks: Mark[] = [{ id: 'a', start: 1, end: 8, colour: 'pink', number: 1 }];
    expect(flatten(inline({ text: 'abcd', spans: [] }, { marks, base: 0 }))).not.toContain('note-number');
    expect(flatten(inline({ text: 'fghi', spans: [] }, { marks, base: 5 }))).toContain('note-number');
  });

  it('sets neighbouring citations in one superscript', () => {
    const at = { start: 2, end: 2 };
    const spans: Span[] = [
      { kind: 'citation', source: 'xinhua', ...at },
      { kind: 'citation', source: 'mfa', ...at },
    ];
    const numbers: Record<string, number> = { xinhua: 1, mfa: 2 };
    expect(flatten(inline({ text: 'ab.', spans }, { cite: (id) => numbers[id] ?? 0 }))).toBe(
      'ab<sup class="citation" data-aside><a href="#source-xinhua" data-source="xinhua" role="doc-noteref">1</a>, <a href="#source-mfa" data-source="mfa" role="doc-noteref">2</a></sup>.',
    );
  });

  it('leads only to the web and to mail, and to the glossary only on screen', () => {
    const link = (href: string) =>
      flatten(inline({ text: 'x', spans: [{ kind: 'link', href, start: 0, end: 1 }] }, { paper: true }));
    expect(link('https://example.org/')).toContain('href="https://example.org/"');
    expect(link('javascript:alert(1)')).not.toContain('javascript');
    const term = { text: 'OCS', spans: [{ kind: 'term', term: 'sco', start: 0, end: 3 } as const] };
    expect(flatten(inline(term))).toContain('data-term="sco"');
    expect(flatten(inline(term, { paper: true }))).toBe('OCS');
  });

  it('leads to proposals on paper only where they are printed', () => {
    const words = {
      text: 'le train',
      spans: [{ kind: 'proposal', proposal: 'p1', start: 3, end: 8 } as const],
    };
    expect(flatten(inline(words, { paper: true, within: '1-' }))).toContain('href="#proposal-1-p1"');
    expect(flatten(inline(words, { paper: true, within: '1-', proposals: false }))).toBe('le train');
    expect(flatten(inline(words, { proposals: false }))).toContain('data-proposal="p1"');
  });
});

describe('blocks', () => {
  const texts = ['Contexte', 'Un.', 'a', 'b\nc', 'dit-elle', 'x\ty', '1\t2', 'let a'];
  const kinds = ['heading', 'paragraph', 'item', 'item', 'quotation', 'row', 'row', 'code'] as const;
  const starts = texts.map((_, index) => texts.slice(0, index).join('\n').length + (index ? 1 : 0));
  const made = texts.map((text, index): Block => {
    const start = starts[index] ?? 0;
    const kind = kinds[index] ?? 'paragraph';
    const cells =
      kind === 'row'
        ? [
            { start: 0, end: 1 },
            { start: 2, end: 3 },
          ]
        : [];
    const number = kind === 'heading' ? null : index;
    return { kind, text, spans: [], start, end: start + text.length, number, level: number ? 0 : 1, cells };
  });
  const layout: Layout[] = [
    { kind: 'block', block: 0 },
    { kind: 'block', block: 1 },
    {
      kind: 'list',
      ordered: true,
      first: 3,
      items: [
        [
          { kind: 'block', block: 2 },
          { kind: 'list', ordered: false, first: 1, items: [[{ kind: 'block', block: 3 }]] },
        ],
      ],
    },
    { kind: 'quotation', children: [{ kind: 'block', block: 4 }] },
    { kind: 'table', head: 5, rows: [6], align: ['start', 'end'] },
    { kind: 'block', block: 7 },
  ];
  const html = flatten(blocks({ blocks: made, layout }));

  it('gives each block one element whose text is the block’s', () => {
    for (const [index, text] of texts.entries()) {
      const element = new RegExp(`<(\\w+) id="b-${index}" data-block="${index}">(.*?)</\\1>`, 's').exec(html);
      expect(words(element?.[2] ?? 'no element')).toBe(text);
    }
    expect(html.match(/data-block=/g)).toHaveLength(texts.length);
  });

  it('ranks headings from h2 without a gap, whatever levels the author chose', () => {
    const levels = [2, 4, 3, 2, 1, 6];
    const made = levels.map(
      (level, index): Block => ({
        kind: 'heading',
        text: 'x',
        spans: [],
        start: index * 2,
        end: index * 2 + 1,
        number: null,
        level,
        cells: [],
      }),
    );
    const layout = levels.map((_, block): Layout => ({ kind: 'block', block }));
    const ranks = flatten(blocks({ blocks: made, layout })).match(/<h\d/g);
    expect(ranks).toEqual(['<h2', '<h3', '<h3', '<h2', '<h2', '<h3']);
  });

  it('is made of headings, lists, quotations and tables with their head', () => {
    expect(html).toContain('<h2 id="b-0"');
    expect(html).toMatch(/<ol[^>]* start="3"><li><p id="b-2".*<ul[^>]*><li><p id="b-3".*<\/ul><\/li><\/ol>/s);
    expect(html).toMatch(/<blockquote[^>]*><p id="b-4"/);
    expect(html).toMatch(/<thead><tr id="b-5".*<th scope="col" class="end"[^>]*>y<\/th><\/tr><\/thead>/);
    expect(html).toContain('<span class="paragraph-number" data-aside>§\u00a04</span>');
  });
});
