import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBefore } from './bisect.ts';

it('counts what comes before, as going through all of it would', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 })), fc.integer({ min: -1, max: 31 }), (some, edge) => {
      const sorted = some.sort((a, b) => a - b);
      const before = (is: (value: number) => boolean) =>
        countBefore(sorted.length, (index) => is(sorted[index] ?? Number.NaN));
      expect(before((value) => value < edge)).toBe(sorted.filter((value) => value < edge).length);
      expect(before((value) => value <= edge)).toBe(sorted.filter((value) => value <= edge).length);
    }),
  );
});
