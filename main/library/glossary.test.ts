import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readGlossary } from './glossary.ts';
import type { Shelf } from './library.ts';

let root: string;
let shelves: readonly Shelf[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'glossary-'));
  shelves = (['bundled', 'own'] as const).map((origin) => ({ origin, folder: join(root, origin) }));
  for (const { folder } of shelves) mkdirSync(folder);
});
afterEach(() => rmSync(root, { recursive: true }));

const put = (shelf: string, content: string) => writeFileSync(join(root, shelf, 'glossary.fr.yaml'), content);
const terms = (id: string) => `lang: fr\nterms:\n  - id: ${id}\n    term: Mot\n    definition: Sens.\n`;

describe('the glossary', () => {
  it('is empty where no shelf has one in the language', async () => {
    expect(await readGlossary(shelves, 'fr')).toEqual({ glossary: { lang: 'fr', terms: [], sources: [] } });
  });

  it('is that of the first shelf that has one', async () => {
    put('own', terms('own'));
    expect(await readGlossary(shelves, 'fr')).toMatchObject({ glossary: { terms: [{ id: 'own' }] } });
    put('bundled', terms('ours'));
    expect(await readGlossary(shelves, 'fr')).toMatchObject({ glossary: { terms: [{ id: 'ours' }] } });
  });

  it('gives its problems where it cannot be read', async () => {
    put('bundled', 'terms: []\n');
    expect(await readGlossary(shelves, 'fr')).toMatchObject({
      problems: [{ file: 'glossary.fr.yaml', field: 'lang' }],
    });
    rmSync(join(root, 'bundled/glossary.fr.yaml'));
    mkdirSync(join(root, 'bundled/glossary.fr.yaml'));
    expect(await readGlossary(shelves, 'fr')).toMatchObject({ problems: [{ rule: { code: 'file-kind' } }] });
  });
});
