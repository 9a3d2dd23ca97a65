import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { pack } from '../../core/packed.ts';
import { callsInstead, filesAmong, openFiles } from './opened-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-opened-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What becomes of files that are opened with the program, in their order. */
async function open(...names: string[]): Promise<string[]> {
  const told: string[] = [];
  await openFiles(
    names.map((name) => join(folder, name)),
    join(folder, 'briefs'),
    {
      'library.list': async () => ({
        ok: true,
        value: {
          briefs: pack([]),
          gone: [],
          unreadable: [],
          waiting: [],
          folder: { name: 'briefs', isFirst: true },
        },
      }),
      'library.add': async ({ name, bytes }) => {
        told.push(`added ${name}, ${bytes.length}`);
        return { ok: true, value: { kind: 'waiting', file: name } };
      },
    },
    {
      arrived: () => undefined,
      notice: (sentence) => told.push(sentence),
      offered: (path) => told.push(`offered ${path.slice(folder.length + 1)}`),
    },
    () => 'en',
  );
  return told;
}

it('that are no files, or cannot be read, get one sentence each, and the next is opened all the same', async () => {
  mkdirSync(join(folder, 'folder.md'));
  execFileSync('mkfifo', [join(folder, 'pipe.md')]);
  symlinkSync('/dev/zero', join(folder, 'endless.md'));
  symlinkSync('pipe.md', join(folder, 'to-pipe.txt'));
  writeFileSync(join(folder, 'sound.md'), 'words');
  symlinkSync('sound.md', join(folder, 'link.md'));
  writeFileSync(join(folder, 'large.md'), '');
  truncateSync(join(folder, 'large.md'), 2 ** 40);
  const odd = ['gone.md', 'folder.md', 'pipe.md', 'endless.md', 'to-pipe.txt'];
  expect(await open(...odd, 'large.md', 'sound.md', 'link.md', 'x.pdf')).toEqual([
    ...odd.map((name) => `${name} could not be read; check that it is a file and that you may open it.`),
    'large.md was not added: it is larger than 2 MiB; split it into several briefs.',
    'added sound.md, 5',
    'added link.md, 5',
    'offered x.pdf',
  ]);
}, 20_000);

it('are the words of a command line that may be such, however many others there are', () => {
  const hostile = ['--x.md', '-', '', '.md', '__proto__', '\0.md', 'a\n.md', '\u202edm.exe', 'http://x/y'];
  expect(filesAmong([...hostile, 'a.md', '../b.TXT', '/c.pdf', 'd.exe'], '/home')).toEqual([
    '/home/.md',
    '/home/\0.md',
    '/home/a\n.md',
    '/home/a.md',
    '/b.TXT',
    '/c.pdf',
  ]);
});

it('a command line that is too long to be told is made several, without what is no file', () => {
  const before = ['/app', '--user-data-dir=/p', '/dist'];
  const files = Array.from({ length: 500 }, (_, n) => `${n}${'x'.repeat(90)}.md`);
  const odd = [`${'x'.repeat(100_000)}.md`, `--${'y'.repeat(5000)}`, 'a word', '--lang=fr'];
  expect(callsInstead([...before, ...files.slice(0, 300)], files.slice(0, 300), '/home')).toEqual([]);
  expect(callsInstead([...before, ...odd], odd, '/home')).toEqual([
    ['--user-data-dir=/p', '/dist', '--lang=fr'],
  ]);

  const words = [...odd, ...files];
  const calls = callsInstead([...before, ...words], words, '/home');
  for (const call of calls) {
    expect(call.slice(0, 3)).toEqual(['--user-data-dir=/p', '/dist', '--lang=fr']);
    expect(Buffer.byteLength(call.join(' '))).toBeLessThan(16_000);
  }
  expect(calls.flatMap((call) => call.slice(3))).toEqual(files.map((file) => join('/home', file)));
  expect(calls).toHaveLength(4);
});
