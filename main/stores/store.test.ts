import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Notice } from '../../core/trouble-words.ts';
import { fold } from './fold.ts';
import type { Kind } from './kind.ts';
import { Store, type StoreOptions } from './store.ts';

// electron-store asks Electron's package for its binary; outside Electron there is none to be had.
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

interface Content {
  readonly brief: 'a';
  readonly items: readonly string[];
}

/** A list of words; a change adds some. Not the same when done twice. */
const kind: Kind<Content, readonly string[]> = {
  shape: z.strictObject({ brief: z.literal('a'), items: z.array(z.string()) }),
  empty: { brief: 'a', items: [] },
  change: z.array(z.string()),
  apply: (value, changes) => ({ ...value, items: [...value.items, ...changes.flat()] }),
  condense: (changes) => changes,
  row: (item) => [item],
  count: ({ items }) => items.length,
};

/** What only the system's own programs can make. */
const system = (program: string, ...words: string[]) => execFileSync(program, words, { stdio: 'ignore' });

let root: string;
let folder: string;
let noticed: Notice[];
let time: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'store-'));
  folder = join(root, 'annotations');
  noticed = [];
  time = '2026-11-24T05:30:00.123Z';
});
afterEach(() => rmSync(root, { recursive: true }));

const open = (more: Partial<StoreOptions<Content, readonly string[]>> = {}) =>
  Store.open<Content, readonly string[]>({
    folder,
    name: 'a',
    kind,
    now: () => new Date(time),
    readOnly: false,
    fold: (job) => fold(job, kind),
    noticed: (notice) => noticed.push(notice),
    ...more,
  });

const add = (store: Store<Content, readonly string[]>, ...words: string[]) => store.change(words);
const path = (name: string) => join(folder, name);
const [file, copy, journal, closed] = [
  () => path('a.json'),
  () => path('copies/a.json'),
  () => path('a.journal'),
  () => path('a.closed.journal'),
];
const asides = () => readdirSync(folder).filter((name) => /unreadable|changed/.test(name));
const filesOnDisk = () => readdirSync(folder, { recursive: true }).map(String).sort();

/** A file that holds one word, with its copy; the store that wrote it is done. */
async function folded(...words: string[]): Promise<Buffer> {
  const store = await open();
  await add(store, ...(words.length ? words : ['one', 'two']));
  await store.fold();
  return readFileSync(file());
}

/** Whether this run may have a disk of its own: as root, where the system lets it. */
function mountable(): boolean {
  const trial = mkdtempSync(join(tmpdir(), 'mount-'));
  try {
    system('mount', '-t', 'tmpfs', 'tmpfs', trial);
    system('umount', trial);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(trial, { recursive: true });
  }
}

describe('a store', () => {
  it('is empty before anything is written, and makes nothing by being read', async () => {
    const store = await open();
    expect(store.value).toEqual({ brief: 'a', items: [] });
    expect(store.notice).toBeNull();
    expect(existsSync(folder)).toBe(false);
  });

  it('gives back in the next run what it acknowledged', async () => {
    const store = await open();
    expect(await add(store, 'one')).toEqual({ ok: true, at: '2026-11-24T05:30:00.123Z' });
    expect(store.dirty).toBe(false);
    const next = await open();
    expect(next.value.items).toEqual(['one']);
    expect(next.notice).toBeNull();
  });

  it('acknowledges no change before it is on disk', async () => {
    const store = await open();
    const words = Array.from({ length: 30 }, (_, n) => `word ${n}`);
    await Promise.all(
      words.map(async (word) => {
        await add(store, word);
        expect(readFileSync(journal(), 'utf8')).toContain(JSON.stringify(word));
      }),
    );
    expect((await open()).value.items).toEqual(words);
  });

  it('does each change once, whenever the journal is taken up', async () => {
    const store = await open();
    const words: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      words.push(`${n}`);
      const acknowledged = add(store, `${n}`);
      if (n % 3 === 0) await Promise.all([store.fold(), acknowledged]);
      await acknowledged;
      expect((await open({ readOnly: true })).value.items).toEqual(words);
    }
    await store.fold();
    expect((await open()).value.items).toEqual(words);
  });

  it('takes up each journal once, however many ask for it meanwhile', async () => {
    const wholes: unknown[] = [];
    const store = await open({
      fold: (job) => {
        wholes.push(job.whole);
        return fold(job, kind);
      },
    });
    await add(store, 'one');
    const folding = [store.fold(), store.fold()];
    await add(store, 'two');
    await Promise.all([...folding, store.fold()]);
    expect(wholes).toEqual([null, null]);
    expect((await open()).value.items).toEqual(['one', 'two']);
    expect(existsSync(journal())).toBe(false);
  });

  it('writes what was changed, not what was there', async () => {
    await folded(...Array.from({ length: 5000 }, (_, n) => `word ${n}`));
    const store = await open();
    const before = statSync(file());
    await add(store, 'one more');
    expect(statSync(file()).ino).toBe(before.ino);
    expect(statSync(journal()).size).toBeLessThan(200);
  });

  it('keeps others from reading it, and leaves nothing half written', async () => {
    await folded();
    const store = await open();
    await add(store, 'three');
    expect(filesOnDisk()).toEqual(['a.journal', 'a.json', 'copies', 'copies/a.json']);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const path of [file(), copy(), journal()]) expect(statSync(path).mode & 0o777).toBe(0o600);
    await store.fold();
    expect(filesOnDisk()).toEqual([
      'a.json',
      'copies',
      'copies/a.1.2026-11-24T05-30-00Z.2.json',
      'copies/a.json',
    ]);
  });

  it('writes through nothing that stands where it writes beside its file', async () => {
    const store = await open();
    await add(store, 'one');
    const elsewhere = join(root, 'elsewhere.json');
    writeFileSync(elsewhere, 'theirs');
    symlinkSync(elsewhere, join(folder, 'a.next.json'));
    await store.fold();
    await add(store, 'two');
    system('mkfifo', join(folder, 'a.next.json'));
    await store.fold();
    expect(readFileSync(elsewhere, 'utf8')).toBe('theirs');
    expect(filesOnDisk()).not.toContain('a.journal');
    expect((await open()).value.items).toEqual(['one', 'two']);
  });

  it.each<[string, (good: Buffer) => Buffer]>([
    ['cut', (good) => good.subarray(0, good.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['zeros', (good) => Buffer.alloc(good.length)],
    ['of other words', (good) => Buffer.from(good.toString().replace('two', 'tow'))],
    ['of another brief', (good) => Buffer.from(good.toString().replace('"a"', '"b"'))],
    ['no JSON', () => Buffer.from('not at all')],
    ['a list', () => Buffer.from('[1,2]')],
    ['a bare null', () => Buffer.from('null')],
  ])('that is %s is set aside whole, and its copy and its journal loaded', async (_what, damage) => {
    const damaged = damage(await folded());
    await add(await open(), 'three');
    writeFileSync(file(), damaged);
    const store = await open();
    const aside = 'a.unreadable-2026-11-24T05-30-00Z.json';
    expect(store.value.items).toEqual(['one', 'two', 'three']);
    expect(store.notice).toEqual({ kind: 'set-aside', file: aside, loaded: 'copy' });
    expect(readFileSync(path(aside))).toEqual(damaged);
    await add(store, 'four');
    expect((await open()).value.items).toEqual(['one', 'two', 'three', 'four']);
    expect(readFileSync(path(aside))).toEqual(damaged);
  });

  it('keeps every file that was ever set aside', async () => {
    await folded();
    for (const text of ['first', 'second', 'third']) {
      writeFileSync(file(), text);
      await open();
    }
    expect(
      asides()
        .map((name) => readFileSync(path(name), 'utf8'))
        .sort(),
    ).toEqual(['first', 'second', 'third']);
  });

  it('without a good copy loads an earlier state, and without one of those starts empty and says so', async () => {
    await folded();
    await add(await open(), 'three');
    await (await open()).fold();
    truncateSync(file(), 10);
    truncateSync(copy(), 10);
    expect((await open()).value.items).toEqual(['one', 'two']);
    for (const name of filesOnDisk().filter((name) => name.endsWith('.json'))) truncateSync(path(name), 10);
    const store = await open();
    expect(store.value.items).toEqual([]);
    expect(store.notice).toMatchObject({ kind: 'set-aside', loaded: 'nothing' });
  });

  it('that has gone comes back from its copy', async () => {
    await folded();
    rmSync(file());
    const store = await open();
    expect(store.value.items).toEqual(['one', 'two']);
    expect(store.notice).toEqual({ kind: 'restored', file: 'a.json' });
    expect(existsSync(file())).toBe(true);
  });

  it('of version 1 is opened with nothing lost, and written as version 2', async () => {
    const text = '{"brief":"a","items":["one","two"]}';
    const checksum = 'f84961e0be390abbb7c9dd3aaaf834d0709198aa74f00abd0ccff577bef19640';
    mkdirSync(folder);
    writeFileSync(file(), `{"version":1,"checksum":"${checksum}",${text.slice(1)}\n`);
    const store = await open();
    expect(store.notice).toBeNull();
    expect(store.value.items).toEqual(['one', 'two']);
    await add(store, 'three');
    await store.fold();
    expect(readFileSync(file(), 'utf8')).toMatch(/^\{"version":2,.*"upTo":1,/);
    expect((await open()).value.items).toEqual(['one', 'two', 'three']);
  });

  it('of a newer version is shown, and never written', async () => {
    const newer = (await folded()).toString().replace('"version":2', '"version":3');
    writeFileSync(file(), newer);
    const store = await open();
    expect(store.value.items).toEqual(['one', 'two']);
    expect(store.notice).toEqual({ kind: 'newer', file: 'a.json' });
    expect(await add(store, 'three')).toEqual({ ok: false, unsaved: 'read-only' });
    expect(readFileSync(file(), 'utf8')).toBe(newer);
    expect(asides()).toEqual([]);
  });

  it('opened to be read alone touches nothing, whatever it finds', async () => {
    const good = await folded();
    await add(await open(), 'three');
    const words = ['one', 'two', 'three'];
    expect((await open({ readOnly: true })).value.items).toEqual(words);
    for (const damage of [() => writeFileSync(file(), 'damaged'), () => rmSync(file())]) {
      damage();
      const before = filesOnDisk();
      const store = await open({ readOnly: true });
      expect(store.value.items).toEqual(words);
      expect(store.notice).not.toBeNull();
      expect(await add(store, 'four')).toEqual({ ok: false, unsaved: 'read-only' });
      expect(filesOnDisk()).toEqual(before);
    }
    expect(readFileSync(copy())).toEqual(good);
  });

  it.each([file, journal])('never writes through a link that stands in the place of %o', async (place) => {
    mkdirSync(folder);
    writeFileSync(join(root, 'elsewhere'), 'untouched');
    symlinkSync(join(root, 'elsewhere'), place());
    const store = await open();
    await add(store, 'one');
    await store.fold();
    expect(readFileSync(join(root, 'elsewhere'), 'utf8')).toBe('untouched');
    expect((await open()).value.items).toEqual(['one']);
  });

  it.runIf(process.platform === 'linux')('is not held up by a pipe in its place', async () => {
    mkdirSync(folder);
    system('mkfifo', file());
    expect((await open()).notice).toMatchObject({ kind: 'set-aside', loaded: 'nothing' });
  });
});

describe('the journal', () => {
  it('without its last bytes, as a crash leaves it, loses what was not acknowledged and nothing else', async () => {
    const store = await open();
    await add(store, 'one');
    const { size } = statSync(journal());
    await add(store, 'two');
    const all = readFileSync(journal());
    for (let length = size; length < all.length; length += 1) {
      writeFileSync(journal(), all.subarray(0, length));
      expect((await open({ readOnly: true })).value.items).toEqual(['one']);
    }
    const next = await open();
    expect(next.notice).toBeNull();
    await add(next, 'three');
    expect((await open()).value.items).toEqual(['one', 'three']);
    await next.fold();
    expect((await open()).value.items).toEqual(['one', 'three']);
    expect(asides()).toEqual([]);
  });

  it.each<[string, (good: string) => string, string[]]>([
    ['damaged before a good record', (good) => good.replace('"one"', '"eno"'), ['two', 'three']],
    ['damaged in its last record', (good) => good.replace('"three"', '"eerht"'), ['one', 'two']],
    ['without a record', (good) => good.replace(/^.*"two".*\n/m, ''), ['one', 'three']],
    ['with words between', (good) => good.replace('\n', '\nnothing of ours\n'), ['one', 'two', 'three']],
  ])('%s is set aside whole, and all that is good in it kept', async (_what, damage, words) => {
    const store = await open();
    for (const word of ['one', 'two', 'three']) await add(store, word);
    const damaged = damage(readFileSync(journal(), 'utf8'));
    writeFileSync(journal(), damaged);
    const next = await open();
    expect(next.value.items).toEqual(words);
    expect(next.notice).toMatchObject({
      kind: 'set-aside',
      file: 'a.unreadable-2026-11-24T05-30-00Z.journal',
    });
    expect(readFileSync(path(asides()[0] ?? ''), 'utf8')).toBe(damaged);
    await add(next, 'four');
    expect((await open()).value.items).toEqual([...words, 'four']);
    expect((await open()).notice).toBeNull();
  });

  it('of a newer version is never written', async () => {
    await add(await open(), 'one');
    appendFileSync(journal(), '2 sealed\n');
    const before = readFileSync(journal());
    const store = await open();
    expect(store.notice).toEqual({ kind: 'newer', file: 'a.journal' });
    expect(await add(store, 'two')).toEqual({ ok: false, unsaved: 'read-only' });
    expect(readFileSync(journal())).toEqual(before);
  });

  it('that was closed before a crash is taken up by the next run', async () => {
    const store = await open();
    await add(store, 'one');
    renameSync(journal(), closed());
    const next = await open();
    await add(next, 'two');
    expect((await open()).value.items).toEqual(['one', 'two']);
    await next.fold();
    await next.fold();
    expect((await open()).value.items).toEqual(['one', 'two']);
    expect(filesOnDisk().filter((name) => name.endsWith('journal'))).toEqual([]);
  });
});

describe('what other programs do meanwhile', () => {
  it('to the file is kept beside it, and the reader is told', async () => {
    await folded();
    const store = await open();
    const theirs = (await folded('theirs')).toString();
    await add(store, 'three');
    await store.fold();
    expect(noticed).toEqual([{ kind: 'changed', file: asides()[0] }]);
    expect(readFileSync(path(asides()[0] ?? ''), 'utf8')).toBe(theirs);
    expect((await open()).value.items).toEqual(['one', 'two', 'three']);
  });

  it('to the journal is kept beside it too', async () => {
    const store = await open();
    await add(store, 'one');
    writeFileSync(journal(), 'theirs');
    expect(await add(store, 'two')).toMatchObject({ ok: true });
    expect(asides().map((name) => readFileSync(path(name), 'utf8'))).toEqual(['theirs']);
    expect((await open()).value.items).toEqual(['one', 'two']);
  });

  it('by removing the folder costs nothing', async () => {
    await folded();
    const store = await open();
    await add(store, 'three');
    rmSync(folder, { recursive: true });
    expect(await add(store, 'four')).toMatchObject({ ok: true });
    expect((await open()).value.items).toEqual(['one', 'two', 'three', 'four']);
    await store.fold();
    rmSync(folder, { recursive: true });
    await add(store, 'five');
    await store.fold();
    expect((await open()).value.items).toEqual(['one', 'two', 'three', 'four', 'five']);
  });
});

describe('earlier states', () => {
  it('are kept minutes apart, then one a day for a month, whatever the clock says', async () => {
    const store = await open();
    const states = () =>
      filesOnDisk().flatMap((name) => /^copies\/a\.(\d+)\.(.{13})/.exec(name)?.slice(1) ?? []);
    for (let day = 1; day <= 28; day += 1)
      for (const clock of ['08:00', '08:01', '20:00']) {
        time = `2026-10-${String(day).padStart(2, '0')}T${clock}:00.000Z`;
        await add(store, time);
        await store.fold();
      }
    expect(states()).toHaveLength(2 * 31);
    // Set back by years: the next states are still the latest.
    time = '1970-01-01T00:00:00.000Z';
    await add(store, 'back');
    await store.fold();
    expect((await open()).value.items.at(-1)).toBe('back');
    expect(states().filter((state) => state.startsWith('1970'))).toHaveLength(1);
  });
});

describe('a disk', () => {
  it.runIf(mountable())('that is really full costs nothing, at every size left', async () => {
    mkdirSync(folder);
    system('mount', '-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder);
    try {
      const store = await open();
      const told = new Set<string>();
      let kept: readonly string[] = [];
      for (let n = 0; n < 60; n += 1) {
        const result = await add(store, `${n} `.padEnd(4000, 'x'));
        if (result.ok) kept = store.value.items;
        else told.add(result.unsaved);
        if (n % 5 === 0) await store.fold();
        expect((await open({ readOnly: true })).value.items).toEqual(kept);
      }
      expect(told).toEqual(new Set(['disk-full']));
      expect(store.value.items).toHaveLength(60);
      system('mount', '-o', 'remount,size=4m', folder);
      expect(await store.save()).toMatchObject({ ok: true });
      expect((await open({ readOnly: true })).value.items).toEqual(store.value.items);
      // Once taken up, the journal is no longer held open: a stick may be pulled out.
      await store.fold();
    } finally {
      system('umount', folder);
    }
  });

  it.runIf(mountable())('that may only be read is said to be so, and changes wait in memory', async () => {
    mkdirSync(folder);
    system('mount', '-t', 'tmpfs', 'tmpfs', folder);
    try {
      await folded();
      system('mount', '-o', 'remount,ro', folder);
      const store = await open();
      expect(store.value.items).toEqual(['one', 'two']);
      expect(await add(store, 'three')).toEqual({ ok: false, unsaved: 'denied' });
      system('mount', '-o', 'remount,rw', folder);
      expect(await store.save()).toMatchObject({ ok: true });
      expect((await open({ readOnly: true })).value.items).toEqual(['one', 'two', 'three']);
      await store.fold();
    } finally {
      system('umount', folder);
    }
  });

  it.runIf(mountable())(
    'that goes away gets nothing written in its place, and all once it is back',
    async () => {
      const far = join(root, 'far');
      for (const place of [far, folder]) mkdirSync(place);
      system('mount', '-t', 'tmpfs', 'tmpfs', far);
      system('mount', '--bind', far, folder);
      try {
        await folded();
        const store = await open();
        await add(store, 'three');
        system('umount', '--lazy', folder);
        expect(await add(store, 'four')).toEqual({ ok: false, unsaved: 'disk-gone' });
        expect(readdirSync(folder)).toEqual([]);
        system('mount', '--bind', far, folder);
        expect(await store.save()).toMatchObject({ ok: true });
        await store.fold();
        expect((await open()).value.items).toEqual(['one', 'two', 'three', 'four']);
      } finally {
        system('umount', folder);
        system('umount', far);
      }
    },
  );

  it('that takes nothing has changes wait in memory until it does', async () => {
    writeFileSync(folder, 'a file where the folder should be');
    const store = await open();
    expect(await add(store, 'one')).toEqual({ ok: false, unsaved: 'disk-failed' });
    expect(store.dirty).toBe(true);
    expect(store.value.items).toEqual(['one']);
    rmSync(folder);
    expect(await add(store, 'two')).toMatchObject({ ok: true });
    expect(store.dirty).toBe(false);
    expect((await open()).value.items).toEqual(['one', 'two']);
  });
});
