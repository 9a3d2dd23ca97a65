import { describe, expect, it } from 'vitest';
import { Parcels, unwrap } from './parcel.ts';

const list = (length: number) => Array.from({ length }, (_, n) => ({ n }));
const owner = {};

describe('a long answer', () => {
  it.each([0, 1, 250, 251, 1000, 10_000])('of %i items comes whole, a part at a time', async (length) => {
    const parcels = new Parcels();
    const value = { ok: true, value: { titles: { fr: 'x' }, items: list(length), few: [1, 2] } };
    const parcel = structuredClone(parcels.wrap(owner, value));
    const sizes: number[] = [];
    const whole = await unwrap(parcel, async (id, from) => {
      const items = parcels.more(owner, id, from);
      sizes.push(items.length);
      return structuredClone(items);
    });
    expect(whole).toEqual(value);
    expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(250);
    expect(sizes.length).toBe(Math.max(0, Math.ceil(length / 250) - 1));
  });

  it('is for whom it was made, once', async () => {
    const parcels = new Parcels();
    const { lists } = parcels.wrap(owner, list(300));
    const id = lists[0]?.id;
    expect(parcels.more({}, id, 250)).toEqual([]);
    expect(parcels.more(owner, 'id', 250)).toEqual([]);
    expect(parcels.more(owner, id, 250)).toHaveLength(50);
    expect(parcels.more(owner, id, 250)).toEqual([]);
  });

  it('that was never asked for is forgotten in the end', async () => {
    const parcels = new Parcels();
    const first = parcels.wrap(owner, list(300));
    for (let n = 0; n < 40; n += 1) parcels.wrap(owner, list(300));
    await expect(unwrap(first, async (id, from) => parcels.more(owner, id, from))).rejects.toThrow();
  });

  it('of things that are no plain objects goes as it is', () => {
    const bytes = new Uint8Array(1000);
    expect(new Parcels().wrap(owner, { bytes, at: null })).toEqual({ value: { bytes, at: null }, lists: [] });
  });
});
