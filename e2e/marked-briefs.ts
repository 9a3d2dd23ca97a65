import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { describe } from '../core/anchor.ts';
import { annotate, type Colour } from '../core/annotation.ts';
import { briefUrn, type EditionRef } from '../core/brief.ts';
import { parse } from '../core/parse.ts';
import { electronPath, type Reader, root, rootArguments } from './app.ts';

export const almaty = '2025-04-26-almaty';
export const astana = '2025-06-17-astana';

export function briefOf({ id, lang }: EditionRef) {
  const parsed = parse(`${id}/${lang}.md`, readFileSync(path.join(root, 'briefs', id, `${lang}.md`)));
  if (!('brief' in parsed)) throw new Error(`${id} has problems`);
  return parsed.brief;
}

export interface Made {
  readonly number: number;
  readonly words: string;
  readonly colour: Colour;
  readonly note: string;
  readonly tag: string;
}

function mark(edition: EditionRef, { number, words, colour, note, tag }: Made) {
  const brief = briefOf(edition);
  const start = brief.text.indexOf(words);
  expect(start, words).toBeGreaterThan(0);
  return {
    ...annotate({
      uuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      at: '2026-11-23T10:04:05.000Z',
      source: briefUrn(brief),
      revision: brief.revision,
      selectors: describe(brief.text, start, start + words.length),
      content: { colour, note, tags: [tag] },
    }),
    creator: { type: 'Person', name: 'Claire Dumont' } as const,
  };
}

export const fr = { id: almaty, lang: 'fr' };
export const first = mark(fr, {
  ...{ number: 1, words: 'plus de 180 pays', colour: 'yellow' },
  ...{ note: 'Pour la délégation.', tag: 'délégation' },
});
export const second = mark(fr, {
  ...{ number: 2, words: 'deuxième économie du monde', colour: 'blue' },
  ...{ note: 'Entre nous seulement.', tag: 'interne' },
});
export const third = mark(
  { id: almaty, lang: 'en' },
  { number: 3, words: 'more than 180 countries', colour: 'pink', note: 'In English.', tag: 'délégation' },
);

/** Keeps marks and a position on Almaty. */
export async function write({ page }: Reader): Promise<void> {
  const position = { decision: 'support', remark: 'Avec calendrier.', date: '2026-11-23T10:00:00.000Z' };
  const saved: unknown = await page.evaluate(
    async ([id, marks = '', positions = '']) => {
      const api = Reflect.get(globalThis, 'api');
      return [
        await api.annotations.save(id, JSON.parse(marks), []),
        await api.positions.save(id, JSON.parse(positions)),
      ];
    },
    [
      almaty,
      JSON.stringify([first, second, third]),
      JSON.stringify({ p1: { ...position, passages: [first.id, second.id] } }),
    ],
  );
  expect(saved).toMatchObject([{ ok: true }, { ok: true }]);
}

export function print(cwd: string, ...args: string[]): { code: number | null; err: string } {
  const { status, stderr } = spawnSync(
    electronPath,
    ['--log-level=3', ...rootArguments, root, 'print', ...args],
    { encoding: 'utf8', cwd, env: { ...process.env, SOURCE_DATE_EPOCH: '1764000000' } },
  );
  return { code: status, err: stderr };
}
