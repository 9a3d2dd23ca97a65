import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from './packed.ts';

describe('pack', () => {
  it('gives back any list of JSON values, in a hundredth of as many texts', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 350 }), (list) => {
        const values: unknown = JSON.parse(JSON.stringify(list));
        expect(unpack(pack(list))).toEqual(values);
        expect(pack(list)).toHaveLength(Math.ceil(list.length / 100));
      }),
    );
  });
});
