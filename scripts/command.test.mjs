import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';

const script = path.join(import.meta.dirname, `.command-${process.pid}.mjs`);
afterAll(() => rm(script, { force: true }));

/** The code that a command ends with. */
async function codeOf(body) {
  await writeFile(
    script,
    `import { command, Trouble } from './command.mjs';\ncommand(import.meta.url, async () => {${body}});\n`,
  );
  return new Promise((resolve) => {
    execFile(process.execPath, [script], (error) => resolve(error?.code ?? 0));
  });
}

it.each([
  ['nothing', '', 0],
  ['a code', 'return 3;', 3],
  ['trouble', "throw new Trouble('No.');", 1],
])('ends with what it answers: %s', async (_what, body, code) => {
  expect(await codeOf(body)).toBe(code);
});

it.each([
  ['ends the process itself', "process.once('beforeExit', () => process.exit(0));"],
  ['forgets the code', "process.once('beforeExit', () => { process.exitCode = 0; });"],
])('ends with trouble’s code, though what it has loaded %s', async (_what, loaded) => {
  expect(await codeOf(`${loaded} throw new Trouble('No.');`)).toBe(1);
});
