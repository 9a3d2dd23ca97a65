import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type * as regularFile from '../disk/regular-file.ts';
import { type FoldJob, fold } from './fold.ts';
import type { Kind } from './kind.ts';
import { load } from './load.ts';
import { encodeRecord } from './records.ts';
import { encode } from './stored.ts';

/** What the disk says of a file, by the end of its path, instead of giving it: no file of a test's own does so to root. */
const refused = new Map<string, 'denied' | 'failed' | regularFile.TooLarge>();

vi.mock('../disk/regular-file.ts', async (original) => {
  const real = await original<typeof regularFile>();
  return {
    ...real,
    readRegularFile: async (path: string, limit: number) => {
      const said = [...refused].find(([end]) => path.endsWith(end))?.[1];
      return said ?? real.readRegularFile(path, limit);
    },
  };
});
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

interface Content {
  readonly items: readonly string[];
}
const kind: Kind<Content, string> = {
  shape: z.strictObject({ items: z.array(z.string()) }),
  empty: { items: [] },
  change: z.string(),
  apply: ({ items }, changes) => ({ items: [...items, ...changes] }),
  condense: (changes) => changes,
  row: (item) => item,
  count: ({ items }) => items.length,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aide-memoire-load-'));
  mkdirSync(join(folder, 'copies'));
});
afterEach(() => {
  refused.clear();
  rmSync(folder, { recursive: true });
});

const put = (name: string, ...parts: readonly (string | Uint8Array)[]) =>
  writeFileSync(join(folder, name), Buffer.concat(parts.map((part) => Buffer.from(part))));
/** A file that holds the first so many changes. */
const file = (upTo: number) =>
  encode({ items: Array.from({ length: upTo }, (_, n) => `${n + 1}`) }, upTo).text;
const record = (number: number) => encodeRecord(number, [`${number}`]);
const loaded = (readOnly = false) =>
  load({ folder, name: 'a' }, kind, () => new Date('2026-11-24T05:30:00Z'), readOnly);
const onDisk = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(folder, name);
      return name === 'copies' ? name : `${name} ${readFileSync(path, 'latin1')}`;
    });

describe('what is loaded', () => {
  it('is the file and what the journals add to it, each change once', async () => {
    put('a.json', file(2));
    put('a.closed.journal', record(2), record(3));
    put('a.journal', record(4));
    expect(await loaded()).toMatchObject({
      value: { items: ['1', '2', '3', '4'] },
      number: 4,
      mend: 'nothing',
      notice: null,
      readOnly: false,
      hasClosed: true,
    });
  });

  it('is known to lack something where a number is missing between the file and a journal', async () => {
    put('a.json', file(1));
    put('a.journal', record(3));
    expect(await loaded()).toMatchObject({ value: { items: ['1', '3'] }, mend: 'journals', readOnly: false });
    // Nothing may be mended where another program may be writing.
    expect(await loaded(true)).toMatchObject({
      notice: { kind: 'out-of-reach', file: 'a.journal' },
      mend: 'nothing',
      readOnly: true,
    });
  });

  it('is the last copy where the file is gone, and whatever that lacks is missed', async () => {
    put('copies/a.json', file(2));
    expect(await loaded()).toMatchObject({
      value: { items: ['1', '2'] },
      mend: 'file',
      notice: { kind: 'restored' },
    });
    put('a.journal', record(4));
    expect(await loaded()).toMatchObject({ mend: 'journals' });
  });

  it('is an earlier state where there is nothing else, which is known to lack something', async () => {
    put('copies/a.json', 'damaged');
    put('copies/a.1.2026-11-23T05-30-00Z.2.json', file(2));
    put('a.journal', record(4));
    expect(await loaded()).toMatchObject({ value: { items: ['1', '2', '4'] }, mend: 'file' });
  });

  it.each(['denied', 'failed'] as const)(
    'is a copy to read where the disk gives no more (%s)',
    async (said) => {
      put('a.json', file(3));
      put('copies/a.json', file(2));
      const before = onDisk();
      refused.set('/a.json', said);
      // Of the same name, but in another folder.
      expect(await loaded()).toMatchObject({
        value: { items: [] },
        notice: { kind: 'out-of-reach', file: 'a.json' },
        readOnly: true,
      });
      refused.clear();
      refused.set(`${folder}/a.json`, said);
      expect(await loaded()).toMatchObject({ value: { items: ['1', '2'] }, readOnly: true });
      expect(onDisk()).toEqual(before);
    },
  );

  it.each(['denied', 'failed'] as const)(
    'may only be read where a journal is out of reach (%s)',
    async (said) => {
      put('a.json', file(1));
      put('a.closed.journal', record(2));
      put('a.journal', record(3));
      const before = onDisk();
      refused.set('a.closed.journal', said);
      expect(await loaded()).toMatchObject({
        notice: { kind: 'out-of-reach', file: 'a.closed.journal' },
        readOnly: true,
      });
      expect(onDisk()).toEqual(before);
    },
  );

  it('is nothing, and may only be read, where a newer program has sealed the file', async () => {
    put('a.json', '{"version":9,"sealed":"x"}');
    put('a.journal', record(1));
    expect(await loaded()).toMatchObject({ value: { items: [] }, notice: { kind: 'newer' }, readOnly: true });
  });

  it('is a copy where the file is larger than any that is written', async () => {
    put('a.json', file(1));
    put('copies/a.json', file(1));
    refused.set(`${folder}/a.json`, { size: 2 ** 40 });
    expect(await loaded()).toMatchObject({
      value: { items: ['1'] },
      notice: { kind: 'set-aside', loaded: 'copy' },
    });
    refused.set('a.journal', { size: 2 ** 40 });
    put('copies/a.json', file(2));
    expect(await loaded()).toMatchObject({ value: { items: ['1', '2'] }, readOnly: true });
  });

  it('may only be read where a journal is a newer program’s', async () => {
    put('a.json', file(1));
    put('a.journal', '2 something else\n');
    expect(await loaded()).toMatchObject({ notice: { kind: 'newer', file: 'a.journal' }, readOnly: true });
  });
});

describe('what is taken up into a file', () => {
  const job = (expected: string | null): FoldJob => ({
    folder,
    name: 'a',
    expected,
    at: '2026-11-24T05:30:00.000Z',
    whole: null,
  });
  const checksum = (upTo: number) => JSON.parse(file(upTo)).checksum;

  it('is the closed journal, but for what the file has of it', async () => {
    put('a.json', file(2));
    put('a.closed.journal', record(2), record(3));
    expect(await fold(job(checksum(2)), kind)).toMatchObject({ state: 'done' });
    expect(await loaded()).toMatchObject({ value: { items: ['1', '2', '3'] }, number: 3 });
  });

  it.each<[what: string, prepare: () => void, state: string]>([
    ['the file is out of reach', () => refused.set(`/a.json`, 'failed'), 'disk-failed'],
    ['the journal is out of reach', () => refused.set('a.closed.journal', 'denied'), 'disk-failed'],
    ['the journal is damaged', () => put('a.closed.journal', record(2), 'x\n', record(3)), 'lost'],
    ['the journal goes on elsewhere', () => put('a.closed.journal', record(4)), 'lost'],
    ['the journal is gone', () => rmSync(join(folder, 'a.closed.journal')), 'lost'],
  ])('is nothing where %s, and nothing is moved or written', async (_, prepare, state) => {
    put('a.json', file(2));
    put('a.closed.journal', record(3));
    prepare();
    const before = onDisk();
    expect(await fold(job(checksum(2)), kind)).toMatchObject({ state, checksum: checksum(2) });
    expect(onDisk()).toEqual(before);
  });
});
