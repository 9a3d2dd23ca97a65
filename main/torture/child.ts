import { writeSync } from 'node:fs';
import { profileOf } from '../profile.ts';
import { foldInThread } from '../stores/folding.ts';
import { openStores } from '../stores/stores.ts';
import { briefs, randomFrom, randomStep, type Said, take } from './changes.ts';

/**
 * The program that is tortured: `child PROFILE SEED STEPS [WORKER]` opens the real stores and makes random changes, until it
 * has made so many, or for ever. Without a worker it writes whole files itself, so that all of it is one thread's calls.
 */
const [cwd = '', seed = '0', steps = '0', worker] = process.argv.slice(2);
process.env.ELECTRON_OVERRIDE_DIST_PATH = '/nowhere';

// Under faults of the disk the names of temporary files must be known beforehand.
if (process.env.TORTURE_STILL) standStill();

const say = (said: Said) => writeSync(1, `${JSON.stringify(said)}\n`);
const random = randomFrom(Number(seed));
const first = Number(seed) * 1_000_000;
const stores = openStores(profileOf({ platform: process.platform, env: {}, home: cwd, cwd }, cwd), {
  now: () => new Date(),
  access: 'write',
  ...(worker ? { foldElsewhere: foldInThread(worker) } : {}),
});
const all = async () =>
  Promise.all(briefs.flatMap((brief) => [stores.annotations.of(brief), stores.positions.of(brief)]));

await all();
say({ say: 'ready' });
const count = Number(steps) || Number.POSITIVE_INFINITY;
for (let id = first; id < first + count; id += 1) {
  const step = randomStep(id, random);
  say({ say: 'begin', step });
  const saved = take(stores, step).then((written) =>
    say(written.ok ? { say: 'saved', id } : { say: 'unsaved', id, why: written.unsaved }),
  );
  // Some follow each other without waiting, as strokes do.
  if (random() < 0.7) await saved;
  if (random() < 0.1) {
    const folded = Promise.all((await all()).map((store) => store.fold()));
    if (random() < 0.5) {
      await folded;
      say({ say: 'folded', id });
    }
  }
}
// As the renderer's saver does: what was refused is tried again.
for (const store of await all()) {
  await store.idle();
  for (let tries = 0; store.dirty && tries < 3; tries += 1) await store.save();
  if (!store.dirty) await store.fold();
  if (store.dirty) say({ say: 'unsaved', id: -1, why: 'at the end' });
}
say({ say: 'end' });
process.exit(0);

/** Chance and the clock stand still, but for who asks on and on, as the retries of electron-store's writer do. */
function standStill(): void {
  let asked = 0;
  Math.random = () => 0.5;
  Date.now = () => {
    if (asked === 0)
      setImmediate(() => {
        asked = 0;
      });
    asked += 1;
    return 1_700_000_000_000 + Math.max(0, asked - 50) * 100;
  };
}
