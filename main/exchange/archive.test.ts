import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { describe as describePassage } from '../../core/anchor.ts';
import { type Annotation, annotate } from '../../core/annotation.ts';
import { pack } from '../../core/packed.ts';
import { parse } from '../../core/parse.ts';
import type { Positions } from '../../core/position.ts';
import type { Outcome } from '../command-line/verbs.ts';
import { saveAll } from '../stores/stores.ts';
import { readArchive, writeArchive } from './archive.ts';
import { reader } from './reader.fixture.ts';
import { unzipAll, type ZipFile, zip } from './zip.ts';

let time = '2026-11-24T06:00:00.000Z';
const { at, put, stores: storesOf, run: runIn } = reader(() => new Date(time));
beforeEach(() => {
  put('bundled/fournie/fr.md', source('fournie', 'fr'));
});

function run(profile: string, ...argv: string[]): Promise<Outcome> {
  return runIn(...argv, `--user-data-dir=${profile}`);
}

function source(id: string, lang: string): string {
  return `---
id: ${id}
lang: ${lang}
title: Le titre de ${id} (${lang})
standfirst: Pour l’essai.
kind: Essai
date: 2026-11-24
place: Almaty
summary: [Un point.]
proposals:
  - { id: p1, title: Une proposition, gist: Faire. }
  - { id: p2, title: Une autre, gist: Faire plus. }
revised: 2026-11-24
---

Les ministres ont préparé le sommet.\r

Ils en ont dit deux mots.
`;
}

function marked(id: string, lang: string, words: string, number: number): Annotation {
  const parsed = parse('x.md', Buffer.from(source(id, lang)));
  if (!('brief' in parsed)) throw new Error(JSON.stringify(parsed));
  const { text, revision } = parsed.brief;
  const start = text.indexOf(words);
  return {
    ...annotate({
      uuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      at: '2026-11-23T10:00:00.000Z',
      source: `urn:brief:${id}:${lang}`,
      revision,
      selectors: describePassage(text, start, start + words.length),
      content: { colour: 'green', note: number % 2 ? 'É, 😀' : '', tags: ['sommet'] },
    }),
    ...(number % 3 ? {} : { creator: { type: 'Person' as const, name: 'Ana' } }),
  };
}

const stand = (decision: 'support' | 'oppose', remark = ''): Positions[string] => ({
  decision,
  remark,
  passages: [],
  date: '2026-11-23T11:00:00.000Z',
});

/** A profile in which something of everything was written, and one brief of which is gone. */
async function seeded(name: string): Promise<void> {
  for (const lang of ['fr', 'en']) put(`${name}/briefs/sommet/${lang}.md`, source('sommet', lang));
  put(`${name}/briefs/une autre.md`, source('autre', 'fr'));
  const stores = storesOf(name, 'write');
  const written: readonly (readonly [string, readonly Annotation[], Positions])[] = [
    [
      'sommet',
      [marked('sommet', 'fr', 'sommet', 3), marked('sommet', 'en', 'deux mots', 1)],
      { p2: stand('support', 'Oui.') },
    ],
    ['fournie', [marked('fournie', 'fr', 'ministres', 2)], {}],
    ['disparue', [marked('disparue', 'fr', 'préparé', 4)], { p1: stand('oppose') }],
  ];
  for (const [id, items, positions] of written) {
    const titles = {
      fr: `Le titre de ${id} (fr)`,
      ...(id === 'sommet' && { en: 'Le titre de sommet (en)' }),
    };
    await (await stores.annotations.of(id)).change({ titles, put: items, drop: [] });
    if (Object.keys(positions).length) await (await stores.positions.of(id)).change({ titles, positions });
  }
  await (await stores.settings).change({
    theme: 'sepia',
    textSize: 22,
    read: { sommet: true, fournie: false },
  });
  await saveAll(stores);
}

function entriesOf(name: string): Record<string, string> {
  const opened = unzipAll(readFileSync(at(name)), 2 ** 26);
  if (typeof opened === 'string') throw new Error(opened);
  return Object.fromEntries(opened.names.map((one) => [one, Buffer.from(opened.read(one)).toString()]));
}

/** Every file under the profile with its bytes. */
function bytesOf(name: string): Record<string, string> {
  const root = at(name);
  if (!existsSync(root)) return {};
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => [
      join(entry.parentPath, entry.name),
      readFileSync(join(entry.parentPath, entry.name), 'hex'),
    ]),
  );
}

describe('an archive of everything', () => {
  it('gives all of it to an empty profile: what that exports is the same but for its date', async () => {
    await seeded('first');
    expect(await run('first', 'export', 'all', '--to=first.zip')).toMatchObject({ code: 0, err: '' });
    const first = entriesOf('first.zip');
    expect(Object.keys(first)).toEqual([
      'manifest.json',
      'annotations/disparue.jsonld',
      'annotations/fournie.jsonld',
      'annotations/sommet.jsonld',
      'briefs/autre/fr.md',
      'briefs/sommet/en.md',
      'briefs/sommet/fr.md',
      'positions/disparue.json',
      'positions/sommet.json',
      'settings.json',
    ]);
    expect(JSON.parse(first['settings.json'] ?? '')).toMatchObject({
      theme: 'sepia',
      read: { sommet: true },
    });

    const dry = await run('second', 'import', 'first.zip', '--dry-run', '--json');
    expect(JSON.parse(dry.out)).toMatchObject({
      would: 4,
      wouldBriefs: 3,
      wouldPositions: 2,
      settings: true,
    });
    expect(bytesOf('second')).toEqual({});

    expect(await run('second', 'import', 'first.zip')).toMatchObject({ code: 0, err: '' });
    time = '2026-12-01T06:00:00.000Z';
    expect(await run('second', 'export', 'all', '--format=archive', '--to=second.zip')).toMatchObject({
      code: 0,
    });
    const second = entriesOf('second.zip');
    const { 'manifest.json': about = '', ...contents } = first;
    const { 'manifest.json': later = '', ...again } = second;
    expect(again).toEqual(contents);
    expect({ ...JSON.parse(later), made: '' }).toEqual({ ...JSON.parse(about), made: '' });
    expect(JSON.parse(later).made).toBe(time);

    const before = bytesOf('second');
    const same = await run('second', 'import', 'second.zip', '--dry-run', '--json');
    expect(JSON.parse(same.out)).toMatchObject({ would: 0, wouldBriefs: 0, wouldPositions: 0 });
    expect(bytesOf('second')).toEqual(before);
  });

  it('puts nothing in the place of what is there', async () => {
    await seeded('first');
    await run('first', 'export', 'all', '--to=first.zip');
    const mine = source('sommet', 'fr').replace('deux mots', 'trois mots');
    put('second/briefs/sommet/fr.md', mine);
    const stores = storesOf('second', 'write');
    const other = { ...marked('sommet', 'fr', 'sommet', 3), body: [] };
    await (await stores.annotations.of('sommet')).change({ titles: {}, put: [other], drop: [] });
    await (await stores.positions.of('sommet')).change({
      titles: {},
      positions: { p2: stand('oppose', 'Non.') },
    });
    await (await stores.settings).change({ theme: 'dark', read: { autre: true } });
    await saveAll(stores);

    const told = await run('second', 'import', 'first.zip', '--json');
    expect(JSON.parse(told.out)).toMatchObject({
      changed: 3,
      wouldBriefs: 2,
      wouldPositions: 1,
      settings: false,
    });
    expect(readFileSync(at('second/briefs/sommet/fr.md'), 'utf8')).toBe(mine);
    const now = storesOf('second', 'read');
    expect((await now.annotations.of('sommet')).value.items[0]).toEqual(other);
    expect((await now.positions.of('sommet')).value.positions).toEqual({ p2: stand('oppose', 'Non.') });
    expect((await now.settings).value).toMatchObject({ theme: 'dark', read: { autre: true } });

    await run('second', 'import', 'first.zip', '--conflicts=theirs');
    expect(readFileSync(at('second/briefs/sommet/fr.md'), 'utf8')).toBe(source('sommet', 'fr'));
    const then = storesOf('second', 'read');
    expect((await then.positions.of('sommet')).value.positions).toEqual({ p2: stand('support', 'Oui.') });
    expect((await then.settings).value).toMatchObject({
      theme: 'sepia',
      read: { autre: true, sommet: true, fournie: false },
    });
  });
});

const sound = () =>
  writeArchive(
    {
      briefs: [{ id: 'sommet', lang: 'fr', bytes: Buffer.from(source('sommet', 'fr')) }],
      annotations: new Map([['sommet', pack([marked('sommet', 'fr', 'sommet', 1)])]]),
      positions: new Map(),
      settings: JSON.parse('{}'),
      titles: new Map(),
    },
    time,
  );

/** The sound archive with other files in it; the directory says of each what `change` makes of it. */
function hostile(more: readonly ZipFile[], change: (directory: Buffer) => void = () => undefined): Buffer {
  const opened = unzipAll(sound(), 2 ** 26);
  if (typeof opened === 'string') throw new Error(opened);
  const files = opened.names.map((name) => ({ name, bytes: opened.read(name) }));
  const packed = Buffer.from(zip([...files, ...more]));
  change(packed.subarray(packed.readUInt32LE(packed.length - 6)));
  return packed;
}

/** The sound archive with another manifest. */
function told(change: (manifest: string) => string): Uint8Array {
  const opened = unzipAll(sound(), 2 ** 26);
  if (typeof opened === 'string') throw new Error(opened);
  return zip(
    opened.names.map((name) => {
      const bytes = opened.read(name);
      return { name, bytes: name === 'manifest.json' ? Buffer.from(change(String(bytes))) : bytes };
    }),
  );
}

const evil = Buffer.from('evil');
const cases: readonly (readonly [what: string, bytes: () => Uint8Array])[] = [
  ['cut short', () => sound().subarray(0, sound().length - 40)],
  ['damaged', () => Buffer.from(sound()).fill(0xff, 200, 260)],
  ['without the file it names', () => zip([{ name: 'manifest.json', bytes: unzipped('manifest.json') }])],
  [
    'with another file than it names',
    () => {
      const opened = unzipAll(sound(), 2 ** 26);
      if (typeof opened === 'string') throw new Error(opened);
      // Of the same length, and sound as a file of the archive's.
      return zip(
        opened.names.map((name) => ({
          name,
          bytes: name === 'settings.json' ? Buffer.from('[]\n') : opened.read(name),
        })),
      );
    },
  ],
  ['that says of a file that it is longer', () => told((text) => text.replace(/("bytes": )/, '$11'))],
  [
    'with a manifest that is too long',
    () => told((text) => text + ' '.repeat(16 * 2 ** 20 + 1 - text.length)),
  ],
  [
    'with a title of another kind',
    () => told((text) => text.replace('"titles": {}', `"titles": { "a": { "fr": "${'x'.repeat(501)}" } }`)),
  ],
  ['with a name that leads out', () => hostile([{ name: '../../evil.md', bytes: evil }])],
  ['with an absolute name', () => hostile([{ name: '/etc/evil.md', bytes: evil }])],
  ['with a name of Windows', () => hostile([{ name: 'C:\\evil.md', bytes: evil }])],
  [
    'with a name twice',
    () =>
      hostile([
        { name: 'twin', bytes: evil },
        { name: 'twin', bytes: evil },
      ]),
  ],
  [
    'with a link',
    () =>
      hostile([{ name: 'link', bytes: evil }], (directory) => {
        const entry = directory.lastIndexOf('PK\x01\x02', undefined, 'latin1');
        directory.writeUInt8(3, entry + 5);
        directory.writeUInt32LE(((0o120000 | 0o777) << 16) >>> 0, entry + 38);
      }),
  ],
  [
    'with 65,000 files',
    () => hostile(Array.from({ length: 65_000 }, (_, n) => ({ name: `f/${n}`, bytes: Buffer.alloc(0) }))),
  ],
  [
    'that is a bomb',
    () =>
      hostile([{ name: 'bomb', bytes: Buffer.alloc(2 ** 20) }], (directory) => {
        // 20 files of one and the same megabyte would do as well; what counts is the sum that the directory tells.
        const entry = directory.lastIndexOf('PK\x01\x02', undefined, 'latin1');
        directory.writeUInt32LE(0xfffffff0, entry + 24);
      }),
  ],
];

function unzipped(name: string): Uint8Array {
  const opened = unzipAll(sound(), 2 ** 26);
  if (typeof opened === 'string') throw new Error(opened);
  return opened.read(name);
}

describe('an archive that is not sound', () => {
  it.each(cases)('gets one sentence and changes nothing: %s', async (_, bytes) => {
    const file = put('bad.zip', bytes());
    const started = performance.now();
    const told = await run('second', 'import', file);
    expect(told.err).toMatch(/^aide-memoire: bad\.zip was not imported: [^.]+\.\n$/);
    expect(told).toMatchObject({ code: 1, out: '' });
    expect(bytesOf('second')).toEqual({});
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('may have a manifest of 16 MiB', () => {
    const bytes = told((text) => text + ' '.repeat(16 * 2 ** 20 - text.length));
    expect(readArchive(bytes)).toHaveProperty('content');
  });

  it('of a newer version says so', async () => {
    const about = JSON.parse(Buffer.from(unzipped('manifest.json')).toString());
    const bytes = Buffer.from(JSON.stringify({ ...about, version: 2, files: 'otherwise' }));
    const told = await run('second', 'import', put('new.zip', zip([{ name: 'manifest.json', bytes }])));
    expect(told.err).toContain('comes from a newer version of the program');
  });

  it('is refused whole, or is what it was, wherever a byte is changed', () => {
    const whole = sound();
    const expected = JSON.stringify(readArchive(whole));
    expect(expected).toContain('sommet');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        const read = readArchive(damaged);
        if (!('problem' in read)) expect(JSON.stringify(read)).toBe(expected);
      }),
      { numRuns: 1500 },
    );
  });
});
