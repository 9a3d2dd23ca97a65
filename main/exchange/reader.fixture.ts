import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type Outcome, runVerb } from '../command-line/verbs.ts';
import { type Profile, profileOf } from '../profile.ts';
import { openStores, type Stores } from '../stores/stores.ts';
import { runExport } from './export-job.ts';
import { runImport } from './import-job.ts';

/** A reader with a folder, profiles in it and the command line: made anew for each test of the file that asks for one. */
interface Reader {
  /** A place in the folder. */
  readonly at: (...parts: string[]) => string;
  /** Writes a file in the folder; answers its name there. */
  readonly put: (name: string, content: string | Uint8Array) => string;
  readonly profile: (name: string | null) => Profile;
  readonly stores: (name: string, access?: 'read' | 'write') => Stores;
  /** Runs the command line in the folder. */
  readonly run: (...argv: string[]) => Promise<Outcome>;
}

/** @param now asked whenever the program looks at the clock. */
export function reader(now: () => Date): Reader {
  // electron-store asks Electron's package for its binary; outside Electron there is none to be had.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aide-memoire-reader-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const profile = (name: string | null): Profile =>
    profileOf({ platform: 'linux', env: {}, home: folder, cwd: folder }, name ?? 'profile');
  return {
    at: (...parts) => join(folder, ...parts),
    put: (name, content) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
      return name;
    },
    profile,
    stores: (name, access = 'read') => openStores(profile(name), { now, access }),
    run: (...argv) =>
      runVerb(argv, {
        systemLangs: ['en'],
        cwd: folder,
        shelves: (name) => [
          { origin: 'bundled', folder: join(folder, 'bundled') },
          { origin: 'own', folder: profile(name).briefs },
        ],
        profile,
        now,
        work: { runImport, runExport: async (job) => runExport(job) },
      }),
  };
}
