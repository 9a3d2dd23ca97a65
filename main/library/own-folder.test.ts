import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepOwnFolder, readOwnFolder } from './own-folder.ts';

let folder: string;
const profile = () => ({ settings: join(folder, 'settings'), briefs: join(folder, 'briefs') });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aide-memoire-own-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is the one that was chosen, which is nobody else’s to know', async () => {
  expect(readOwnFolder(profile())).toBe(profile().briefs);
  expect(await keepOwnFolder(profile(), '/elsewhere')).toBe(true);
  expect(readOwnFolder(profile())).toBe('/elsewhere');
  expect(statSync(profile().settings).mode & 0o777).toBe(0o700);
  expect(statSync(join(profile().settings, 'own-folder.json')).mode & 0o777).toBe(0o600);
});

it.each(['', '[', 'null', '{"folder":1}', '{"folder":"near"}', '{"__proto__":{"folder":"/x"}}'])(
  'is the first one where the choice cannot be read: %j',
  async (text) => {
    await keepOwnFolder(profile(), '/elsewhere');
    writeFileSync(join(profile().settings, 'own-folder.json'), text);
    expect(readOwnFolder(profile())).toBe(profile().briefs);
  },
);

it('does not wait for a pipe', async () => {
  await keepOwnFolder(profile(), '/elsewhere');
  const file = join(profile().settings, 'own-folder.json');
  rmSync(file);
  execFileSync('mkfifo', [file]);
  // Whoever waits is let go in the end, so that the test comes to one.
  const writer = spawn('sh', ['-c', 'sleep 10; echo > "$0"', file], { stdio: 'ignore' });
  const started = performance.now();
  expect(readOwnFolder(profile())).toBe(profile().briefs);
  expect(performance.now() - started).toBeLessThan(5000);
  writer.kill();
});
