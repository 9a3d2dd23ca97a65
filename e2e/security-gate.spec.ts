import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { defaultPrintOptions } from '../core/printing/print.ts';
import { root, test } from './app.ts';

test.use({ attacks: true });

test('every window is made without Node, in the sandbox, without a loosened rule', async ({
  reader: { app, page },
}, info) => {
  const file = info.outputPath('out.pdf');
  await app.evaluate(({ app: electron, dialog }, filePath) => {
    const seen: unknown[] = [];
    Reflect.set(globalThis, 'preferences', seen);
    electron.on('web-contents-created', (_event, contents) =>
      contents.once('did-start-loading', () => {
        seen.push(Reflect.apply(Reflect.get(contents, 'getLastWebPreferences'), contents, []));
      }),
    );
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await print(page, 'pdf');
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const shown = BrowserWindow.getAllWindows().map(({ webContents }) =>
      Reflect.apply(Reflect.get(webContents, 'getLastWebPreferences'), webContents, []),
    );
    return [...shown, ...Reflect.get(globalThis, 'preferences')];
  });
  // The reader's window, the page that was printed, and the one that is made ready for the next.
  expect(preferences.length).toBeGreaterThanOrEqual(2);
  // Electron tells these alone; the others, and that no window is made otherwise, are in `hardening.test`.
  for (const one of preferences)
    expect(one).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableBlinkFeatures: '',
    });
});

/** Where the page of print that waits for the next document is. */
const printPage = 'aide-memoire://app/print.html';

/** Has the pages of a brief made. From then on a page of print waits for the next. */
async function print(page: Page, to: 'preview' | 'pdf'): Promise<void> {
  const isMade = await page.evaluate(
    async ({ to, options }) => {
      const editions = [{ id: '2025-04-26-almaty', lang: 'fr' }] as const;
      return (await window.api.print[to]({ editions, options, files: 'one' })).ok;
    },
    { to, options: defaultPrintOptions },
  );
  expect(isMade).toBe(true);
}

test('no session looks for dictionaries, and the one for print is kept in memory alone', async ({
  reader: { app, page },
}) => {
  await print(page, 'preview');
  await expect(async () => {
    const sessions = await app.evaluate(
      ({ webContents }, address) =>
        webContents.getAllWebContents().map((contents) => {
          const { session } = contents;
          const isPrint = contents.getURL() === address;
          return [
            isPrint,
            session.isPersistent(),
            session.storagePath === null,
            session.isSpellCheckerEnabled(),
          ];
        }),
      printPage,
    );
    expect(sessions.sort()).toEqual([
      [false, true, false, false],
      [true, false, true, false],
    ]);
  }).toPass();
  const languages = await app.evaluate(({ session }) => session.defaultSession.getSpellCheckerLanguages());
  expect(languages).toEqual([]);
});

test('the page of print is answered alone, and believed nothing that has not its shape', async ({
  reader: { app, page },
}) => {
  await print(page, 'preview');
  await expect(async () => {
    const answers = await app.evaluate(async ({ webContents }, address) => {
      const contents = webContents.getAllWebContents().find((one) => one.getURL() === address);
      if (!contents) throw new Error('no page of print');
      const handlers: unknown = Reflect.get(contents.ipc, '_invokeHandlers');
      const ask = (channel: string, senderFrame: unknown, ...words: unknown[]) => {
        const handler: unknown = handlers instanceof Map ? handlers.get(channel) : null;
        if (typeof handler !== 'function') throw new Error('nothing answers');
        const asked = (async () =>
          Reflect.apply(handler, null, [{ senderFrame, sender: contents }, ...words]))();
        // An honest question for a document is answered when there is one.
        const waiting = new Promise((resolve) => setTimeout(resolve, 200, 'waits'));
        return Promise.race([
          asked.then(
            () => 'answered',
            () => 'refused',
          ),
          waiting,
        ]);
      };
      const { mainFrame } = contents;
      const other = webContents.getAllWebContents().find((one) => one !== contents)?.mainFrame;
      return {
        itself: await ask('print.document', mainFrame),
        gone: [await ask('print.document', null), await ask('print.ready', null, {})],
        other: [await ask('print.document', other), await ask('print.ready', other, {})],
        elsewhere: await ask('print.document', { url: 'https://example.org/' }),
        shapeless: [await ask('print.ready', mainFrame), await ask('print.ready', mainFrame, { heads: 1 })],
      };
    }, printPage);
    expect(answers).toEqual({
      itself: 'waits',
      gone: ['refused', 'refused'],
      other: ['refused', 'refused'],
      elsewhere: 'refused',
      shapeless: ['refused', 'refused'],
    });
  }).toPass();
});

test('the gate answers the reader’s window alone, and its own page alone', async ({
  reader: { app, page },
}) => {
  await page.evaluate(() => document.body.append(document.createElement('iframe')));
  const answers = await app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('no window');
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
    const handler: unknown = handlers instanceof Map ? handlers.get('library.list') : null;
    if (typeof handler !== 'function') throw new Error('nothing answers');
    const asked = async (senderFrame: unknown, sender: unknown) => {
      const answered = await Reflect.apply(handler, null, [{ senderFrame, sender }]);
      // However an answer is wrapped for its way, a refusal's code stands in it.
      return /\bcode\\*":\\*"refused\b/.test(JSON.stringify(answered)) ? 'refused' : 'answered';
    };
    const { webContents } = window;
    const other = new BrowserWindow({ show: false });
    await other.loadURL('aide-memoire://app/nothing').catch(() => undefined);
    const outcome = {
      itself: await asked(webContents.mainFrame, webContents),
      inner: await asked(webContents.mainFrame.frames[0], webContents),
      gone: await asked(null, webContents),
      other: await asked(other.webContents.mainFrame, other.webContents),
      mixed: await asked(other.webContents.mainFrame, webContents),
      channels: handlers instanceof Map ? handlers.size : 0,
      listeners: ipcMain
        .eventNames()
        .map(String)
        .filter((name) => name !== 'newListener' && name !== 'error'),
    };
    other.destroy();
    return outcome;
  });
  expect(answers).toMatchObject({
    itself: 'answered',
    inner: 'refused',
    gone: 'refused',
    other: 'refused',
    mixed: 'refused',
    listeners: [],
  });
});

test('another window with the same preload is refused', async ({ reader: { app } }) => {
  const preload = path.join(root, 'dist/main/preload.cjs');
  const answers = await app.evaluate(async ({ BrowserWindow }, script) => {
    const other = new BrowserWindow({ show: false, webPreferences: { preload: script, sandbox: true } });
    await other.loadURL('aide-memoire://app/nothing').catch(() => undefined);
    const answered: unknown = await other.webContents.executeJavaScript(
      `Promise.all([api.start(), api.library.list(), api.settings.save({ theme: 'dark' })])
        .then((list) => list.map((one) => one.ok || one.error.code))`,
    );
    other.destroy();
    return answered;
  }, preload);
  expect(answers).toEqual(['refused', 'refused', 'refused']);
});

test('a link is shown whole before it is opened, and only what may be opened is offered', async ({
  reader: { app, page },
}) => {
  await app.evaluate(({ dialog, shell }) => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'seen', seen);
    Reflect.set(dialog, 'showMessageBox', async (...words: unknown[]) => {
      const asked: unknown = words.at(-1);
      seen.push(`asked ${asked instanceof Object ? Reflect.get(asked, 'detail') : ''}`);
      return { response: 0, checkboxChecked: false };
    });
    shell.openExternal = async (url) => {
      seen.push(`opened ${url}`);
    };
  });
  const targets = [
    'https://example.org/a?b#c',
    'file:///etc/passwd',
    '\\\\server\\share',
    'smb://server/share',
    'ms-msdt:/id',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://good.example@evil.example/',
    'https://exa\u202emple.org/',
    'aide-memoire://app/index.html',
  ];
  const answers = await page.evaluate(
    (urls) => Promise.all(urls.map(async (url) => (await window.api.links.open(url)).ok)),
    targets,
  );
  expect(answers).toEqual([true, ...Array.from({ length: targets.length - 1 }, () => false)]);
  // Now and then the inspector loses an answer, so it may be asked again.
  await expect(async () =>
    expect(await app.evaluate(() => Reflect.get(globalThis, 'seen'))).toEqual([
      'asked https://example.org/a?b#c',
      'opened https://example.org/a?b#c',
    ]),
  ).toPass();
});

test('three thousand hostile questions through the real preload change nothing and learn nothing', async ({
  reader: { app, page },
  profile,
}) => {
  const written = () =>
    readdirSync(profile, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /annotations|positions|history|settings/.test(entry.parentPath))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => `${file}\n${readFileSync(file, 'utf8')}`);
  const before = written();
  const bad = await page.evaluate(async () => {
    let seed = 20261124;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed % below;
    };
    const cycle: unknown[] = [];
    cycle.push(cycle);
    const deep = Array.from({ length: 5000 }).reduce<unknown>((inner) => [inner], 0);
    const odd: readonly (() => unknown)[] = [
      () => null,
      () => undefined,
      () => random(2 ** 31) - 2 ** 30,
      () => Number.NaN,
      () => 10n ** 40n,
      () => '../../../../etc/passwd',
      () => '__proto__',
      () => '\0'.repeat(random(50)),
      () => '\ud800',
      () => 'x'.repeat(random(100_000)),
      () => [odds(), odds()],
      () => ({ id: odds(), lang: odds(), path: '/etc/passwd' }),
      () => JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'),
      () => new Map([[odds(), odds()]]),
      () => new Date(Number.NaN),
      () => /(a+)+$/,
      () => new ArrayBuffer(random(1000)),
      () => new Error('x'),
      () => cycle,
      () => deep,
      () => () => 1,
      () => Symbol('x'),
      () => document.body,
      () => new Proxy({}, {}),
    ];
    const odds = (): unknown => odd[random(odd.length)]?.();
    const calls = Object.values(window.api).flatMap((group): unknown[] =>
      typeof group === 'function' ? [] : Object.values(group),
    );
    const wrong = new Set<string>();
    for (let round = 0; round < 30; round += 1)
      await Promise.all(
        Array.from({ length: 100 }, async () => {
          const call = calls[random(calls.length)];
          // A call without words is an honest question to some channels; with one of these none is.
          const words = [odds(), ...Array.from({ length: random(3) }, odds), '\u0007'];
          if (typeof call !== 'function') return;
          try {
            const answer = await Reflect.apply(call, null, words);
            if (answer.ok || Object.keys(answer.error).sort().join() !== 'code,sentence')
              wrong.add(JSON.stringify(answer));
            if (/\/|Error|ENOENT|EACCES|node:|at /.test(answer.error.sentence))
              wrong.add(answer.error.sentence);
          } catch (error) {
            // What cannot cross the bridge at all is refused by the bridge.
            if (!/could not be cloned|recursion|Conversion|convert|depth|proxy/i.test(String(error)))
              wrong.add(String(error));
          }
        }),
      );
    // What cannot be sent is refused like anything else.
    const unsent: unknown = await Reflect.apply(window.api.library.open, null, [() => 1]).catch(String);
    const answer = await window.api.library.list();
    return { wrong: [...wrong], unsent, alive: answer.ok };
  });
  expect(bad).toEqual({
    wrong: [],
    unsent: { ok: false, error: { code: 'refused', sentence: expect.any(String) } },
    alive: true,
  });
  expect(written()).toEqual(before);
  expect(await app.evaluate(() => Reflect.has({}, 'polluted'))).toBe(false);
});
