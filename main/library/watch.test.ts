import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  await watchShelf(folder, { changed, touched: () => undefined });
  mkdirSync(join(folder, 'brief'));
  writeFileSync(join(folder, 'brief', 'fr.md'), 'one');
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1), 5000);
  writeFileSync(join(folder, 'brief', 'fr.md'), 'two');
  writeFileSync(join(folder, 'brief', 'en.md'), 'two');
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2), 5000);
});

it('names what has changed, and knows a folder from another that has taken its name', async () => {
  mkdirSync(join(folder, 'brief'));
  const touched = vi.fn();
  const changed = vi.fn();
  const watch = await watchShelf(folder, { changed, touched });
  expect(watch.seesAll()).toBe(true);
  touched.mockClear();
  writeFileSync(join(folder, 'brief', 'fr.md'), 'one');
  writeFileSync(join(folder, 'loose.md'), 'one');
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1), 5000);
  expect(new Set(touched.mock.calls.flat())).toEqual(new Set(['brief', 'loose.md']));
  renameSync(join(folder, 'brief'), join(folder, 'old'));
  mkdirSync(join(folder, 'brief'));
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2), 5000);
  touched.mockClear();
  writeFileSync(join(folder, 'brief', 'en.md'), 'one');
  await vi.waitFor(() => expect(touched.mock.calls.flat()).toContain('brief'), 5000);
});

it('does not mind a folder that is not there', async () => {
  const watch = await watchShelf(join(folder, 'none'), {
    changed: () => undefined,
    touched: () => undefined,
  });
  expect(watch.seesAll()).toBe(false);
});

it('tells nothing more once it is stopped', async () => {
  const changed = vi.fn();
  const { stop } = await watchShelf(folder, { changed, touched: () => undefined });
  writeFileSync(join(folder, 'one.md'), 'one');
  stop();
  writeFileSync(join(folder, 'two.md'), 'two');
  await new Promise((resolve) => setTimeout(resolve, 900));
  expect(changed).not.toHaveBeenCalled();
});
