import { Trouble } from './command.mjs';

/**
 * Reads `[--only=types,lint,…] [-- ARGUMENTS FOR THE RUNNER]`.
 * @param {readonly string[]} args
 * @param {readonly string[]} all the steps there are, in their order
 * @returns {{ only: string[], rest: string[] }}
 */
export function chooseSteps(args, all) {
  const dashes = args.indexOf('--');
  const options = dashes === -1 ? args : args.slice(0, dashes);
  const rest = dashes === -1 ? [] : args.slice(dashes + 1);
  const named = options.flatMap((option) => /^--only=(.+)$/.exec(option)?.[1].split(',') ?? [`"${option}"`]);
  const unknown = named.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new Trouble(
      `${unknown} names no step of the tests: \`npm test -- --only=${all.join(',')}\` names them all.`,
    );
  }
  const only = named.length === 0 ? [...all] : all.filter((name) => named.includes(name));
  if (rest.length > 0 && (only.length !== 1 || !['unit', 'e2e'].includes(only[0]))) {
    throw new Trouble(
      'Arguments for a runner go with one runner: `npm test -- --only=e2e -- some.spec.ts` shows how.',
    );
  }
  return { only, rest };
}

/**
 * The tests in Vitest's JSON report. A file that could not be loaded, an error outside of any test, no test
 * at all and no report each count as one that failed.
 */
export function countVitest(report, code) {
  const files = report?.testResults ?? [];
  const broken = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  return settle(report?.numPassedTests ?? 0, (report?.numFailedTests ?? 0) + broken.length, code);
}

/**
 * The tests in Playwright's JSON report, by the same rules; one that passed only when tried again has failed.
 */
export function countPlaywright(report, code) {
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  return settle(expected, unexpected + flaky, code);
}

function settle(passed, failed, code) {
  const unsaid = failed === 0 && (passed === 0 || code !== 0) ? 1 : 0;
  return { passed, failed: failed + unsaid };
}
