import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
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
import { Store, type StoreOptions } from './store.ts';

// electron-store asks Electron's package for its binary; outside Electron there is none to be had.
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

const shape = z.strictObject({ brief: z.literal('a'), items: z.array(z.string()) });
type Content = z.output<typeof shape>;

/** What only the system's own programs can make. */
const system = (program: string, ...words: string[]) => execFileSync(program, words, { stdio: 'ignore' });

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'store-'));
  folder = join(root, 'annotations');
});
afterEach(() => rmSync(root, { recursive: true }));

const open = (more: Partial<StoreOptions<Content>> = {}) =>
  Store.open<Content>({
    folder,
    name: 'a',
    shape,
    empty: { brief: 'a', items: [] },
    now: () => new Date('2026-11-24T05:30:00.123Z'),
    readOnly: false,
    ...more,
  });

const add = (store: Store<Content>, ...words: string[]) =>
  store.change((content) => ({ ...content, items: [...content.items, ...words] }));

const file = () => join(folder, 'a.json');
const copy = () => join(folder, 'copies', 'a.json');
const asides = () => readdirSync(folder).filter((name) => name.includes('unreadable'));

/** A file written twice, with its copy; the store that wrote it is done. */
async function written(): Promise<Buffer> {
  const store = await open();
  await add(store, 'one');
  await add(store, 'two');
  await store.idle();
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
        expect(JSON.parse(readFileSync(file(), 'utf8')).items).toContain(word);
      }),
    );
    expect((await open()).value.items).toEqual(words);
  });

  it('keeps others from reading it, and leaves nothing half written', async () => {
    await written();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(copy()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'copies']);
    expect(readdirSync(join(folder, 'copies'))).toEqual(['a.json']);
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
  ])('that is %s is set aside whole, and its copy loaded', async (_what, damage) => {
    const damaged = damage(await written());
    writeFileSync(file(), damaged);
    const store = await open();
    const aside = 'a.unreadable-2026-11-24T05-30-00Z.json';
    expect(store.value.items).toEqual(['one', 'two']);
    expect(store.notice).toEqual({ kind: 'set-aside', file: aside, loaded: 'copy' });
    expect(readFileSync(join(folder, aside))).toEqual(damaged);
    await add(store, 'three');
    expect((await open()).value.items).toEqual(['one', 'two', 'three']);
    expect(readFileSync(join(folder, aside))).toEqual(damaged);
  });

  it('keeps every file that was ever set aside', async () => {
    await written();
    for (const text of ['first', 'second', 'third']) {
      writeFileSync(file(), text);
      await open();
    }
    expect(
      asides()
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .sort(),
    ).toEqual(['first', 'second', 'third']);
  });

  it('without a good copy starts empty and says so', async () => {
    await written();
    truncateSync(file(), 10);
    truncateSync(copy(), 10);
    const store = await open();
    expect(store.value.items).toEqual([]);
    expect(store.notice).toMatchObject({ kind: 'set-aside', loaded: 'nothing' });
    expect(asides()).toHaveLength(1);
  });

  it('that has gone comes back from its copy', async () => {
    await written();
    rmSync(file());
    const store = await open();
    expect(store.value.items).toEqual(['one', 'two']);
    expect(store.notice).toEqual({ kind: 'restored', file: 'a.json' });
    expect(existsSync(file())).toBe(true);
  });

  it('of a newer version is shown, and never written', async () => {
    const newer = (await written()).toString().replace('"version":1', '"version":2');
    writeFileSync(file(), newer);
    const store = await open();
    expect(store.value.items).toEqual(['one', 'two']);
    expect(store.notice).toEqual({ kind: 'newer', file: 'a.json' });
    expect(await add(store, 'three')).toEqual({ ok: false, unsaved: 'read-only' });
    expect(readFileSync(file(), 'utf8')).toBe(newer);
    expect(asides()).toEqual([]);
  });

  it('opened to be read alone touches nothing, whatever it finds', async () => {
    const good = await written();
    expect((await open({ readOnly: true })).value.items).toEqual(['one', 'two']);
    for (const damage of [() => writeFileSync(file(), 'damaged'), () => rmSync(file())]) {
      damage();
      const before = readdirSync(folder, { recursive: true });
      const store = await open({ readOnly: true });
      expect(store.value.items).toEqual(['one', 'two']);
      expect(store.notice).not.toBeNull();
      expect(await add(store, 'three')).toEqual({ ok: false, unsaved: 'read-only' });
      expect(readdirSync(folder, { recursive: true })).toEqual(before);
    }
    expect(readFileSync(copy())).toEqual(good);
  });

  it('never writes through a link that stands in its place', async () => {
    mkdirSync(folder);
    writeFileSync(join(root, 'elsewhere'), 'untouched');
    symlinkSync(join(root, 'elsewhere'), file());
    const store = await open();
    expect(store.notice).toMatchObject({ kind: 'set-aside' });
    await add(store, 'one');
    expect(readFileSync(join(root, 'elsewhere'), 'utf8')).toBe('untouched');
    expect((await open()).value.items).toEqual(['one']);
  });

  it.runIf(process.platform === 'linux')('is not held up by a pipe in its place', async () => {
    mkdirSync(folder);
    system('mkfifo', file());
    expect((await open()).notice).toMatchObject({ kind: 'set-aside', loaded: 'nothing' });
  });

  it.runIf(mountable())('survives a disk that is really full, at every size left', async () => {
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
        const next = shape.parse(
          JSON.parse(readFileSync(file(), 'utf8').replace(/"version.*?"brief/, '"brief')),
        );
        expect(next.items).toEqual(kept);
      }
      expect(told).toEqual(new Set(['disk-full']));
      expect(store.value.items).toHaveLength(60);
    } finally {
      system('umount', folder);
    }
  });

  it('keeps in memory what cannot be written, and writes it as soon as it can', async () => {
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
