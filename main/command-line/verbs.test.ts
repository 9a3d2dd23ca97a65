import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runExport } from '../exchange/export-job.ts';
import { runImport } from '../exchange/import-job.ts';
import { profileOf } from '../profile.ts';
import { type Outcome, runVerb } from './verbs.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aide-memoire-verbs-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | Uint8Array): void {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
}

function run(...argv: string[]): Promise<Outcome> {
  return runVerb(argv, {
    systemLangs: ['en_GB.UTF-8'],
    cwd: folder,
    shelves: (profile) => [
      { origin: 'bundled', folder: join(folder, 'bundled') },
      { origin: 'own', folder: join(folder, profile ?? 'own') },
    ],
    profile: () => profileOf({ platform: 'linux', env: {}, home: folder, cwd: folder }, 'profile'),
    now: () => new Date('2026-11-24T06:00:00Z'),
    work: { runImport, runExport: async (job) => runExport(job) },
  });
}

function brief(id: string, lang: string, body = 'It met.\n', more = ''): string {
  return `---
id: ${id}
lang: ${lang}
title: Title in ${lang}
standfirst: S
kind: K
date: 2026-03-02
place: P
summary: [S]
revised: 2026-03-05
${more}
---
${body}`;
}

describe('check', () => {
  it('is content with the bundled briefs, and an editor is too', async () => {
    cpSync('briefs', join(folder, 'briefs'), { recursive: true });
    const { code, out, err } = await run('check', 'briefs', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ problems: [], remarks: [] });
    expect(JSON.parse(out).files).toContain('briefs/2025-04-26-almaty/fr.md');
    expect(JSON.parse(out).files).toContain('briefs/glossary.fr.yaml');
  });

  it('tells each problem in a line of its own, in the language asked for', async () => {
    put('a.md', brief('a', 'english'));
    put('b.md', 'no front matter');
    expect(await run('check', 'a.md', 'b.md')).toEqual({
      code: 1,
      out: 'Files checked: 2. Problems: 2. Remarks: 0.\n',
      err: `a.md:3: lang: “english” does not fit here; it must be a language tag such as fr, en or zh-Hans.
b.md:1: file: the file starts with “no front matter”; it must start with a front matter between two lines of ---.
`,
    });
    expect(await run('check', 'a.md', '--lang=fr')).toEqual({
      code: 1,
      out: 'Fichiers contrôlés\u00a0: 1. Problèmes\u00a0: 1. Remarques\u00a0: 0.\n',
      err: 'a.md:3: lang: «\u202fenglish\u202f» ne convient pas ici\u202f; il faut une étiquette de langue comme fr, en ou zh-Hans.\n',
    });
  });

  it('tells remarks without failing', async () => {
    put('a.md', brief('a', 'en', 'In 2025 it met...\n'));
    expect(await run('check', 'a.md')).toEqual({
      code: 0,
      err: '',
      out: `a.md:13: body: “In 2025 it met...” cites no source; a figure, a quotation, a proposal and a promise should.
a.md:13: body: “it met...” is not set as it should be; three dots are the one sign ….
Files checked: 1. Problems: 0. Remarks: 2.
`,
    });
  });

  it('gives programs one document', async () => {
    put('a.md', brief('a', 'english'));
    const { code, out, err } = await run('check', 'a.md', '--json');
    expect(code).toBe(1);
    expect(err).toMatch(/^a\.md:3: /);
    expect(JSON.parse(out)).toEqual({
      files: ['a.md'],
      problems: [
        {
          ...{ file: 'a.md', line: 3, field: 'lang', found: 'english' },
          rule: { code: 'form', form: 'language' },
          sentence: err.trim(),
        },
      ],
      remarks: [],
    });
  });

  it('reads a library together: places, editions, glossaries, and what leads from one brief to another', async () => {
    put('lib/a/fr.md', brief('a', 'fr', 'Un [mot](term:mot).\n'));
    put('lib/a/en.md', brief('a', 'en', '## A [word](term:mot)\n'));
    put('lib/b/en.md', brief('other', 'de'));
    put(
      'lib/c/fr.md',
      brief('c', 'fr', 'Un.\n', 'followUps: [{ date: 2026-04-01, text: T, leadsTo: gone }]'),
    );
    put('lib/glossary.fr.yaml', 'lang: fr\nterms: [{ id: autre, term: A, definition: D }]\n');
    put('lib/glossary.en.yaml', 'lang: en\nterms: none\n');
    const { code, out, err } = await run('check', 'lib');
    expect(code).toBe(1);
    expect(err).toBe(`lib/b/en.md:2: id: “other” is not one of the choices; allowed are b.
lib/b/en.md:3: lang: “de” is not one of the choices; allowed are en.
lib/glossary.en.yaml:2: terms: “none” is of the wrong kind; it must be a list.
lib/a/en.md:13: body: “A word” is a heading of level 2, but in lib/a/fr.md a paragraph stands there; editions must have the same blocks.
lib/a/fr.md:13: body: the glossary has no term “mot”; its terms are autre.
`);
    expect(out).toContain('lib/c/fr.md:11: followUps.0.leadsTo: there is no brief “gone” among these');
  });

  it('does not ask one brief for those it leads to, but for its glossary', async () => {
    put(
      'lib/c/en.md',
      brief(
        'c',
        'en',
        '[A](term:x)\n',
        'followUps: [{ date: 2026-04-01, text: T, leadsTo: gone, sources: [] }]',
      ),
    );
    put('lib/glossary.en.yaml', 'lang: en\nterms: []\n');
    for (const path of ['lib/c', 'lib/c/en.md']) {
      const { out, err } = await run('check', path);
      expect(err).toBe('lib/c/en.md:13: body: the glossary has no term “x”; it is empty.\n');
      expect(out).not.toContain('gone');
    }
  });

  it('follows a link that is given, and counts a file once', async () => {
    put('real/en.md', brief('a', 'en'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    symlinkSync(join(folder, 'real/en.md'), join(folder, 'link.md'));
    expect(await run('check', 'link.md')).toMatchObject({ code: 0 });
    expect((await run('check', 'link', 'link/en.md')).out).toBe(
      'Files checked: 1. Problems: 0. Remarks: 0.\n',
    );
  });

  it('answers soon, and with a sentence, whatever lies in a folder', async () => {
    put('bad/empty.md', '');
    put(
      'bad/bytes.md',
      Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256),
    );
    put('bad/zeros.md', new Uint8Array(1000));
    put('bad/utf16.md', Buffer.from(`\ufeff${brief('a', 'en')}`, 'utf16le'));
    put('bad/bomb.md', brief('a', 'en', '', `x: &a [${'*a,'.repeat(5000)}]`));
    put('bad/nested.md', brief('a', 'en', '['.repeat(90_000)));
    put('bad/quotes.md', brief('a', 'en', '>'.repeat(1_000_000)));
    put('bad/html.md', brief('a', 'en', '<script>alert(1)</script> [x](javascript:alert(1))\n'));
    put('bad/huge.md', '');
    truncateSync(join(folder, 'bad/huge.md'), 3_000_000_000);
    mkdirSync(join(folder, 'bad/folder.md'));
    mkdirSync(join(folder, 'bad/1/2/3/4/5'), { recursive: true });
    execFileSync('mkfifo', [join(folder, 'bad/pipe.md'), join(folder, 'bad/glossary.en.yaml')]);
    symlinkSync('/dev/zero', join(folder, 'bad/zero.md'));
    symlinkSync('loop.md', join(folder, 'bad/loop.md'));
    symlinkSync('.', join(folder, 'bad/self'));
    symlinkSync(join(folder, 'bad/html.md'), join(folder, 'bad/link.md'));
    put('bad/a\u001b[31m\nb.md', 'x');
    const start = performance.now();
    const { code, err } = await run('check', 'bad');
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(code).toBe(1);
    const told = err.split('\n').slice(0, -1);
    for (const line of told) expect(line).toMatch(/^bad\/[^:]+:\d+: [\w.]+: \P{C}+\.$/u);
    const names = new Set(told.map((line) => /^bad\/([^:]+):/.exec(line)?.[1]));
    expect([...names].sort()).toEqual(
      [
        'a\ufffd[31m b.md',
        'bomb.md',
        'bytes.md',
        'empty.md',
        'glossary.en.yaml',
        'huge.md',
        'link.md',
        'loop.md',
      ]
        .concat(['pipe.md', 'quotes.md', 'utf16.md', 'zero.md', 'zeros.md', 'nested.md'])
        .sort(),
    );
  });

  it.each(['/dev/zero', '/dev/null', 'pipe', 'loop', 'gone', 'a.md/x', 'empty'])(
    'refuses %s with one sentence',
    async (path) => {
      put('a.md', brief('a', 'en'));
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      symlinkSync('loop', join(folder, 'loop'));
      mkdirSync(join(folder, 'empty'));
      const { code, err } = await run('check', path);
      expect(code).toBe(1);
      expect(err).toMatch(/^[^\n]+:1: file: [^\n]+\.\n$/);
    },
  );
});

describe('list', () => {
  it('names the briefs of the library, the reader’s own among them', async () => {
    put('bundled/a/fr.md', brief('a', 'fr'));
    put('bundled/a/en.md', brief('a', 'en'));
    put('mine/b/de.md', brief('b', 'de').replace('2026-03-02', '2026-03-04'));
    expect(await run('list', '--user-data-dir=mine')).toEqual({
      code: 0,
      out: 'b\t2026-03-04\tde\town\tTitle in de\na\t2026-03-02\tfr,en\tbundled\tTitle in en\n',
      err: '',
    });
    expect((await run('list', '--lang=fr')).out).toBe('a\t2026-03-02\tfr,en\tfournie\tTitle in fr\n');
    const { out } = await run('list', '--json');
    expect(JSON.parse(out)).toMatchObject({
      briefs: [
        { id: 'a', origin: 'bundled', editions: [{ lang: 'fr' }, { lang: 'en', title: 'Title in en' }] },
      ],
      unreadable: [],
    });
  });

  it('lists what is no brief with its sentence, and is done', async () => {
    put('bundled/a/fr.md', brief('a', 'fr'));
    put('own/b/fr.md', 'x');
    const { code, out } = await run('list');
    expect(code).toBe(0);
    expect(out.split('\n')[1]).toMatch(/^b\/fr\.md:1: file: the file starts with “x”; /);
    expect(JSON.parse((await run('list', '--json')).out).unreadable).toMatchObject([
      { file: 'b/fr.md', problems: [{ rule: { code: 'front-matter-missing' } }] },
    ]);
  });

  it('lists nothing where nothing is', async () => {
    expect(await run('list')).toEqual({ code: 0, out: '', err: '' });
  });
});

describe('anything else', () => {
  it('is wrong usage, in a sentence', async () => {
    expect(await run('frobnicate')).toEqual({
      code: 2,
      out: '',
      err: 'aide-memoire: “frobnicate” is not a verb; allowed are list, check, print, export, import.\n',
    });
    expect(await run('print', 'a', '--to=b', '--lang=fr')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Imprimer'),
    });
    expect(await run('--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('aide-memoire VERB'),
    });
  });
});
