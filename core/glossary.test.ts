import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseGlossary } from './glossary.ts';
import { problemLine } from './problem.ts';

function lines(yaml: string): string[] {
  const parsed = parseGlossary('glossary.en.yaml', new TextEncoder().encode(yaml));
  return 'problems' in parsed ? parsed.problems.map((one) => problemLine(one, 'en')) : [];
}

const sound = `lang: en
terms:
  - id: wto
    term: WTO
    definition: Rules of trade.
    seeAlso: [bri]
    sources: [s1]
  - id: bri
    term: Belt and Road
    definition: Routes.
sources:
  - id: s1
    publisher: P
`;

describe('a glossary', () => {
  it('is read', () => expect(lines(sound)).toEqual([]));

  it.each(['en', 'fr'])('is bundled without a problem: %s', (lang) => {
    const parsed = parseGlossary('x', readFileSync(`briefs/glossary.${lang}.yaml`));
    expect('problems' in parsed ? parsed.problems : parsed.glossary.lang).toBe(lang);
  });

  it.each([
    [
      'id: bri',
      'id: wto',
      [
        '6: terms.0.seeAlso.0: the glossary has no term “bri”; its terms are wto.',
        '8: terms.1.id: “wto” is already the id of another entry, on line 3; each id is used once.',
      ],
    ],
    [
      '[s1]',
      '[s2]',
      ['7: terms.0.sources.0: the source “s2” is cited but not listed; the sources listed are s1.'],
    ],
    [
      'term: WTO',
      'trem: WTO',
      [
        '3: terms.0.term: nothing is given here; a value is required.',
        '4: terms.0.trem: “trem” is not a field here; allowed are id, term, definition, seeAlso and sources.',
      ],
    ],
    [
      'lang: en',
      'lang: en: x',
      [
        '1: file: “lang: en: x” is not valid YAML; a text that holds a colon or starts with a sign must stand in double quotes.',
      ],
    ],
    [
      'Routes.',
      '\u0000',
      ['10: file: the control character U+0000 stands here; only tabs and line breaks are allowed.'],
    ],
    [
      'Routes.',
      'x'.repeat(256 * 1024),
      ['1: file: the file has 262,345 bytes; at most 262,144 are allowed.'],
    ],
  ])('is refused with another %s', (old, now, expected) => {
    expect(lines(sound.replace(old, () => now))).toEqual(expected.map((line) => `glossary.en.yaml:${line}`));
  });

  it.each(['[', '[]', '"', 'a: \n'])('answers soon, whatever it is: %s', (piece) => {
    const start = performance.now();
    expect(lines(piece.repeat((250 * 1024) / piece.length))).not.toEqual([]);
    expect(performance.now() - start).toBeLessThan(60_000);
  });
});
