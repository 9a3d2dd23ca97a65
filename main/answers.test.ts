import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Annotation, annotate } from '../core/annotation.ts';
import { unpack } from '../core/packed.ts';
import type { Position } from '../core/position.ts';
import type { Settings } from '../core/settings.ts';
import { answersFrom, type Sources } from './answers.ts';
import { runExport } from './exchange/export-job.ts';
import { runImport } from './exchange/import-job.ts';
import { failure } from './gate.ts';
import { briefsHere } from './library/briefs-here.ts';
import { profileOf } from './profile.ts';
import { annotationsKind } from './stores/kinds.ts';
import { openStores, StoreFolder } from './stores/stores.ts';

// electron-store asks Electron's package for its binary; outside Electron there is none to be had.
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'answers-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** A run of the program on the profile in `root`: what a restart does, made of everything anew. */
function run(more: Partial<Sources> = {}) {
  const profile = profileOf({ platform: 'linux', env: {}, home: root, cwd: root }, root);
  return answersFrom({
    shelves: [
      { origin: 'bundled', folder: join(root, 'bundled') },
      { origin: 'own', folder: profile.briefs },
    ],
    cached: { path: join(profile.cache, 'library.catalogue'), program: 'test' },
    stores: openStores(profile, { now: () => new Date('2026-11-24T05:30:00Z'), access: 'write' }),
    search: {
      find: async () => ({ groups: [], total: 0, reading: null }),
      begin: () => {},
      changed: () => {},
    },
    own: {
      folder: () => profile.briefs,
      work: briefsHere,
      touched: () => undefined,
      changes: async () => null,
      name: () => ({ name: 'briefs', isFirst: true }),
      arriving: () => {},
      trash: async () => {},
      chooseFolder: async () => null,
    },
    lang: () => 'fr',
    now: () => new Date('2026-11-24T05:30:00Z'),
    settingsChanged: () => {},
    followLink: async () => null,
    printing: {
      preview: async () => failure({ kind: 'internal' }, 'fr'),
      pdf: async () => failure({ kind: 'internal' }, 'fr'),
      paper: async () => failure({ kind: 'internal' }, 'fr'),
      cancel: () => {},
    },
    exchange: {
      askWhere: async () => null,
      askWhich: async () => null,
      opened: () => null,
      documents: root,
      work: { runImport: async (job) => runImport(job), runExport: async (job) => runExport(job) },
    },
    ...more,
  });
}

function storesOf() {
  const profile = profileOf({ platform: 'linux', env: {}, home: root, cwd: root }, root);
  return openStores(profile, { now: () => new Date('2026-11-24T05:30:00Z'), access: 'write' });
}

function put(shelf: 'bundled' | 'briefs', id: string, lang: string, date: string): void {
  mkdirSync(join(root, shelf, id), { recursive: true });
  const lines = [
    '---',
    `id: ${id}`,
    `lang: ${lang}`,
    `title: ${id} in ${lang}`,
    'standfirst: A test.',
    'kind: Meeting',
  ];
  const proposal = ['proposals:', '  - id: p1', '    title: A proposal', '    gist: What it asks.'];
  const more = [
    `date: ${date}`,
    'place: Almaty',
    'summary: [One point.]',
    ...proposal,
    'revised: 2025-05-01',
    '---',
  ];
  writeFileSync(
    join(root, shelf, id, `${lang}.md`),
    [...lines, ...more, '', 'One, two, three.', ''].join('\n'),
  );
}

function mark(n: number, source: string): Annotation {
  return annotate({
    uuid: `123e4567-e89b-42d3-a456-${String(n).padStart(12, '0')}`,
    at: '2026-11-24T05:30:00.000Z',
    source,
    revision: '0'.repeat(64),
    selectors: [
      { type: 'TextQuoteSelector', exact: 'One', prefix: '', suffix: ', two' },
      { type: 'TextPositionSelector', start: 0, end: 3 },
    ],
    content: { colour: 'yellow', note: '', tags: [] },
  });
}

const support: Position = {
  decision: 'support',
  remark: 'yes',
  passages: [],
  date: '2026-11-24T05:30:00.000Z',
};

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const opened = async (answers = run()) => {
  const { open } = await value(answers.start());
  return open && [open.brief.id, open.brief.lang];
};

describe('the start', () => {
  it('opens nothing where there is nothing', async () => {
    expect(await opened()).toBeNull();
  });

  it('opens the newest bundled brief in the interface’s language, then the edition last read', async () => {
    put('bundled', 'old', 'fr', '2020-01-01');
    put('bundled', 'new', 'fr', '2025-01-01');
    put('bundled', 'new', 'en', '2025-01-01');
    put('briefs', 'own', 'fr', '2026-01-01');
    expect(await opened()).toEqual(['new', 'fr']);
    expect(await opened(run({ lang: () => 'en' }))).toEqual(['new', 'en']);
    await value(run()['settings.save']({ last: { id: 'own', lang: 'fr' } }));
    expect(await opened()).toEqual(['own', 'fr']);
    rmSync(join(root, 'briefs', 'own'), { recursive: true });
    expect(await opened()).toEqual(['new', 'fr']);
  });

  it('brings with it what is written on the brief', async () => {
    put('bundled', 'one', 'fr', '2025-01-01');
    await value(run()['annotations.save']('one', [mark(1, 'urn:brief:one:fr')], []));
    await value(run()['positions.save']('one', { p1: support }));
    const { open } = await value(run().start());
    const library = await value(run()['library.list']());
    expect(open?.annotations && unpack(open.annotations.value)).toEqual([mark(1, 'urn:brief:one:fr')]);
    expect(open).toMatchObject({ annotations: { notice: null }, more: false });
    expect(open?.positions).toEqual({ value: { p1: support }, notice: null });
    const briefs = unpack(library.briefs);
    expect(briefs).toMatchObject([{ id: 'one', proposals: 1, decided: 1, annotations: 1 }]);
    expect(briefs[0]?.editions).toMatchObject([{ title: 'one in fr', words: 3 }]);
  });
});

describe('an edition that is shown', () => {
  beforeEach(() => put('bundled', 'one', 'fr', '2025-01-01'));
  const one = { id: 'one', lang: 'fr' };

  it('brings all that is written on it, unless that is much: then what is about the place it is opened at', async () => {
    const made = Array.from({ length: 501 }, (_, n) => mark(n, 'urn:brief:one:fr'));
    const far = { ...mark(0, 'urn:brief:one:en') };
    const answers = run();
    await value(answers['annotations.save']('one', made.slice(0, 500), []));
    const few = await value(answers['library.show'](one, 0));
    expect(few.annotations && unpack(few.annotations.value)).toEqual(made.slice(0, 500));
    expect(few).toMatchObject({ brief: one, more: false, positions: { value: {} } });

    await value(answers['annotations.save']('one', [far, ...made.slice(500)], []));
    const many = await value(answers['library.show'](one, 0));
    expect(many.more).toBe(true);
    expect(many.annotations && unpack(many.annotations.value)).toEqual(made.slice(1));
    expect(unpack((await value(answers['annotations.about'](one, 0))).value)).toEqual(made.slice(1));
    const all = () => answers['annotations.read']('one');
    expect(unpack((await value(all())).value)).toEqual([far, ...made.slice(1)]);
    await value(answers['annotations.save']('one', [], [far.id]));
    expect(unpack((await value(all())).value)).toEqual(made.slice(1));
  });

  it('does not wait for what takes long to read', async () => {
    let read = () => {};
    const reading = new Promise<void>((resolve) => {
      read = resolve;
    });
    const stores = storesOf();
    const annotations = new StoreFolder(join(root, 'annotations'), annotationsKind, async (brief) => {
      await reading;
      return stores.annotations.of(brief);
    });
    const answers = run({ stores: { ...stores, annotations } });
    expect(await value(answers['library.show'](one, 0))).toMatchObject({ annotations: null, more: true });
    const about = answers['annotations.about'](one, 0);
    read();
    expect(await value(about)).toMatchObject({ notice: null });
    expect(await value(answers['library.show'](one, 0))).toMatchObject({ more: false });
  });

  it('is refused where nobody knows it', async () => {
    const none = { id: 'none', lang: 'fr' };
    for (const answer of [run()['library.show'](none, 0), run()['annotations.about'](none, 0)])
      expect(await answer).toMatchObject({ error: { code: 'not-found' } });
  });
});

describe('what a reader writes', () => {
  it('is saved while the library is still being read', async () => {
    put('briefs', 'mine', 'fr', '2025-01-01');
    put('briefs', 'slow', 'fr', '2025-01-01');
    const work = { ...briefsHere, list: () => new Promise<never>(() => undefined) };
    const shelves = [{ origin: 'own', folder: join(root, 'briefs'), work }] as const;
    const answers = run({ shelves });
    void answers['library.list']();
    await value(answers['library.open']({ id: 'mine', lang: 'fr' }));
    await value(answers['annotations.save']('mine', [mark(1, 'urn:brief:mine:fr')], []));
    await value(answers['positions.save']('mine', { p1: support }));
    const again = run({ shelves });
    void again['library.list']();
    await value(again['annotations.save']('mine', [mark(2, 'urn:brief:mine:fr')], []));
    const { value: kept } = await storesOf().annotations.of('mine');
    expect([kept.titles, kept.items.length]).toEqual([{ fr: 'mine in fr' }, 2]);
  });

  beforeEach(() => put('bundled', 'one', 'fr', '2025-01-01'));

  it('is added, replaced and removed by id, and keeps its order', async () => {
    const answers = run();
    const [first, second, third] = [1, 2, 3].map((n) => mark(n, 'urn:brief:one:fr'));
    if (!first || !second || !third) throw new Error('no marks');
    await value(answers['annotations.save']('one', [first, second], []));
    const changed = { ...first, modified: '2026-11-25T00:00:00.000Z' };
    await value(answers['annotations.save']('one', [changed, third], [second.id]));
    expect(unpack((await value(run()['annotations.read']('one'))).value)).toEqual([changed, third]);
  });

  it('may be taken back to untouched', async () => {
    await value(run()['positions.save']('one', { p1: support, p2: support }));
    await value(run()['positions.save']('one', { p1: null }));
    expect((await value(run()['positions.read']('one'))).value).toEqual({ p2: support });
  });

  it('is not put with another brief, nor with one that nobody knows', async () => {
    expect(await run()['annotations.save']('one', [mark(1, 'urn:brief:other:fr')], [])).toMatchObject({
      error: { code: 'refused' },
    });
    for (const answer of [run()['annotations.save']('none', [], []), run()['positions.save']('none', {})])
      expect(await answer).toMatchObject({
        error: { code: 'not-found', sentence: expect.stringContaining('bibliothèque') },
      });
    expect(unpack((await value(run()['annotations.read']('one'))).value)).toEqual([]);
  });

  it('outlives its brief, under its name', async () => {
    await value(run()['annotations.save']('one', [mark(1, 'urn:brief:one:fr')], []));
    rmSync(join(root, 'bundled', 'one'), { recursive: true });
    await value(run()['annotations.save']('one', [mark(2, 'urn:brief:one:fr')], []));
    const profile = profileOf({ platform: 'linux', env: {}, home: root, cwd: root }, root);
    const kept = await openStores(profile, { now: () => new Date(), access: 'read' }).annotations.of('one');
    expect(kept.value).toMatchObject({ brief: 'one', titles: { fr: 'one in fr' }, items: [{}, {}] });
  });

  it('stands in the library under its name while its text is gone, until it is deleted', async () => {
    await value(run()['annotations.save']('one', [mark(1, 'urn:brief:one:fr')], []));
    await value(run()['positions.save']('one', { p1: support }));
    expect((await value(run()['library.list']())).gone).toEqual([]);
    rmSync(join(root, 'bundled', 'one'), { recursive: true });
    const { briefs, gone } = await value(run()['library.list']());
    expect(unpack(briefs).map(({ id }) => id)).not.toContain('one');
    expect(gone).toMatchObject([{ id: 'one', titles: { fr: 'one in fr' }, annotations: 1, positions: 1 }]);
    const [first] = unpack((await value(run()['annotations.read']('one'))).value);
    await value(run()['annotations.save']('one', [], [first?.id ?? '']));
    await value(run()['positions.save']('one', { p1: null }));
    expect((await value(run()['library.list']())).gone).toEqual([]);
  });

  it('comes back as it was earlier', async () => {
    await value(run()['annotations.save']('one', [mark(1, 'urn:brief:one:fr')], []));
    await (await storesOf().annotations.of('one')).fold();
    await value(
      run()['annotations.save']('one', [mark(2, 'urn:brief:one:fr')], [mark(1, 'urn:brief:one:fr').id]),
    );
    await (await storesOf().annotations.of('one')).fold();
    const states = await value(run()['earlier.list']('one'));
    expect(states).toEqual([
      { of: 'annotations', key: '1', at: '2026-11-24T05:30:00Z', count: 1, by: 'reader' },
    ]);
    const then = await value(run()['earlier.read']('one', 'annotations', '1'));
    expect(then.annotations && unpack(then.annotations)).toEqual([mark(1, 'urn:brief:one:fr')]);
    expect(then).toMatchObject({ positions: null });
    expect(await run()['earlier.read']('one', 'positions', '1')).toMatchObject({
      error: { code: 'not-found' },
    });
  });

  it('that was damaged is told of in the reader’s words', async () => {
    await value(run()['positions.save']('one', { p1: support }));
    writeFileSync(join(root, 'positions', 'one.json'), '{');
    const { notice } = await value(run()['positions.read']('one'));
    expect(notice).toMatch(
      /^Un fichier de notes était endommagé.*one\.unreadable-2026-11-24T05-30-00Z\.json/,
    );
    expect(notice).not.toContain(root);
  });

  it('that is not saved is told with what to do', async () => {
    writeFileSync(join(root, 'annotations'), 'a file where the folder should be');
    const result = await run()['annotations.save']('one', [], []);
    expect(result).toMatchObject({
      error: { code: 'not-saved', sentence: expect.stringContaining('gardée en mémoire') },
    });
  });
});

describe('a brief that cannot be read', () => {
  it('stands in the list with its sentences, and says why when it is opened', async () => {
    mkdirSync(join(root, 'briefs', 'bad'), { recursive: true });
    put('briefs', 'bad', 'en', '2025-01-01');
    writeFileSync(join(root, 'briefs', 'bad', 'fr.md'), '---\n');
    const library = await value(run()['library.list']());
    expect(library.unreadable).toMatchObject([
      { file: 'bad/fr.md', sentences: [expect.stringContaining('---')] },
    ]);
    const result = await run()['library.open']({ id: 'bad', lang: 'fr' });
    expect(result).toMatchObject({
      error: { code: 'unreadable', sentence: expect.stringContaining('bad/fr.md') },
    });
    expect(JSON.stringify([library, result])).not.toContain(root);
    expect(await run()['library.open']({ id: 'none', lang: 'fr' })).toMatchObject({
      error: { code: 'not-found' },
    });
  });
});

describe('the settings', () => {
  it('are kept, and heeded as soon as they change', async () => {
    const heeded: Settings['theme'][] = [];
    const answers = run({ settingsChanged: ({ theme }) => heeded.push(theme) });
    await value(answers['settings.save']({ theme: 'dark', reading: { one: 3 } }));
    await value(answers['settings.save']({ reading: { two: 5 } }));
    expect(heeded).toEqual(['dark', 'dark']);
    const kept = await value(run()['settings.read']());
    expect(kept.value).toMatchObject({ theme: 'dark', textSize: 18, reading: { one: 3, two: 5 } });
  });
});
