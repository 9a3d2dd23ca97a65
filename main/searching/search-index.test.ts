import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { annotate } from '../../core/annotation.ts';
import type { Settings } from '../../core/settings.ts';
import { profileOf } from '../profile.ts';
import { openStores } from '../stores/stores.ts';
import { SearchIndex } from './search-index.ts';

// electron-store asks Electron's package for its binary; outside Electron there is none to be had.
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

let root: string;
let tags: Settings['tags'] = {};
let skipped: readonly string[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'search-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const profile = () => profileOf({ platform: 'linux', env: {}, home: root, cwd: root }, root);
const cached = (name: string) => join(profile().cache, 'search', name);

function places() {
  const shelves = [
    { origin: 'bundled' as const, folder: join(root, 'bundled') },
    { origin: 'own' as const, folder: profile().briefs },
  ];
  return { shelves, profile: profile(), tags, skipped };
}

function open(): SearchIndex {
  return new SearchIndex(places(), () => undefined);
}

/** Refreshes and says how many files were read for it. */
async function refresh(index: SearchIndex): Promise<number> {
  let most = 0;
  await index.refresh(places(), (left) => {
    most = Math.max(most, left);
  });
  return most;
}

const ids = (index: SearchIndex, typed: string) => index.find(typed, 'fr').groups.map(({ id }) => id);

function put(
  shelf: 'bundled' | 'briefs',
  id: string,
  text: string,
  lang = 'fr',
  more: readonly string[] = [],
): void {
  mkdirSync(join(root, shelf, id), { recursive: true });
  const front = [
    `id: ${id}`,
    `lang: ${lang}`,
    `title: Titre de ${id}`,
    'standfirst: Un essai.',
    'kind: Réunion',
    'date: 2025-05-01',
    'place: Almaty',
    'summary: [Un point.]',
    'proposals: [{ id: p1, title: Une mesure, gist: Ce qui est demandé. }]',
    'revised: 2025-05-01',
    ...more,
  ];
  writeFileSync(join(root, shelf, id, `${lang}.md`), ['---', ...front, '---', '', text, ''].join('\n'));
}

async function write(brief: string, note: string): Promise<void> {
  const stores = openStores(profile(), { now: () => new Date('2026-11-24T05:30:00Z'), access: 'write' });
  const content = { colour: 'yellow' as const, note, tags: ['Énergie'] };
  const selectors = [
    { type: 'TextQuoteSelector' as const, exact: 'texte', prefix: '', suffix: '' },
    { type: 'TextPositionSelector' as const, start: 0, end: 5 },
  ] as const;
  const made = annotate({
    uuid: '123e4567-e89b-42d3-a456-426614174000',
    at: '2026-11-24T05:30:00.000Z',
    source: `urn:brief:${brief}:fr`,
    revision: '0'.repeat(64),
    selectors,
    content,
  });
  const store = await stores.annotations.of(brief);
  await store.change({ titles: { fr: 'Titre' }, put: [made], drop: [] });
  const positions = await stores.positions.of(brief);
  const position = {
    decision: 'oppose' as const,
    remark: 'À revoir',
    passages: [],
    date: '2026-11-24T05:30:00.000Z',
  };
  await positions.change({ titles: { fr: 'Titre' }, positions: { p1: position } });
}

describe('the search index', () => {
  it('finds what the shelves hold, and is on disk for the next run', async () => {
    put('bundled', 'almaty', 'La bonne foi.');
    put('briefs', 'xian', 'Le commerce.');
    const first = open();
    expect(await refresh(first)).toBe(2);
    expect(ids(first, 'foi')).toEqual(['almaty']);
    first.close();
    const next = open();
    expect(ids(next, 'commerce')).toEqual(['xian']);
    expect(await refresh(next)).toBe(0);
  });

  it('follows what is changed, added and removed, and reads nothing else again', async () => {
    put('briefs', 'almaty', 'La bonne foi.');
    put('briefs', 'xian', 'Le commerce.');
    put('briefs', 'chengdu', 'Le transport.');
    const index = open();
    await refresh(index);
    put('briefs', 'xian', 'Les douanes.');
    put('briefs', 'astana', 'Un sommet.');
    rmSync(join(root, 'briefs/almaty'), { recursive: true });
    expect(await refresh(index)).toBe(2);
    expect([ids(index, 'foi'), ids(index, 'commerce'), ids(index, 'douane'), ids(index, 'sommet')]).toEqual([
      [],
      [],
      ['xian'],
      ['astana'],
    ]);
    expect(ids(index, 'transport')).toEqual(['chengdu']);
    put('briefs', 'almaty', 'La bonne entente.');
    expect(await refresh(index)).toBe(1);
    expect(ids(index, 'entente')).toEqual(['almaty']);
    index.close();
    expect(await refresh(open())).toBe(0);
  });

  it('goes on where it was when its first look was interrupted', async () => {
    const many = 1300;
    for (let n = 0; n < many; n += 1) put('briefs', `brief-${n}`, 'Un avis.');
    let read = 0;
    const interrupted = open().refresh(places(), () => {
      read += 1;
      if (read > 1100) throw new Error('interrupted');
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    const index = open();
    expect(index.find('avis', 'fr').total).toBe(1000);
    expect(await refresh(index)).toBe(many - 1000);
    expect(index.find('avis', 'fr').total).toBe(many);
  });

  it('leaves out for a run the files that are to be skipped', async () => {
    put('briefs', 'almaty', 'Un avis.');
    put('briefs', 'xian', 'Un avis.');
    skipped = ['own:almaty/fr.md'];
    const index = open();
    await refresh(index);
    expect(ids(index, 'avis')).toEqual(['xian']);
    skipped = [];
    const next = open();
    expect(await refresh(next)).toBe(1);
    expect(ids(next, 'avis').sort()).toEqual(['almaty', 'xian']);
  });

  it('finds what the reader wrote, in the edition it was written on', async () => {
    put('briefs', 'almaty', 'Un texte.');
    put('briefs', 'almaty', 'A text.', 'en');
    const index = open();
    await refresh(index);
    expect(ids(index, 'position:to-study')).toEqual(['almaty']);
    await write('almaty', 'Demander des précisions');
    await index.refreshWritten(places(), 'almaty', () => undefined);
    const [group] = index.find('precision', 'en').groups;
    expect(group).toMatchObject({ id: 'almaty', lang: 'fr', hits: [{ kind: 'note' }] });
    expect(ids(index, 'tag:energie')).toEqual(['almaty']);
    expect(ids(index, 'position:oppose revoir')).toEqual(['almaty']);
    expect(ids(index, 'position:to-study')).toEqual([]);
    expect(await refresh(index)).toBe(0);
  });

  it('finds briefs by their own tags and by those the reader gave them', async () => {
    put('briefs', 'almaty', 'Un texte.', 'fr', ['tags: [Eau, Énergies vertes]']);
    put('briefs', 'xian', 'Un autre texte.');
    const index = open();
    await refresh(index);
    expect(ids(index, 'tag:eau')).toEqual(['almaty']);
    expect(ids(index, 'tag:"énergie verte"')).toEqual(['almaty']);
    expect(ids(index, 'tag:eau autre')).toEqual([]);
    tags = { xian: ['Eau', 'à suivre'] };
    await index.refreshWritten(places(), 'xian', () => undefined);
    expect(ids(index, 'tag:eau').sort()).toEqual(['almaty', 'xian']);
    expect(ids(index, 'tag:eau autre')).toEqual(['xian']);
    expect(index.find('suivre', 'fr').groups[0]?.hits).toMatchObject([{ kind: 'tags', ref: '' }]);
    expect(await refresh(index)).toBe(0);
    tags = {};
    expect(await refresh(index)).toBe(1);
    expect(ids(index, 'tag:eau')).toEqual(['almaty']);
  });

  it('finds one of two files that are the same edition: the bundled one, or the one in its place', async () => {
    put('briefs', 'almaty', 'Un texte du lecteur.');
    put('briefs', 'xian', 'Le même texte.');
    cpSync(join(root, 'briefs/xian'), join(root, 'briefs/a-copy'), { recursive: true });
    const index = open();
    await refresh(index);
    expect(ids(index, 'texte').sort()).toEqual(['almaty', 'xian']);
    expect(index.find('texte', 'fr').total).toBe(2);
    put('bundled', 'almaty', 'Un autre texte.');
    await refresh(index);
    expect(ids(index, 'lecteur')).toEqual([]);
    expect(ids(index, 'autre')).toEqual(['almaty']);
    rmSync(join(root, 'bundled'), { recursive: true });
    await refresh(index);
    expect(ids(index, 'lecteur')).toEqual(['almaty']);
  });

  it('finds a brief wherever it stands in the reader’s folder', async () => {
    put('briefs', 'almaty', 'La bonne foi.');
    renameSync(join(root, 'briefs/almaty/fr.md'), join(root, 'briefs/Une note.md'));
    const index = open();
    await refresh(index);
    expect(ids(index, 'foi')).toEqual(['almaty']);
  });

  it('finds the terms of the glossary', async () => {
    mkdirSync(join(root, 'bundled'), { recursive: true });
    writeFileSync(
      join(root, 'bundled/glossary.fr.yaml'),
      'lang: fr\nterms: [{ id: wto, term: OMC, definition: Organisation mondiale du commerce. }]\n',
    );
    const index = open();
    expect(await refresh(index)).toBe(1);
    expect(index.find('mondiale', 'fr').groups[0]).toMatchObject({
      id: null,
      hits: [{ kind: 'term', ref: 'wto' }],
    });
    expect(await refresh(index)).toBe(0);
  });

  it('remembers what could not be read, and tries it again once it has changed', async () => {
    put('briefs', 'almaty', 'La bonne foi.');
    writeFileSync(join(root, 'briefs/almaty/fr.md'), 'no brief');
    const index = open();
    expect(await refresh(index)).toBe(1);
    expect(await refresh(index)).toBe(0);
    index.close();
    const next = open();
    expect(await refresh(next)).toBe(0);
    put('briefs', 'almaty', 'La bonne foi.');
    expect(await refresh(next)).toBe(1);
    expect(ids(next, 'foi')).toEqual(['almaty']);
  });

  it.each(['base', 'recent'])(
    'loses nothing when the %s part is damaged, wherever',
    async (part) => {
      for (let n = 0; n < 520; n += 1) put('briefs', `b${n}`, `Mot${n} unique.`);
      const index = open();
      await refresh(index);
      put('briefs', 'b7', 'Septante.');
      await refresh(index);
      index.close();
      const file = cached(`${part}.index`);
      const bytes = readFileSync(file);
      expect(readdirSync(cached('.')).sort()).toEqual(['base.index', 'recent.index']);
      for (const damage of ['flip', 'flip', 'flip', 'cut', 'empty', 'gone'] as const) {
        if (damage === 'gone') rmSync(file);
        else if (damage === 'empty') writeFileSync(file, '');
        else if (damage === 'cut') writeFileSync(file, bytes.subarray(0, bytes.length - 100));
        else {
          const flipped = Buffer.from(bytes);
          const at = Math.floor(bytes.length * seeded());
          flipped[at] = (flipped[at] ?? 0) ^ 1;
          writeFileSync(file, flipped);
        }
        const damaged = open();
        // What stands in the other part is not read again.
        expect(await refresh(damaged)).toBeGreaterThanOrEqual(part === 'base' ? 500 : 1);
        expect(ids(damaged, 'mot300 ')).toEqual(['b300']);
        expect(ids(damaged, 'septante')).toEqual(['b7']);
        damaged.close();
      }
    },
    60_000,
  );

  it('is nobody else’s to read', async () => {
    put('briefs', 'almaty', 'La bonne foi.');
    const index = open();
    await refresh(index);
    expect(statSync(cached('.')).mode & 0o077).toBe(0);
  });
});

/** Mulberry32, by Tommy Ettinger (public domain). */
let state = 7;
function seeded(): number {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
