import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nothingKnown } from './known.ts';
import { openEdition, readLibrary, type Shelf } from './library.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'known-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const shelves = (): Shelf[] => [{ origin: 'own', folder: join(root, 'own') }];
const cached = (program = 'test 1') => ({ path: join(root, 'cache', 'library.catalogue'), program });

function put(path: string, id: string, title = id): void {
  const file = join(root, 'own', path);
  mkdirSync(join(file, '..'), { recursive: true });
  const front = `id: ${id}\nlang: fr\ntitle: ${title}\nstandfirst: S.\nkind: Note\ndate: 2025-01-01\nplace: Paris`;
  writeFileSync(file, `---\n${front}\nsummary: [Un point.]\nrevised: 2025-01-02\n---\n\nUn texte.\n`);
}

/** Overwrites a file with as many other letters and puts its times back: whoever does not open it sees no change. */
function changeUnseen(path: string): void {
  const file = join(root, 'own', path);
  const { atime, mtime } = statSync(file);
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(/title: .*/, (title) => 'x'.repeat(title.length)),
  );
  utimesSync(file, atime, mtime);
}

async function titles(program?: string): Promise<readonly (string | undefined)[]> {
  const known = nothingKnown(cached(program));
  const { briefs } = await readLibrary(shelves(), known);
  await known.keep();
  return briefs.map(({ editions }) => editions[0]?.title);
}

describe('what is known of the library', () => {
  it('outlives a run, so that no file is opened again that has not changed', async () => {
    put('a/fr.md', 'a');
    put('b/fr.md', 'b');
    utimesSync(join(root, 'own/a/fr.md'), 1_700_000_000, 1_700_000_000);
    expect(await titles()).toEqual(['a', 'b']);
    changeUnseen('a/fr.md');
    expect(await titles()).toEqual(['a', 'b']);
  });

  it('follows what has changed, come and gone since', async () => {
    put('a/fr.md', 'a');
    put('b/fr.md', 'b');
    await titles();
    put('a/fr.md', 'a', 'Autrement');
    rmSync(join(root, 'own/b'), { recursive: true });
    put('c.md', 'c');
    expect(await titles()).toEqual(['Autrement', 'c']);
    expect(readFileSync(cached().path, 'utf8')).not.toContain('own/b');
  });

  it('is looked at again only where something has changed, as far as that is told', async () => {
    put('a/fr.md', 'a');
    put('b/fr.md', 'b');
    put('c.md', 'c');
    let changes: Set<string> | null = null;
    const known = nothingKnown(undefined, async () => changes);
    const list = async () => {
      const { briefs } = await readLibrary(shelves(), known);
      return briefs.map(({ editions }) => editions[0]?.title);
    };
    expect(await list()).toEqual(['a', 'b', 'c']);
    for (const path of ['a/fr.md', 'b/fr.md', 'c.md']) put(path, path.charAt(0), `Nouveau ${path.charAt(0)}`);
    put('d/fr.md', 'd');
    put('a/en.md', 'e');
    changes = new Set(['b', 'd']);
    expect(await list()).toEqual(['a', 'Nouveau b', 'c', 'd']);
    changes = new Set(['c.md']);
    expect(await list()).toEqual(['a', 'Nouveau b', 'Nouveau c', 'd']);
    rmSync(join(root, 'own/b'), { recursive: true });
    changes = new Set();
    expect(await list()).toEqual(['a', 'Nouveau c', 'd']);
    changes = null;
    expect(await list()).toEqual(['Nouveau a', 'Nouveau c', 'd', 'e']);
  });

  it('is nothing to another version of the program', async () => {
    put('a/fr.md', 'a');
    utimesSync(join(root, 'own/a/fr.md'), 1_700_000_000, 1_700_000_000);
    await titles();
    changeUnseen('a/fr.md');
    expect(await titles('test 2')).toEqual([]);
  });

  it('is made anew without loss where its file is damaged, wherever', async () => {
    put('a/fr.md', 'a');
    put('b/fr.md', 'b');
    await titles();
    const whole = readFileSync(cached().path);
    const rows = () => readFileSync(cached().path, 'utf8').split('\n').slice(1).sort();
    const before = rows();
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 4;
      writeFileSync(cached().path, damaged);
      expect(await titles()).toEqual(['a', 'b']);
      expect(rows()).toEqual(before);
    }
    for (const size of [0, 1, 66, whole.length - 1]) {
      writeFileSync(cached().path, whole.subarray(0, size));
      expect(await titles()).toEqual(['a', 'b']);
    }
  });

  it('finds an edition that stands elsewhere without listing the folder, unless it was moved meanwhile', async () => {
    put('Une note.md', 'a');
    await titles();
    const known = nothingKnown(cached());
    const open = () => openEdition(shelves(), { id: 'a', lang: 'fr' }, known);
    expect(await open()).toMatchObject({ brief: { id: 'a' } });
    expect(known.places.size).toBe(0);
    renameSync(join(root, 'own/Une note.md'), join(root, 'own/Autre.md'));
    expect(await open()).toMatchObject({ brief: { id: 'a' } });
    expect(known.places.size).toBe(1);
  });
});
