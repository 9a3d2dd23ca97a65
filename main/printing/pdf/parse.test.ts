import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PdfError, parseValue } from './parse.ts';
import { date, Name, notation, Ref, Text, text, type Value, wordsOf } from './values.ts';

const bytes = fc.array(fc.nat(255)).map((codes) => String.fromCharCode(...codes));
const name = fc
  .array(fc.integer({ min: 1, max: 255 }), { minLength: 1 })
  .map((codes) => String.fromCharCode(...codes));

const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.integer({ min: -999_999, max: 999_999 }).map((whole) => whole / 1000),
    name.map((letters) => new Name(letters)),
    fc.integer({ min: 1, max: 99_999 }).map((object) => new Ref(object)),
    bytes.map((codes) => new Text(codes)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
  ),
}));

describe('the notation of values', () => {
  it('reads back as it was written, whatever is in them', () => {
    fc.assert(
      fc.property(value, (value) => {
        const written = notation(value);
        expect(parseValue(`${written}\nendobj`)).toEqual({ value, end: written.length });
      }),
    );
  });

  it('is read as others write it', () => {
    const read = (source: string) => parseValue(source).value;
    expect(read('<< /A#20B (a\\(b\\)\\101\\n) % remark\n/C[1 0 R -.5 +3 4.]>>')).toEqual(
      new Map<string, Value>([
        ['A B', new Text('a(b)A\n')],
        ['C', [new Ref(1), -0.5, 3, 4]],
      ]),
    );
    expect(read('(nested (brackets) stay)')).toEqual(new Text('nested (brackets) stay'));
    expect(read('<48 656C6C6>')).toEqual(new Text('Hell`'));
    expect(read('[1 0 2 0 R]')).toEqual([1, 0, new Ref(2)]);
  });

  it('never hangs on what is no value, and says so with one kind of error', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, fc.string()), (source) => {
        try {
          parseValue(source);
        } catch (error) {
          expect(error).toBeInstanceOf(PdfError);
        }
      }),
    );
    expect(() => parseValue('['.repeat(5000))).toThrow(PdfError);
  });
});

describe('words', () => {
  it('come back from text strings in every script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const written = parseValue(notation(text(words))).value;
        expect(written instanceof Text && wordsOf(written)).toBe(words);
      }),
    );
  });

  it('date as PDF does', () => {
    expect(date('2026-11-23T10:04:05.678Z').bytes).toBe('D:20261123100405Z');
  });
});
