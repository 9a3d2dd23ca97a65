import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomFrom } from './changes.ts';
import { Model } from './model.ts';
import { makePrograms } from './program.ts';
import { faultsIn, run } from './run.ts';

/** How often the program is killed: `npm run torture` asks for more. */
const kills = Number(process.env.TORTURE_KILLS ?? 25);
const seed = Number(process.env.TORTURE_SEED ?? 6);

let root: string;
let programs: { readonly child: string; readonly worker: string };
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'torture-'));
  programs = await makePrograms(join(root, 'programs'));
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

it('what was acknowledged is there however often, and whenever, the program is killed', {
  timeout: kills * 4000,
}, async () => {
  const profile = join(root, 'profile');
  const random = randomFrom(seed);
  const model = new Model();
  for (let kill = 1; kill <= kills; kill += 1) {
    const words = [programs.child, profile, `${seed * 100_000 + kill}`, '0'];
    if (kill % 2) words.push(programs.worker);
    const after = random() * 250;
    const { said, errors } = await run([process.execPath, ...words], model, (one, child) => {
      if (one.say === 'ready') setTimeout(() => child.kill('SIGKILL'), after);
    });
    expect(errors).toBe('');
    expect(said[0]).toEqual({ say: 'ready' });
    expect(
      await faultsIn(profile, model),
      `kill ${kill} of seed ${seed}, ${after} ms after the start`,
    ).toEqual([]);
  }
  // The test would prove nothing if the program never got to saving.
  expect(model.saved).toBeGreaterThan(kills * 3);
  process.stdout.write(`${kills} kills, ${model.saved} changes acknowledged, none lost\n`);
});
