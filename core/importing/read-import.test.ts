import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incoming } from './incoming.ts';
import { readImport } from './read-import.ts';

function read(value: unknown): readonly (Incoming | null)[] {
  const found = readImport(JSON.stringify(value));
  if ('problem' in found) throw new Error(found.problem.code);
  return found.items;
}

function problem(text: string): string | null {
  const found = readImport(text);
  return 'problem' in found ? found.problem.code : null;
}

const anno = {
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: 'http://example.org/anno1',
  type: 'Annotation',
  created: '2015-10-13T13:00:00Z',
  target: {
    source: 'http://example.org/page',
    selector: { type: 'TextQuoteSelector', exact: 'anotation', prefix: 'this is an ', suffix: ' that' },
  },
};

describe('W3C JSON-LD', () => {
  it('is read as a collection, a page, a list, a graph or one annotation', () => {
    const page = { type: 'AnnotationPage', items: [anno] };
    const collection = { type: ['AnnotationCollection'], first: { ...page, next: { ...page } } };
    expect(read(anno)).toHaveLength(1);
    expect(read([anno, anno])).toHaveLength(2);
    expect(read(page)).toHaveLength(1);
    expect(read(collection)).toHaveLength(2);
    expect(read({ '@graph': [anno] })).toHaveLength(1);
    expect(read(anno)).toMatchObject([
      {
        id: 'http://example.org/anno1',
        source: 'http://example.org/page',
        created: '2015-10-13T13:00:00Z',
        modified: '2015-10-13T13:00:00Z',
        passage: { quote: { exact: 'anotation', prefix: 'this is an ', suffix: ' that' }, revision: null },
      },
    ]);
  });

  it('may have bodies and targets of every kind', () => {
    const [plain, other] = read([
      {
        ...anno,
        bodyValue: 'said plainly',
        body: [
          'http://example.org/post1',
          { type: 'TextualBody', value: 'a note', purpose: 'commenting' },
          { type: 'TextualBody', value: 'love', purpose: ['tagging'] },
          { type: 'Choice', items: [{ type: 'TextualBody', value: 'en', language: 'en' }] },
        ],
        creator: [{ id: 'http://example.org/user1', name: 'Ana' }],
        target: 'http://example.org/whole',
      },
      { ...anno, target: [anno.target, { source: { id: 'http://example.org/2' }, selector: [] }] },
    ]);
    expect(plain).toMatchObject({
      source: 'http://example.org/whole',
      creator: 'Ana',
      content: { note: 'http://example.org/post1\n\na note\n\nen\n\nsaid plainly', tags: ['love'] },
      passage: { quote: null, position: null },
    });
    expect(other).toMatchObject({ id: 'http://example.org/anno1' });
    expect(read({ ...anno, target: [anno.target, 'http://example.org/2'] }).map((item) => item?.id)).toEqual([
      'http://example.org/anno1',
      'http://example.org/anno1#target-2',
    ]);
  });

  it('keeps selectors it cannot use, as they came', () => {
    const svg = { type: 'SvgSelector', value: '<svg onload="alert(1)"/>' };
    expect(read({ ...anno, target: { source: 'http://example.org/x', selector: svg } })).toMatchObject([
      { passage: { quote: null, others: [svg] } },
    ]);
  });

  it('counts no position from the start that is to be counted from elsewhere', () => {
    const selector = {
      type: 'CssSelector',
      value: '#p',
      refinedBy: { type: 'TextPositionSelector', start: 4, end: 9 },
    };
    expect(read({ ...anno, target: { source: 'http://example.org/x', selector } })).toMatchObject([
      { passage: { position: null } },
    ]);
  });
});

describe('Readium', () => {
  const about = { 'dc:identifier': ['urn:isbn:123'], 'dc:title': 'Alice' };

  it('is read in V1: one tag, colours by name, a path inside the publication', () => {
    const item = {
      ...anno,
      body: { type: 'TextualBody', value: 'j’adore', tag: 'prof', color: 'purple', highlight: 'solid' },
      target: {
        source: 'OEBPS/ch1.html',
        selector: [anno.target.selector, { type: 'ThoriumDomRangeSelector' }],
      },
    };
    expect(
      read({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationSet', about, items: [item] }),
    ).toMatchObject([
      { source: 'urn:isbn:123', content: { note: 'j’adore', tags: ['prof'], colour: 'pink' } },
    ]);
  });

  it('is read in V2: tags, and a text fragment where there is no quote', () => {
    const value = ':~:text=dit%20le-,Chat%2Dhuant,ensuite,-et%20puis';
    const item = {
      ...anno,
      body: { type: 'TextualBody', value: '', tags: ['a', 'b'], color: 'green' },
      target: { source: 'OEBPS/ch1.html', selector: [{ type: 'FragmentSelector', value }] },
    };
    expect(read({ type: 'AnnotationSet', about, items: [item] })).toMatchObject([
      {
        content: { note: '', tags: ['a', 'b'], colour: 'green' },
        passage: { fragment: { prefix: 'dit le', start: 'Chat-huant', end: 'ensuite', suffix: 'et puis' } },
      },
    ]);
  });
});

describe('Hypothesis', () => {
  const root = {
    id: 'AbC-_1',
    created: '2024-01-29T09:00:00.123456+00:00',
    updated: '2024-01-30T09:00:00+00:00',
    user: 'acct:alice@hypothes.is',
    uri: 'https://example.org/page',
    text: 'A *note*.',
    tags: ['one', 'two'],
    target: [
      {
        source: 'https://example.org/page',
        selector: [
          {
            type: 'RangeSelector',
            startContainer: '/p[1]',
            startOffset: 0,
            endContainer: '/p[1]',
            endOffset: 3,
          },
          { type: 'TextPositionSelector', start: 12, end: 15 },
          { type: 'TextQuoteSelector', exact: 'the', prefix: 'in ', suffix: ' end' },
        ],
      },
    ],
  };
  const reply = {
    ...root,
    id: 'reply1',
    user: 'acct:bob@hypothes.is',
    text: 'Yes.\nReally.',
    references: ['AbC-_1'],
    target: [{ source: 'https://example.org/page' }],
  };

  it('counts code units, and keeps replies as text in the note', () => {
    for (const file of [
      {
        export_date: '2024-02-01T00:00:00Z',
        export_userid: 'acct:x',
        client_version: '1.2',
        annotations: [reply, root],
      },
      { total: 2, rows: [reply, root] },
      [reply, root],
    ])
      expect(read(file)).toMatchObject([
        {
          id: 'AbC-_1',
          source: 'https://example.org/page',
          created: '2024-01-29T09:00:00.123Z',
          modified: '2024-01-30T09:00:00.000Z',
          creator: 'alice',
          content: { note: 'A *note*.\n\n> **bob**, 2024-01-29\n>\n> Yes.\n> Really.', tags: ['one', 'two'] },
          passage: { quote: { exact: 'the' }, position: { start: 12, end: 15, unit: 'unit' } },
        },
      ]);
    expect(read(root)).toHaveLength(1);
  });

  it('loses none beside what has no id', () => {
    expect(read([{ nothing: 1 }, root, { ...root, id: undefined }])).toMatchObject([
      null,
      { id: 'AbC-_1' },
      { id: '' },
    ]);
  });

  it('keeps a reply alone whose thread is not in the file', () => {
    expect(read([reply])).toMatchObject([{ id: 'reply1', passage: { quote: null, position: null } }]);
  });
});

describe('what cannot be imported', () => {
  it('is named by one problem', () => {
    expect(problem('{"a":')).toBe('not-json');
    expect(problem('')).toBe('not-json');
    expect(problem('"x"')).toBe('other-format');
    expect(problem('{"type":"FeatureCollection","features":[]}')).toBe('other-format');
    expect(problem('[1,2,3]')).toBe('other-format');
    expect(problem('[]')).toBe('empty');
    expect(problem('{"type":"AnnotationCollection","total":3,"first":"https://example.org/page1"}')).toBe(
      'paged',
    );
    expect(problem(`[${'{},'.repeat(1_000_000)}{}]`)).toBe('too-many');
    // Each of its targets is an annotation.
    const targets = (count: number) =>
      JSON.stringify({ ...anno, target: Array.from({ length: count }, () => 'https://example.org/') });
    expect(readImport(targets(50_000))).toHaveProperty('items.length', 50_000);
    expect(problem(targets(50_001))).toBe('too-many');
  });

  it('is too deep before it is parsed, and brackets in words are no depth', () => {
    expect(problem('['.repeat(5_000_000))).toBe('too-deep');
    expect(problem(`${'['.repeat(65)}${']'.repeat(65)}`)).toBe('too-deep');
    expect(read({ ...anno, bodyValue: '[{"\\'.repeat(100) })).toHaveLength(1);
  });

  it('never refuses the items beside it', () => {
    expect(
      read([null, 7, { type: 'Annotation' }, anno, { type: 'Dataset' }]).map((item) => item !== null),
    ).toEqual([false, false, true, true, false]);
  });

  it('is answered, whatever it is', () => {
    const key = fc.constantFrom(
      'type',
      'id',
      'target',
      'selector',
      'source',
      'body',
      'value',
      'items',
      'first',
      'next',
      'annotations',
      'uri',
      'references',
      'refinedBy',
      'state',
      '__proto__',
      'constructor',
      'purpose',
      'tags',
      'created',
      'start',
    );
    const leaf = fc.constantFrom<unknown>(
      'Annotation',
      'AnnotationSet',
      'AnnotationPage',
      'TextQuoteSelector',
      'TextPositionSelector',
      'FragmentSelector',
      ':~:text=%',
      ':~:text=a-,b,c,-d',
      'urn:sha256:',
      -1,
      1e308,
      null,
      true,
      '\ud800',
      '',
    );
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        leaf,
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(key, tie('node'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(node, (value) => {
        expect(readImport(JSON.stringify(value) ?? '')).toBeTypeOf('object');
      }),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readImport(text) !== undefined));
  });
});
