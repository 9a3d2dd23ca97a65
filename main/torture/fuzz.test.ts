import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileOf } from '../profile.ts';
import { openStores } from '../stores/stores.ts';
import { randomFrom, randomStep, standing, take } from './changes.ts';

/** How many damaged files are read: `npm run torture` asks for ten thousand and more. */
const files = process.env.TORTURE_KILLS ? 12_000 : 150;
const seed = Number(process.env.TORTURE_SEED ?? 6);
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

let root: string;
beforeAll(() => {
  // Thousands of flushes are not what is tried here: in memory where there is such a folder.
  root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fuzz-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const profile = (name: string) => {
  const cwd = join(root, name);
  return profileOf({ platform: process.platform, env: {}, home: cwd, cwd }, cwd);
};
const open = (name: string) => openStores(profile(name), { now: () => new Date(), access: 'write' });

type Damage = (good: Buffer, random: () => number) => Buffer;

/** What befalls files: each takes a good one. */
const damages: readonly Damage[] = [
  (good, random) => good.subarray(0, Math.floor(random() * good.length)),
  () => Buffer.alloc(0),
  (good, random) => {
    const bytes = Buffer.from(good);
    for (let n = 0; n <= random() * 4; n += 1) {
      const at = Math.floor(random() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    }
    return bytes;
  },
  (good, random) => {
    const from = Math.floor(random() * good.length);
    return Buffer.concat([
      good.subarray(0, from),
      Buffer.alloc(Math.floor(random() * 5000)),
      good.subarray(from),
    ]);
  },
  (good, random) => {
    const bytes = Buffer.from(good);
    const from = Math.floor(random() * bytes.length);
    return bytes.fill(0, from, Math.min(bytes.length, from + 512 * Math.ceil(random() * 8)));
  },
  (good, random) => {
    const [a = 0, b = 0] = [random(), random()]
      .map((part) => Math.floor(part * good.length))
      .sort((x, y) => x - y);
    return Buffer.concat([good.subarray(0, a), good.subarray(b)]);
  },
  (good, random) => {
    const from = Math.floor(random() * good.length);
    return Buffer.concat([good, good.subarray(from)]);
  },
  (good) => Buffer.from(good.toString('utf8').replace('"version":2', '"version":3').replace(/^1 /, '9 ')),
  (good, random) =>
    Buffer.from(good.toString('utf8').replaceAll(/\d/g, (digit) => (random() < 0.01 ? '7' : digit))),
  (good) => Buffer.from(`\ufeff${good.toString('utf8')}`),
  (good) => Buffer.from(good.toString('utf8'), 'utf16le'),
];

it('a damaged file is never read as good, never thrown away, and never passed over in silence', {
  timeout: 3_600_000,
}, async () => {
  const random = randomFrom(seed);
  const good = await makeGood(random);
  const kept = await keptIn(good);
  let told = 0;
  for (let n = 0; n < files; n += 1) {
    const name = `fuzzed-${n}`;
    const [file, bytes] = pick(good, random);
    const damaged = (damages[n % damages.length] ?? (() => bytes))(bytes, random);
    if (damaged.equals(bytes)) continue;
    for (const [path, content] of good) write(name, path, path === file ? damaged : content);
    const stores = open(name);
    const found = await standing(stores);
    const notices = (await opened(stores)).flatMap(({ notice }) => (notice ? [notice.kind] : []));
    const what = `file ${n} of seed ${seed}: ${file}`;
    if (notices.length) told += 1;
    // What was damaged is still there, byte for byte, under its own name or another.
    const bytesKept = filesIn(name).some((path) => readFileSync(path).equals(damaged));
    if (file.endsWith('.json')) {
      // The copy and the journal give all back.
      expect(Object.fromEntries(found), what).toEqual(notices.includes('newer') ? expect.anything() : kept);
      expect([notices.length > 0, bytesKept], what).toEqual([true, true]);
    } else if (!notices.length) {
      // Only what a crash may have cut off is dropped without a word: a prefix of what was there.
      expect(isCutOff(damaged, bytes), what).toBe(true);
    } else expect(bytesKept, what).toBe(true);
    // What calls itself newer cannot be checked; it is shown, told of and left alone.
    if (!notices.includes('newer'))
      for (const [thing, value] of found)
        if (!everValues.get(thing)?.has(value))
          expect.fail(`${what}: ${thing} was never ${value.slice(0, 30)}`);
    rmSync(join(root, name), { recursive: true });
  }
  expect(told).toBeGreaterThan(files / 2);
});

const everValues = new Map<string, Set<string>>();

/** A file with its copy and a journal that is not taken up yet, of each kind: by path within the profile. */
async function makeGood(random: () => number): Promise<Map<string, Buffer>> {
  const stores = open('good');
  for (let id = 0; id < 60; id += 1) {
    const step = randomStep(id, random);
    const key = `${step.brief} ${step.thing}`;
    if (step.value !== null) everValues.set(key, new Set([...(everValues.get(key) ?? []), step.value]));
    await take(stores, step);
    if (id === 40) for (const store of await opened(stores)) await store.fold();
  }
  const folder = join(root, 'good');
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isFile() ? [[path.slice(folder.length + 1), readFileSync(path)]] : [];
    }),
  );
}

async function keptIn(good: ReadonlyMap<string, Buffer>): Promise<Record<string, string>> {
  for (const [path, content] of good) write('kept', path, content);
  return Object.fromEntries(await standing(open('kept')));
}

/** A file of the stores, and not one of its copies, which nobody reads while the file is good. */
function pick(good: ReadonlyMap<string, Buffer>, random: () => number): [string, Buffer] {
  const paths = [...good].filter(([path]) => !path.includes('copies'));
  return paths[Math.floor(random() * paths.length)] ?? expect.fail('no files');
}

/** Whether the bytes are what a crash may leave: the start of the good ones, and zeros from there on. */
function isCutOff(damaged: Buffer, good: Buffer): boolean {
  const zeros = damaged.indexOf(0);
  const start = zeros < 0 ? damaged : damaged.subarray(0, zeros);
  return good.subarray(0, start.length).equals(start);
}

async function opened(stores: ReturnType<typeof open>) {
  return [...(await stores.annotations.opened()), ...(await stores.positions.opened())];
}

function write(name: string, path: string, content: Buffer): void {
  mkdirSync(join(root, name, path, '..'), { recursive: true });
  writeFileSync(join(root, name, path), content);
}

function filesIn(name: string): string[] {
  return readdirSync(join(root, name), { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}
