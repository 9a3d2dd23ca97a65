import type * as fs from 'node:fs/promises';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { unprintedSentence } from '../printing/print-words.ts';
import { writeWhole } from './whole-file.ts';

/** What the disk does not let happen: the step, and the error's code as Node gives it. */
let fault: { readonly step: 'open' | 'write' | 'sync' | 'rename'; readonly code: string } | null = null;

function failAt(step: string): void {
  if (fault?.step === step) throw Object.assign(new Error(`${fault.code}: no`), { code: fault.code });
}

/** What was flushed and moved, in its order. */
let asked: string[] = [];

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    open: async (...args: Parameters<typeof real.open>) => {
      failAt('open');
      const file = await real.open(...args);
      if (args[1] === 'wx') asked.push(`make ${args[2]?.toString(8)}`);
      const { writeFile, sync } = file;
      file.writeFile = async (...words) => {
        // A full disk takes a part before it says so.
        await writeFile.call(file, 'half');
        failAt('write');
        return writeFile.apply(file, words);
      };
      file.sync = async () => {
        failAt('sync');
        asked.push(`flush ${relative(folder, String(args[0]))}`.trim());
        return sync.call(file);
      };
      return file;
    },
    rename: async (from: string, to: string) => {
      failAt('rename');
      asked.push(`move ${relative(folder, to)}`);
      return real.rename(from, to);
    },
  };
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
});
afterEach(async () => {
  fault = null;
  asked = [];
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true });
});

it.each([
  ['write', 'ENOSPC', 'linux', 'disk-full', 'le disque est plein'],
  ['sync', 'EDQUOT', 'linux', 'disk-full', 'le disque est plein'],
  ['open', 'EACCES', 'linux', 'denied', 'protégé en écriture'],
  ['open', 'EROFS', 'linux', 'denied', 'protégé en écriture'],
  ['rename', 'EBUSY', 'win32', 'in-use', 'un autre programme l’a ouvert'],
  ['rename', 'EPERM', 'win32', 'in-use', 'un autre programme l’a ouvert'],
  ['rename', 'EPERM', 'linux', 'denied', 'protégé en écriture'],
  ['sync', 'EIO', 'linux', 'failed', 'le disque a refusé'],
] as const)(
  '%s fails with %s on %s: %s, one sentence, no half file',
  async (step, code, platform, why, said) => {
    vi.stubGlobal('process', { ...process, platform });
    fault = { step, code };
    const reason = await writeWhole(join(folder, 'note.pdf'), Buffer.from('whole'));
    expect(reason).toBe(why);
    expect(await readdir(folder)).toEqual([]);
    expect(unprintedSentence(why, 'note.pdf', 'fr')).toMatch(new RegExp(`^note\\.pdf .*${said}[^.]*\\.$`));
  },
);

it('flushes the bytes before they get their name, and the name after: so a power cut leaves the old or the new', async () => {
  expect(await writeWhole(join(folder, 'note.pdf'), Buffer.from('whole'), 0o600)).toBe('written');
  const names = asked.map((step) => step.replace(/\.[0-9a-f]{12}\./, '.NUMBER.'));
  // Not for a moment may others open what is the reader's alone.
  expect(names).toEqual(['make 600', 'flush .note.pdf.NUMBER.tmp', 'move note.pdf', 'flush']);
});
