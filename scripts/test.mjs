import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from './build.mjs';
import { command, openly, root, run, say, Trouble } from './command.mjs';
import { withDisplay } from './display.mjs';
import { getElectron } from './electron.mjs';
import { installPackages } from './packages.mjs';
import { chooseSteps, countPlaywright, countVitest } from './tally.mjs';

const inColour = process.stdout.isTTY === true;

/** Every step answers how many of its tests passed and failed; a checker is one test. */
const steps = {
  types: async () =>
    check(['core', 'main', 'renderer', 'scripts', '.'].map((room) => ['typescript/bin/tsc', '-p', room])),
  lint: async () =>
    check([
      ['@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', `--colors=${inColour ? 'force' : 'off'}`],
    ]),
  dead: async () => check([['knip/bin/knip.js']]),
  unit: async ({ rest }) => {
    const report = await emptyReport('unit');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await tool(['vitest/vitest.mjs', 'run', ...reporters, ...rest]);
    return countVitest(await read(report), code);
  },
  e2e: async ({ rest, electron }) => {
    await build();
    const report = await emptyReport('e2e');
    const { code } = await withDisplay((env) =>
      tool(['@playwright/test/cli.js', 'test', '--reporter=list,json', ...rest], {
        ...env,
        AIDE_MEMOIRE_ELECTRON: electron.executable,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      }),
    );
    return countPlaywright(await read(report), code);
  },
};

command(import.meta.url, async (args) => {
  const { only, rest } = chooseSteps(args, Object.keys(steps));
  const ready = await prepare(only);
  const total = { passed: 0, failed: 0 };
  for (const name of only) {
    say(`\n— ${name}`);
    const started = performance.now();
    const { passed, failed } = await trying(() => steps[name]({ rest, electron: ready }));
    say(
      `— ${name}: ${passed} passed, ${failed} failed, ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
    total.passed += passed;
    total.failed += failed;
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
});

/** The checkers need the packages only; tests need all that the app needs, and more. */
async function prepare(only) {
  if (only.some((name) => name === 'unit' || name === 'e2e')) return getElectron({ tests: true });
  await installPackages();
  return undefined;
}

/** A step that cannot even run is a failed test, and the next steps still run. */
async function trying(step) {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    say(error.message);
    return { passed: 0, failed: 1 };
  }
}

async function check(runs) {
  const results = await Promise.all(runs.map((args) => tool(args)));
  return results.every(({ code }) => code === 0) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs a tool out of node_modules in the open, with nothing to read from. */
function tool([script, ...args], env = process.env) {
  return run(process.execPath, [path.join(root, 'node_modules', script), ...args], {
    env: inColour ? env : { ...env, NO_COLOR: '1' },
    stdio: openly,
  });
}

/** Where a runner is to write its report; there is none of an earlier run that could be counted for it. */
async function emptyReport(name) {
  const file = path.join(root, 'out', `${name}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  await rm(file, { force: true });
  return file;
}

async function read(report) {
  try {
    return JSON.parse(await readFile(report, 'utf8'));
  } catch {
    return undefined;
  }
}
