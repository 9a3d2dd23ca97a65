import { expect, test } from 'vitest';
import type { Candidate } from './candidate.ts';
import { decide } from './decision.ts';

const likely: Candidate = {
  start: 1000,
  end: 1040,
  score: 0.8,
  evidence: 80,
  change: 8,
  changeBefore: 0,
  changeAfter: 0,
  distance: 20,
  quote: 1,
  words: 1,
  from: 5,
  to: 11,
  displaced: false,
  isWhole: false,
  isExact: false,
};
const nowhere = { length: 600_000, isWorn: false, drifted: [] };

test('surroundings read so that the quote is gone from them are no rival of the better reading', () => {
  const gone = {
    ...likely,
    start: 994,
    end: 994,
    evidence: 62,
    change: 9,
    quote: 0,
    words: 0,
    from: 5,
    to: 5,
  };
  expect(decide([likely, gone], nowhere)).toBe(likely);
  const elsewhere = { ...gone, start: 1100, end: 1100, distance: 10 };
  expect(decide([likely, elsewhere], nowhere)).toBeNull();
});

/** The parts of a passage that was torn in two. */
const greater = { ...likely, evidence: 60, quote: 0.6, words: 0.6, from: 5, to: 9 };
const lesser = {
  ...likely,
  ...{ start: 90_000, end: 90_020, evidence: 58, quote: 0.4, words: 0.4, from: 9, to: 11 },
};

test('of a passage torn in two the part that has most of its words is it', () => {
  expect(decide([greater, lesser], nowhere)).toBe(greater);
  expect(decide([greater, { ...lesser, from: 7 }], nowhere)).toBeNull();
});

test('where others tell, what was changed there is likelier than what was not far away', () => {
  const there = { offset: 1000, doubt: 0, closed: 0 };
  const changed = { ...likely, distance: 0 };
  const far = {
    ...likely,
    start: 90_000,
    end: 90_040,
    evidence: 88,
    change: 0,
    distance: 89_000,
    isExact: true,
  };
  expect(decide([far, changed], { length: 600_000, isWorn: false, drifted: [there] })).toBe(changed);
  expect(decide([{ ...far, isWhole: true }, changed], nowhere)).not.toBe(changed);
});

test('where others tell, what was changed and is far from there has left a gap, or must be more alike', () => {
  const told = { offset: 50_000, doubt: 40, closed: 0 };
  const moved = { ...likely, change: 10, distance: 49_000 };
  expect(decide([moved], { length: 600_000, isWorn: false, drifted: [told] })).toBeNull();
  expect(decide([moved], { length: 600_000, isWorn: false, drifted: [{ ...told, closed: 40 }] })).toBe(moved);
  expect(
    decide([{ ...moved, isWhole: true }], { length: 600_000, isWorn: false, drifted: [told] }),
  ).not.toBeNull();
});

test('of copies the one that stands where others tell is it, unless they have closed up over it', () => {
  const copy = { ...likely, change: 0, isWhole: true, isExact: true };
  const told = { offset: 1002, doubt: 0, closed: 0 };
  const other = { ...copy, start: 1080, end: 1120 };
  const by = (one: typeof told) => decide([copy, other], { length: 600_000, isWorn: false, drifted: [one] });
  expect(by(told)).toBe(copy);
  expect(by({ ...told, offset: 1041 })).toBeNull();
  expect(by({ ...told, closed: 600 })).toBeNull();
});

test('what is like a worn passage must be likelier, for it may be one of its likes; unless others tell where it is', () => {
  const far = { ...likely, change: 15, distance: 90_000 };
  expect(decide([far], nowhere)).toBe(far);
  expect(decide([far], { ...nowhere, isWorn: true })).toBeNull();
  expect(decide([{ ...far, isWhole: true }], { ...nowhere, isWorn: true })).not.toBeNull();
  const there = { offset: 1000, doubt: 0, closed: 0 };
  expect(decide([far], { ...nowhere, isWorn: true, drifted: [there] })).toBe(far);
});

test('what is missing of a passage torn in two is not gone where it stands elsewhere', () => {
  const rest = { ...greater, change: 36, changeAfter: 24 };
  const stands = { ...lesser, distance: 90_000, from: 8, change: 37, changeBefore: 25 };
  expect(decide([rest], nowhere)).toBeNull();
  expect(decide([rest, stands], nowhere)).toBe(rest);
  // What stands there is as likely to be another.
  expect(decide([rest, { ...stands, changeBefore: 2 }], nowhere)).toBeNull();
});
