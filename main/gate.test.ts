import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Annotation, annotate } from '../core/annotation.ts';
import { largestSource } from '../core/importing/incoming.ts';
import { pack } from '../core/packed.ts';
import { defaultPrintOptions } from '../core/printing/print.ts';
import { defaultSettings } from '../core/settings.ts';
import { type Channel, channels } from './channels.ts';
import { type Answers, answer, type Gate } from './gate.ts';

const ours = 'aide-memoire://app/index.html';
const saved = { ok: true, value: { at: '2026-11-24T05:30:00.000Z' } } as const;
const nothing = { value: pack([]), notice: null };

/** A gate that answers everything, and keeps what reached it and what it complained of. */
function gate(answers: Partial<Answers> = {}) {
  const reached: Channel[] = [];
  const complaints: string[] = [];
  const window = { mainFrame: { url: ours } };
  const note = (channel: Channel) => reached.push(channel);
  const all: Answers = {
    start: async () => {
      note('start');
      const settings = { value: defaultSettings, notice: null };
      return {
        ok: true,
        value: { lang: 'fr', settings, open: null },
      };
    },
    'library.list': async () => {
      note('library.list');
      return {
        ok: true,
        value: {
          briefs: pack([]),
          unreadable: [],
          waiting: [],
          folder: { name: 'b', isFirst: true },
          gone: [],
        },
      };
    },
    'library.open': async () => {
      note('library.open');
      return { ok: false, error: { code: 'not-found', sentence: 'No.' } };
    },
    'library.proposals': async () => {
      note('library.proposals');
      return { ok: true, value: [] };
    },
    'library.exportBoard': async () => {
      note('library.exportBoard');
      return { ok: true, value: null };
    },
    'library.add': async () => {
      note('library.add');
      return { ok: true, value: { kind: 'waiting', file: 'a.txt' } };
    },
    'library.draft': async (file) => {
      note('library.draft');
      return { ok: true, value: { file, missing: [], foreign: [], suggestedTitle: '', opening: '' } };
    },
    'library.complete': async () => {
      note('library.complete');
      return { ok: true, value: { sentences: [] } };
    },
    'library.trash': async () => {
      note('library.trash');
      return { ok: true, value: true };
    },
    'library.chooseFolder': async () => {
      note('library.chooseFolder');
      return { ok: true, value: null };
    },
    'earlier.list': async () => {
      note('earlier.list');
      return { ok: true, value: [] };
    },
    'earlier.read': async () => {
      note('earlier.read');
      return { ok: true, value: { annotations: pack([]), positions: null } };
    },
    'library.show': async () => {
      note('library.show');
      return { ok: false, error: { code: 'not-found', sentence: 'No.' } };
    },
    'library.glossary': async () => {
      note('library.glossary');
      return { ok: true, value: { lang: 'fr', terms: [], sources: [] } };
    },
    'annotations.read': async () => {
      note('annotations.read');
      return { ok: true, value: nothing };
    },
    'annotations.about': async () => {
      note('annotations.about');
      return { ok: true, value: nothing };
    },
    'annotations.save': async () => {
      note('annotations.save');
      return saved;
    },
    'annotations.export': async () => {
      note('annotations.export');
      return { ok: true, value: null };
    },
    'annotations.exportAll': async () => {
      note('annotations.exportAll');
      return { ok: true, value: null };
    },
    'annotations.importFile': async () => {
      note('annotations.importFile');
      return { ok: true, value: null };
    },
    'annotations.previewImport': async () => {
      note('annotations.previewImport');
      return {
        ok: true,
        value: {
          file: '',
          briefs: [],
          items: pack([]),
          positions: [],
          sources: [],
          settings: 'none',
          titles: {},
        },
      };
    },
    'annotations.applyImport': async () => {
      note('annotations.applyImport');
      return { ok: true, value: { briefs: [], changes: [], settings: null } };
    },
    'positions.read': async () => {
      note('positions.read');
      return { ok: true, value: { value: {}, notice: null } };
    },
    'positions.save': async () => {
      note('positions.save');
      return saved;
    },
    'search.find': async () => {
      note('search.find');
      return { ok: true, value: { groups: [], total: 0, reading: null } };
    },
    'history.read': async () => {
      note('history.read');
      return { ok: true, value: { done: [], undone: [] } };
    },
    'history.follow': async () => {
      note('history.follow');
      return saved;
    },
    'print.board': async () => {
      note('print.board');
      return { ok: true, value: null };
    },
    'print.preview': async () => {
      note('print.preview');
      return { ok: true, value: null };
    },
    'print.pdf': async () => {
      note('print.pdf');
      return { ok: true, value: null };
    },
    'print.paper': async () => {
      note('print.paper');
      return { ok: true, value: false };
    },
    'print.cancel': async () => {
      note('print.cancel');
      return { ok: true, value: true };
    },
    'settings.read': async () => {
      note('settings.read');
      return { ok: true, value: { value: defaultSettings, notice: null } };
    },
    'settings.save': async () => {
      note('settings.save');
      return saved;
    },
    'links.open': async () => {
      note('links.open');
      return { ok: true, value: false };
    },
    ...answers,
  };
  const made: Gate = {
    answers: all,
    underWay: new Set(),
    isWindow: (sender) => sender === window,
    lang: () => 'fr',
    complain: (sentence) => complaints.push(sentence),
  };
  const asking = { senderFrame: window.mainFrame, sender: window };
  return { made, asking, window, reached, complaints };
}

const refused = { ok: false, error: { code: 'refused', sentence: expect.stringMatching(/^Cette demande/) } };

const annotation: Annotation = annotate({
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  at: '2026-11-24T05:30:00.000Z',
  source: 'urn:brief:almaty:fr',
  revision: '0'.repeat(64),
  selectors: [
    { type: 'TextQuoteSelector', exact: 'mot', prefix: '', suffix: '' },
    { type: 'TextPositionSelector', start: 0, end: 3 },
  ],
  content: { colour: 'yellow', note: '', tags: [] },
});
const position = { decision: 'support', remark: '', passages: [], date: '2026-11-24T05:30:00.000Z' };
const job = {
  editions: [
    { id: 'almaty', lang: 'fr' },
    { id: 'astana', lang: 'en' },
  ],
  options: defaultPrintOptions,
  files: 'one',
};

const order = { format: 'csv', brief: null, ids: null };
const board = { title: 'A', standfirst: 'B', summary: ['C'], kind: 'D', place: 'E', lang: 'fr', body: 'F' };
const listOf = (length: number, item: unknown): unknown[] => new Array(length).fill(item);

const choices = {
  annotations: { all: 'mine', others: { 3: 'both' } },
  positions: { all: 'theirs', others: {} },
  briefs: { all: 'mine', others: { 0: 'theirs' } },
  places: { 2: { start: 4, end: 9, revision: 'a'.repeat(64) } },
  settings: true,
};

const honest: Readonly<Record<Channel, readonly unknown[]>> = {
  start: [],
  'library.list': [],
  'library.open': [{ id: 'almaty', lang: 'fr' }],
  'library.show': [{ id: 'almaty', lang: 'fr' }, 0],
  'library.glossary': ['fr'],
  'library.proposals': ['fr'],
  'library.exportBoard': ['csv', 'a,b'],
  'library.add': [{ name: 'a.md', bytes: new Uint8Array([1]) }, false],
  'library.draft': ['a.txt'],
  'library.complete': ['a.txt', { title: 'A', date: { start: '2025-01-01', end: '2025-01-01' } }],
  'library.trash': [{ brief: 'almaty' }],
  'library.chooseFolder': [false],
  'annotations.read': ['almaty'],
  'annotations.about': [{ id: 'almaty', lang: 'fr' }, 0],
  'annotations.save': ['almaty', [annotation], [annotation.id]],
  'annotations.export': [{ format: 'jsonld', brief: 'almaty', ids: [annotation.id] }],
  'annotations.exportAll': [],
  'annotations.importFile': [
    { name: 'a.jsonld', bytes: new Uint8Array([1, 2]) },
    { id: 'almaty', lang: 'fr' },
  ],
  'annotations.previewImport': [[{ name: 'https://example.org/', edition: null }]],
  'annotations.applyImport': [choices],
  'positions.read': ['almaty'],
  'positions.save': ['almaty', { p1: position, p2: null }],
  'earlier.list': ['almaty'],
  'earlier.read': ['almaty', 'annotations', '12'],
  'search.find': ['commerce lang:fr'],
  'history.read': ['almaty'],
  'history.follow': [
    'almaty',
    [
      {
        kind: 'record',
        key: 'note x',
        changes: [
          { of: 'annotation', id: annotation.id, before: null, after: annotation },
          { of: 'position', id: 'p1', before: position, after: null },
        ],
      },
      { kind: 'undo' },
    ],
  ],
  'print.preview': [job],
  'print.pdf': [job],
  'print.board': [board, 'pdf'],
  'print.paper': [job],
  'print.cancel': [],
  'settings.read': [],
  'settings.save': [{ theme: 'dark' }],
  'links.open': ['https://example.org/'],
};

describe('the gate', () => {
  it.each(channels)('lets an honest question through to %s', async (channel) => {
    const { made, asking, reached, complaints } = gate();
    await answer(made, channel, asking, honest[channel]);
    expect(reached).toEqual([channel]);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['a frame that is gone', null],
    ['a frame inside the page', { url: ours }],
  ])('refuses %s, loudly', async (_who, senderFrame) => {
    const { made, window, reached, complaints } = gate();
    const asking = { senderFrame, sender: window };
    expect(await answer(made, 'library.list', asking, [])).toEqual(refused);
    expect(reached).toEqual([]);
    expect(complaints).toHaveLength(1);
  });

  it('refuses a window that is not ours', async () => {
    const { made, reached } = gate();
    const stranger = { mainFrame: { url: ours } };
    const asking = { senderFrame: stranger.mainFrame, sender: stranger };
    expect(await answer(made, 'library.list', asking, [])).toEqual(refused);
    expect(reached).toEqual([]);
  });

  it.each([
    '',
    'about:blank',
    'about:srcdoc',
    'data:text/html,x',
    'blob:aide-memoire://app/1',
    'file:///index.html',
    'https://app/index.html',
    'aide-memoire://evil/index.html',
    'aide-memoire://app.evil/index.html',
    'aide-memoire://app:80/index.html',
    'aide-memoires://app/index.html',
    'aide-memoire:app/index.html',
    'no address at all',
  ])('refuses the page %s', async (url) => {
    const { made, window, reached } = gate();
    window.mainFrame.url = url;
    const asking = { senderFrame: window.mainFrame, sender: window };
    expect(await answer(made, 'library.list', asking, [])).toEqual(refused);
    expect(reached).toEqual([]);
  });

  it('judges the page that asked, not the one its frame shows later', async () => {
    const { made, asking, window, reached } = gate();
    const answering = answer(made, 'library.list', asking, []);
    window.mainFrame.url = 'https://example.org/';
    expect(await answering).toMatchObject({ ok: true });
    expect(reached).toEqual(['library.list']);
  });

  it.each([
    ['more bytes than a file may have', new Uint8Array(64 * 2 ** 20 + 2)],
    ['a view of something larger', new Uint8Array(new ArrayBuffer(2 ** 27), 0, 1)],
  ])('refuses %s', async (_what, bytes) => {
    const { made, asking, reached } = gate();
    expect(await answer(made, 'annotations.importFile', asking, [{ name: 'a', bytes }, null])).toEqual(
      refused,
    );
    expect(reached).toEqual([]);
  });

  it.each<[Channel, readonly unknown[]]>([
    ['start', [1]],
    ['library.open', []],
    ['library.open', [{ id: '../../etc', lang: 'fr' }]],
    ['library.open', [{ id: 'almaty', lang: 'fr/../en' }]],
    ['library.open', [{ id: 'almaty', lang: 'fr', path: '/etc/passwd' }]],
    ['library.open', [{ id: 'con', lang: 'fr' }]],
    ['library.open', [{ id: ['almaty'], lang: 'fr' }]],
    ['annotations.read', ['__proto__']],
    ['annotations.read', ['Constructor']],
    ['annotations.read', ['a'.repeat(81)]],
    ['annotations.save', ['almaty', [{ ...annotation, extra: 1 }], []]],
    ['annotations.save', ['almaty', [{ ...annotation, id: 'urn:uuid:..' }], []]],
    ['annotations.save', ['almaty', [], ['../x']]],
    ['annotations.save', ['almaty', null, []]],
    ['annotations.export', [{ format: 'xml', brief: null, ids: null }]],
    ['annotations.export', [{ format: 'csv', brief: null, ids: null, file: '/tmp/x' }]],
    ['annotations.importFile', ['/etc/passwd', null]],
    ['annotations.importFile', [{ name: 'a', bytes: [1, 2] }, null]],
    ['annotations.applyImport', [{ ...choices, annotations: { all: 'none', others: {} } }]],
    [
      'annotations.applyImport',
      [{ ...choices, places: { 2: { start: -1, end: 9, revision: 'a'.repeat(64) } } }],
    ],
    ['annotations.applyImport', [{ ...choices, places: { 2: { start: 4, end: 9, revision: 'a' } } }]],
    ['annotations.applyImport', [{ ...choices, positions: { all: 'both', others: {} } }]],
    ['annotations.applyImport', [{ ...choices, briefs: { all: 'mine', others: { __proto__x: 'mine' } } }]],
    ['positions.save', ['almaty', { P1: position }]],
    ['search.find', ['x'.repeat(1001)]],
    ['search.find', [['commerce']]],
    ['history.follow', ['almaty', [{ kind: 'forget-all' }]]],
    [
      'history.follow',
      [
        'almaty',
        [
          {
            kind: 'record',
            key: null,
            changes: [{ of: 'position', id: 'p1', before: annotation, after: null }],
          },
        ],
      ],
    ],
    ['positions.save', ['almaty', { p1: { ...position, date: 'yesterday' } }]],
    ['settings.save', [{ reading: { '../x': 1 } }]],
    ['settings.save', [{ unknown: 1 }]],
    ['settings.save', [{ textSize: Number.NaN }]],
    ['print.pdf', [{ ...job, file: '/tmp/x.pdf' }]],
    ['print.pdf', [{ ...job, editions: [] }]],
    ['print.preview', [{ ...job, editions: [...job.editions, { id: 'almaty', lang: 'en' }] }]],
    ['print.preview', [{ ...job, options: { ...job.options, circulation: 'x'.repeat(201) } }]],
    ['print.preview', [{ ...job, options: { ...job.options, only: { colours: ['red'] } } }]],
    ['print.paper', [{ ...job, options: { paper: 'a4', annotations: 'endnotes' } }]],
    ['links.open', ['h'.repeat(2001)]],
    ['links.open', [new ArrayBuffer(8)]],
    ['links.open', ['https://example.org/', 'again']],
  ])('refuses a question to %s that is not its own: %j', async (channel, question) => {
    const { made, asking, reached } = gate();
    expect(await answer(made, channel, asking, question)).toEqual(refused);
    expect(reached).toEqual([]);
  });

  it.each<[string, Channel, (size: number) => readonly unknown[], number]>([
    [
      'of a file to add',
      'library.add',
      (n) => [{ name: 'a'.repeat(n), bytes: new Uint8Array() }, true],
      1000,
    ],
    ['of a file that waits', 'library.draft', (n) => ['a'.repeat(n)], 600],
    ['of words of a brief', 'library.complete', (n) => ['a', { title: 'a'.repeat(n) }], 5000],
    ['of a summary', 'library.complete', (n) => ['a', { summary: listOf(n, 'a') }], 100],
    ['of annotations that go', 'annotations.save', (n) => ['almaty', [], listOf(n, annotation.id)], 100_000],
    [
      'of annotations to export',
      'annotations.export',
      (n) => [{ ...order, ids: listOf(n, annotation.id) }],
      100_000,
    ],
    ['of sources', 'annotations.previewImport', (n) => [listOf(n, { name: 'a', edition: null })], 50_000],
    [
      'of a source',
      'annotations.previewImport',
      (n) => [[{ name: 'a'.repeat(n), edition: null }]],
      largestSource,
    ],
    ['of what is searched', 'search.find', (n) => ['a'.repeat(n)], 1000],
    ['of moves', 'history.follow', (n) => ['almaty', listOf(n, { kind: 'undo' })], 10_000],
    ['of an earlier state', 'earlier.read', (n) => ['almaty', 'positions', '1'.repeat(n)], 60],
    [
      'of briefs to print',
      'print.preview',
      (n) => [{ ...job, editions: Array.from({ length: n }, (_, at) => ({ id: `a${at}`, lang: 'fr' })) }],
      1000,
    ],
    ['of a board’s summary', 'print.board', (n) => [{ ...board, summary: listOf(n, 'a') }, 'paper'], 30],
    ['of a link', 'links.open', (n) => ['h'.repeat(n)], 2000],
  ])('knows the greatest length %s', async (_what, channel, question, greatest) => {
    const { made, asking, reached } = gate();
    await answer(made, channel, asking, question(greatest));
    expect(reached).toEqual([channel]);
    expect(await answer(made, channel, asking, question(greatest + 1))).toEqual(refused);
    expect(reached).toEqual([channel]);
  });

  it.each<[Channel, readonly unknown[]]>([
    ['annotations.importFile', ['opened', null]],
    ['annotations.importFile', ['archive', null]],
    ['annotations.importFile', [null, null]],
    ['print.pdf', [{ ...job, files: 'each' }]],
    ['library.trash', [{ file: 'a.txt' }]],
  ])('lets the other honest questions to %s through: %j', async (channel, question) => {
    const { made, asking, reached } = gate();
    await answer(made, channel, asking, question);
    expect(reached).toEqual([channel]);
  });

  /** What the gate says of a question that no channel knows: whether it was parsed at all. */
  const complaintOf = async (question: unknown): Promise<string> => {
    const { made, asking, complaints } = gate();
    expect(await answer(made, 'library.open', asking, [question])).toEqual(refused);
    return complaints.join();
  };
  const parsed = 'library.open refused: the question does not have its shape';
  const unparsed = 'library.open refused: the question is too large';

  it('counts values, letters, depth and bytes before it parses, to the last', async () => {
    // The question itself and the list are values too.
    expect(await complaintOf(listOf(1_999_998, 0))).toBe(parsed);
    expect(await complaintOf(listOf(1_999_999, 0))).toBe(unparsed);
    // So is the place in the question a letter.
    const most = 2 ** 26 - 1;
    expect(await complaintOf('x'.repeat(most))).toBe(parsed);
    expect(await complaintOf('x'.repeat(most + 1))).toBe(unparsed);
    const half = 'x'.repeat(2 ** 25);
    expect(await complaintOf({ [half]: 'x'.repeat(most - 2 ** 25) })).toBe(parsed);
    expect(await complaintOf({ [half]: half })).toBe(unparsed);
    const nested = (depth: number): unknown => (depth ? [nested(depth - 1)] : 0);
    expect(await complaintOf(nested(63))).toBe(parsed);
    expect(await complaintOf(nested(64))).toBe(unparsed);
    const cycle: unknown[] = [];
    cycle.push(cycle);
    for (const odd of [cycle, new ArrayBuffer(1), new Float64Array(1), new DataView(new ArrayBuffer(1))])
      expect(await complaintOf(odd)).toBe(unparsed);
  });

  it('takes as many bytes as a file may have, where a file is asked for and nowhere else', async () => {
    const { made, asking, reached, complaints } = gate();
    const most = new Uint8Array(64 * 2 ** 20 + 1);
    await answer(made, 'annotations.importFile', asking, [{ name: 'a', bytes: most }, null]);
    await answer(made, 'library.add', asking, [{ name: 'a', bytes: most }, false]);
    expect(reached).toEqual(['annotations.importFile', 'library.add']);
    for (const [channel, ...question] of [
      ['library.add', most, false],
      ['library.add', { name: most, bytes: most }, false],
      ['library.open', most],
      ['library.open', { bytes: most }],
      ['positions.save', 'almaty', { bytes: most }],
      ['settings.save', { reading: most }],
    ] as const)
      expect(await answer(made, channel, asking, question)).toEqual(refused);
    expect(complaints.filter((complaint) => !complaint.endsWith('too large'))).toEqual([]);
  });

  it.each([
    'annotations.export',
    'annotations.exportAll',
    'annotations.importFile',
    'annotations.previewImport',
    'annotations.applyImport',
  ] as const)('makes one answer of %s at a time, and the next after it', async (channel) => {
    let end = (): void => undefined;
    const { made, asking, complaints } = gate({
      [channel]: () =>
        new Promise((resolve) => {
          end = () => resolve({ ok: true, value: null });
        }),
    });
    const ask = () => answer(made, channel, asking, honest[channel]);
    const first = ask();
    expect(await ask()).toEqual(refused);
    expect(complaints.join()).toContain('still being made');
    // The others are answered meanwhile.
    expect(await answer(made, 'library.list', asking, [])).toMatchObject({ ok: true });
    end();
    expect(await first).toMatchObject({ ok: true });
    const next = ask();
    end();
    expect(await next).toMatchObject({ ok: true });
  });

  it('makes the next answer after one that failed', async () => {
    const { made, asking } = gate({ 'annotations.exportAll': () => Promise.reject(new Error('x')) });
    for (const _round of [1, 2])
      expect(await answer(made, 'annotations.exportAll', asking, [])).toMatchObject({
        error: { code: 'internal' },
      });
  });

  it('lets nothing of an error out', async () => {
    const { made, asking, complaints } = gate({
      'library.list': () => Promise.reject(new Error("ENOENT: open '/home/me/secret'")),
    });
    const result = await answer(made, 'library.list', asking, []);
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(result)).not.toMatch(/ENOENT|home|secret/);
    expect(complaints.join()).toContain('/home/me/secret');
    // The log tells where.
    expect(complaints.join()).toContain('gate.test.ts');
  });

  it('answers any value on any channel with one of the two shapes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...channels),
        fc.array(fc.jsonValue(), { maxLength: 4 }),
        async (channel, question) => {
          const { made, asking } = gate();
          const result = await answer(made, channel, asking, question);
          if (result.ok) return;
          expect(Object.keys(result.error)).toEqual(['code', 'sentence']);
        },
      ),
      { numRuns: 500, seed: 20261124 },
    );
  });
});
