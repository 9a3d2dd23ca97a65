import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { unpack } from '../core/packed.ts';
import { launch, root, test } from './app.ts';
import { hostileBrief } from './hostile-words.ts';

/** Words at which the parser of this test's app would go on for ever, or take all the memory there is. */
const flaw = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ bytes }) => {
  const words = Buffer.from(bytes).toString();
  if (words.includes('endless')) for (;;) {}
  if (words.includes('hungry')) {
    const all = [];
    for (;;) all.push(Array.from({ length: 1e5 }, (_, at) => ({ at })));
  }
});
require('./sound-brief-worker.cjs');
`;

test('a brief that the parser cannot cope with gets one sentence, and everything else goes on', async ({
  profile,
}) => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'aide-memoire-flawed-'));
  for (const part of ['dist', 'briefs', 'package.json'])
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  const worker = path.join(folder, 'dist/main/brief-worker.cjs');
  renameSync(worker, path.join(folder, 'dist/main/sound-brief-worker.cjs'));
  writeFileSync(worker, flaw);
  for (const id of ['endless', 'hungry', 'sound', 'second']) {
    mkdirSync(path.join(profile, 'briefs', id), { recursive: true });
    writeFileSync(path.join(profile, 'briefs', id, 'en.md'), hostileBrief(id, ['A word.']));
  }
  const app = await launch([`--user-data-dir=${profile}`, '--lang=en', folder]);
  try {
    const page = await app.firstWindow();
    // Whoever opens a brief does not wait for the list, which the endless one holds up.
    const early = page.evaluate(() => window.api.library.open({ id: 'second', lang: 'en' }));
    const list = page.evaluate(() => window.api.library.list());
    expect(await Promise.race([early.then(() => 'opened'), list.then(() => 'listed')])).toBe('opened');
    expect(await early).toMatchObject({ ok: true, value: { id: 'second' } });
    const listed = await list;
    if (!listed.ok) throw new Error('not listed');
    const own = unpack(listed.value.briefs).filter(({ origin }) => origin === 'own');
    expect(own.map(({ id }) => id).sort()).toEqual(['second', 'sound']);
    expect(listed.value.unreadable.map(({ file, sentences }) => [file, sentences])).toEqual(
      ['endless', 'hungry'].map((id) => [
        `${id}/en.md`,
        ['File: reading it takes too much time or memory; a simpler or shorter text is expected.'],
      ]),
    );
    const added = await page.evaluate(
      (text) => window.api.library.add({ name: 'a.md', bytes: new TextEncoder().encode(text) }, false),
      hostileBrief('endless', ['endless']),
    );
    expect(added).toMatchObject({ ok: false, error: { code: 'unreadable' } });
    await page.getByRole('navigation').getByRole('button', { name: 'sound' }).click();
    await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toContainText('sound');
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
