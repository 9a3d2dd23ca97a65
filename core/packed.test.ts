import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack, packing, unpack, unpacking } from './packed.ts';

it('gives back any list of JSON values, whatever letters are in it', () => {
  const values = fc.array(fc.jsonValue({ stringUnit: 'binary' }), { maxLength: 350 });
  fc.assert(
    fc.property(values, (list) => {
      const values: unknown = JSON.parse(JSON.stringify(list));
      expect(unpack(pack(list))).toEqual(values);
      expect(unpack(structuredClone(pack(list)))).toEqual(values);
      expect([...unpacking(pack(list))].flat(1)).toEqual(values);
    }),
  );
});

it('pauses after every hundred items', () => {
  expect([...packing(Array.from({ length: 350 }, (_, n) => n))]).toHaveLength(4);
  expect([...packing([])]).toHaveLength(0);
});

it('is read a hundred items at a time', () => {
  const list = Array.from({ length: 250 }, (_, n) => `l'un,\n["${n}"]`);
  expect([...unpacking(pack(list))].map(({ length }) => length)).toEqual([100, 100, 50]);
});
