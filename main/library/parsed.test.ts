import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parsedName, readParsed } from './parsed.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parsed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = new TextEncoder().encode('a brief');

it('gives what was made of exactly these bytes', async () => {
  writeFileSync(join(folder, parsedName(bytes)), JSON.stringify({ id: 'made' }));
  expect(await readParsed(folder, bytes)).toEqual({ id: 'made' });
  expect(await readParsed(folder, new TextEncoder().encode('a brief, changed'))).toBeNull();
});

it('gives nothing where a file is damaged or the folder is missing', async () => {
  writeFileSync(join(folder, parsedName(bytes)), '{"id":');
  expect(await readParsed(folder, bytes)).toBeNull();
  expect(await readParsed(join(folder, 'none'), bytes)).toBeNull();
});
