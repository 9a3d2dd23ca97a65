import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultPrintOptions } from '../core/printing/print.ts';
import { answersFrom } from './answers.ts';
import { channels } from './channels.ts';
import { runExport } from './exchange/export-job.ts';
import { runImport } from './exchange/import-job.ts';
import { answer, failure, type Gate } from './gate.ts';
import { briefsHere } from './library/briefs-here.ts';
import { profileOf } from './profile.ts';
import { openStores } from './stores/stores.ts';

// electron-store asks Electron's package for its binary; outside Electron there is none to be had.
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

const messages = 100_000;
const at = () => new Date('2026-11-24T05:30:00Z');
const edition = { id: 'almaty', lang: 'fr' };
const brief = `---
id: almaty
lang: fr
title: T
standfirst: S
kind: K
date: 2026-03-02
place: P
summary: [One.]
revised: 2026-03-05
---

Words.
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gate-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Honest words, from which wrong questions are made. */
const honest: readonly unknown[] = [
  edition,
  'almaty',
  [],
  ['urn:uuid:123e4567-e89b-42d3-a456-426614174000'],
  { p1: { decision: 'support', remark: '', passages: [], date: '2026-11-24T05:30:00.000Z' } },
  { editions: [edition], options: defaultPrintOptions, files: 'one' },
  { theme: 'dark', textSize: 20 },
  'https://example.org/',
];

const cycle: unknown[] = [];
cycle.push(cycle);
const deep = Array.from({ length: 20_000 }).reduce<unknown>((inner) => [inner], 0);

/** Words that no page of the app would send. */
const odd: readonly unknown[] = [
  null,
  undefined,
  true,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  10n ** 50n,
  '',
  '../../../../etc/passwd',
  '/etc/passwd',
  'C:\\Windows',
  '\\\\server\\share',
  '__proto__',
  'constructor',
  'con',
  '\0',
  '\ud800',
  '\u202ealmaty',
  'almaty\n',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'x'.repeat(100_000),
  new ArrayBuffer(8),
  new Uint8Array(8),
  new Date(Number.NaN),
  /(a+)+$/,
  new Map([['id', 'almaty']]),
  new Set(['almaty']),
  new Error('x'),
  cycle,
  deep,
  JSON.parse('{"__proto__": {"polluted": 1}, "id": "almaty", "lang": "fr"}'),
  JSON.parse('{"constructor": {"prototype": {"polluted": 1}}}'),
  Object.create(null),
  Array.from({ length: 1000 }, () => edition),
];

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A word of a question: honest, odd, or an honest one with an odd one in it. */
function word(random: (below: number) => number, depth = 0): unknown {
  const choice = random(10);
  const good = honest[random(honest.length)];
  if (choice < 3) return good;
  if (choice < 7 || depth > 2) return odd[random(odd.length)];
  if (Array.isArray(good)) return [...good, word(random, depth + 1)];
  if (typeof good !== 'object' || good === null) return [word(random, depth + 1), good];
  const entries = Object.entries(good);
  const [key = 'id'] = entries[random(entries.length)] ?? [];
  return { ...good, [random(3) ? key : `${key}x`]: word(random, depth + 1) };
}

/** Everything under a folder, by path. */
function everything(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file, 'latin1')]),
  );
}

it(`answers ${messages} hostile questions in one of two shapes, and keeps the disk whole`, async () => {
  const profile = profileOf({ platform: 'linux', env: {}, home: root, cwd: root }, join(root, 'profile'));
  mkdirSync(join(profile.briefs, 'almaty'), { recursive: true });
  writeFileSync(join(profile.briefs, 'almaty/fr.md'), brief);
  mkdirSync(join(root, 'outside'));
  writeFileSync(join(root, 'outside/canary'), 'canary');
  const opened: string[] = [];
  const open = () => openStores(profile, { now: at, access: 'write' });
  const answers = answersFrom({
    shelves: [{ origin: 'own', folder: profile.briefs }],
    cached: { path: join(profile.cache, 'library.catalogue'), program: 'test' },
    stores: open(),
    search: {
      find: async () => ({ groups: [], total: 0, reading: null }),
      begin: () => {},
      changed: () => {},
    },
    own: {
      folder: () => profile.briefs,
      work: briefsHere,
      touched: () => undefined,
      changes: async () => null,
      name: () => ({ name: 'briefs', isFirst: true }),
      arriving: () => {},
      trash: async () => {},
      chooseFolder: async () => null,
    },
    lang: () => 'fr',
    now: at,
    settingsChanged: () => {},
    followLink: async (url) => {
      opened.push(url);
      return null;
    },
    printing: {
      preview: async () => failure({ kind: 'internal' }, 'fr'),
      pdf: async () => failure({ kind: 'internal' }, 'fr'),
      paper: async () => failure({ kind: 'internal' }, 'fr'),
      cancel: () => {},
    },
    exchange: {
      askWhere: async () => null,
      askWhich: async () => null,
      opened: () => null,
      documents: root,
      work: { runImport: async (job) => runImport(job), runExport: async (job) => runExport(job) },
    },
  });
  const window = { mainFrame: { url: 'aide-memoire://app/index.html' } };
  const gate: Gate = {
    answers,
    underWay: new Set(),
    isWindow: (sender) => sender === window,
    lang: () => 'fr',
    complain: () => {},
  };
  const asking = { senderFrame: window.mainFrame, sender: window };
  const random = numbers(20261124);
  const outcomes = { answered: 0, refused: 0 };
  let slowest = 0;
  for (let number = 0; number < messages; number += 1) {
    const channel = channels[random(channels.length)] ?? 'start';
    const question = Array.from({ length: random(50) ? 1 + random(3) : 0 }, () => word(random));
    const begun = performance.now();
    const result = await answer(gate, channel, asking, question);
    slowest = Math.max(slowest, performance.now() - begun);
    if (result.ok) outcomes.answered += 1;
    else {
      outcomes.refused += 1;
      // Said so often that a matcher each would take longer than the questions.
      const { code, sentence } = result.error;
      if (Object.keys(result).join() !== 'ok,error' || Object.keys(result.error).length !== 2)
        expect.fail(JSON.stringify(result));
      if (
        typeof code !== 'string' ||
        sentence.includes(root) ||
        /\/|ENOENT|EACCES|Error|node:|\n/.test(sentence)
      )
        expect.fail(sentence);
    }
  }
  expect(outcomes.refused).toBeGreaterThan(messages / 2);
  expect(outcomes.answered).toBeGreaterThan(100);
  expect(slowest).toBeLessThan(5000);
  expect(Reflect.has({}, 'polluted')).toBe(false);
  expect(opened.filter((url) => url.length > 2000)).toEqual([]);

  const files = everything(root);
  expect(files.get(join(root, 'outside/canary'))).toBe('canary');
  expect(files.get(join(profile.briefs, 'almaty/fr.md'))).toBe(brief);
  const elsewhere = [...files.keys()].filter(
    (file) => !file.startsWith(join(root, 'profile')) && file !== join(root, 'outside/canary'),
  );
  expect(elsewhere).toEqual([]);
  // What was written is what a fresh start reads, with nothing to mend.
  const again = open();
  expect((await again.settings).notice).toBeNull();
  for (const kind of [again.annotations, again.positions])
    for (const store of (await kind.all()).values()) expect(store.notice).toBeNull();
}, 120_000);
