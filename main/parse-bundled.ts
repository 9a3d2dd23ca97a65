import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../core/parse.ts';
import { parsedName } from './library/parsed.ts';

/** Run by the build: parses the briefs of one folder into another. Those with problems are left for the app to tell. */
const [from = '', to = ''] = process.argv.slice(2);
mkdirSync(to, { recursive: true });
for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.md')) continue;
  const bytes = readFileSync(join(entry.parentPath, entry.name));
  const parsed = parse(entry.name, bytes);
  if ('brief' in parsed) writeFileSync(join(to, parsedName(bytes)), JSON.stringify(parsed.brief));
}
