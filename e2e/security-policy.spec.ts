import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';

/** Written out once more, so that no change of the policy goes unnoticed. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
  "connect-src 'self'; worker-src 'self'; object-src 'none'; frame-src 'none'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html workers";

test.use({ attacks: true });

/** What the page is refused from now on, by directive. */
async function watchViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(window, '__violations', seen);
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      seen.push(effectiveDirective);
    });
  });
  return () =>
    page.evaluate(() => {
      const seen: unknown = Reflect.get(window, '__violations');
      return Array.isArray(seen) ? seen.map(String) : ['none kept'];
    });
}

test('every answer of the scheme carries the policy, the print page’s and a missing file’s too', async ({
  reader: { app, page },
}) => {
  const answers: { url: string; headers: Record<string, string> }[] = [];
  page.on('response', (response) => answers.push({ url: response.url(), headers: response.headers() }));
  await page.reload();
  await page.getByRole('article').waitFor();
  await page.evaluate(() => Promise.all([fetch('/print.html'), fetch('/nothing'), fetch('/../..%2fsecret')]));
  expect(answers.length).toBeGreaterThan(5);
  for (const { url, headers } of answers) {
    expect(headers['content-security-policy'], url).toBe(policy);
    expect(headers['x-content-type-options'], url).toBe('nosniff');
    expect(headers['cache-control'], url).toBe('no-store');
  }
  const stored = await app.evaluate(({ session }) => session.defaultSession.getCacheSize());
  expect(stored).toBeLessThan(1e6);
});

test('a page that breaks no rule is told of none, and one that does is noticed', async ({
  reader: { page, text },
  breaches,
}) => {
  for (const tab of ['Synthèse', 'Propositions', 'Annotations'])
    await page.getByRole('tab', { name: tab }).click();
  await text.getByRole('heading', { level: 1 }).click();
  expect(breaches).toEqual([]);
  await page.evaluate(() => fetch('https://example.org/').catch(() => undefined));
  await expect
    .poll(() => breaches.join())
    .toContain('Content Security Policy directive: "connect-src \'self\'"');
});

test('what the policy refuses is refused', async ({ reader: { page } }) => {
  const violations = await watchViolations(page);
  const outcomes = await page.evaluate(async () => {
    // In a turn of the page's own: what the test's own call runs may do what the policy refuses.
    const run = (act: () => unknown): Promise<string> =>
      new Promise((resolve) => setTimeout(resolve)).then(act).then(
        () => 'done',
        () => 'refused',
      );
    const loads = (element: HTMLElement, attribute: string, url: string) =>
      run(
        () =>
          new Promise((resolve, reject) => {
            element.addEventListener('load', resolve);
            element.addEventListener('error', reject);
            element.setAttribute(attribute, url);
            document.body.append(element);
          }),
      );
    const script = document.createElement('script');
    const createPolicy = (name: string): unknown => {
      const factory: unknown = Reflect.get(window, 'trustedTypes');
      return factory instanceof Object
        ? Reflect.apply(Reflect.get(factory, 'createPolicy'), factory, [name, {}])
        : null;
    };
    return {
      html: await run(() => Reflect.set(document.createElement('p'), 'innerHTML', '<b>x</b>')),
      htmlAgain: await run(() => document.body.insertAdjacentHTML('beforeend', '<b>x</b>')),
      parsed: await run(() => new DOMParser().parseFromString('<b>x</b>', 'text/html')),
      written: await run(() => document.write('<b>x</b>')),
      eval: await run(() => Reflect.apply(Reflect.get(window, 'eval'), window, ['1'])),
      function: await run(() => Reflect.construct(Function, ['return 1'])()),
      timer: await run(() => Reflect.apply(setTimeout, window, ['1'])),
      wasm: await run(() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
      worker: await run(() => new Worker('/x.js')),
      service: await run(() => navigator.serviceWorker.register('/x.js')),
      policy: await run(() => createPolicy('other')),
      policyAgain: await run(() => createPolicy('lit-html')),
      policyOfWorkers: await run(() => createPolicy('workers')),
      inline: await run(() => {
        script.append('window.pwned = true');
        document.body.append(script);
        if (!Reflect.has(window, 'pwned')) throw new Error('refused');
      }),
      handler: await run(() => {
        const button = document.createElement('button');
        button.setAttribute('onclick', 'window.pwned = true');
        button.click();
        if (!Reflect.has(window, 'pwned')) throw new Error('refused');
      }),
      otherHost: await run(() => fetch('aide-memoire://other/index.html')),
      http: await run(() => fetch('http://127.0.0.1:9/')),
      https: await run(() => fetch('https://example.org/')),
      file: await run(() => fetch('file:///etc/passwd')),
      socket: await run(
        () =>
          new Promise((resolve, reject) => {
            const socket = new WebSocket('wss://example.org/');
            socket.onopen = resolve;
            socket.onerror = reject;
          }),
      ),
      beacon: await run(() => {
        if (!navigator.sendBeacon('https://example.org/', 'x')) throw new Error('refused');
        return fetch('https://example.org/');
      }),
      image: await loads(document.createElement('img'), 'src', 'https://example.org/x.png'),
      imageFile: await loads(document.createElement('img'), 'src', 'file:///etc/hostname'),
      sheet: await loads(
        Object.assign(document.createElement('link'), { rel: 'stylesheet' }),
        'href',
        'https://example.org/x.css',
      ),
      object: await loads(document.createElement('object'), 'data', 'https://example.org/x.swf'),
    };
  });
  const done = Object.entries(outcomes).filter(([, outcome]) => outcome !== 'refused');
  expect(done).toEqual([]);
  const seen = await violations();
  for (const directive of ['script-src', 'connect-src', 'img-src', 'require-trusted-types-for'])
    expect(seen, directive).toContain(directive);
  expect(await page.evaluate(() => Reflect.has(window, 'pwned'))).toBe(false);
});

test('a frame shows nothing, not even a page of the app', async ({ reader: { page } }) => {
  const shown = await page.evaluate(async () => {
    const texts: string[] = [];
    for (const url of ['/index.html', 'https://example.org/', 'data:text/html,x', 'file:///etc/passwd']) {
      const frame = document.createElement('iframe');
      // Nothing tells of a frame whose address is refused before it is asked for.
      const ended = new Promise((resolve) => {
        frame.addEventListener('load', resolve);
        setTimeout(resolve, 500);
      });
      frame.src = url;
      document.body.append(frame);
      await ended;
      texts.push(frame.contentDocument?.body.textContent ?? 'closed');
      frame.remove();
    }
    return texts;
  });
  expect(shown.filter((text) => text !== '' && text !== 'closed')).toEqual([]);
});

test('the scheme serves nothing but its table, however it is asked', async ({ reader: { page } }) => {
  const statuses = await page.evaluate(() =>
    Promise.all(
      [
        '/../index.html',
        '/%2e%2e/%2e%2e/etc/passwd',
        '/..%2f..%2fetc%2fpasswd',
        '/..%5c..%5cetc%5cpasswd',
        '/%252e%252e%252fetc%252fpasswd',
        '/index.html%00.js',
        '/index.html::$DATA',
        '/CON',
        '/INDEX.HTML',
        '/main/main.cjs',
        '/../main/main.cjs',
        '/renderer-files.json',
        '/etc/passwd',
        `/${'a'.repeat(65_536)}`,
      ].map(async (path) => (await fetch(path)).status),
    ),
  );
  // Chromium resolves the first before it asks.
  expect(statuses).toEqual([200, ...Array.from({ length: statuses.length - 1 }, () => 404)]);
});

test('a session without the page’s policy still loads nothing from elsewhere', async ({
  reader: { app },
}) => {
  const server = createServer((_request, response) => response.end('reached')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const asked: string[] = [];
  server.on('request', (request) => asked.push(String(request.url)));
  const { port } = server.address() as AddressInfo;
  try {
    /** In a window of the given session on a page without any policy, the errors of what it tries to load. */
    const attempts = (partition: string) =>
      app.evaluate(
        async ({ BrowserWindow, session }, { partition, port }) => {
          const used = partition ? session.fromPartition(partition) : session.defaultSession;
          const errors: string[] = [];
          used.webRequest.onErrorOccurred(({ error, url }) => {
            if (url.startsWith('http') || url.startsWith('ws') || url.startsWith('file')) errors.push(error);
          });
          const window = new BrowserWindow({ show: false, webPreferences: { session: used } });
          await window.loadURL('data:text/html,<p>no policy</p>');
          const outcomes: unknown = await window.webContents.executeJavaScript(`Promise.all(
            ['http://127.0.0.1:${port}/a', 'http://localhost:${port}/b', 'https://example.org/', 'http://[::1]:${port}/c']
              .map((url) => fetch(url, { mode: 'no-cors' }).then(() => 'reached', () => 'refused'))
              .concat(['http://127.0.0.1:${port}/d', 'file:///etc/hostname'].map((url) => new Promise((resolve) => {
                const image = new Image();
                image.onload = () => resolve('reached');
                image.onerror = () => resolve('refused');
                image.src = url;
              })))
              .concat(new Promise((resolve) => {
                const socket = new WebSocket('ws://127.0.0.1:${port}/e');
                socket.onopen = () => resolve('reached');
                socket.onerror = () => resolve('refused');
              })))`);
          window.destroy();
          used.webRequest.onErrorOccurred(null);
          return { outcomes: Array.isArray(outcomes) ? outcomes.map(String) : [], errors };
        },
        { partition, port },
      );
    const hardened = await attempts('');
    expect(new Set(hardened.outcomes)).toEqual(new Set(['refused']));
    expect(new Set(hardened.errors)).toEqual(new Set(['net::ERR_BLOCKED_BY_CLIENT']));
    expect(hardened.errors.length).toBeGreaterThan(4);

    // A session that nobody has hardened has the switches alone.
    const bare = await attempts('bare');
    expect(new Set(bare.outcomes)).toEqual(new Set(['refused']));
    expect(bare.errors).not.toContain('net::ERR_BLOCKED_BY_CLIENT');
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
});
