import { expect, test } from 'vitest';
import { takenBy } from './taken.ts';

const kept = [
  { was: 1000, is: 1500 },
  { was: 2000, is: 2510 },
  { was: 3000, is: 4500 },
  { was: 3500, is: 5100 },
];
const isTaken = takenBy(kept);

test('a place is taken where neighbours have kept their distance, and only for what did not stand between them', () => {
  expect(isTaken({ start: 1700, end: 1720 }, 40_000)).toBe(true);
  expect(isTaken({ start: 1700, end: 1720 }, 1200)).toBe(false);
  expect(isTaken({ start: 1700, end: 1720 }, 2000)).toBe(false);
});

test('where they have parted by half of it, it may have moved in', () => {
  expect(isTaken({ start: 2600, end: 2700 }, 40_000)).toBe(false);
  expect(isTaken({ start: 2600, end: 5000 }, 40_000)).toBe(true);
});

test('nothing is known outside all, nor between those far apart', () => {
  expect(isTaken({ start: 100, end: 120 }, 40_000)).toBe(false);
  expect(isTaken({ start: 9000, end: 9020 }, 40_000)).toBe(false);
  expect(
    takenBy([
      { was: 0, is: 0 },
      { was: 30_000, is: 30_000 },
    ])({ start: 9000, end: 9020 }, 40_000),
  ).toBe(false);
});

test('a passage is no neighbour of its own, and those that broke the order are none', () => {
  const own = { was: 40_000, is: 1700 };
  const isTakenNow = takenBy([...kept, own, { was: 41_000, is: 1750 }]);
  expect(isTakenNow({ start: 1700, end: 1720 }, own.was)).toBe(true);
  expect(
    takenBy([
      { was: 1000, is: 1500 },
      { was: 1200, is: 1700 },
      { was: 2000, is: 2500 },
    ])({ start: 1700, end: 1720 }, 1200),
  ).toBe(false);
});
