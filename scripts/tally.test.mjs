import { expect, test } from 'vitest';
import { Trouble } from './command.mjs';
import { chooseSteps, countPlaywright, countVitest } from './tally.mjs';

const all = ['types', 'lint', 'unit', 'e2e'];

test.each([
  [[], { only: all, rest: [] }],
  [['--only=unit,types'], { only: ['types', 'unit'], rest: [] }],
  [
    ['--only=e2e', '--', 'read.spec.ts', '-g', 'marks'],
    { only: ['e2e'], rest: ['read.spec.ts', '-g', 'marks'] },
  ],
])('%j chooses', (args, expected) => {
  expect(chooseSteps(args, all)).toEqual(expected);
});

test.each([[['--only=unti']], [['unit']], [['--fast']], [['--', 'a.spec.ts']], [['--only=lint', '--', 'a']]])(
  '%j is refused',
  (args) => {
    expect(() => chooseSteps(args, all)).toThrow(Trouble);
  },
);

const file = (status, ...tests) => ({ status, assertionResults: tests.map((test) => ({ status: test })) });

test.each([
  [
    'all pass',
    { numPassedTests: 2, numFailedTests: 0, testResults: [file('passed', 'passed', 'passed')] },
    0,
    2,
    0,
  ],
  [
    'one fails',
    { numPassedTests: 1, numFailedTests: 1, testResults: [file('failed', 'passed', 'failed')] },
    1,
    1,
    1,
  ],
  [
    'a file cannot be loaded',
    { numPassedTests: 1, numFailedTests: 0, testResults: [file('failed')] },
    1,
    1,
    1,
  ],
  ['an error outside of tests', { numPassedTests: 3, numFailedTests: 0, testResults: [] }, 1, 3, 1],
  ['no test', { numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0, 0, 1],
  ['no report', undefined, 137, 0, 1],
])('Vitest: %s', (_, report, code, passed, failed) => {
  expect(countVitest(report, code)).toEqual({ passed, failed });
});

test.each([
  ['all pass', { stats: { expected: 4, unexpected: 0, flaky: 0 } }, 0, 4, 0],
  ['one fails, one passes at the second try', { stats: { expected: 2, unexpected: 1, flaky: 1 } }, 1, 2, 2],
  ['the tests cannot be loaded', { stats: { expected: 0, unexpected: 0, flaky: 0 } }, 1, 0, 1],
  ['no report', undefined, 1, 0, 1],
])('Playwright: %s', (_, report, code, passed, failed) => {
  expect(countPlaywright(report, code)).toEqual({ passed, failed });
});
