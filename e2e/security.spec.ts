import { expect, type Page } from '@playwright/test';
import { annotate } from '../core/annotation.ts';
import { type Reader, test } from './app.ts';
import { memoryApi } from './memory-api.ts';

/** What the page may own beyond what Chromium gives every page: the api, and the marks that Lit and its parts leave. */
const ownGlobals = [
  'api',
  'litElementVersions',
  'litHtmlVersions',
  'litPropertyMetadata',
  'reactiveElementVersions',
];

test.use({ attacks: true });

const here = 'aide-memoire://app/index.html';

/** Waits until what a page may still be about to do has been done or refused. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
}

async function windowsOf({ app }: Reader): Promise<number> {
  return app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
}

test('the page owns the api and no other way out', async ({ reader: { app, page } }) => {
  const inherited = await app.evaluate(async ({ BrowserWindow }) => {
    const bare = new BrowserWindow({ show: false });
    await bare.loadURL('aide-memoire://app/nothing').catch(() => undefined);
    const names: unknown = await bare.webContents.executeJavaScript('Object.getOwnPropertyNames(window)');
    bare.destroy();
    return Array.isArray(names) ? names.map(String) : [];
  });
  expect(inherited.length).toBeGreaterThan(500);
  const owned = await page.evaluate(() => Object.getOwnPropertyNames(window));
  const added = owned.filter((name) => !inherited.includes(name) && !name.startsWith('__playwright'));
  expect(added.sort()).toEqual(ownGlobals);

  const names = await page.evaluate(() =>
    Object.entries(window.api).flatMap(([group, inner]) =>
      typeof inner === 'function' ? [group] : Object.keys(inner).map((name) => `${group}.${name}`),
    ),
  );
  // Typed as the contract is, so it has each function of it and no other.
  const contract = memoryApi({ lang: 'fr', briefs: [] });
  const agreed = Object.entries(contract).flatMap(([group, inner]) =>
    typeof inner === 'function' ? [group] : Object.keys(inner).map((name) => `${group}.${name}`),
  );
  expect(names.sort()).toEqual(agreed.sort());
});

test('nothing of Node or Electron is in reach, in the page, a frame or a worker', async ({
  reader: { page },
}) => {
  const reach = await page.evaluate(() => {
    const names = ['require', 'process', 'module', 'exports', 'Buffer', 'global', '__dirname', 'electron'];
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inner = frame.contentWindow;
    const found = names.filter((name) => name in window || (inner !== null && name in inner));
    const framed = inner !== null && 'api' in inner;
    frame.remove();
    let worker = 'started';
    try {
      new Worker('/assets/x.js');
    } catch (error) {
      worker = String(error);
    }
    return { found, framed, worker };
  });
  expect(reach).toEqual({ found: [], framed: false, worker: expect.stringContaining('TrustedScriptURL') });
});

test('the app’s own worker has nothing of Node either', async ({ reader: { page } }) => {
  const adrift = annotate({
    uuid: '123e4567-e89b-42d3-a456-426614174000',
    at: '2026-11-24T05:30:00.000Z',
    source: 'urn:brief:2025-04-26-almaty:fr',
    revision: '0'.repeat(64),
    selectors: [
      { type: 'TextQuoteSelector', exact: 'what stands nowhere', prefix: '', suffix: '' },
      { type: 'TextPositionSelector', start: 0, end: 19 },
    ],
    content: { colour: 'yellow', note: '', tags: [] },
  });
  await page.evaluate(
    (one) => window.api.annotations.save('2025-04-26-almaty', [JSON.parse(one)], []),
    JSON.stringify(adrift),
  );
  const starting = page.waitForEvent('worker');
  await page.reload();
  const worker = await starting;
  const found = await worker.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'api'].filter((name) => name in globalThis),
  );
  expect(found).toEqual([]);
  expect(worker.url()).toMatch(/^aide-memoire:\/\/app\/assets\/[\w-]+\.js$/);
});

test('a page that breaks its own built-ins does not reach the preload through them', async ({
  reader: { page },
}) => {
  const answers = await page.evaluate(async () => {
    const stolen: unknown[] = [];
    const thief = (...things: unknown[]) => {
      stolen.push(...things);
      throw new Error('broken');
    };
    const kept = { push: Array.prototype.push, parse: JSON.parse, add: Set.prototype.add };
    // The preload keeps the answers that are under way in a set; nothing else of the app keeps promises so.
    Set.prototype.add = function add(one: unknown) {
      if (one instanceof Promise) stolen.push(one);
      return kept.add.call(this, one);
    };
    const broken = { value: thief, configurable: true, writable: true };
    Object.defineProperty(Array.prototype, 'push', broken);
    Object.defineProperty(Array.prototype, Symbol.iterator, { ...broken, value: Array.prototype.values });
    Object.defineProperty(JSON, 'parse', broken);
    Object.defineProperty(Function.prototype, 'call', broken);
    Object.defineProperty(Object, 'freeze', broken);
    Object.defineProperty(Object.prototype, 'channel', { value: 'start', configurable: true });
    const answered = await window.api.library.open({ id: '2025-04-26-almaty', lang: 'fr' });
    const listed = await window.api.library.list();
    Array.prototype.push = kept.push;
    JSON.parse = kept.parse;
    Set.prototype.add = kept.add;
    return {
      opened: answered.ok && answered.value.id,
      listed: listed.ok && listed.value.briefs.length > 0,
      stolen: stolen.length,
    };
  });
  expect(answers).toEqual({ opened: '2025-04-26-almaty', listed: true, stolen: 0 });
});

test('every permission is denied', async ({ reader: { app, page } }) => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  const states = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'persistent-storage',
      'clipboard-read',
      'clipboard-write',
      'storage-access',
      'window-management',
      'local-fonts',
      'screen-wake-lock',
      'background-sync',
      'payment-handler',
      'idle-detection',
    ];
    const asked = await Promise.all(
      names.map(async (name) => {
        const descriptor = Object.assign({ name: 'geolocation' as const }, { name });
        return navigator.permissions.query(descriptor).then(
          ({ state }) => [name, state],
          (error: unknown) => [name, String(error).includes('not a valid enum') ? 'unknown' : String(error)],
        );
      }),
    );
    return asked.filter(([, state]) => state !== 'unknown');
  });
  expect(states.length).toBeGreaterThan(8);
  expect(states.filter(([, state]) => state !== 'denied')).toEqual([]);

  const refused = await page.evaluate(async () => {
    const outcome = (asking: () => Promise<unknown> | undefined) =>
      Promise.resolve()
        .then(asking)
        .then(
          (value) => `granted: ${value}`,
          (error: unknown) =>
            error instanceof Error || error instanceof DOMException ? error.name : 'refused',
        );
    const devices: Record<string, unknown> = Object.fromEntries(
      ['hid', 'usb', 'serial', 'bluetooth'].map((name) => [name, Reflect.get(navigator, name)]),
    );
    const request = (name: string, method: string, ...words: unknown[]) =>
      outcome(() => {
        const device = devices[name];
        const ask: unknown =
          typeof device === 'object' && device !== null ? Reflect.get(device, method) : null;
        if (typeof ask !== 'function') throw new DOMException('', 'NotAllowedError');
        return Promise.resolve(Reflect.apply(ask, device, words)).then((found) => {
          if (Array.isArray(found) && found.length === 0) throw new DOMException('', 'NotFoundError');
          return found;
        });
      });
    return {
      notification: await Notification.requestPermission(),
      place: await outcome(
        () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      ),
      media: await outcome(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      screen: await outcome(() => navigator.mediaDevices.getDisplayMedia()),
      midi: await outcome(() => navigator.requestMIDIAccess()),
      clipboard: await outcome(() => navigator.clipboard.readText()),
      hid: await request('hid', 'requestDevice', { filters: [] }),
      usb: await request('usb', 'requestDevice', { filters: [] }),
      serial: await request('serial', 'requestPort'),
      bluetooth: await request('bluetooth', 'requestDevice', { acceptAllDevices: true }),
    };
  });
  expect(Object.values(refused).filter((answer) => answer.startsWith('granted'))).toEqual([]);
  expect(refused.notification).toBe('denied');
});

test('the page stays where it is, whatever would lead it elsewhere', async ({ reader }) => {
  const { page } = reader;
  const elsewhere = ['https://example.org/', 'file:///etc/passwd', 'data:text/html,x', '/print.html'];
  for (const url of elsewhere) {
    await page.evaluate((address) => {
      location.href = address;
      const link = document.createElement('a');
      link.href = address;
      document.body.append(link);
      link.click();
      link.remove();
    }, url);
    await settled(page);
    expect(page.url(), url).toBe(here);
  }
  await page.evaluate(() => {
    const form = document.createElement('form');
    form.action = 'https://example.org/';
    document.body.append(form);
    form.submit();
    const meta = document.createElement('meta');
    meta.httpEquiv = 'refresh';
    meta.content = '0; url=https://example.org/';
    document.head.append(meta);
    history.pushState(null, '', '#here');
  });
  await settled(page);
  expect(page.url().split('#')[0]).toBe(here);
  expect(await page.evaluate(() => document.querySelector('article') !== null)).toBe(true);
});

test('a page that empties itself, which nobody can refuse, is shown again', async ({ reader }) => {
  const { page } = reader;
  await page.evaluate(() => {
    location.href = 'about:blank';
  });
  await expect(page.getByRole('article')).toBeVisible();
  expect(page.url()).toBe(here);
});

test('a dropped file and a dropped link lead nowhere', async ({ reader: { page } }) => {
  const session = await page.context().newCDPSession(page);
  const data = {
    items: [{ mimeType: 'text/uri-list', data: 'https://example.org/' }],
    files: ['/etc/hostname'],
    dragOperationsMask: 1,
  };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  await settled(page);
  expect(page.url()).toBe(here);
  await expect(page.getByRole('article')).toBeVisible();
});

test('no other window, view or download begins', async ({ reader }) => {
  const { app, page } = reader;
  const before = await windowsOf(reader);
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.url()));
  await app.evaluate(({ session }) => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'downloads', seen);
    session.defaultSession.on('will-download', (event) => seen.push(String(event.defaultPrevented)));
  });
  const opened = await page.evaluate(() => {
    const made = ['https://example.org/', 'about:blank', '/index.html', 'javascript:1', ''].map(
      (url) => window.open(url) !== null,
    );
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org/');
    view.setAttribute('nodeintegration', '');
    document.body.append(view);
    const link = document.createElement('a');
    link.href = '/index.html';
    link.id = 'elsewhere';
    link.target = '_blank';
    link.textContent = 'elsewhere';
    link.style.cssText = 'position: fixed; top: 0; left: 0; z-index: 9999';
    document.body.append(link);
    link.click();
    return { made, view: [view.constructor.name, view.shadowRoot] };
  });
  expect(opened).toEqual({ made: [false, false, false, false, false], view: ['HTMLElement', null] });
  const link = page.locator('#elsewhere');
  await link.click({ button: 'middle' });
  await link.click({ modifiers: ['Control'] });
  await link.click({ modifiers: ['Shift'] });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.txt';
    link.click();
  });
  await settled(page);
  expect(await windowsOf(reader)).toBe(before);
  expect(page.url()).toBe(here);
  expect(await app.evaluate(() => Reflect.get(globalThis, 'downloads'))).toEqual(['true']);
});

test('nothing is dragged out of the page', async ({ reader: { page, text } }) => {
  await page.getByRole('button', { name: /cinq propositions avant le sommet/ }).click();
  await page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(window, '__drags', seen);
    addEventListener('dragstart', (drag) => seen.push(String(drag.defaultPrevented)));
  });
  const link = text.locator('a[href]').first();
  await link.scrollIntoViewIfNeeded();
  const box = await link.boundingBox();
  if (!box) throw new Error('no link to drag');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 60, { steps: 5 });
  await page.mouse.up();
  expect(await page.evaluate(() => Reflect.get(window, '__drags'))).toEqual(['true']);
});
