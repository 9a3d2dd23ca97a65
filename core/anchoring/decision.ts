import type { Candidate } from './candidate.ts';
import type { Drifted } from './drift.ts';

/**
 * Which of the places that resemble a passage is the passage, if any. All the weights of that judgement stand here, each
 * with its reason; they were fitted on revisions of made and of real texts (`docs/anchoring.md`). Bits are what chance
 * would have to have brought about.
 */

/** What is known of the text a place is looked for in. */
export interface Ground {
  /** UTF-16 units. */
  readonly length: number;
  /** Much like it stood in the old text too. */
  readonly isWorn: boolean;
  /** Where the passage is expected, if more is known than where it stood. */
  readonly drifted: readonly Drifted[];
}

/** A place must be likelier than any other by so much: some thirty times. */
const leadOfAny = 5;
/** Where all stands letter for letter, and there only, a trace is enough. */
const leadOfWhole = 0.75;
/** Of two copies the likelier one, if others tell where the passage is, and do not seem to have closed up over it. */
const leadOfCopy = 2.5;
/** The least share of a quote's words that must be left; and of its evidence, if a neighbour may have taken its place. */
const leastOfWords = 0.5;
const leastOfDisplaced = 0.51;

/** Against a passage standing twice in a text; less if the lesser likeness is the nearer place. */
const twiceFar = 4;
const twiceNear = 2;
/** A shift of so many UTF-16 units is as good as none: a sentence may have been put in before. */
const noShift = 180;
/** A quote that is gone so near to where it may be has the same surroundings, in UTF-16 units. */
const sameSurroundings = 32;
/**
 * Where others tell where a passage is, it stands there by this share: just as far from one of them as it stood, give or
 * take a few letters, or some words if it was changed itself.
 */
const shareOfDrift = 0.998;
const errorOfCopy = 4;
const errorOfChanged = 10;
/** What stands farther from there, in UTF-16 units and beyond their doubt, has moved; what moved leaves a gap, or is less likely. */
const farFromThere = 200;
const movedWithoutGap = 1.9;
/** What is like a worn passage is one of its likes, or must be likelier. */
const itsLike = 1;

/**
 * The one place that is likely enough by itself and likelier than every other, or `null`. A place whose quote is gone is
 * never the answer, but it outdoes a lookalike of the quote elsewhere.
 */
export function decide(trials: readonly Candidate[], ground: Ground): Candidate | null {
  for (const one of trials)
    if (
      isLikely(one, changeOf(one, trials), ground) &&
      trials.every(
        (other) =>
          other === one ||
          (one.evidence > other.evidence && isSamePlace(one, other)) ||
          isOtherPart(one, other) ||
          lead(one, other, ground) >= leadOver(one, other, ground),
      )
    )
      return one;
  return null;
}

/** Whether the ranges share more than half: two readings of one place are no rivals, and the better one is enough. */
export function isSamePlace(
  one: { readonly start: number; readonly end: number },
  other: { readonly start: number; readonly end: number },
): boolean {
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return shared * 2 > Math.max(one.end - one.start, other.end - other.start);
}

/**
 * Whether `other` is where the lesser part of a quote is that was torn in two, and `one` is where the greater part is; at
 * the tear they may share some words by chance.
 */
function isOtherPart(one: Candidate, other: Candidate): boolean {
  const shared = Math.min(one.to, other.to) - Math.max(one.from, other.from);
  return (
    one.words >= leastOfWords &&
    other.words < leastOfWords &&
    other.from < other.to &&
    shared * 2 < Math.min(one.to - one.from, other.to - other.from)
  );
}

/**
 * The change that `one` has undergone. Of a passage torn in two, what is missing beside the greater part is not gone, if it
 * is likely to be where the lesser part is.
 */
function changeOf(one: Candidate, trials: readonly Candidate[]): number {
  const left = (part: Candidate, other: Candidate): number =>
    part.change - (other.from < part.from ? part.changeBefore : part.changeAfter);
  const other = trials.find(
    (part) => part !== one && isOtherPart(one, part) && likelihoodOf(part, left(part, one)) >= 0,
  );
  return other ? left(one, other) : one.change;
}

/** Above 0 if a place is more likely to have become this, by its share of change and by how far it moved, than to be gone. */
function likelihoodOf({ evidence, distance }: Candidate, change: number): number {
  return evidence > 0
    ? 8.6 - (18 * change) / (change + evidence) - 0.32 * Math.log2(distance + 64)
    : Number.NEGATIVE_INFINITY;
}

/**
 * Whether the passage is more likely to have become this than to be gone: what counts is the share of the change in all
 * there is, then how far it moved.
 */
function isLikely(one: Candidate, change: number, { drifted, isWorn }: Ground): boolean {
  if (one.isWhole) return true;
  if (one.words < leastOfWords || (one.displaced && one.quote < leastOfDisplaced)) return false;
  const likelihood = likelihoodOf(one, change);
  const leftNoGap =
    drifted.length > 0 &&
    drifted.every(
      ({ offset, doubt, closed }) =>
        Math.abs(one.start - offset) > doubt + farFromThere && closed < one.end - one.start,
    );
  // Where others tell where it is, they tell it from its likes.
  const mayBeItsLike = isWorn && drifted.length === 0;
  return likelihood >= (leftNoGap ? movedWithoutGap : mayBeItsLike ? itsLike : 0);
}

/** The bits by which `one` must be likelier than `other`, by which of them stand letter for letter, or but for white space. */
function leadOver(one: Candidate, other: Candidate, { drifted }: Ground): number {
  if ((one.isExact && !other.isExact) || (one.isWhole && !other.isWhole)) return leadOfWhole;
  const isTold = drifted.length > 0 && drifted.every(({ closed }) => closed < one.end - one.start);
  return one.isWhole && other.isWhole && isTold ? leadOfCopy : leadOfAny;
}

/**
 * By how many bits `one` is likelier than `other`. What it has more in likeness counts as far as chance goes; but the old
 * text may have had the passage twice, and then only the change counts that the other would have undergone.
 */
function lead(one: Candidate, other: Candidate, ground: Ground): number {
  const areCopies = one.isWhole && other.isWhole;
  const nearer = nearness(one, ground, areCopies) - nearness(other, ground, areCopies);
  const likeness = one.evidence - other.evidence;
  // The same surroundings, read so that the quote is gone from them: they did not stand twice.
  if (other.from >= other.to && Math.abs(one.start - other.start) < sameSurroundings) return likeness;
  const change = other.change - one.change;
  const twice = (likeness >= 0 ? other.distance < one.distance : one.distance < other.distance)
    ? twiceNear
    : twiceFar;
  return nearer + (likeness >= 0 ? Math.min(likeness, change + twice) : Math.max(likeness, change - twice));
}

/**
 * Bits for the passage being so far from where it is expected: most likely the text before it has changed by some length,
 * short ones being as likely as long ones by magnitude; or all has shifted, and it may be anywhere. Where others tell, it is
 * there, or, hardly ever, elsewhere; a copy between those that closed up over it may be another's.
 */
function nearness(
  { start, end, distance }: Candidate,
  { length, drifted }: Ground,
  areCopies: boolean,
): number {
  const size = Math.max(length, 4 * noShift);
  const anywhere = 3.5 / ((distance + noShift) * Math.log(size / noShift)) + 1 / size;
  if (!drifted.length) return Math.log2(anywhere);
  let there = 0;
  for (const { offset, closed } of drifted) {
    const mayBeGone = areCopies && closed >= end - start;
    const error = mayBeGone ? Math.min(noShift, closed) : areCopies ? errorOfCopy : errorOfChanged;
    there += error / (error + Math.abs(start - offset)) ** 2 / drifted.length;
  }
  return Math.log2(shareOfDrift * there + (1 - shareOfDrift) * anywhere);
}
