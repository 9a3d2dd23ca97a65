import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, difference } from './difference.ts';

const words = fc.string({
  unit: fc.constantFrom('le ', 'la ', 'conseil', ' ', ', ', '\n', 'é', '漢', '😀', 'e\u0301'),
  maxLength: 60,
});
const texts = fc.oneof(
  fc.tuple(words, words),
  fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })),
);

function without(kind: Change['kind'], changes: readonly Change[]): string {
  return changes
    .filter((change) => change.kind !== kind)
    .map(({ text }) => text)
    .join('');
}

test('what is kept and removed is the old text, what is kept and added the new', () => {
  fc.assert(
    fc.property(texts, ([old, now]) => {
      const changes = difference(old, now);
      expect(without('added', changes)).toBe(old);
      expect(without('removed', changes)).toBe(now);
    }),
    { numRuns: 1000 },
  );
});

test('pieces are joined, never empty, removed before added', () => {
  fc.assert(
    fc.property(texts, ([old, now]) => {
      const changes = difference(old, now);
      changes.forEach(({ kind, text }, i) => {
        expect(text).not.toBe('');
        expect(changes[i + 1]?.kind).not.toBe(kind);
        if (kind === 'added') expect(changes[i + 1]?.kind).not.toBe('removed');
      });
    }),
    { numRuns: 1000 },
  );
});

test.each<readonly [string, string, string]>([
  ['rien ne change', 'rien ne change', 'rien ne change'],
  ['le comité se réunit', 'le Conseil se réunit', 'le [-comité][+Conseil] se réunit'],
  ['deux mots anciens ici', 'trois termes nouveaux ici', '[-deux mots anciens][+trois termes nouveaux] ici'],
  ['un mot', 'un nouveau mot', 'un [+nouveau ]mot'],
  ['un vieux mot', 'un mot', 'un [-vieux ]mot'],
  ['', 'tout', '[+tout]'],
  ['tout', '', '[-tout]'],
])('%s → %s', (old, now, expected) => {
  const shown = difference(old, now)
    .map(({ kind, text }) => (kind === 'same' ? text : `[${kind === 'removed' ? '-' : '+'}${text}]`))
    .join('');
  expect(shown).toBe(expected);
});

test('texts without end are compared in bounded time', () => {
  const begun = performance.now();
  const changes = difference('a b '.repeat(50_000), 'c b '.repeat(50_000));
  expect(performance.now() - begun).toBeLessThan(20_000);
  expect(without('added', changes)).toBe('a b '.repeat(50_000));
});
