import { expect, it } from 'vitest';
import { joined, linesOf, type PdfGlyph } from './pdf-lines.ts';

/** Letters half as wide as their size, from a place on. */
function glyphs(text: string, x: number, base: number, size = 10): PdfGlyph[] {
  return [...text].map((letter, index) => ({
    text: letter,
    start: x + (index * size) / 2,
    end: x + ((index + 1) * size) / 2,
    base,
    size,
  }));
}

const wordsOf = (all: readonly PdfGlyph[]) => linesOf(all).map(({ words }) => words);

it('makes lines of letters, and one text of lines with divided words whole', () => {
  const lines = linesOf([
    ...glyphs('Les minis\u00ad', 0, 100),
    ...glyphs('tres se réu\u00ad', 0, 86),
    ...glyphs('nissent en Asie-', 0, 72),
    ...glyphs('Pacifique ce', 0, 58),
    ...glyphs('soir.', 0, 44),
  ]);
  expect(joined(lines)).toEqual({
    text: 'Les ministres se réunissent en Asie-Pacifique ce soir.',
    offsets: [0, 9, 20, 36, 49],
  });
});

it('leaves out the numbers of notes, sources and paragraphs, and no blank where they stood', () => {
  expect(
    wordsOf([...glyphs('centrale', 0, 100), ...glyphs('1, 4', 40, 104, 6), ...glyphs('. Suite', 52, 100)]),
  ).toEqual(['centrale. Suite']);
  expect(wordsOf([...glyphs('§ 12', 0, 100, 6), ...glyphs('Le texte', 30, 100)])).toEqual(['Le texte']);
  // What is small but no number is of the text.
  expect(
    wordsOf([...glyphs('XX', 0, 100), ...glyphs('e', 10, 104, 6), ...glyphs(' siècle', 13, 100)]),
  ).toEqual(['XXe siècle']);
});

it('keeps columns and far cells apart, and puts a blank where there is room for one', () => {
  expect(wordsOf([...glyphs('gauche', 0, 100), ...glyphs('droite', 200, 100)])).toEqual(['gauche', 'droite']);
  expect(wordsOf([...glyphs('deux', 0, 100), ...glyphs('mots', 23, 100)])).toEqual(['deux mots']);
});

it('reads from right to left what is written so, and writes ligatures out', () => {
  expect(wordsOf(glyphs([...'اليمين'].reverse().join(''), 0, 100))).toEqual(['اليمين']);
  expect(wordsOf(glyphs('ﬁnance', 0, 100))).toEqual(['finance']);
});
