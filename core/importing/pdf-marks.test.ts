import { expect, it } from 'vitest';
import type { Brief } from '../brief.ts';
import { parse } from '../parse.ts';
import type { PdfLine } from './pdf-lines.ts';
import { type PdfMark, placeMarks } from './pdf-marks.ts';

const sentences = {
  fr: [
    'Le sommet se tient à Astana au mois de juin.',
    'La déclaration commune est signée par tous.',
    'Les ministres préparent la prochaine rencontre.',
  ],
  en: [
    'The summit takes place in Astana in June.',
    'The joint declaration is signed by everybody.',
    'The ministers prepare their next meeting.',
  ],
};
type Lang = keyof typeof sentences;

function edition(lang: Lang): Brief {
  const source = `---
id: essai
lang: ${lang}
title: Essai
standfirst: Essai.
kind: Essai
date: 2026-11-24
place: Almaty
summary: [Un point.]
revised: 2026-11-24
---

${sentences[lang].join('\n\n')}
`;
  const parsed = parse(`${lang}.md`, new TextEncoder().encode(source));
  if (!('brief' in parsed)) throw new Error(JSON.stringify(parsed));
  return parsed.brief;
}

/** A line whose letters are five points wide. */
function line(words: string, left: number, base: number): PdfLine {
  const starts = Array.from(words, (_, unit) => left + 5 * unit);
  return { words, starts, ends: starts.map((start) => start + 5), base, size: 10, isDivided: false };
}

/** A page with both editions beside each other, row by row, as it is printed. */
const page = [0, 1, 2].flatMap((row) => [
  line(sentences.fr[row] ?? '', 50, 700 - 40 * row),
  line(sentences.en[row] ?? '', 320, 700 - 40 * row),
]);

function highlight({ starts, ends, base }: PdfLine, contents: string): PdfMark {
  return {
    id: 'urn:pdf:essai:1',
    page: 0,
    object: 1,
    subtype: 'Highlight',
    contents,
    author: '',
    created: '',
    modified: '',
    colour: null,
    boxes: [[starts[0] ?? 0, base - 2, ends.at(-1) ?? 0, base + 8]],
    parent: null,
    replies: [],
  };
}

const editions = [edition('fr'), edition('en')];

it.each(['fr', 'en'] as const)(
  'sets a mark on a page of two editions beside each other on that whose words it covers: %s',
  (lang) => {
    const chosen = sentences[lang][1] ?? '';
    const marked = page.find(({ words }) => words === chosen);
    if (!marked) throw new Error('the page lacks the line');
    // In the order of the other edition first, too: its own words decide, not which comes first.
    for (const briefs of [editions, [...editions].reverse()]) {
      const [placed] = placeMarks([highlight(marked, 'À revoir.')], briefs, '', (number) =>
        number === 0 ? page : [],
      );
      expect(placed?.source).toBe(`urn:brief:essai:${lang}`);
      expect(placed?.passage.quote?.exact).toBe(chosen);
      const { start = 0, end = 0 } = placed?.passage.position ?? {};
      expect(briefs.find((brief) => brief.lang === lang)?.text.slice(start, end)).toBe(chosen);
    }
  },
);

it('asks the lines around where the words of a mark are too short to tell', () => {
  const [first] = page;
  if (!first) throw new Error('the page lacks the line');
  const short = { ...first, starts: first.starts.slice(0, 2), ends: first.ends.slice(0, 2) };
  const french = page.filter(({ words }) => sentences.fr.includes(words));
  const [placed] = placeMarks([highlight(short, '')], [...editions].reverse(), '', () => french);
  expect(placed?.source).toBe('urn:brief:essai:fr');
});
