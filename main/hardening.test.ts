import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hardenContents, hardenSession } from './hardening.ts';

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(import.meta.dirname, file), 'utf8') }));

describe('what the app uses of Electron', () => {
  it('is no more than this', () => {
    const imported = sources.flatMap(({ text }) =>
      [...text.matchAll(/import \{([^}]*)\} from 'electron'/g)].flatMap(([, names = '']) =>
        names.split(',').flatMap((name) => (/^\s*(?:type\s|$)/.test(name) ? [] : [name.trim()])),
      ),
    );
    expect([...new Set(imported)].sort()).toEqual([
      'BrowserWindow',
      'Menu',
      'WebContentsView',
      'app',
      'clipboard',
      'contextBridge',
      'dialog',
      'ipcMain',
      'ipcRenderer',
      'nativeTheme',
      'protocol',
      'screen',
      'session',
      'shell',
    ]);
  });

  it.each([
    'webSecurity',
    'allowRunningInsecureContent',
    'experimentalFeatures',
    'enableBlinkFeatures',
    'enable-features',
    'bypassCSP',
    'allowServiceWorkers',
    'corsEnabled',
    'allowExtensions',
    'executeJavaScript',
    'insertCSS',
    'openDevTools',
    'setAsDefaultProtocolClient',
    'openPath',
    'contextIsolation: false',
    'sandbox: false',
    'nodeIntegration: true',
    'nodeIntegrationInWorker: true',
    'nodeIntegrationInSubFrames: true',
    'spellcheck: true',
    'disableBlinkFeatures',
    'javascriptCanAccessClipboard',
    'navigateOnDragDrop',
    'plugins: true',
    'webviewTag: true',
    'node:vm',
    'loadFile',
    'sendSync',
    'enableRemoteModule',
    // Without a handler of it, no screen is ever shared.
    'setDisplayMediaRequestHandler',
  ])('is never %s', (name) => {
    const using = sources.filter(({ text }) => text.includes(name)).map(({ file }) => file);
    expect(using).toEqual([]);
  });

  it('makes a window in two places, each in the sandbox, without Node and without a spell checker', () => {
    const made = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/webPreferences(?:: WebPreferences)?(?:: | = )\{([^}]*)\}/g)].map(
        ([, given = '']) => ({
          file,
          given: given.match(/\w+: (?:true|false)/g) ?? [],
        }),
      ),
    );
    expect(made.map(({ file }) => file).sort()).toEqual([
      join('printing', 'print-window.ts'),
      join('window', 'window.ts'),
    ]);
    for (const { given } of made)
      expect(given).toEqual(
        expect.arrayContaining([
          'sandbox: true',
          'contextIsolation: true',
          'nodeIntegration: false',
          'spellcheck: false',
        ]),
      );
    const windows = sources.flatMap(
      ({ text }) => text.match(/new (?:BrowserWindow|WebContentsView|BrowserView)\(/g) ?? [],
    );
    expect(windows).toHaveLength(3);
  });

  it('reads a PDF without making script of it, here and in the page', () => {
    const renderer = join(import.meta.dirname, '..', 'renderer');
    const pages = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(renderer, file), 'utf8'));
    const readers = [...sources.map(({ text }) => text), ...pages].flatMap(
      (text) => text.match(/getDocument\(\{[^}]*\}/g) ?? [],
    );
    expect(readers).toHaveLength(2);
    for (const given of readers) expect(given).toMatch(/isEvalSupported: false[^}]*enableXfa: false/);
  });

  it('is in the sandbox as a whole, but where it cannot be', () => {
    const main = sources.find(({ file }) => file === 'main.ts')?.text ?? '';
    expect(main).toContain("if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();");
    expect(main).toContain('privileges: { standard: true, secure: true, supportFetchAPI: true }');
  });

  it('opens no tools where it is packed', () => {
    const main = sources.find(({ file }) => file === 'main.ts')?.text ?? '';
    expect(main).toContain('devTools: !app.isPackaged');
    const given = sources.flatMap(({ text }) => text.match(/\bdevTools: (?!boolean)[^,]+,/g) ?? []);
    expect(given.sort()).toEqual([
      'devTools: !app.isPackaged,',
      'devTools: false,',
      'devTools: options.devTools,',
    ]);
    expect(main).toContain('hardenSession(session.defaultSession, serve, !app.isPackaged)');
    expect(main).toContain("app.on('web-contents-created', (_event, contents) => hardenContents(contents))");
  });
});

/** Stands in for what Electron hands out: keeps each handler under the name that it was given under. */
function recorder() {
  const handlers = new Map<string, (...words: unknown[]) => unknown>();
  const calls = new Map<string, unknown[]>();
  const target: Record<string, unknown> = {
    on: (event: string, handler: (...words: unknown[]) => unknown) => handlers.set(event, handler),
    protocol: {
      handle: (scheme: string, handler: () => unknown) => handlers.set(`protocol ${scheme}`, handler),
    },
    webRequest: { onBeforeRequest: (handler: () => unknown) => handlers.set('onBeforeRequest', handler) },
  };
  const made: unknown = new Proxy(target, {
    get: (own, name) =>
      own[String(name)] ??
      ((...words: unknown[]) => {
        calls.set(String(name), words);
        const [handler] = words;
        if (typeof handler === 'function')
          handlers.set(String(name), (...more) => Reflect.apply(handler, null, more));
      }),
  });
  /** What a handler answered, and whether it prevented what it was told of. */
  const ask = (name: string, ...words: unknown[]) => {
    const told = { prevented: false, answers: [] as unknown[] };
    const event = {
      preventDefault: () => {
        told.prevented = true;
      },
    };
    const result = handlers.get(name)?.(
      ...words.map((word) =>
        word === 'event' ? event : word === 'answer' ? (given?: unknown) => told.answers.push(given) : word,
      ),
    );
    return { ...told, result };
  };
  return { made, ask, calls };
}

describe('a hardened session', () => {
  const hardened = (devTools: boolean) => {
    const { made, ...rest } = recorder();
    hardenSession(
      made as Parameters<typeof hardenSession>[0],
      async () => new Response('the app’s own'),
      devTools,
    );
    return rest;
  };
  const { ask, calls } = hardened(false);

  it('serves the app’s own files', async () => {
    const { result } = ask('protocol aide-memoire');
    expect(await (await (result as Promise<Response>)).text()).toBe('the app’s own');
  });

  it('grants no permission and no device', () => {
    expect(ask('setPermissionRequestHandler', null, 'media', 'answer').answers).toEqual([false]);
    expect(ask('setPermissionCheckHandler', null, 'media').result).toBe(false);
    expect(ask('setDevicePermissionHandler', {}).result).toBe(false);
    for (const [name, ...words] of [
      ['select-hid-device', 'event', {}, 'answer'],
      ['select-usb-device', 'event', {}, 'answer'],
      ['select-serial-port', 'event', [], null, 'answer'],
    ] as const) {
      const { prevented, answers } = ask(name, ...words);
      // Without any answer the page would wait for ever.
      expect([name, prevented, answers.map(Boolean)]).toEqual([name, true, [false]]);
    }
  });

  it('downloads nothing, trusts no certificate, and asks for no dictionary', () => {
    expect(ask('will-download', 'event').prevented).toBe(true);
    expect(ask('setCertificateVerifyProc', {}, 'answer').answers).toEqual([-2]);
    expect(calls.get('setSpellCheckerEnabled')).toEqual([false]);
    expect(calls.get('setSpellCheckerLanguages')).toEqual([[]]);
  });

  it.each([
    ['aide-memoire://app/index.html', false],
    ['blob:aide-memoire://app/1', false],
    ['data:text/plain,x', false],
    ['aide-memoire://other/index.html', true],
    ['blob:https://example.org/1', true],
    ['junk:aide-memoire://app/1', true],
    ['https://example.org/', true],
    ['http://127.0.0.1/', true],
    ['ws://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['ftp://example.org/', true],
    ['devtools://devtools/bundled/x.html', true],
    ['chrome://gpu', true],
    ['chrome-extension://x/y', true],
    ['', true],
  ])('of %s cancels the request: %s', (url, cancel) => {
    expect(ask('onBeforeRequest', { url }, 'answer').answers).toEqual([{ cancel }]);
  });

  it('lets Chromium’s own tools load their pages where it is developed, and nothing else', () => {
    const { ask } = hardened(true);
    const cancels = (url: string) => ask('onBeforeRequest', { url }, 'answer').answers;
    expect(cancels('devtools://devtools/bundled/x.html')).toEqual([{ cancel: false }]);
    expect(cancels('https://example.org/')).toEqual([{ cancel: true }]);
  });
});

describe('hardened contents', () => {
  const { made, ask, calls } = recorder();
  hardenContents(made as Parameters<typeof hardenContents>[0]);

  it('lead nowhere, embed nothing, open nothing', () => {
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])
      expect([name, ask(name, 'event').prevented]).toEqual([name, true]);
    const { prevented, answers } = ask('select-bluetooth-device', 'event', [], 'answer');
    expect([prevented, answers]).toEqual([true, ['']]);
    expect(ask('setWindowOpenHandler', { url: 'https://example.org/' }).result).toEqual({ action: 'deny' });
    expect(calls.get('setWebRTCIPHandlingPolicy')).toEqual(['disable_non_proxied_udp']);
  });
});
