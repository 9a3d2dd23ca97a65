import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { runVerb } from './command-line/verbs.ts';
import { exchangeInThread } from './exchange/exchange-work.ts';
import type { Shelf } from './library/library.ts';
import { readOwnFolder } from './library/own-folder.ts';
import { type Profile, profileOf } from './profile.ts';

/** The verbs that run in plain Node, without Electron and without a display. */

const { argv, env, platform } = process;
const cwd = process.cwd();

// This file is built to dist/main/cli.cjs.
const root = join(dirname(realpathSync(argv[1] ?? cwd)), '../..');

function profile(userDataDir: string | null): Profile {
  return profileOf({ platform, env, home: homedir(), cwd }, userDataDir ?? undefined);
}

function shelves(userDataDir: string | null): readonly Shelf[] {
  return [
    { origin: 'bundled', folder: join(root, 'briefs') },
    { origin: 'own', folder: readOwnFolder(profile(userDataDir)) },
  ];
}

/** The first that is set decides, as for every program of the system. */
const systemLang = env.LC_ALL || env.LC_MESSAGES || env.LANG;

// Whoever reads only the first lines closes the pipe; the rest is then said to nobody.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit());

runVerb(argv.slice(2), {
  systemLangs: systemLang ? [systemLang] : [],
  cwd,
  shelves,
  profile,
  now: () => new Date(),
  work: exchangeInThread(join(root, 'dist/main/exchange-worker.cjs')),
})
  .then(({ code, out, err }) => {
    process.exitCode = code;
    process.stdout.write(out);
    process.stderr.write(err);
  })
  .catch((error: unknown) => {
    process.exitCode = 1;
    process.stderr.write(`aide-memoire: ${error instanceof Error ? error.message : error}\n`);
  });
