import type * as fs from 'node:fs/promises';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { unprintedSentence } from '../printing/print-words.ts';
import { writeWhole } from './whole-file.ts';

/** What the disk does not let happen: the step, and the error's code as Node gives it. */
let fault: { readonly step: 'open' | 'write' | 'sync' | 'rename'; readonly code: string } | null = null;

function failAt(step: string): void {
  if (fault?.step === step) throw Object.assign(new Error(`${fault.code}: no`), { code: fault.code });
}

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    open: async (...args: Parameters<typeof real.open>) => {
      failAt('open');
      const file = await real.open(...args);
      const { writeFile, sync } = file;
      file.writeFile = async (...words) => {
        // A full disk takes a part before it says so.
        await writeFile.call(file, 'half');
        failAt('write');
        return writeFile.apply(file, words);
      };
      file.sync = async () => {
        failAt('sync');
        return sync.call(file);
      };
      return file;
    },
    rename: async (from: string, to: string) => {
      failAt('rename');
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
