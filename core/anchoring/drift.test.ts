import { expect, test } from 'vitest';
import { driftOf } from './drift.ts';

test('what lies between two passages moves with the nearer one', () => {
  const drift = driftOf([
    { was: 1000, is: 1500 },
    { was: 3000, is: 3600 },
  ]);
  expect(drift(1200)).toEqual({ offset: 1700, doubt: 100 });
  expect(drift(2900)).toEqual({ offset: 3500, doubt: 100 });
});

test('outside all passages nothing is known, nor between those far apart', () => {
  const drift = driftOf([
    { was: 1000, is: 1500 },
    { was: 3000, is: 3500 },
    { was: 90_000, is: 90_500 },
    { was: 91_000, is: 91_500 },
  ]);
  expect(drift(900)).toBeNull();
  expect(drift(50_000)).toBeNull();
  expect(drift(92_000)).toBeNull();
  expect(driftOf([])(0)).toBeNull();
});

test('a passage that moved by itself misleads nobody', () => {
  const drift = driftOf([
    { was: 1000, is: 1500 },
    { was: 2000, is: 80_000 },
    { was: 3000, is: 3500 },
  ]);
  expect(drift(1900)).toEqual({ offset: 2400, doubt: 0 });
});

test('each block that moved has its own drift, and none at its borders', () => {
  const drift = driftOf([
    { was: 1000, is: 51_000 },
    { was: 2000, is: 52_000 },
    { was: 3000, is: 1000 },
    { was: 4000, is: 2000 },
  ]);
  expect(drift(1500)).toEqual({ offset: 51_500, doubt: 0 });
  expect(drift(3500)).toEqual({ offset: 1500, doubt: 0 });
  expect(drift(2500)).toBeNull();
});
