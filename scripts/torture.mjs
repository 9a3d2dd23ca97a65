import path from 'node:path';
import { command, root, run, say } from './command.mjs';
import { installPackages } from './packages.mjs';

/**
 * The long form of the tests of the stores: `npm run torture -- [KILLS]`. The program is killed at random moments, every call
 * that a save makes of the system fails in every way, and damaged files are read by the thousand.
 */
command(import.meta.url, async ([kills = '1000']) => {
  await installPackages();
  const seed = String(Date.now() % 100_000);
  say(`Seed ${seed}: TORTURE_SEED=${seed} npm run torture -- ${kills} does the same again.`);
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { code } = await run(process.execPath, [vitest, 'run', 'main/torture'], {
    env: { TORTURE_SEED: seed, ...process.env, TORTURE_KILLS: kills },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return code === 0 ? 0 : 1;
});
