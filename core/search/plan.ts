import { type Fits, fitsOf, literalFits } from './fits.ts';
import type { Query } from './query.ts';
import { labelTerm, type Segment } from './segment.ts';

/** A segment, and which of its documents still count: others were changed since and stand in another segment, or nowhere. */
export interface Part {
  readonly segment: Segment;
  readonly keeps: (doc: number) => boolean;
}

/** What a query comes to in all parts. */
export interface Plan {
  readonly query: Query;
  /** By what is wanted: how much finding it says. */
  readonly gains: readonly number[];
  /** Whether any other word than those that fit might be meant. */
  readonly isAllSlips: boolean;
  readonly parts: readonly PartPlan[];
}

export interface PartPlan extends Part {
  /** By what is wanted: the terms it may be or begin with, and those of the words that must follow. */
  readonly fits: readonly Fits[];
  readonly following: readonly (readonly Fits[])[];
  /** By filter: its label. */
  readonly labels: readonly Fits[];
  /** By term: a bit for each of what is wanted that it may begin; from `firstFilter` on one for each filter it answers. */
  readonly masks: Uint16Array;
}

/** The bits below are for what is wanted, those from here on for filters that ask for a label. */
export const firstFilter = 10;

/** A word in fewer documents than this may itself be a slip, or another word that was meant. */
const few = 3;

/** @param withSlips Whether words that differ by a slip are taken where the word itself is in many documents too. */
export function planOf(parts: readonly Part[], query: Query, withSlips: boolean): Plan {
  const { wanted } = query;
  const all = parts.reduce((sum, { segment }) => sum + segment.heads.length, 0);
  const slips = wanted.map(({ isPhrase }) => withSlips && !isPhrase);
  const fits = wanted.map(({ words, isPhrase, isOpen }, index) => {
    const [first = ''] = words;
    const isLast = isOpen && words.length === 1;
    if (isPhrase) return parts.map(({ segment }) => literalFits(segment, first, isLast));
    const fitting = (slip: boolean) => parts.map(({ segment }) => fitsOf(segment, first, isLast, slip));
    const close = fitting(withSlips);
    if (withSlips || docsWith(parts, close) >= few) return close;
    slips[index] = true;
    return fitting(true);
  });
  const gains = fits.map((fit) => Math.log(1 + all / Math.max(1, docsWith(parts, fit))));
  return {
    query,
    gains,
    isAllSlips: wanted.every(({ isPhrase }, index) => isPhrase || slips[index]),
    parts: parts.map((part, index) =>
      partPlanOf(
        part,
        query,
        fits.flatMap((fit) => fit[index] ?? []),
      ),
    ),
  };
}

function partPlanOf(part: Part, query: Query, fits: readonly Fits[]): PartPlan {
  const { segment } = part;
  const following = query.wanted.map(({ words, isOpen }) =>
    words.slice(1).map((word, index) => literalFits(segment, word, isOpen && index === words.length - 2)),
  );
  const labels = labelsOf(query).map((label) => literalFits(segment, labelTerm(label), false));
  const masks = new Uint16Array(segment.terms.length);
  const mark = ({ terms }: Fits, bit: number) => {
    for (const term of terms) masks[term] = (masks[term] ?? 0) | (1 << bit);
  };
  for (const [index, fit] of fits.entries()) mark(fit, index);
  for (const [index, label] of labels.entries()) mark(label, firstFilter + index);
  return { ...part, fits, following, labels, masks };
}

/** What filters ask the pieces for. */
function labelsOf({ tags, positions }: Query): string[] {
  const labels = [...tags.map((tag) => `tag:${tag}`), ...positions.map((position) => `position:${position}`)];
  return labels.slice(0, 16 - firstFilter);
}

/** How many documents hold a term that fits, those that hold several counted as often; at most all. */
function docsWith(parts: readonly Part[], fits: readonly Fits[]): number {
  let docs = 0;
  for (const [index, { segment }] of parts.entries()) {
    let held = 0;
    for (const term of fits[index]?.terms ?? [])
      held += (segment.usesOf[term + 1] ?? 0) - (segment.usesOf[term] ?? 0);
    docs += Math.min(held, segment.heads.length);
  }
  return docs;
}

/** What a term gains from how prominent it is. */
const gainOfProminence = [1, 1.5, 3] as const;

/** Documents that hold all that is needed, wherever. */
export interface Candidates {
  readonly docs: Uint32Array;
  /** How well each fits, as far as can be known without reading it. */
  readonly promises: Float32Array;
}

export function candidatesOf({ segment, keeps, fits, following, labels }: PartPlan, plan: Plan): Candidates {
  const { uses, usesOf, heads } = segment;
  // How many of the needs a document has met so far, one after the other.
  const met = new Uint8Array(heads.length);
  const promises = new Float32Array(heads.length);
  const best = new Float32Array(heads.length);
  let needs = 0;
  const need = ({ terms, weights }: Fits, gain: number) => {
    for (let index = 0; index < terms.length; index += 1) {
      const term = terms[index] ?? 0;
      const weight = weights[index] ?? 0;
      const end = usesOf[term + 1] ?? 0;
      for (let at = usesOf[term] ?? 0; at < end; at += 1) {
        const use = uses[at] ?? 0;
        const doc = use >>> 2;
        const worth = weight * (gainOfProminence[use & 3] ?? 1);
        const before = met[doc] ?? 0;
        if (before === needs) {
          met[doc] = needs + 1;
          best[doc] = worth;
        } else if (before === needs + 1 && worth > (best[doc] ?? 0)) best[doc] = worth;
      }
    }
    needs += 1;
    for (let doc = 0; gain && doc < best.length; doc += 1)
      if (met[doc] === needs) promises[doc] = (promises[doc] ?? 0) + gain * (best[doc] ?? 0);
  };
  for (const [index, fit] of fits.entries()) need(fit, plan.gains[index] ?? 0);
  for (const fit of following.flat()) need(fit, 0);
  for (const fit of labels) need(fit, 0);
  const docs = new Uint32Array(heads.length);
  let count = 0;
  for (let doc = 0; doc < met.length; doc += 1) {
    if (met[doc] !== needs || !keeps(doc) || !isInRange(segment, doc, plan.query)) continue;
    docs[count] = doc;
    promises[count] = promises[doc] ?? 0;
    count += 1;
  }
  return { docs: docs.subarray(0, count), promises: promises.subarray(0, count) };
}

function isInRange({ heads }: Segment, doc: number, { lang, before, after }: Query): boolean {
  if (lang === null && before === null && after === null) return true;
  const head = heads[doc];
  if (!head || (lang !== null && primary(head.lang) !== primary(lang))) return false;
  if (before === null && after === null) return true;
  if (!head.date) return false;
  return (before === null || head.date.start < before) && (after === null || head.date.end > after);
}

/** The language without script and region. */
function primary(lang: string): string {
  return lang.toLowerCase().split('-')[0] ?? '';
}
