import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { describe as describePassage } from '../anchor.ts';
import { type Annotation, type AnnotationContent, annotate } from '../annotation.ts';
import { type Brief, briefUrn } from '../brief.ts';
import { parse } from '../parse.ts';
import type { ExportedBrief } from './exported.ts';
import type { ExportFormat } from './format.ts';
import { writeExport } from './write-export.ts';

function editionOf(lang: string): Brief {
  const parsed = parse(lang, readFileSync(`briefs/2025-04-26-almaty/${lang}.md`));
  if (!('brief' in parsed)) throw new Error(`${lang} cannot be read`);
  return parsed.brief;
}

const fr = editionOf('fr');
const en = editionOf('en');
const words = 'plus de 180 pays';
const at = fr.text.indexOf(words);

function mark(
  n: number,
  content: Partial<AnnotationContent>,
  selectors = describePassage(fr.text, at, at + words.length),
): Annotation {
  return annotate({
    uuid: `6b7a0000-0000-4000-8000-00000000000${n}`,
    at: '2026-11-24T06:00:00.000Z',
    source: briefUrn(fr),
    revision: fr.revision,
    selectors,
    content: { colour: 'yellow', note: '', tags: [], ...content },
  });
}

const lost = describePassage('= nul ne | <retrouve> *ceci*', 0, 28);

function write(
  format: ExportFormat,
  annotations: readonly Annotation[],
  more: Partial<ExportedBrief> = {},
): string {
  const exported = { id: fr.id, titles: {}, editions: [fr, en], annotations, ...more };
  return writeExport(format, [exported], '2026-11-24T08:00:00.000Z', 'fr');
}

describe('annotations', () => {
  const set = z.strictObject({
    '@context': z.literal('https://www.w3.org/ns/epub-anno.jsonld'),
    id: z.string().startsWith('urn:'),
    type: z.literal('AnnotationSet'),
    generator: z.strictObject({ id: z.string(), type: z.literal('Software'), name: z.string() }),
    generated: z.iso.datetime(),
    title: z.string(),
    about: z.strictObject({
      'dc:identifier': z.array(z.string()),
      'dc:title': z.string(),
      'dc:format': z.string(),
      'dc:date': z.string().regex(/^\d{4}$/),
    }),
    items: z.array(
      z.strictObject({
        id: z.string().startsWith('urn:uuid:'),
        type: z.literal('Annotation'),
        motivation: z.enum(['bookmarking', 'commenting', 'highlighting']),
        created: z.iso.datetime(),
        modified: z.iso.datetime(),
        body: z.strictObject({
          type: z.literal('TextualBody'),
          value: z.string(),
          format: z.literal('text/plain'),
          color: z.enum(['pink', 'orange', 'yellow', 'green', 'blue', 'purple']),
          tags: z.array(z.string()).optional(),
        }),
        target: z.looseObject({
          source: z.string(),
          selector: z.array(z.looseObject({ type: z.string() })).min(2),
        }),
      }),
    ),
  });

  it('are a set as the draft has it: one body, labels for colours, a CSS selector refined, a text fragment', () => {
    const { items } = set.parse(
      JSON.parse(write('annotations', [mark(1, { note: 'N', tags: ['a b'], colour: 'pink' })])),
    );
    const index = fr.blocks.findIndex(({ start, end }) => start <= at && at < end);
    const block = fr.blocks[index];
    if (!block) throw new Error('no block');
    const start = [...fr.text.slice(block.start, at)].length;
    expect(items).toMatchObject([
      {
        body: { value: 'N', color: 'pink', tags: ['a b'] },
        target: {
          selector: [
            {
              type: 'CssSelector',
              value: `[data-block="${index}"]`,
              refinedBy: { type: 'TextPositionSelector', start, end: start + words.length },
            },
            {
              type: 'FragmentSelector',
              conformsTo: 'https://wicg.github.io/scroll-to-text-fragment/',
              value: expect.stringMatching(/^:~:text=.+-,plus%20de%20180%20pays,-.+$/),
            },
            { type: 'TextQuoteSelector', exact: words },
            { type: 'TextPositionSelector' },
          ],
        },
      },
    ]);
  });

  it('have no CSS selector where the passage is not found', () => {
    expect(write('annotations', [mark(1, {}, lost)])).not.toContain('CssSelector');
  });
});

describe('markdown', () => {
  it('is a note for Obsidian, and words of a brief are no Markdown', () => {
    const note = write('markdown', [
      mark(2, { tags: ['2025', 'a b!'] }, lost),
      mark(1, { note: 'Une **note**.', tags: ['chiffres'] }),
    ]);
    const [, properties = '', body] = /^---\n(.*?)\n---\n\n(.*)$/s.exec(note) ?? [];
    expect(parseYaml(properties)).toEqual({
      title: fr.title,
      briefs: [fr.id],
      date: '2025-04-26',
      place: 'Almaty, Kazakhstan',
      exported: '2026-11-24T08:00:00.000Z',
      tags: ['_2025', 'a-b', 'chiffres'],
    });
    const number = fr.blocks.find(({ start, end }) => start <= at && at < end)?.number;
    expect(body).toBe(`# ${fr.title}

> plus de 180 pays
>
> — §\u00a0${number} · jaune · 2026-11-24

^anno-6b7a0000-0000-4000-8000-000000000001

Une **note**.

#chiffres

> = nul ne \\| \\<retrouve\\> \\*ceci\\*
>
> — à rattacher · jaune · 2026-11-24

^anno-6b7a0000-0000-4000-8000-000000000002

#_2025 #a-b
`);
  });

  it('makes no list, heading, tag, link, comment or formula of a quote', () => {
    const quote = '- one\n2. two\n# three\n[[four]] %%five%% ==six== $seven$ `eight` <b> &amp; x ^nine';
    const body = write('markdown', [mark(1, {}, describePassage(quote, 0, quote.length))]);
    expect(body).toContain(
      [
        '> \\- one',
        '> 2\\. two',
        '> \\# three',
        '> \\[\\[four\\]\\] \\%%five\\%% \\==six\\== \\$seven\\$ \\`eight\\` \\<b\\> \\&amp; x \\^nine',
      ].join('\n'),
    );
  });
});

describe('csv', () => {
  it('follows RFC 4180 and lets a spreadsheet reckon nothing', () => {
    const csv = write('csv', [
      mark(1, { note: '=HYPERLINK("x")\nnext', tags: ['+1', '@x'] }),
      mark(2, {}, lost),
    ]);
    expect(csv.slice(0, csv.indexOf('\r\n'))).toBe(
      '\ufeff"brief","title","language","paragraph","quote","note","tags","colour","created","modified","creator","id"',
    );
    expect(csv.endsWith('\r\n')).toBe(true);
    const rows = rowsOf(csv.slice(1));
    expect(rows.map((row) => row.length)).toEqual([12, 12, 12]);
    expect(rows[1]?.slice(0, 8)).toEqual([
      fr.id,
      fr.title,
      'fr',
      expect.stringMatching(/^\d+$/),
      words,
      `'=HYPERLINK("x")\nnext`,
      `'+1, @x`,
      'yellow',
    ]);
    expect(rows[2]?.slice(3, 6)).toEqual(['', `'= nul ne | <retrouve> *ceci*`, '']);
  });

  it.each(['=', '+', '-', '@', '\t', '\r', '\n', '\uff1d'])('makes text of what begins with %j', (sign) => {
    const text = `${sign}1`;
    for (const cell of rowsOf(
      write('csv', [mark(1, {}, describePassage(text, 0, text.length))]).slice(1),
    )[1] ?? [])
      expect(cell).not.toMatch(/^[=+\-@\t\r\n\uff1d]/);
  });
});

/** A reader of its own, by the grammar of RFC 4180. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('citations', () => {
  it('are CSL-JSON of the works, with what was marked', () => {
    const items = z
      .array(z.looseObject({ id: z.string(), type: z.string() }))
      .parse(JSON.parse(write('csl', [mark(1, { note: 'N' })])));
    expect(items[0]).toEqual({
      id: '2025-04-26-almaty-fr',
      type: 'report',
      title: fr.title,
      language: 'fr',
      issued: { 'date-parts': [[2025, 4, 26]] },
      publisher: 'Mécanisme Chine–Asie centrale',
      genre: 'Réunion ministérielle',
      'publisher-place': 'Almaty, Kazakhstan',
      abstract: fr.standfirst,
      'collection-title': 'Mécanisme Chine–Asie centrale',
      annote: expect.stringMatching(/^“plus de 180 pays” \(§\u00a0\d+\)\nN$/),
    });
    expect(items).toHaveLength(1 + fr.sources.length);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(new Set(items.map(({ type }) => type))).toEqual(new Set(['report', 'webpage', 'document']));
  });

  it('are BibTeX whose braces are in pairs, whatever the words', () => {
    const bib = write('bibtex', [mark(1, { note: '100 % {of} \\LaTeX & #1_x ^ ~ $' })]);
    expect(bib).toMatch(/^@techreport\{2025-04-26-almaty-fr,\n {2}title = \{\{Chine–Asie centrale~: cinq/);
    expect(bib).toContain('  year = {2025},\n  month = apr,\n  date = {2025-04-26},');
    expect(bib).toContain(
      '100 \\% \\{of\\} \\textbackslash{}LaTeX \\& \\#1\\_x \\textasciicircum{} \\textasciitilde{} \\$',
    );
    let depth = 0;
    for (const [sign] of bib.replace(/\\[{}]/g, '').matchAll(/[{}]/g)) {
      depth += sign === '{' ? 1 : -1;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
  });
});

it('what stands on a brief that is gone is written too', () => {
  const gone = { editions: [], titles: { fr: 'Titre gardé' } };
  for (const format of ['jsonld', 'annotations', 'markdown', 'csv'] as const)
    expect(write(format, [mark(1, {})], gone)).toContain('plus de 180 pays');
  expect(write('markdown', [mark(1, {})], gone)).toContain('# Titre gardé');
});
