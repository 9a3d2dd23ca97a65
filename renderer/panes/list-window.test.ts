import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moved, showing } from './list-window.ts';

const count = fc.nat(20_000);

describe('list window', () => {
  it('shows all of a short list, whatever is asked', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(1000), fc.integer({ min: -1, max: 119 }), (length, from, index) => {
        expect(showing(from, length, index)).toBe(0);
        expect(moved(from, length, 'end')).toBe(0);
        expect(moved(from, length, 'start')).toBe(0);
      }),
    );
  });

  it('reaches every item from every place, and stays inside the list', () => {
    fc.assert(
      fc.property(count, fc.nat(20_000), fc.double({ min: 0, max: 1, noNaN: true }), (length, from, part) => {
        const index = Math.floor(part * (length - 1));
        const start = showing(from, length, index);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThanOrEqual(Math.max(0, length - 120));
        if (length) expect(index - start).toBeGreaterThanOrEqual(0);
        expect(index - start).toBeLessThan(120);
      }),
    );
  });

  it('does not move for an item that is shown, or for none', () => {
    expect(showing(1000, 5000, 1000)).toBe(1000);
    expect(showing(1000, 5000, 1119)).toBe(1000);
    expect(showing(1000, 5000, -1)).toBe(1000);
    expect(showing(1000, 5000, 1120)).toBe(1080);
    expect(showing(1000, 5000, 999)).toBe(959);
  });

  it('comes back inside a list that has become shorter', () => {
    expect(showing(1000, 400, -1)).toBe(280);
  });

  it('moves on to both ends and overlaps with where it was', () => {
    let from = 0;
    const seen = [from];
    for (let next = moved(from, 1050, 'end'); next !== from; next = moved(from, 1050, 'end')) {
      expect(next - from).toBeLessThan(120);
      from = next;
      seen.push(from);
    }
    expect(from).toBe(930);
    for (let next = moved(from, 1050, 'start'); next !== from; next = moved(from, 1050, 'start')) from = next;
    expect(from).toBe(0);
    expect(seen).toHaveLength(25);
  });
});
