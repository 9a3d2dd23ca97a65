import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeProfile } from './profile-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aide-memoire-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('lets one at a time write, and is nobody else’s to read', () => {
  const file = join(folder, 'new', 'in-use.json');
  const release = takeProfile(file);
  expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(takeProfile(file)).toMatchObject({ pid: process.pid });
  if (typeof release === 'function') release();
  expect(existsSync(file)).toBe(false);
});

it.each<[what: string, put: (file: string) => void]>([
  ['is cut short', (file) => writeFileSync(file, '{"pid":')],
  ['is large', (file) => writeFileSync(file, '['.repeat(2 ** 20))],
  ['names no process', (file) => writeFileSync(file, '{"pid":-1,"host":"x"}')],
  ['leads elsewhere', (file) => symlinkSync('/etc/hostname', file)],
  ['leads nowhere', (file) => symlinkSync('nowhere', file)],
  ['is a pipe', (file) => execFileSync('mkfifo', [file])],
])('is taken where what stands there %s', (_, put) => {
  const file = join(folder, 'in-use.json');
  put(file);
  // Whoever waits for a pipe is let go in the end, so that the test comes to one.
  const writer = spawn('sh', ['-c', 'sleep 10; [ -p "$0" ] && echo > "$0"', file], { stdio: 'ignore' });
  const started = performance.now();
  expect(typeof takeProfile(file)).toBe('function');
  expect(performance.now() - started).toBeLessThan(5000);
  expect(statSync(file).isFile()).toBe(true);
  writer.kill();
});
