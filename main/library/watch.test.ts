import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchShelf } from './watch.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('tells once of a change in the folder, and of one in a brief that came later', async () => {
  const changed = vi.fn();
  await watchShelf(folder, changed);
  mkdirSync(join(folder, 'brief'));
  writeFileSync(join(folder, 'brief', 'fr.md'), 'one');
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1), 5000);
  writeFileSync(join(folder, 'brief', 'fr.md'), 'two');
  writeFileSync(join(folder, 'brief', 'en.md'), 'two');
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2), 5000);
});

it('does not mind a folder that is not there', async () => {
  await expect(watchShelf(join(folder, 'none'), () => {})).resolves.toBeInstanceOf(Function);
});

it('tells nothing more once it is stopped', async () => {
  const changed = vi.fn();
  const stop = await watchShelf(folder, changed);
  writeFileSync(join(folder, 'one.md'), 'one');
  stop();
  writeFileSync(join(folder, 'two.md'), 'two');
  await new Promise((resolve) => setTimeout(resolve, 900));
  expect(changed).not.toHaveBeenCalled();
});
