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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { briefsHere } from './briefs-here.ts';
import { nothingKnown } from './known.ts';
import { readLibrary, type Shelf } from './library.ts';
import { ownAnswers } from './own-briefs.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'own-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const text = (id: string, words = 'A paragraph.') => `---
id: ${id}
lang: fr
title: Title
standfirst: A brief for a test.
kind: Meeting
date: 2025-04-26
place: Almaty
summary: [One point.]
revised: 2025-05-01
---

${words}
`;
const own = (...parts: string[]) => join(root, 'own', ...parts);
const file = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) });

function run(trash: (path: string) => Promise<void> = async (path) => rmSync(path, { recursive: true })) {
  const shelves: Shelf[] = [
    { origin: 'bundled', folder: join(root, 'bundled') },
    { origin: 'own', folder: own(), now: () => new Date() },
  ];
  const known = nothingKnown();
  return ownAnswers({
    folder: () => own(),
    work: briefsHere,
    touched: () => undefined,
    list: () => readLibrary(shelves, known),
    known,
    lang: () => 'en',
    trash,
    chooseFolder: async () => null,
  });
}

describe('a file that comes in', () => {
  it('stands in its place when it is a brief, whatever its name', async () => {
    const added = await run()['library.add'](file('C:\\notes\\any name.md', text('one')), false);
    expect(added).toEqual({ ok: true, value: { kind: 'added', edition: { id: 'one', lang: 'fr' } } });
    expect(readFileSync(own('one', 'fr.md'), 'utf8')).toBe(text('one'));
  });

  it('takes the place of another text only when it is told to, where that stands', async () => {
    mkdirSync(own('Archive'), { recursive: true });
    writeFileSync(own('Archive', 'old.md'), text('one'));
    const answers = run();
    expect(await answers['library.add'](file('a.md', text('one')), false)).toMatchObject({
      value: { kind: 'added' },
    });
    const other = file('a.md', text('one', 'Other words.'));
    expect(await answers['library.add'](other, false)).toMatchObject({
      value: { kind: 'exists', title: 'Title' },
    });
    expect(readFileSync(own('Archive', 'old.md'), 'utf8')).toBe(text('one'));
    expect(await answers['library.add'](other, true)).toMatchObject({ value: { kind: 'added' } });
    expect(readFileSync(own('Archive', 'old.md'), 'utf8')).toContain('Other words.');
    expect(existsSync(own('one'))).toBe(false);
  });

  it('never takes the place of a file that is no such brief', async () => {
    mkdirSync(own('one'), { recursive: true });
    writeFileSync(own('one', 'fr.md'), '---\nid: [a slip\n---\n\nA draft of hours.\n');
    expect(await run()['library.add'](file('a.md', text('one')), true)).toMatchObject({
      value: { kind: 'added' },
    });
    expect(readFileSync(own('one', 'fr.md'), 'utf8')).toContain('A draft of hours.');
    expect(readFileSync(own('one', 'fr 2.md'), 'utf8')).toBe(text('one'));
  });

  it('is never a bundled brief', async () => {
    mkdirSync(join(root, 'bundled', 'one'), { recursive: true });
    writeFileSync(join(root, 'bundled', 'one', 'fr.md'), text('one'));
    const refused = await run()['library.add'](file('a.md', text('one', 'Mine.')), true);
    expect(refused).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(existsSync(own())).toBe(false);
  });

  it('is refused, and nothing written, when it is too large, no text, or no kind of text', async () => {
    const { 'library.add': add } = run();
    const large = { name: 'a.md', bytes: new Uint8Array(2 * 2 ** 20 + 1) };
    const binary = { name: 'a.txt', bytes: new Uint8Array([0xff, 0xfe, 0]) };
    for (const bad of [
      large,
      binary,
      file('a.exe', 'x'),
      file('..', 'x'),
      file('a.md', '---\nlang: French\n---\n'),
    ])
      expect(await add(bad, false)).toMatchObject({ ok: false, error: { code: 'unreadable' } });
    expect(existsSync(own())).toBe(false);
  });

  it('waits under a free name, inside the folder, when it lacks front matter', async () => {
    const { 'library.add': add } = run();
    for (const name of ['../../Note.md', 'note.md', 'Note.txt'])
      expect(await add(file(name, 'Words.'), false)).toMatchObject({ value: { kind: 'waiting' } });
    expect(readdirSync(own()).sort()).toEqual(['Note.md', 'Note.txt', 'note 2.md']);
    expect(readdirSync(root)).toEqual(['own']);
  });
});

describe('a waiting file', () => {
  const answers = {
    title: 'Title',
    lang: 'fr',
    kind: 'Note',
    date: { start: '2025-01-01', end: '2025-01-01' },
    place: 'Paris',
    standfirst: 'One.',
    summary: ['One.'],
    revised: '2025-01-01',
    id: 'note',
  };

  it('becomes a brief, and is then no longer there', async () => {
    const asked = run();
    await asked['library.add'](file('Note.md', 'Words.'), false);
    expect(await asked['library.draft']('Note.md')).toMatchObject({ value: { suggestedTitle: 'Note' } });
    expect(await asked['library.complete']('Note.md', answers)).toEqual({
      ok: true,
      value: { edition: { id: 'note', lang: 'fr' } },
    });
    expect(readdirSync(own())).toEqual(['note']);
  });

  it('is told what is wrong with the answers, and stays', async () => {
    const asked = run();
    await asked['library.add'](file('Note.md', 'Words.'), false);
    const { id: _, ...rest } = answers;
    expect(await asked['library.complete']('Note.md', { ...rest, id: 'No!' })).toMatchObject({
      value: { sentences: [expect.stringContaining('No!')] },
    });
    mkdirSync(join(root, 'bundled', 'note'), { recursive: true });
    writeFileSync(join(root, 'bundled', 'note', 'fr.md'), text('note'));
    expect(await asked['library.complete']('Note.md', answers)).toMatchObject({
      value: { sentences: [expect.stringContaining('note')] },
    });
    expect(readdirSync(own())).toEqual(['Note.md']);
  });

  it('is none that the list does not hold', async () => {
    writeFileSync(join(root, 'secret.md'), 'Words.');
    for (const name of ['../secret.md', join(root, 'secret.md'), 'gone.md'])
      expect(await run()['library.draft'](name)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    for (const name of ['../secret.md', '.'])
      expect(await run()['library.trash']({ file: name })).toMatchObject({ ok: false });
    expect(existsSync(join(root, 'secret.md'))).toBe(true);
  });
});

describe('the trash', () => {
  it('takes the folder of a brief, or its files alone where others stand beside them', async () => {
    const taken: string[] = [];
    const asked = run(async (path) => void taken.push(path));
    await asked['library.add'](file('a.md', text('one')), false);
    await asked['library.trash']({ brief: 'one' });
    writeFileSync(own('one', 'photo.jpg'), '');
    await asked['library.trash']({ brief: 'one' });
    expect(taken).toEqual([own('one'), own('one', 'fr.md')]);
  });

  it('says so where there is none, and takes nothing of the bundled briefs', async () => {
    const asked = run(async () => {
      throw new Error('no trash');
    });
    await asked['library.add'](file('a.md', text('one')), false);
    expect(await asked['library.trash']({ brief: 'one' })).toMatchObject({ error: { code: 'not-saved' } });
    expect(existsSync(own('one', 'fr.md'))).toBe(true);
    mkdirSync(join(root, 'bundled', 'two'), { recursive: true });
    writeFileSync(join(root, 'bundled', 'two', 'fr.md'), text('two'));
    expect(await asked['library.trash']({ brief: 'two' })).toMatchObject({ error: { code: 'not-found' } });
  });
});
