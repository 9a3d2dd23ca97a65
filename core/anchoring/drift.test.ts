import { expect, test } from 'vitest';
import { driftOf } from './drift.ts';

test('what lies between two passages moves with the nearer one, or with the other', () => {
  const drift = driftOf([
    { was: 1000, is: 1500 },
    { was: 3000, is: 3600 },
  ]);
  const between = { doubt: 100, closed: 0 };
  expect(drift(1200)).toEqual([
    { offset: 1700, ...between },
    { offset: 1800, ...between },
  ]);
  expect(drift(2900)).toEqual([
    { offset: 3500, ...between },
    { offset: 3400, ...between },
  ]);
});

test('those that have closed up say by how much', () => {
  const drift = driftOf([
    { was: 1000, is: 1500 },
    { was: 3000, is: 3200 },
  ]);
  expect(drift(1200)[0]).toEqual({ offset: 1700, doubt: 300, closed: 300 });
});

test('outside all passages the nearest speaks, if it is near; nothing is known between those far apart', () => {
  const drift = driftOf([
    { was: 1000, is: 1500 },
    { was: 3000, is: 3500 },
    { was: 90_000, is: 90_500 },
    { was: 91_000, is: 91_500 },
  ]);
  expect(drift(900)).toEqual([{ offset: 1400, doubt: 100, closed: Number.POSITIVE_INFINITY }]);
  expect(drift(50_000)).toEqual([]);
  expect(drift(99_000)).toEqual([]);
  expect(driftOf([])(0)).toEqual([]);
});

test('beside a passage that moved by itself both neighbours speak', () => {
  const drift = driftOf([
    { was: 1000, is: 1500 },
    { was: 2000, is: 80_000 },
    { was: 3000, is: 3500 },
  ]);
  expect(drift(1900).map(({ offset }) => offset)).toEqual([79_900, 2400]);
});

test('each block that moved has its own drift, and both speak at its borders', () => {
  const drift = driftOf([
    { was: 1000, is: 51_000 },
    { was: 2000, is: 52_000 },
    { was: 3000, is: 1000 },
    { was: 4000, is: 2000 },
  ]);
  expect(drift(1500)).toEqual([{ offset: 51_500, doubt: 0, closed: 0 }]);
  expect(drift(3500)).toEqual([{ offset: 1500, doubt: 0, closed: 0 }]);
  expect(drift(2400)).toEqual([
    { offset: 52_400, doubt: 400, closed: Number.POSITIVE_INFINITY },
    { offset: 400, doubt: 600, closed: Number.POSITIVE_INFINITY },
  ]);
});

test('a passage that is itself certain is told by the others', () => {
  const one = { was: 2000, is: 2700 };
  const drift = driftOf([{ was: 1000, is: 1500 }, one, { was: 3000, is: 3500 }]);
  expect(drift(2000)[0]).toEqual({ offset: 2700, doubt: 200, closed: 0 });
  expect(drift(2000, one)).toEqual([{ offset: 2500, doubt: 0, closed: 0 }]);
});
