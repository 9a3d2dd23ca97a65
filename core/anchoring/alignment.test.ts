import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align, ceiling } from './alignment.ts';
import { readPassage } from './passage.ts';
import { whereabouts } from './whereabouts.ts';
import { bit, indexWords, tokenAt } from './word-index.ts';

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', '.', ','), { minLength: 1, maxLength: 14 });
const cases = fc.record({ text: words, prefix: words, quote: words, suffix: words });

/** The best evidence by one plain table over the whole passage, as a check on the two that meet behind the quote. */
function plainly(passage: ReturnType<typeof readPassage>, index: ReturnType<typeof indexWords>): number {
  let above = new Array<number>(index.size + 1).fill(0);
  for (let i = 0; i < passage.size; i += 1) {
    const loss = passage.loss[i] ?? 0;
    const gain = (passage.gain[i] ?? 0) - Number(i >= passage.from && i < passage.to);
    const row = [(above[0] ?? 0) - loss];
    for (let j = 0; j < index.size; j += 1) {
      const met = (above[j] ?? 0) + (passage.ids[i] === index.ids[j] ? gain : -loss);
      row.push(
        Math.max(met, (above[j + 1] ?? 0) - loss, (row[j] ?? 0) - (index.loss[index.ids[j] ?? 0] ?? 0)),
      );
    }
    above = row;
  }
  return Math.max(...above);
}

test('the best alignment has the evidence that a plain table finds, and no more than the ceiling', () => {
  fc.assert(
    fc.property(cases, ({ text, prefix, quote, suffix }) => {
      const index = indexWords(text.join(' '));
      const passage = readPassage(`x ${prefix.join(' ')} `, quote.join(' '), ` ${suffix.join(' ')} x`, index);
      const [best] = align(passage, index, 0, index.size, 0);
      expect(best?.evidence).toBe(plainly(passage, index));
      expect(best?.evidence).toBeLessThanOrEqual(ceiling(passage, index, 0, index.size));
    }),
    { numRuns: 500 },
  );
});

test('further alignments are of other places, within the span, best first', () => {
  fc.assert(
    fc.property(cases, ({ text, prefix, quote, suffix }) => {
      const index = indexWords([...text, ...text].join(' '));
      const passage = readPassage(`x ${prefix.join(' ')} `, quote.join(' '), ` ${suffix.join(' ')} x`, index);
      const found = align(passage, index, 0, index.size, 10 * bit);
      for (const [i, one] of found.entries()) {
        expect(one.evidence).toBeLessThanOrEqual(found[0]?.evidence ?? 0);
        expect(one.evidence).toBeGreaterThanOrEqual((found[0]?.evidence ?? 0) - 10 * bit);
        for (const other of found.slice(i + 1))
          expect(one.start >= other.end || other.start >= one.end).toBe(true);
      }
    }),
  );
});

test('a passage that stands unchanged anywhere is within what is looked at', () => {
  fc.assert(
    fc.property(fc.nat({ max: 5000 }), fc.nat({ max: 5000 }), (at, expected) => {
      const all = Array.from({ length: 5000 }, (_, i) => `w${(i * i * 31) % 997}`);
      const index = indexWords(all.join(' '));
      const start = Math.min(at, all.length - 12);
      const passage = readPassage('', all.slice(start, start + 12).join(' '), '', index);
      const place = tokenAt(index, all.slice(0, start).join(' ').length);
      const stretches = whereabouts(passage, index, expected, []);
      expect(stretches.some(({ from, to }) => from <= place && place + 12 <= to)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
