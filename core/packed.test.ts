import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack, packing, unpack } from './packed.ts';

it('gives back any list of JSON values, whatever letters are in it', () => {
  const values = fc.array(fc.jsonValue({ stringUnit: 'binary' }), { maxLength: 350 });
  fc.assert(
    fc.property(values, (list) => {
      const values: unknown = JSON.parse(JSON.stringify(list));
      expect(unpack(pack(list))).toEqual(values);
      expect(unpack(structuredClone(pack(list)))).toEqual(values);
    }),
  );
});

it('pauses after every hundred items', () => {
  expect([...packing(Array.from({ length: 350 }, (_, n) => n))]).toHaveLength(4);
  expect([...packing([])]).toHaveLength(0);
});
