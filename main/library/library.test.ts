import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nothingKnown } from './known.ts';
import { openEdition, pathOf, readLibrary, type Shelf } from './library.ts';

/** What only the system's own programs can make. */
const system = (program: string, ...words: string[]) => execFileSync(program, words, { stdio: 'ignore' });

let root: string;
let shelves: readonly [Shelf, Shelf];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'library-'));
  shelves = [
    { origin: 'bundled', folder: join(root, 'bundled') },
    { origin: 'own', folder: join(root, 'own') },
  ];
});
afterEach(() => rmSync(root, { recursive: true }));

const text = (id: string, lang: string, date = '2025-04-26') => `---
id: ${id}
lang: ${lang}
title: Title of ${id}
standfirst: A brief for a test.
kind: Meeting
date: ${date}
place: Almaty
summary:
  - One point.
revised: 2025-05-01
---

A paragraph.
`;

/** Writes `<id>/<lang>.md` on a shelf and answers its path. */
function put(shelf: Shelf, id: string, lang: string, content = text(id, lang)): string {
  const path = join(shelf.folder, id, `${lang}.md`);
  mkdirSync(join(shelf.folder, id), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const rules = async () =>
  (await readLibrary(shelves)).unreadable.map(({ file, problems }) => [
    file,
    ...problems.map(({ rule }) => rule.code),
  ]);

describe('the library', () => {
  it('without any folder is empty', async () => {
    expect(await readLibrary(shelves)).toEqual({ briefs: [], unreadable: [], waiting: [], arriving: false });
  });

  it('holds both shelves, the newest first, French before English before others', async () => {
    for (const lang of ['zh-Hans', 'en', 'de', 'fr'])
      put(shelves[0], 'old', lang, text('old', lang, '2020-07-16'));
    put(shelves[1], 'new', 'en', text('new', 'en', '2025-06-17'));
    const { briefs, unreadable } = await readLibrary(shelves);
    expect(briefs.map(({ id, origin, editions }) => [id, origin, editions.map(({ lang }) => lang)])).toEqual([
      ['new', 'own', ['en']],
      ['old', 'bundled', ['fr', 'en', 'de', 'zh-Hans']],
    ]);
    expect(unreadable).toEqual([]);
  });

  it('opens with a bad brief in it, which stands aside with its problem', async () => {
    put(shelves[0], 'good', 'fr');
    put(shelves[0], 'bad', 'fr', 'no front matter');
    put(shelves[0], 'half', 'fr');
    put(shelves[0], 'half', 'en', '---\n');
    const { briefs } = await readLibrary(shelves);
    expect(briefs.map(({ id }) => id)).toEqual(['good', 'half']);
    expect(await rules()).toEqual([
      ['bad/fr.md', 'front-matter-missing'],
      ['half/en.md', 'front-matter-open'],
    ]);
  });

  it('takes a brief only where its id and its language say it is', async () => {
    put(shelves[0], 'one', 'fr', text('two', 'en'));
    put(shelves[0], 'one', 'readme', text('one', 'fr'));
    const [first, second] = (await readLibrary(shelves)).unreadable;
    expect(first?.problems).toEqual([
      { file: 'one/fr.md', line: 2, field: 'id', found: 'two', rule: { code: 'choice', allowed: ['one'] } },
      { file: 'one/fr.md', line: 3, field: 'lang', found: 'en', rule: { code: 'choice', allowed: ['fr'] } },
    ]);
    expect(second?.problems).toMatchObject([{ rule: { code: 'form', form: 'language' } }]);
  });

  it('lets no second brief take an id', async () => {
    put(shelves[0], 'same', 'fr');
    put(shelves[1], 'same', 'en');
    const { briefs } = await readLibrary(shelves);
    expect(briefs).toMatchObject([{ id: 'same', origin: 'bundled', editions: [{ lang: 'fr' }] }]);
    expect(await rules()).toEqual([['same', 'id-taken']]);
  });

  it('says what else lies on a shelf, and passes over what is no business of its', async () => {
    mkdirSync(join(shelves[0].folder, '.git'), { recursive: true });
    mkdirSync(join(shelves[0].folder, 'empty'));
    mkdirSync(join(shelves[0].folder, 'My brief'));
    mkdirSync(join(shelves[0].folder, 'con'));
    writeFileSync(join(shelves[0].folder, 'glossary.fr.yaml'), '');
    writeFileSync(join(shelves[0].folder, 'loose.md'), text('loose', 'fr'));
    expect(await rules()).toEqual([
      ['loose.md', 'file-place'],
      ['My brief', 'form'],
      ['con', 'form'],
      ['empty', 'no-briefs'],
    ]);
  });

  it.runIf(process.platform === 'linux')('follows no link, and waits for no pipe or device', async () => {
    const own = shelves[1].folder;
    const outside = put({ origin: 'own', folder: join(root, 'outside') }, 'outside', 'fr');
    put(shelves[1], 'good', 'fr');
    symlinkSync(outside, join(own, 'good', 'en.md'));
    symlinkSync('/dev/zero', join(own, 'good', 'de.md'));
    system('mkfifo', join(own, 'good', 'es.md'));
    mkdirSync(join(own, 'good', 'it.md'));
    symlinkSync(join(root, 'outside', 'outside'), join(own, 'outside'));
    system('mkfifo', join(own, 'pipe'));
    const { briefs } = await readLibrary(shelves);
    expect(briefs).toMatchObject([{ id: 'good', editions: [{ lang: 'fr' }] }]);
    expect((await rules()).sort()).toEqual([
      ['good/de.md', 'file-kind'],
      ['good/en.md', 'file-kind'],
      ['good/es.md', 'file-kind'],
      ['good/it.md', 'file-kind'],
      ['outside', 'file-kind'],
      ['pipe', 'file-kind'],
    ]);
  });

  it('may itself be reached over a link', async () => {
    put({ origin: 'own', folder: join(root, 'elsewhere') }, 'good', 'fr');
    symlinkSync(join(root, 'elsewhere'), shelves[1].folder);
    expect((await readLibrary(shelves)).briefs).toMatchObject([{ id: 'good' }]);
  });

  it('opens no file that is too large to be a brief', async () => {
    truncateSync(put(shelves[1], 'huge', 'fr'), 10 * 2 ** 30);
    expect(await rules()).toEqual([['huge/fr.md', 'file-size']]);
  });

  it('never shows a name that directs what is read', async () => {
    mkdirSync(join(shelves[0].folder, '\u202egnp.elif\nx'), { recursive: true });
    const [found] = (await readLibrary(shelves)).unreadable;
    expect(found?.file).toBe('\ufffdgnp.elif x');
  });

  it('reads again only what has changed', async () => {
    put(shelves[1], 'one', 'fr');
    const path = put(shelves[1], 'two', 'fr');
    const known = nothingKnown();
    const before = await readLibrary(shelves, known);
    writeFileSync(path, text('two', 'fr').replace('A paragraph', 'Another paragraph'));
    const after = await readLibrary(shelves, known);
    const edition = (library: typeof before, id: string) =>
      library.briefs.find((brief) => brief.id === id)?.editions[0];
    expect(edition(after, 'one')).toBe(edition(before, 'one'));
    expect(edition(after, 'two')).not.toEqual(edition(before, 'two'));
  });

  it('opens an edition as its file is now', async () => {
    const path = put(shelves[0], 'one', 'fr');
    const known = nothingKnown();
    const open = (id: string, lang: string) => openEdition(shelves, { id, lang }, known);
    expect(await open('one', 'fr')).toMatchObject({ brief: { text: 'A paragraph.' } });
    expect(await open('one', 'fr')).toBe(await open('one', 'fr'));
    writeFileSync(path, text('one', 'fr').replace('A paragraph', 'Another paragraph'));
    expect(await open('one', 'fr')).toMatchObject({ brief: { text: 'Another paragraph.' } });
    rmSync(path);
    expect(await open('one', 'fr')).toMatchObject({ problems: [{ rule: { code: 'file-missing' } }] });
    expect(await open('one', 'en')).toMatchObject({ problems: [{ rule: { code: 'file-missing' } }] });
    expect(await open('none', 'fr')).toBeNull();
    expect(await open('../one', 'fr')).toBeNull();
  });

  it('opens the edition of the shelf whose brief stands in the list', async () => {
    put(shelves[0], 'one', 'fr', text('one', 'fr').replace('A paragraph', 'Ours'));
    put(shelves[1], 'one', 'fr');
    expect(await openEdition(shelves, { id: 'one', lang: 'fr' })).toMatchObject({ brief: { text: 'Ours.' } });
  });
});

describe('the reader’s own folder', () => {
  const own = (name: string, content: string) => {
    mkdirSync(dirname(join(shelves[1].folder, name)), { recursive: true });
    writeFileSync(join(shelves[1].folder, name), content);
  };
  const listed = async (known = nothingKnown()) =>
    (await readLibrary(shelves, known)).briefs.map(({ id, editions }) => [
      id,
      ...editions.map(({ lang }) => lang),
    ]);

  it('holds briefs under any name, in it or in one of its folders, by what they say of themselves', async () => {
    own('My notes.md', text('one', 'fr'));
    own('Some folder/whatever.md', text('one', 'en'));
    own('two/fr.md', text('two', 'fr'));
    expect(await listed()).toEqual([
      ['one', 'fr', 'en'],
      ['two', 'fr'],
    ]);
    expect(await rules()).toEqual([]);
    for (const lang of ['fr', 'en'])
      expect(await openEdition(shelves, { id: 'one', lang })).toMatchObject({ brief: { id: 'one', lang } });
    expect(await openEdition(shelves, { id: 'one', lang: 'de' })).toBeNull();
    expect(await pathOf(shelves, { id: 'one', lang: 'fr' })).toBe(join(shelves[1].folder, 'My notes.md'));
  });

  it('finds a brief again once its file or its folder is renamed', async () => {
    own('two/fr.md', text('two', 'fr'));
    const known = nothingKnown();
    await listed(known);
    renameSync(join(shelves[1].folder, 'two'), join(shelves[1].folder, 'Archive 2025'));
    expect(await listed(known)).toEqual([['two', 'fr']]);
    expect(await openEdition(shelves, { id: 'two', lang: 'fr' }, known)).toMatchObject({
      brief: { id: 'two' },
    });
  });

  it('takes of two files of the same edition the one in its place, and says so of the other', async () => {
    own('copy.md', text('one', 'fr'));
    own('one/fr.md', text('one', 'fr').replace('A paragraph', 'In its place'));
    const known = nothingKnown();
    expect(await listed(known)).toEqual([['one', 'fr']]);
    expect(await rules()).toEqual([['copy.md', 'duplicate-edition']]);
    expect(await openEdition(shelves, { id: 'one', lang: 'fr' }, known)).toMatchObject({
      brief: { text: 'In its place.' },
    });
  });

  it('keeps files that lack front matter, or fields of it, waiting to be completed; others have their problems', async () => {
    own('plain.md', '# A heading\n\nWords.\n');
    own('plain.txt', text('one', 'fr'));
    own('half.md', '---\ntitle: Half\n---\nWords.\n');
    own('wrong.md', text('one', 'fr').replace('2025-04-26', 'yesterday'));
    const { waiting } = await readLibrary(shelves);
    expect(waiting.map(({ file }) => file)).toEqual(['half.md', 'plain.md', 'plain.txt']);
    expect(await rules()).toEqual([['wrong.md', 'form']]);
  });

  it('waits for a file that is not whole yet, as long as it may be in the making', async () => {
    own('one.md', text('one', 'fr').slice(0, 60));
    let now = new Date();
    const patient = { ...shelves[1], now: () => now };
    expect(await readLibrary([patient])).toEqual({ briefs: [], unreadable: [], waiting: [], arriving: true });
    now = new Date(now.getTime() + 5000);
    expect(await readLibrary([patient])).toMatchObject({ unreadable: [{ file: 'one.md' }], arriving: false });
  });
});
