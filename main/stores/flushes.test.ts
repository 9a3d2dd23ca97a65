import type * as fs from 'node:fs/promises';
import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { fold } from './fold.ts';
import type { Kind } from './kind.ts';
import { Store } from './store.ts';

/**
 * What is asked of the disk, in its order. After a power cut only what was flushed is sure to be there, and a name only once its
 * folder was: no kill shows that, so that the order itself is held here.
 */
const asked: string[] = [];
let folder = '';
/** What the disk does with the next record instead of taking it. */
let mischief: 'fails' | 'takes half' | null = null;

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  const name = (path: unknown) => relative(folder, String(path)) || '.';
  return {
    ...real,
    open: async (...args: Parameters<typeof real.open>) => {
      const file = await real.open(...args);
      const { write, datasync, sync, truncate } = file;
      const of = name(args[0]);
      Object.assign(file, {
        write: async (bytes: Uint8Array, from: number, length: number, at: number) => {
          asked.push(`write ${of}`);
          if (mischief === 'fails') {
            await Reflect.apply(write, file, [bytes, from, 9, at]);
            throw Object.assign(new Error('EIO'), { code: 'EIO' });
          }
          if (mischief === 'takes half') await Reflect.apply(write, file, [bytes, from, length >> 1, at]);
          else await Reflect.apply(write, file, [bytes, from, length, at]);
          return { bytesWritten: length, buffer: bytes };
        },
        datasync: () => {
          asked.push(`flush ${of}`);
          return datasync.call(file);
        },
        sync: () => {
          asked.push(`flush ${of}`);
          return sync.call(file);
        },
        truncate: (length: number) => {
          asked.push(`cut ${of}`);
          return truncate.call(file, length);
        },
      });
      return file;
    },
    rename: (from: string, to: string) => {
      asked.push(`rename ${name(from)} ${name(to)}`);
      return real.rename(from, to);
    },
    link: (from: string, to: string) => {
      asked.push(`link ${name(from)} ${basename(to).replace(/\d{4}.*Z/, 'DATE')}`);
      return real.link(from, to);
    },
    copyFile: (from: string, to: string, mode?: number) => {
      asked.push(`copy ${name(from)} ${name(to)}`);
      return real.copyFile(from, to, mode);
    },
    rm: (path: string, options?: object) => {
      asked.push(`remove ${name(path)}`);
      return real.rm(path, options);
    },
  };
});
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

const kind: Kind<{ readonly items: readonly string[] }, string> = {
  shape: z.strictObject({ items: z.array(z.string()) }),
  empty: { items: [] },
  change: z.string(),
  apply: ({ items }, changes) => ({ items: [...items, ...changes] }),
  condense: (changes) => changes,
  count: ({ items }) => items.length,
};

const open = () =>
  Store.open({
    folder,
    name: 'a',
    kind,
    now: () => new Date('2026-11-24T05:30:00Z'),
    readOnly: false,
    fold: (job) => fold(job, kind),
    noticed: () => undefined,
  });
const whatIsAsked = async (work: () => Promise<unknown>) => {
  asked.length = 0;
  await work();
  return [...asked];
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aide-memoire-flushes-'));
});
afterEach(async () => {
  mischief = null;
  await rm(folder, { recursive: true });
});

it('a change is flushed before it is acknowledged, and so is the name of a new file', async () => {
  const store = await open();
  expect(await whatIsAsked(() => store.change('one'))).toEqual([
    'write a.journal',
    'flush a.journal',
    'flush .',
  ]);
  expect(await whatIsAsked(() => store.change('two'))).toEqual(['write a.journal', 'flush a.journal']);
});

it('a journal goes only once the file and its copy are flushed, and their names too', async () => {
  const store = await open();
  await store.change('one');
  const first = [
    'rename a.journal a.closed.journal',
    'flush .',
    'flush a.next.json',
    'rename a.next.json a.json',
    'flush .',
    'copy a.json copies/a.json.making',
    'flush copies/a.json.making',
    'rename copies/a.json.making copies/a.json',
    'flush copies',
    'remove a.closed.journal',
    'flush .',
  ];
  const without = (list: string[]) => list.filter((one) => !one.startsWith('remove a.next.json'));
  expect(without(await whatIsAsked(() => store.fold())).filter((one) => one !== 'flush ..')).toEqual([
    ...first.slice(0, 5),
    // The folder of copies is new.
    'flush .',
    ...first.slice(5),
  ]);
  await store.change('two');
  expect(without(await whatIsAsked(() => store.fold()))).toEqual([
    ...first.slice(0, 3),
    'link a.json a.1.DATE.1.json',
    ...first.slice(3),
  ]);
});

it.each([
  ['fails', 'disk-failed'],
  ['takes half', 'disk-full'],
] as const)('what a disk that %s has left of a change is cut off before the next', async (how, unsaved) => {
  const store = await open();
  await store.change('one');
  mischief = how;
  expect(await store.change('two')).toEqual({ ok: false, unsaved });
  mischief = null;
  expect(await whatIsAsked(() => store.save())).toEqual([
    'cut a.journal',
    'write a.journal',
    'flush a.journal',
  ]);
  expect((await readFile(join(folder, 'a.journal'), 'utf8')).match(/\["\w+"\]/g)).toEqual([
    '["one"]',
    '["two"]',
  ]);
  // And before the journal is taken up, where its number would be borne by another.
  mischief = how;
  await store.change('three');
  mischief = null;
  expect((await whatIsAsked(() => store.fold())).slice(0, 3)).toEqual([
    'cut a.journal',
    'flush a.journal',
    'rename a.journal a.closed.journal',
  ]);
  await store.save();
  expect((await open()).value.items).toEqual(['one', 'two', 'three']);
});

it.each<[what: string, work: (journal: string) => Promise<void>]>([
  ['added to', (journal) => appendFile(journal, 'theirs\n')],
  [
    'put in the place of',
    async (journal) => {
      const theirs = (await readFile(journal, 'utf8')).replace('one', 'two');
      await writeFile(`${journal}.new`, theirs);
      await rename(`${journal}.new`, journal);
    },
  ],
])('what another program has %s a journal is kept beside it', async (_, work) => {
  const store = await open();
  await store.change('one');
  const journal = join(folder, 'a.journal');
  await work(journal);
  const theirs = await readFile(journal, 'utf8');
  expect(await store.change('more')).toMatchObject({ ok: true });
  expect((await open()).value.items).toEqual(['one', 'more']);
  const aside = (await readdir(folder)).filter((name) => name.includes('.changed-'));
  expect(aside).toHaveLength(1);
  expect(await readFile(join(folder, aside.join()), 'utf8')).toBe(theirs);
});
