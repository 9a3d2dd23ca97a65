import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Brief } from '../brief.ts';
import { parse } from '../parse.ts';
import { defaultPrintOptions, type PrintOptions } from './print.ts';
import { printDocument } from './print-document.ts';
import { isPack, langOf, subjectOf, titleOf } from './print-title.ts';

function briefOf(id: string, lang: string): Brief {
  const parsed = parse('x.md', readFileSync(new URL(`../../briefs/${id}/${lang}.md`, import.meta.url)));
  if (!('brief' in parsed)) throw new Error('the brief has problems');
  return parsed.brief;
}

const almaty = briefOf('2025-04-26-almaty', 'fr');
const english = briefOf('2025-04-26-almaty', 'en');
const astana = briefOf('2025-06-17-astana', 'fr');
const alone: Brief = { ...astana, series: undefined };

function documentOf(
  editions: readonly [readonly [Brief, ...Brief[]], ...(readonly [Brief, ...Brief[]])[]],
  lang: 'fr' | 'en' = 'fr',
  options: Partial<PrintOptions> = {},
) {
  const [first, ...others] = editions.map((of) => ({ editions: of, annotations: [], positions: {} }));
  if (!first) throw new Error('nothing to print');
  return printDocument({
    briefs: [first, ...others],
    options: { ...defaultPrintOptions, ...options },
    marks: 'native',
    lang,
    at: '2026-11-24T10:00:00Z',
  });
}

it('calls a document what its one brief is called, in however many editions', () => {
  for (const document of [
    documentOf([[almaty]]),
    documentOf([[almaty, english]], 'en', { editions: 'in-turn' }),
    documentOf([[almaty, english]], 'en', { editions: 'side-by-side' }),
  ]) {
    expect(isPack(document)).toBe(false);
    expect(titleOf(document)).toBe(almaty.title);
    expect(subjectOf(document)).toBe(almaty.standfirst);
    expect(langOf(document)).toBe('fr');
  }
});

it('calls several briefs by the series that all of them belong to, or says what they are', () => {
  const series = documentOf([[almaty], [astana]]);
  expect(isPack(series)).toBe(true);
  expect(titleOf(series)).toBe('Mécanisme Chine–Asie centrale\u00a0: 2 notes');
  expect(subjectOf(series)).toBe(`${almaty.title} · ${astana.title}`);
  expect(titleOf(documentOf([[almaty], [alone]]))).toBe('Dossier\u00a0: 2 notes');
  expect(titleOf(documentOf([[alone], [almaty]], 'en'))).toBe('Briefing pack: 2 briefs');
});

it('is in the language of all it holds, or in that of its labels', () => {
  expect(langOf(documentOf([[almaty], [astana]], 'en'))).toBe('fr');
  expect(langOf(documentOf([[english], [astana]], 'en'))).toBe('en');
  expect(langOf(documentOf([[english], [astana]], 'fr'))).toBe('fr');
});
