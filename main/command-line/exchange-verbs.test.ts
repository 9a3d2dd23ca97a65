import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { noteOf } from '../../core/annotation.ts';
import { reader } from '../exchange/reader.fixture.ts';
import { takeProfile, takeProfileSoon } from '../profile-lock.ts';
import { readHistory } from '../stores/histories.ts';

const id = '2025-04-26-almaty';
const now = () => new Date('2026-11-24T06:00:00Z');
const { at: inFolder, profile: profileNamed, stores: storesOf, run } = reader(now);
beforeEach(() => {
  cpSync('briefs/2025-04-26-almaty', inFolder('bundled/2025-04-26-almaty'), { recursive: true });
});

const foreign = [
  {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: 'http://example.org/1',
    type: 'Annotation',
    created: '2026-01-01T00:00:00Z',
    body: 'Une note venue d’ailleurs',
    target: {
      source: 'https://example.org/page',
      selector: { type: 'TextQuoteSelector', exact: 'plus de 180 pays' },
    },
  },
  { type: 'Annotation', id: 'http://example.org/2', target: 'https://example.org/page' },
  { type: 'Something' },
];

function put(name: string, value: unknown): string {
  writeFileSync(inFolder(name), typeof value === 'string' ? value : JSON.stringify(value));
  return name;
}

/** Every file under the profile with its bytes. */
function bytesOf(name: string): Record<string, string> {
  const root = inFolder(name);
  if (!existsSync(root)) return {};
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => [
      join(entry.parentPath, entry.name),
      readFileSync(join(entry.parentPath, entry.name), 'hex'),
    ]),
  );
}

describe('import', () => {
  it('says first what it would do and changes nothing, then does it, so that the app can take it back', async () => {
    const file = put('f.json', foreign);
    const dry = await run('import', file, '--dry-run', `--into=${id}:fr`);
    expect(dry).toEqual({
      code: 0,
      err: '',
      out: [
        `new\t${id}:fr\tplus de 180 pays`,
        `no readable passage\t${id}:fr\t`,
        'unreadable\t\t',
        'Annotations that would change: 2.\n',
      ].join('\n'),
    });
    expect(bytesOf('profile')).toEqual({});

    const done = await run('import', file, `--into=${id}`, '--json');
    expect(JSON.parse(done.out)).toMatchObject({
      changed: 2,
      sources: [{ name: 'https://example.org/page', items: 2 }],
    });
    const stores = storesOf('profile');
    const items = (await stores.annotations.of(id)).value.items;
    expect(items.map(noteOf)).toEqual(['Une note venue d’ailleurs', '']);
    const { done: steps } = await readHistory(stores, id, now());
    expect(steps).toMatchObject([
      {
        changes: [
          { before: null, after: items[0] },
          { before: null, after: items[1] },
        ],
      },
    ]);

    const before = bytesOf('profile');
    expect(await run('import', file, `--into=${id}`)).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^already there.*\nalready there.*\nunreadable.*\nAnnotations imported: 0\.\n$/,
      ),
    });
    expect(bytesOf('profile')).toEqual(before);
  });

  it('leaves what is about no brief of the library, and says so', async () => {
    expect(await run('import', put('f.json', foreign))).toMatchObject({
      code: 0,
      out: 'unknown source\t\t\nunknown source\t\t\nunreadable\t\t\nAnnotations imported: 0.\n',
    });
    expect(await run('import', 'f.json', '--into=nothing')).toMatchObject({
      code: 1,
      err: 'aide-memoire: The library has no brief “nothing” in this language; “list” names those it has.\n',
    });
  });

  it.each([
    ['a.json', '{"a":', /it is not valid JSON/],
    ['a.json', '{"type":"FeatureCollection"}', /no annotations in a known format/],
    ['a.json', `[${'{},'.repeat(60_000)}{}]`, /more than 50,000 annotations/],
    ['a.json', '['.repeat(100_000), /brackets nest too deep/],
    ['a.annotations', 'PK\u0003\u0004 and then nothing that an archive holds', /archive is damaged/],
    ['none.json', null, /there is no such file/],
    ['a.json', Buffer.from([0xff, 0xfe, 0x00]).toString('latin1'), /not valid JSON/],
  ])('refuses %s with one sentence and changes nothing', async (name, content, sentence) => {
    if (content !== null) put(name, content);
    const { code, out, err } = await run('import', name, `--into=${id}`);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(Object.keys(bytesOf('profile'))).toEqual([]);
  });
});

describe('export', () => {
  it.each(['jsonld', 'annotations'])(
    'writes %s, which another profile takes in as it was',
    async (format) => {
      await run('import', put('f.json', foreign), `--into=${id}`);
      expect(await run('export', id, `--to=out.${format}`)).toEqual({
        code: 0,
        out: `out.${format}: 2\n`,
        err: '',
      });
      const first = readFileSync(inFolder(`out.${format}`));
      await run('export', 'all', `--to=again.${format}`);
      expect(readFileSync(inFolder(`again.${format}`))).toEqual(first);
      expect(await run('import', `out.${format}`, '--user-data-dir=other')).toMatchObject({ code: 0 });
      const [mine, theirs] = await Promise.all(
        [storesOf('profile'), storesOf('other')].map((stores) => stores.annotations.of(id)),
      );
      expect(theirs?.value.items).toEqual(mine?.value.items);
    },
  );

  it('writes the formats to read and to cite', async () => {
    await run('import', put('f.json', foreign), `--into=${id}`);
    for (const [name, sign] of [
      ['a.md', '> plus de 180 pays'],
      ['a.csv', '"plus de 180 pays"'],
      ['a.json', '"type": "report"'],
      ['a.bib', '@techreport{2025-04-26-almaty-fr'],
    ]) {
      expect(await run('export', 'all', `--to=${name}`, '--json')).toMatchObject({ code: 0 });
      expect(readFileSync(inFolder(`${name}`), 'utf8')).toContain(sign);
    }
  });

  it('says why there is nothing to write', async () => {
    expect(await run('export', 'all', '--to=a.csv')).toEqual({
      code: 1,
      out: '',
      err: 'aide-memoire: There is no annotation to export; mark a passage first.\n',
    });
    expect(await run('export', '../../etc/passwd', '--to=a.csv')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no brief'),
    });
    await run('import', put('f.json', foreign), `--into=${id}`);
    expect(await run('export', id, '--to=none/a.csv')).toMatchObject({
      code: 1,
      err: 'aide-memoire: none/a.csv was not written: its folder does not exist; choose another.\n',
    });
    expect(existsSync(inFolder('a.csv'))).toBe(false);
  });
});

describe('a profile that is in use', () => {
  const lock = () => profileNamed(null).lock;
  const hold = (content: object) => {
    mkdirSync(inFolder('profile'), { recursive: true });
    writeFileSync(lock(), JSON.stringify(content));
  };

  it('is not written beside the program that has it; looking and exporting go on', async () => {
    const release = takeProfile(lock());
    if (typeof release !== 'function') throw new Error('not taken');
    const file = put('f.json', foreign);
    expect(await run('import', file, `--into=${id}`)).toEqual({
      code: 1,
      out: '',
      err: `aide-memoire: The program is open on this profile (process ${process.pid}); nothing was changed. Close it, or import from its window.\n`,
    });
    expect(await run('import', file, '--dry-run', `--into=${id}`)).toMatchObject({ code: 0 });
    expect(await run('export', 'all', '--to=a.csv')).toMatchObject({
      err: expect.stringContaining('no annotation'),
    });
    release();
    expect(await run('import', file, `--into=${id}`)).toMatchObject({ code: 0 });
    expect(existsSync(lock())).toBe(false);
  });

  it('is taken over from a program that crashed, also where its number is another’s by now', async () => {
    const held = takeProfile(lock());
    const { start } = JSON.parse(readFileSync(lock(), 'utf8'));
    if (typeof held === 'function') held();
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.once('exit', resolve));
    for (const content of [
      { pid: gone.pid, host: hostname(), start: null },
      { pid: process.pid, host: hostname(), start: 'another boot 1' },
      { nothing: 1 },
      // The computer had another name.
      ...(start === null ? [] : [{ pid: gone.pid, host: 'before', start: start.replace(/ .*/, ' 1') }]),
    ]) {
      hold(content);
      expect(await run('import', put('f.json', foreign), `--into=${id}`)).toMatchObject({ code: 0 });
    }
    writeFileSync(lock(), '');
    expect(await run('import', 'f.json', `--into=${id}`)).toMatchObject({ code: 0 });
  });

  it('is left to a program on another computer', async () => {
    hold({ pid: 1, host: 'elsewhere', start: null });
    expect(await run('import', put('f.json', foreign), `--into=${id}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('on another computer, elsewhere (process 1)'),
    });
    expect(JSON.parse(readFileSync(lock(), 'utf8'))).toMatchObject({ host: 'elsewhere' });
  });

  it('is waited for by the app while a command is writing in it', async () => {
    const script = `setTimeout(() => require('node:fs').rmSync(process.argv[1]), 800); setTimeout(() => {}, 4000)`;
    const command = spawn(process.execPath, ['-e', script, lock()]);
    await new Promise((resolve) => command.once('spawn', resolve));
    hold({ pid: command.pid, host: hostname(), start: null });
    expect(takeProfile(lock())).toMatchObject({ pid: command.pid });
    expect(takeProfileSoon(lock())).toBeTypeOf('function');
    expect(command.exitCode).toBeNull();
    command.kill();
  });

  it('is had by one of many that ask at once', () => {
    const taken = Array.from({ length: 20 }, () => takeProfile(lock()));
    expect(taken.filter((one) => typeof one === 'function')).toHaveLength(1);
    expect(readdirSync(inFolder('profile'))).toEqual(['in-use.json']);
  });
});
