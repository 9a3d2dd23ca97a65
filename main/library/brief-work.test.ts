import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { briefsInThread } from './brief-work.ts';
import { briefsHere } from './briefs-here.ts';
import { nothingKnown } from './known.ts';
import { openEdition, readLibrary } from './library.ts';

const folder = mkdtempSync(join(tmpdir(), 'brief-work-'));
afterAll(() => rmSync(folder, { recursive: true }));

const front = `id: one
lang: fr
title: Title
standfirst: A brief for a test.
kind: Meeting
date: 2025-04-26
place: Almaty
summary: [One point.]
revised: 2025-05-01`;
const bytes = (text: string) => new TextEncoder().encode(text);
const whole = bytes(`---\n${front}\n---\n\nThree plain words.\n`);

describe('what is made of a file', () => {
  it('is a brief and what the list says of it', async () => {
    expect(await briefsHere.list('a.md', whole)).toMatchObject({
      id: 'one',
      listed: { title: 'Title', words: 3 },
    });
    expect(await briefsHere.open('a.md', whole)).toMatchObject({
      id: 'one',
      brief: { text: 'Three plain words.' },
      listed: { words: 3 },
    });
    expect(await briefsHere.open('a.md', bytes('---\nid: [\n---\n'))).toMatchObject({
      problems: [{ file: 'a.md' }],
    });
  });

  it('is sorted before it is taken in', async () => {
    expect(await briefsHere.sort('a.md', whole)).toMatchObject({ id: 'one' });
    expect(await briefsHere.sort('a.txt', whole)).toBe('waits');
    expect(await briefsHere.sort('a.md', bytes('Words.'))).toBe('waits');
    expect(await briefsHere.sort('a.md', bytes('---\nid: [\n---\n'))).toHaveProperty('problems');
    const binary = { problems: [{ rule: { code: 'encoding' } }] };
    expect(await briefsHere.sort('a.txt', new Uint8Array([0xff]))).toMatchObject(binary);
    expect(await briefsHere.draft('a.md', new Uint8Array([0xff]))).toMatchObject(binary);
    expect(await briefsHere.complete('a.txt', new Uint8Array([0xff]), {})).toMatchObject(binary);
  });
});

/** A parser with a flaw: some words make it endless, hungry or break it. */
const flawed = join(folder, 'flawed.cjs');
writeFileSync(
  flawed,
  `const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ step, file, bytes }) => {
    const words = Buffer.from(bytes).toString();
    if (words.includes('endless')) for (;;) {}
    if (words.includes('hungry')) { const all = []; for (;;) all.push(Array.from({ length: 1e4 }, (_, i) => ({ i }))); }
    if (words.includes('broken')) throw new Error('broken');
    const listed = { lang: 'fr', title: words, date: { start: '2025-01-01', end: '2025-01-01' }, proposals: [] };
    parentPort.postMessage({ id: words, listed, brief: { id: words, lang: 'fr' } });
  });`,
);

it('a file that the parser cannot cope with is a problem of its own, and all others are read', async () => {
  const own = join(folder, 'own');
  mkdirSync(own);
  for (const words of ['endless', 'hungry', 'broken', 'sound'])
    writeFileSync(join(own, `${words}.md`), words);
  const work = briefsInThread(flawed, { time: 1000, memory: 64, patience: 10_000 });
  const shelves = [{ origin: 'own', folder: own, work }] as const;
  const known = nothingKnown();
  const { briefs, unreadable } = await readLibrary(shelves, known);
  expect(briefs.map(({ id }) => id)).toEqual(['sound']);
  expect(unreadable.map(({ file, problems }) => [file, problems[0]?.rule.code]).sort()).toEqual([
    ['broken.md', 'file-costly'],
    ['endless.md', 'file-costly'],
    ['hungry.md', 'file-costly'],
  ]);
  expect(await openEdition(shelves, { id: 'sound', lang: 'fr' }, known)).toMatchObject({
    brief: { id: 'sound' },
  });
  for (const asked of [work.sort, work.draft, work.open])
    expect(await asked('a.md', bytes('broken'))).toMatchObject({
      problems: [{ rule: { code: 'file-costly' } }],
    });
});
