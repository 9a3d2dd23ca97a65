import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serve, serveFrom } from './scheme.ts';

let dist: string;
let serve: Serve;
beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'scheme-'));
  mkdirSync(join(dist, 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(dist, 'renderer', 'index.html'), '<p>page</p>');
  writeFileSync(join(dist, 'renderer', 'assets', 'main-x1.js'), 'script');
  writeFileSync(join(dist, 'renderer', 'not-listed.js'), 'secret');
  writeFileSync(join(dist, 'secret'), 'secret');
  const table = { '/index.html': 'text/html; charset=utf-8', '/assets/main-x1.js': 'text/javascript' };
  writeFileSync(join(dist, 'renderer-files.json'), JSON.stringify(table));
  serve = serveFrom(dist);
});
afterAll(() => rmSync(dist, { recursive: true }));

const get = (url: string) => serve({ method: 'GET', url });

describe('the private scheme', () => {
  it('serves the files of the table with their type and the policy', async () => {
    const page = await get('aide-memoire://app/index.html');
    expect(page.status).toBe(200);
    expect(await page.text()).toBe('<p>page</p>');
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    const script = await get('aide-memoire://app/assets/main-x1.js');
    expect([script.status, await script.text()]).toEqual([200, 'script']);
  });

  it('sends the strict policy with everything, what is missing included', async () => {
    for (const path of ['index.html', 'nothing']) {
      const policy = (await get(`aide-memoire://app/${path}`)).headers.get('Content-Security-Policy') ?? '';
      // Written out once more, so that no part of it goes unnoticed.
      expect(policy.split('; ')).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "frame-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types lit-html workers',
      ]);
    }
  });

  it.each([
    '',
    '/',
    '/not-listed.js',
    '/../secret',
    '/%2e%2e/secret',
    '/..%2fsecret',
    '/..%5csecret',
    '/..\\secret',
    '/%252e%252e%252fsecret',
    '/index.html%00',
    '/index.html%00.js',
    '/index.html/',
    '//index.html',
    '//app/index.html',
    '/./assets//main-x1.js',
    '/assets',
    '/INDEX.HTML',
    '/index.html::$DATA',
    '/index.html:$DATA',
    '/CON',
    '/constructor',
    '/__proto__',
    '/toString',
    '/%',
    '/%ff',
    `/${'a'.repeat(65_536)}`,
    `/${'../'.repeat(20_000)}etc/passwd`,
  ])('answers an empty 404 to %j', async (path) => {
    const response = await get(`aide-memoire://app${path}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  it.each([
    'aide-memoire://other/index.html',
    'aide-memoire://app.other/index.html',
    'https://app/index.html',
    'file:///index.html',
    'not an address',
  ])('answers an empty 404 to %s', async (url) => {
    const response = await get(url);
    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it('answers GET alone', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])
      expect((await serve({ method, url: 'aide-memoire://app/index.html' })).status).toBe(404);
  });
});
