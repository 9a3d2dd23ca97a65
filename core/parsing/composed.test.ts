import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from './composed.ts';

const nfc = (text: string) => text.normalize('NFC');

/** Characters that compose, decompose or move when they meet. */
const meeting = fc.string({
  unit: fc.constantFrom(
    ...[
      'a',
      'e',
      ' ',
      '\n',
      'é',
      '\u0301',
      '\u0323',
      '\u0327',
      '\u0345',
      'Å',
      '\u212b',
      'ﬁ',
      '世',
      '👩',
      '\u200d',
    ],
    ...[
      '\u1100',
      '\u1100\u1161',
      '\u1100\u1161\u11a8',
      '가',
      '가\u11a8',
      '\u09c7',
      '\u09be',
      '\u0958',
      '\u{1d15e}',
    ],
  ),
  maxLength: 30,
});

describe('a composed text', () => {
  it('is in Form C, and no two offsets pass each other', () => {
    fc.assert(
      fc.property(fc.oneof(meeting, fc.string({ unit: 'binary' })), (original) => {
        const { text, offset } = compose(original);
        expect(text).toBe(nfc(original));
        expect(offset(0)).toBe(0);
        expect(offset(original.length)).toBe(text.length);
        for (let at = 1; at < original.length; at += 1)
          expect(offset(at)).toBeGreaterThanOrEqual(offset(at - 1));
      }),
      { numRuns: 3000 },
    );
  });

  it('has the same words before and behind each border of what is read as one sign', () => {
    const signs = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(
      fc.property(meeting, (original) => {
        const { text, offset } = compose(original);
        for (const { index } of signs.segment(original)) {
          expect(text.slice(0, offset(index))).toBe(nfc(original.slice(0, index)));
          expect(text.slice(offset(index))).toBe(nfc(original.slice(index)));
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('knows every sequence of characters that composes', () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const parts = String.fromCodePoint(code).normalize('NFD');
      if (nfc(parts) === parts) continue;
      const { text, offset } = compose(parts);
      expect(text, code.toString(16)).toBe(nfc(parts));
      expect(offset(parts.length - 1), code.toString(16)).toBe(0);
    }
  });
});
