import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isOurs } from './origin.ts';

/** The pages' policy. No part of it loosens the first line. */
const policy = [
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
  // Lit's policy, and one that lets nothing through but the addresses of the page's own workers.
  'trusted-types lit-html workers',
].join('; ');

const headers = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

/** Answers the requests of the private scheme. */
export type Serve = (request: { readonly method: string; readonly url: string }) => Promise<Response>;

/**
 * Serves the files that were in the app when it was built and no others. A URL is only ever looked up; no path is made of it.
 * @param dist The folder with `renderer/` and `renderer-files.json`, the table of its files: `{"/index.html": "text/html"}`.
 */
export function serveFrom(dist: string): Serve {
  const loading = readTable(dist);
  return async ({ method, url }) => {
    const file = method === 'GET' && isOurs(url) ? (await loading).get(new URL(url).pathname) : undefined;
    if (!file) return new Response(null, { status: 404, headers });
    return new Response(await readFile(file.path), { headers: { ...headers, 'Content-Type': file.type } });
  };
}

interface ServedFile {
  readonly path: string;
  readonly type: string;
}

async function readTable(dist: string): Promise<ReadonlyMap<string, ServedFile>> {
  const table: unknown = JSON.parse(await readFile(join(dist, 'renderer-files.json'), 'utf8'));
  const entries = Object.entries(table ?? {});
  return new Map(
    entries.map(([url, type]) => [url, { path: join(dist, 'renderer', url), type: String(type) }]),
  );
}
