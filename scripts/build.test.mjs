import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { digest } from './build.mjs';

test('only what goes into the build makes it stale', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'project-'));
  const put = async (name, text) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  try {
    for (const name of [
      'core/a.ts',
      'main/main.ts',
      'renderer/words/fr.ts',
      'package-lock.json',
      'tsconfig.json',
      'scripts/build.mjs',
      'scripts/icons.mjs',
      'briefs/a/fr.md',
    ]) {
      await put(name, 'one');
    }
    const states = [await digest(folder)];
    await put('core/a.test.ts', 'a test');
    await put('docs/format.md', 'a page');
    await utimes(path.join(folder, 'core/a.ts'), new Date(0), new Date(0));
    expect(await digest(folder)).toBe(states[0]);

    for (const name of [
      'core/a.ts',
      'renderer/words/fr.ts',
      'renderer/words/en.ts',
      'package-lock.json',
      'scripts/build.mjs',
      'briefs/a/fr.md',
    ]) {
      await put(name, 'two');
      states.push(await digest(folder));
    }
    await rm(path.join(folder, 'renderer/words/en.ts'));
    states.push(await digest(folder));
    expect(new Set(states).size).toBe(states.length);
  } finally {
    await rm(folder, { recursive: true });
  }
});
