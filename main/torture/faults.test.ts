import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { briefs } from './changes.ts';
import { Model } from './model.ts';
import { makePrograms } from './program.ts';
import { faultsIn, run } from './run.ts';

/**
 * Every call that a save makes of the system fails once, in each way that it can, and some fail for good. Linux alone can
 * be made to do so, and only where strace is there.
 */
const isThere = process.platform === 'linux' && existsSync('/usr/bin/strace');
if (!isThere) process.stdout.write('No faults of the disk are tried: that takes Linux with strace.\n');

/** The long form tries every call, the short one some of each kind. */
const everyCall = process.env.TORTURE_KILLS !== undefined;
const steps = 24;

/** The end of the name of electron-store's temporary files while the clock and chance stand still. */
const temporary = '00000000007fffff';

let root: string;
let programs: { readonly child: string; readonly worker: string };
beforeAll(async () => {
  root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'faults-'));
  programs = await makePrograms(join(root, 'programs'));
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

interface Fault {
  readonly call: string;
  /** As strace names it: `error=ENOSPC`, `retval=10`, `signal=KILL`. */
  readonly how: string;
  /** The how-manieth call; with a `+` all that follow too. */
  readonly when: string;
}

/** The calls that change files, and how they may fail. */
const writing = ['error=ENOSPC', 'error=EIO', 'error=EACCES', 'error=EINTR'];
const ways: Readonly<Record<string, readonly string[]>> = {
  mkdir: ['error=ENOSPC', 'error=EACCES'],
  openat: ['error=ENOSPC', 'error=EIO', 'error=EACCES'],
  pwrite64: [...writing, 'retval=7', 'signal=KILL'],
  fdatasync: ['error=ENOSPC', 'error=EIO', 'error=EINTR', 'signal=KILL'],
  fsync: ['error=ENOSPC', 'error=EIO', 'error=EINTR', 'signal=KILL'],
  ftruncate: ['error=EIO', 'signal=KILL'],
  rename: ['error=ENOSPC', 'error=EIO', 'error=EACCES', 'signal=KILL'],
  link: ['error=EIO', 'error=EPERM', 'signal=KILL'],
  unlink: ['error=EIO', 'error=EACCES', 'signal=KILL'],
  copy_file_range: ['error=ENOSPC', 'error=EIO', 'signal=KILL'],
  sendfile: ['error=ENOSPC', 'error=EIO', 'signal=KILL'],
  statx: ['error=EIO', 'error=EACCES'],
  close: ['error=EIO'],
};

it.runIf(isThere)(
  'no fault of the disk loses what was acknowledged',
  { timeout: 6 * 3_600_000 },
  async () => {
    const counts = await countCalls();
    // Without these the list of calls would be out of date, and the faults would miss.
    for (const call of ['openat', 'pwrite64', 'fdatasync', 'fsync', 'rename', 'copy_file_range'])
      expect(counts.get(call), call).toBeGreaterThan(0);
    const faults = everyCall ? allFaults(counts) : someFaults(counts);
    const told = new Set<string>();
    let happened = 0;
    for (const [done, fault] of faults.entries()) {
      if (done && done % 100 === 0) process.stdout.write(`${done} of ${faults.length} faults\n`);
      const suffered = await suffer(fault);
      if (suffered.happened) happened += 1;
      for (const why of suffered.told) told.add(why);
    }
    // A file that is out of reach while it is opened may only be read from then on, which the short form does not come to.
    const outOfReach = everyCall ? ['read-only'] : [];
    expect([...told].sort()).toEqual(['denied', 'disk-failed', 'disk-full', ...outOfReach]);
    // Threads do not run alike each time: a fault of the very last calls may come too late.
    expect(happened / faults.length).toBeGreaterThan(everyCall ? 0.9 : 0.99);
    process.stdout.write(`${happened} faults of ${counts.size} kinds of calls, nothing lost\n`);
  },
);

function allFaults(counts: ReadonlyMap<string, number>): Fault[] {
  return [...counts].flatMap(([call, count]) =>
    (ways[call] ?? []).flatMap((how) => [
      ...Array.from({ length: count }, (_, n) => ({ call, how, when: `${n + 1}` })),
      // The system's library tries for ever what is interrupted for ever.
      ...(how.startsWith('error') && how !== 'error=EINTR'
        ? [{ call, how, when: `${Math.ceil(count / 2)}+` }]
        : []),
    ]),
  );
}

function someFaults(counts: ReadonlyMap<string, number>): Fault[] {
  const middle = (call: string) => `${Math.ceil((counts.get(call) ?? 1) / 2)}`;
  return [
    { call: 'pwrite64', how: 'error=ENOSPC', when: '2' },
    { call: 'pwrite64', how: 'retval=7', when: '3' },
    { call: 'fdatasync', how: 'error=EIO', when: '2' },
    { call: 'openat', how: 'error=EACCES', when: `${middle('openat')}+` },
    { call: 'rename', how: 'signal=KILL', when: middle('rename') },
    { call: 'fsync', how: 'error=EIO', when: middle('fsync') },
  ];
}

/** Has the program suffer a fault; answers what it said of it. */
async function suffer(
  fault: Fault,
): Promise<{ readonly happened: boolean; readonly told: readonly string[] }> {
  const { call, how, when } = fault;
  const name = `${call} ${how} ${when}`;
  const profile = mkdtempSync(join(root, 'profile-'));
  const model = new Model();
  const log = join(root, 'strace.log');
  const { said: suffered } = await run(
    traced(profile, log, ['-e', `trace=${call}`, '-e', `inject=${call}:${how}:when=${when}`]),
    model,
  );
  const happened = /INJECTED|SIGKILL/.test(readFileSync(log, 'utf8'));
  expect(await faultsIn(profile, model), name).toEqual([]);
  // The disk is well again: what is there is taken up, and the next run saves.
  const { said, errors } = await run([process.execPath, programs.child, profile, '2', '5'], model);
  expect({ last: said.at(-1), errors }, `${name}, and after it`).toEqual({
    last: { say: 'end' },
    errors: '',
  });
  expect(await faultsIn(profile, model), `${name}, and after it`).toEqual([]);
  rmSync(profile, { recursive: true });
  return {
    happened,
    told: suffered.flatMap((one) => (one.say === 'unsaved' && one.id >= 0 ? [one.why] : [])),
  };
}

/** How often the program makes each call on its own files. */
async function countCalls(): Promise<Map<string, number>> {
  const profile = mkdtempSync(join(root, 'profile-'));
  const log = join(root, 'strace.log');
  const { said } = await run(
    traced(profile, log, ['-e', `trace=${Object.keys(ways).join(',')}`]),
    new Model(),
  );
  expect(said.at(-1)).toEqual({ say: 'end' });
  const counts = new Map<string, number>();
  // Strace counts by thread, so what matters is the thread that makes the most of a call.
  const byThread = new Map<string, number>();
  for (const [start, call = ''] of readFileSync(log, 'utf8').matchAll(/^\d+ +(\w+)\(/gm)) {
    const count = (byThread.get(start) ?? 0) + 1;
    byThread.set(start, count);
    counts.set(call, Math.max(count, counts.get(call) ?? 0));
  }
  return counts;
}

/**
 * The program under strace, which looks at the files of the stores alone. They must be named one by one, and a file that is
 * still to come by its absolute path, or nothing is injected. One thread for files, since strace counts by thread.
 */
function traced(profile: string, log: string, more: readonly string[]): [string, ...string[]] {
  const files = ['annotations', 'positions'].flatMap((kind) => {
    const folder = join(profile, kind);
    const inFolder = briefs.flatMap((brief) => [
      ...['.json', '.journal', '.closed.journal', '.next.json', `.next.json.tmp-${temporary}`].map(
        (end) => brief + end,
      ),
      ...[`copies/${brief}.json`, `copies/${brief}.json.making`],
    ]);
    return [folder, join(folder, 'copies'), ...inFolder.map((name) => join(folder, name))];
  });
  const paths = files.flatMap((file) => ['-P', file]);
  const child = [process.execPath, programs.child, profile, '1', String(steps)];
  return [
    'strace',
    '-f',
    '-qq',
    '-o',
    log,
    ...paths,
    ...more,
    'env',
    'UV_THREADPOOL_SIZE=1',
    'TORTURE_STILL=1',
    ...child,
  ];
}
