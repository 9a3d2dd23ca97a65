import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { root, test } from './app.ts';
import { briefOf, print } from './marked-briefs.ts';
import { opened, placesOfWords } from './pdf-reading.ts';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aide-memoire-print-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const all = readdirSync(path.join(root, 'briefs'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** A paragraph, heading or cell, as far as it stands on one page. */
interface Stretch {
  readonly kind: string;
  words: string;
  /** Baselines, points from the sheet's lower edge. */
  readonly lines: number[];
}

interface Node {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

/** What stands on each page of a file, in reading order. */
async function stretchesOf(file: string): Promise<Stretch[][]> {
  const document = await opened(file);
  const pages: Stretch[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const runs = new Map<string, { words: string; lines: number[] }>();
    const open: (string | null)[] = [];
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if ('type' in item) {
        if (item.type === 'endMarkedContent') open.pop();
        else open.push(item.id ?? null);
        continue;
      }
      const id = open.find((one) => one !== null);
      if (!id || !item.str.trim()) continue;
      const { words, lines } = runs.get(id) ?? { words: '', lines: [] };
      runs.set(id, { words: words + item.str, lines: [...lines, Number(item.transform[5])] });
    }
    const stretches: Stretch[] = [];
    const walk = ({ role = '', type, id = '', children = [] }: Node, around: Stretch | null): void => {
      const run = type === 'content' ? runs.get(id) : undefined;
      if (run && around) {
        around.words += run.words;
        around.lines.push(...run.lines);
      }
      let own = around;
      if (/^(P|H\d?|TH|TD)$/.test(role)) {
        own = { kind: role, words: '', lines: [] };
        stretches.push(own);
      }
      for (const child of children) walk(child, own);
    };
    walk((await page.getStructTree()) ?? {}, null);
    pages.push(stretches.filter(({ words }) => words));
  }
  await document.destroy();
  return pages;
}

/** How many lines there are; a number set higher or lower is in its line. */
function countLines({ lines }: Stretch): number {
  let [count, last] = [0, Number.POSITIVE_INFINITY];
  for (const line of [...lines].sort((a, b) => b - a)) {
    if (last - line < 6) continue;
    count += 1;
    last = line;
  }
  return count;
}

const lettersOf = (words: string) => words.replace(/\P{L}/gu, '');

for (const lang of ['fr', 'en'])
  for (const paper of ['a4', 'letter'])
    test(`no line stands alone at a page's edge, and no heading at its foot (${lang}, ${paper})`, async ({
      profile,
    }) => {
      const file = path.join(folder, 'all.pdf');
      const given = [`--lang=${lang}`, `--paper=${paper}`, `--to=${file}`, `--user-data-dir=${profile}`];
      expect(print(folder, ...all, ...given)).toEqual({ code: 0, err: '' });
      const texts = all
        .map((id) => briefOf({ id, lang }))
        .flatMap(({ blocks, commitments, followUps, proposals }) => [
          ...blocks.map(({ text }) => text),
          ...[...commitments, ...followUps].map(({ text: { text } }) => text),
          ...proposals.map(({ gist: { text } }) => text),
        ])
        .map(lettersOf);
      const isOne = (before: Stretch, after: Stretch): boolean => {
        if (before.kind !== 'P' || after.kind !== 'P' || after.words.startsWith('§')) return false;
        const [end, beginning] = [lettersOf(before.words).slice(-25), lettersOf(after.words).slice(0, 25)];
        const across = end + beginning;
        return end !== '' && beginning !== '' && texts.some((text) => text.includes(across));
      };
      const pages = await stretchesOf(file);
      const found: string[] = [];
      for (const [index, page] of pages.entries()) {
        const last = page.at(-1);
        const next = pages[index + 1]?.find(({ kind }) => kind !== 'TH');
        if (!last || !next) continue;
        if (/^H/.test(last.kind) && !/^H1/.test(last.kind)) found.push(`heading at the foot: ${last.words}`);
        if (!isOne(last, next)) continue;
        if (countLines(last) < 2) found.push(`alone at the foot: ${last.words}`);
        if (countLines(next) < 2) found.push(`alone at the head: ${next.words}`);
      }
      expect(found).toEqual([]);
      expect(pages.length).toBeGreaterThan(25);
      // Else what is looked for could not be seen: words as they stand in the briefs, in paragraphs of several lines.
      const known = pages.flat().filter((stretch) => {
        const letters = lettersOf(stretch.words);
        return countLines(stretch) > 2 && texts.some((text) => text.includes(letters));
      });
      expect(known.length).toBeGreaterThan(50);
    });

test('the numbers of paragraphs stand below each other, however deep their list or quotation', async ({
  profile,
}) => {
  const source = path.join(folder, 'deep.md');
  const items = Array.from({ length: 7 }, (_, depth) => `${'   '.repeat(depth)}- Étage ${depth}.\n`);
  const quotations = Array.from(
    { length: 6 },
    (_, depth) => `${'> '.repeat(depth + 1)}Cité ${depth}.\n${'> '.repeat(depth + 1)}\n`,
  );
  writeFileSync(source, `${front}\nAu bord.\n\n${items.join('\n')}\n${quotations.join('')}`);
  const file = path.join(folder, 'deep.pdf');
  expect(print(folder, source, `--to=${file}`, `--user-data-dir=${profile}`)).toEqual({ code: 0, err: '' });
  const words = placesOfWords(file).flatMap((page) => page.words);
  const signs = words.filter(({ word }) => word.startsWith('§'));
  expect(signs).toHaveLength(14);
  const edges = signs.map(({ x }) => x);
  expect(Math.max(...edges) - Math.min(...edges)).toBeLessThan(6);
});

const front = `---
id: deep
lang: fr
title: Listes
standfirst: Des listes dans des listes.
kind: Note
date: 2026-01-01
place: Paris
summary: [Une phrase.]
revised: 2026-01-01
---
`;
