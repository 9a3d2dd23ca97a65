import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { type Annotation, annotate } from '../core/annotation.ts';
import type { Brief } from '../core/brief.ts';
import { unpack } from '../core/packed.ts';
import { parse } from '../core/parse.ts';
import { defaultPrintOptions } from '../core/printing/print.ts';
import { printDocument } from '../core/printing/print-document.ts';
import { test } from './app.ts';
import { hostileBrief, hostileWords } from './hostile-words.ts';
import { covered, strangeIn } from './oracle.ts';

const at = '2026-11-24T05:30:00.000Z';

/** As few briefs as hold all the words: the front matter of each has at most 64 KiB and 2,000 fields. */
const chunks = hostileWords.reduce<string[][]>((all, word) => {
  const last = all.at(-1) ?? [];
  const brief = hostileBrief('hostile-00', [...last, word]);
  const front = Buffer.byteLength(brief.slice(0, brief.indexOf('\n---\n', 4)));
  if (last.length && last.length < 90 && front < 63 * 1024) last.push(word);
  else all.push([word]);
  return all;
}, []);
const ids = chunks.map((_, chunk) => `hostile-${String(chunk).padStart(2, '0')}`);

function parsed(id: string, words: readonly string[]): Brief {
  const read = parse(`${id}/en.md`, new TextEncoder().encode(hostileBrief(id, words)));
  if ('brief' in read) return read.brief;
  throw new Error(JSON.stringify(read.problems.slice(0, 3)));
}

/** An annotation on the brief's first words for each of the words, which stand in its note and its tag. */
function annotations(brief: Brief, words: readonly string[]): Annotation[] {
  const exact = [...brief.text].slice(0, 3).join('');
  return words.map((word, index) =>
    annotate({
      uuid: `123e4567-e89b-42d3-a456-${String(index).padStart(12, '0')}`,
      at,
      source: `urn:brief:${brief.id}:${brief.lang}`,
      revision: brief.revision,
      selectors: [
        { type: 'TextQuoteSelector', exact, prefix: '', suffix: [...brief.text].slice(3, 35).join('') },
        { type: 'TextPositionSelector', start: 0, end: 3 },
      ],
      content: { colour: 'yellow', note: word, tags: [[...word].slice(0, 50).join('').trim() || 'x'] },
    }),
  );
}

/** The words of each block as they stand on the page. */
function blocksOn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-block]')]
      .sort((a, b) => Number(a.getAttribute('data-block')) - Number(b.getAttribute('data-block')))
      .map((block) => {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        let text = '';
        while (walker.nextNode())
          if (!walker.currentNode.parentElement?.closest('[data-aside]'))
            text += walker.currentNode.textContent;
        return text;
      }),
  );
}

test('every hostile word is only ever read, in every field of a brief, its notes and its tags', async ({
  start,
  profile,
}) => {
  test.setTimeout(180_000);
  for (const [chunk, id] of ids.entries()) {
    const folder = path.join(profile, 'briefs', id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'en.md'), hostileBrief(id, chunks[chunk] ?? []));
  }
  const reader = await start('--lang=en');
  const { app, page } = reader;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const [chunk, id] of ids.entries()) {
    const words = chunks[chunk] ?? [];
    const brief = parsed(id, words);
    const kept = annotations(brief, words);
    const saving = await page.evaluate(
      ([key, put]) => window.api.annotations.save(key, JSON.parse(put), []),
      [id, JSON.stringify(kept)] as const,
    );
    expect(saving).toMatchObject({ ok: true });
    const before = Date.now();
    await page.getByRole('navigation').getByRole('button', { name: id }).click();
    await expect(reader.text.getByRole('heading', { level: 1 })).toContainText(id);
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(await blocksOn(page)).toEqual(brief.blocks.map(({ text }) => text));
    for (const tab of ['Proposals', 'Annotations', 'Summary']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await strangeIn(page), `${id} ${tab}`).toEqual([]);
    }
    expect(await covered(reader), id).toEqual([]);
  }
  expect(dialogs).toEqual([]);
  expect(await page.evaluate(() => Reflect.has(window, 'canary'))).toBe(false);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(page.url()).toBe('aide-memoire://app/index.html');
});

test('every hostile word is only ever printed', async ({ reader: { app, page } }, info) => {
  test.setTimeout(180_000);
  const documents = ids.map((id, chunk) => {
    const words = chunks[chunk] ?? [];
    const brief = parsed(id, words);
    return printDocument({
      briefs: [
        {
          editions: [brief],
          annotations: annotations(brief, words),
          positions: { p0: { decision: 'oppose', remark: words.join('\n'), passages: [], date: at } },
        },
      ],
      options: defaultPrintOptions,
      marks: 'painted',
      lang: 'en',
      at,
    });
  });
  // The page as it is printed, which it looks like nowhere else; each document is named in its address.
  await app.context().addInitScript((json) => {
    const list: unknown[] = JSON.parse(json);
    const number = new URLSearchParams(location.search).get('document');
    if (number === null) return;
    Reflect.set(window, 'printer', {
      document: async () => JSON.stringify(list[Number(number)]),
      ready: async () => Reflect.set(window, 'ready', true),
    });
  }, JSON.stringify(documents));
  const opening = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }) => {
    const made = new BrowserWindow({ show: false });
    Reflect.set(globalThis, 'paper', made);
    return made.loadURL('aide-memoire://app/nothing').catch(() => undefined);
  });
  const paper = await opening;
  const dialogs: string[] = [];
  paper.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const [number, document] of documents.entries()) {
    const [{ brief }] = document.parts[0].editions;
    // The end of the load that failed may come late, and is then taken for the end of this one.
    await expect(() =>
      app.evaluate(
        async (_electron, url) => Reflect.get(globalThis, 'paper').loadURL(url),
        `aide-memoire://app/print.html?document=${number}`,
      ),
    ).toPass();
    await paper.waitForFunction(() => Reflect.has(window, 'ready'));
    expect(await strangeIn(paper), brief.id).toEqual([]);
    // On paper words are divided where a line is full.
    const undivided = (text: string) => text.replaceAll('\u00ad', '');
    expect((await blocksOn(paper)).map(undivided), brief.id).toEqual(
      brief.blocks.map(({ text }) => undivided(text)),
    );
    expect(await paper.evaluate(() => Reflect.has(window, 'canary'))).toBe(false);
  }
  expect(dialogs).toEqual([]);
  await app.evaluate(() => Reflect.get(globalThis, 'paper').destroy());
  expect(page.url()).toBe('aide-memoire://app/index.html');
  expect(info.errors).toEqual([]);
});

test('a PDF of hostile words holds no script and leads to web and mail addresses alone', async ({
  start,
  profile,
}, info) => {
  const [words = []] = chunks;
  const folder = path.join(profile, 'briefs', 'hostile-00');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'en.md'), hostileBrief('hostile-00', words));
  const { app, page } = await start('--lang=en');
  const file = info.outputPath('hostile.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  const printed = await page.evaluate(
    (options) =>
      window.api.print.pdf({ editions: [{ id: 'hostile-00', lang: 'en' }], options, files: 'one' }),
    defaultPrintOptions,
  );
  expect(printed).toMatchObject({ ok: true });
  expect(execFileSync('pdfinfo', ['-js', file], { encoding: 'utf8' }).trim()).not.toContain('canary');
  const addresses = execFileSync('pdfinfo', ['-url', file], { encoding: 'utf8' })
    .split('\n')
    .slice(1)
    .flatMap((line) => line.trim().split(/\s+/).slice(2));
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((address) => !/^(?:https?:\/\/|mailto:)/.test(address))).toEqual([]);
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
  expect(text).toContain('<script>window.canary=1</script>');
});

test('whatever lies in the library folder, the app opens, and says of each in one sentence what it is', async ({
  start,
  profile,
}) => {
  const shelf = path.join(profile, 'briefs');
  const file = (name: string, content: string | Uint8Array) => {
    mkdirSync(path.join(shelf, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(shelf, name), content);
  };
  const [word = ''] = hostileWords;
  const sound = hostileBrief('sound', [word]);
  file('sound/en.md', sound);
  file(
    'bomb/en.md',
    `---\na: &a [x]\n${Array.from({ length: 2000 }, (_, n) => `b${n}: &b${n} [*a, *a]\n`).join('')}---\n`,
  );
  file('deep/en.md', sound.replace('id: sound', 'id: deep') + '> '.repeat(5000));
  file('line/en.md', sound.replace('id: sound', 'id: line') + 'x'.repeat(1_000_000));
  file('large/en.md', 'x'.repeat(10 * 1024 * 1024));
  file('bytes/en.md', Uint8Array.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0xfe, 0xc0]));
  file('zero/en.md', sound.replace('id: sound', 'id: z\0ero'));
  file('bidi/en.md', sound.replace('id: sound', 'id: bidi').replace('# ', '# \u202e'));
  file('turned/en.md', `${sound.replace('id: sound', 'id: turned')}\n\u202eabc`);
  file('s\u043eund/en.md', sound);
  file('\u202egnp.exe/en.md', sound);
  mkdirSync(path.join(shelf, 'links'));
  symlinkSync('/etc/passwd', path.join(shelf, 'links/en.md'));
  symlinkSync('/dev/zero', path.join(shelf, 'links/fr.md'));
  symlinkSync('/', path.join(shelf, 'root'));
  if (process.platform !== 'win32')
    execFileSync('mkfifo', [path.join(shelf, 'links/de.md'), path.join(shelf, 'pipe')]);
  // A device, which root alone can make: one that never ends, and one that would be a disk.
  const devices = process.platform === 'linux' && process.getuid?.() === 0 ? ['links/it.md', 'disk'] : [];
  for (const [at, name] of devices.entries())
    execFileSync('mknod', [path.join(shelf, name), ...(at ? ['b', '7', '200'] : ['c', '1', '5'])]);
  const before = Date.now();
  const { page } = await start('--lang=en');
  expect(Date.now() - before).toBeLessThan(20_000);
  const list = async () => {
    const answer = await page.evaluate(() => window.api.library.list());
    if (!answer.ok) throw new Error('not listed');
    return answer;
  };
  // Files that were written a moment ago are waited for before they are judged.
  await expect
    .poll(async () => (await list()).value.unreadable.map(({ file }) => file), { timeout: 20_000 })
    .toEqual(
      expect.arrayContaining([
        'bomb/en.md',
        'deep/en.md',
        'line/en.md',
        'large/en.md',
        'bytes/en.md',
        'zero/en.md',
        'turned/en.md',
        'links/en.md',
        'links/fr.md',
        'links/de.md',
        ...devices,
        'root',
        'pipe',
      ]),
    );
  const listed = await list();
  const told = listed.value.unreadable.map((one) => [one.file, one.sentences.length] as const);
  // A bomb is many faults in one file; of everything else there is one thing to say.
  expect(told.filter(([name, count]) => count !== 1 && !name.startsWith('bomb'))).toEqual([]);
  expect(
    unpack(listed.value.briefs)
      .filter(({ origin }) => origin === 'own')
      .map(({ id }) => id),
  ).toContain('sound');
  const words = JSON.stringify(listed.value.unreadable);
  expect(words).not.toContain(profile);
  expect(words).not.toContain('root:x:');
  expect(words).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|ENOENT|ELOOP|at Object/);
  const shown = page.getByRole('navigation').getByText('large/en.md');
  await expect(shown).toBeVisible();
});
