import { type Anchor, describe, locate, locateAll } from '../core/anchor.ts';
import type { Selectors } from '../core/annotation.ts';
import { draft, type Lang, lay, type Random, random, revise } from './anchor-corpus.ts';
import { hypothesisLocate } from './anchor-hypothesis.ts';
import { type Fates, judge, sample, type Truth, truthOf, type Verdict } from './anchor-judge.ts';
import { type RealPair, realPairs } from './anchor-real.ts';
import { cutWords, fatesOf } from './anchor-truth.ts';

/**
 * The anchoring, of all marks at once and of each alone, against Hypothesis's method: found and wrong places, and time, over made and real revisions; then the
 * worst cases, and ten thousand annotations at once. `--made` leaves out the real texts, which come from the registry.
 */

const marks = 2000;
const marksOfPeer = 150;

interface Revision {
  readonly old: string;
  readonly now: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly isWord: (i: number) => boolean;
  readonly fates: Fates;
  /** The truth is known by construction, not by comparison. */
  readonly isMade: boolean;
}

interface Mark {
  readonly selectors: Selectors;
  /** UTF-16 offset where the quote stood. */
  readonly at: number;
  readonly truth: Truth;
}

interface Measure {
  readonly verdicts: readonly Verdict[];
  readonly milliseconds: number;
}

function made(lang: Lang, words: number, rate: number): Revision {
  const first = draft(lang, words, 2026);
  const old = lay(first);
  const now = lay(revise(first, lang, rate, 2027));
  const places = new Map(
    now.words.filter(({ identity }) => identity > 0).map((word) => [word.identity, word]),
  );
  return {
    old: old.text,
    now: now.text,
    starts: old.words.map(({ start }) => start),
    ends: old.words.map(({ end }) => end),
    isWord: (i) => isWord(old.words[i]?.text),
    fates: old.words.map(({ identity }) => places.get(identity) ?? null),
    isMade: true,
  };
}

function real({ old, now }: RealPair): Revision {
  const cut = cutWords(old);
  return {
    old,
    now,
    starts: cut.starts,
    ends: cut.ends,
    isWord: (i) => isWord(cut.words[i]),
    fates: fatesOf(cut, cutWords(now)),
    isMade: false,
  };
}

function isWord(text: string | undefined): boolean {
  return text !== undefined && /[\p{L}\p{N}]/u.test(text);
}

function marksIn(revision: Revision, count: number, rand: Random, longest = 60): Mark[] {
  const { old, starts, ends } = revision;
  return Array.from({ length: count }, () => {
    const [from, to] = sample(starts.length, longest, rand);
    const at = starts[from] ?? 0;
    const selectors = describe(old, at, ends[to - 1] ?? at);
    return { selectors, at, truth: truthIn(revision, selectors, from, to) };
  });
}

/** What a comparison of the texts says; but what stands once in either, letter for letter with its context, is there. */
function truthIn(revision: Revision, [quote]: Selectors, from: number, to: number): Truth {
  const { old, now, fates, isMade } = revision;
  const passage = quote.prefix + quote.exact + quote.suffix;
  if (isMade || !standsOnce(old, passage) || !standsOnce(now, passage))
    return truthOf(fates, revision.isWord, from, to);
  const start = now.indexOf(passage) + quote.prefix.length;
  const end = start + quote.exact.length;
  return { kind: 'here', start, end, places: [{ start, end, edited: false }] };
}

function standsOnce(text: string, passage: string): boolean {
  const first = text.indexOf(passage);
  return first >= 0 && text.indexOf(passage, first + 1) < 0;
}

function measure(list: readonly Mark[], answer: () => readonly (Anchor | null)[]): Measure {
  const begun = performance.now();
  const answers = answer();
  const milliseconds = (performance.now() - begun) / list.length;
  return { verdicts: list.map(({ truth }, i) => judge(truth, answers[i] ?? null)), milliseconds };
}

/** Of the passages that are still there, those whose place is found; of all, those put on a wrong one. */
function shares(verdicts: readonly Verdict[]): { found: string; wrong: string } {
  const count = (...kinds: readonly Verdict[]): number =>
    verdicts.filter((one) => kinds.includes(one)).length;
  const wrong = count('wrong', 'misplaced');
  return {
    found: percent(count('found'), count('found', 'missed', 'misplaced')),
    wrong: percent(wrong, verdicts.length),
  };
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
}

/**
 * The share of the passages still there that stand elsewhere too, letter for letter with their context: no selector
 * tells those apart.
 */
function repeated({ now }: Revision, list: readonly Mark[]): string {
  const here = list.slice(0, 500).filter(({ truth }) => truth.kind === 'here');
  const twice = here.filter(({ selectors: [{ prefix, exact, suffix }] }) => {
    const passage = prefix + exact + suffix;
    return now.includes(passage) && !standsOnce(now, passage);
  });
  return percent(twice.length, here.length);
}

function row(cells: readonly string[]): void {
  const widths = [52, 10, 9, 8, 11, 8, 11, 8, 9, 9, 8];
  console.log(
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(''),
  );
}

function compare(name: string, revision: Revision, longest: number): { ours: number; peer: number } {
  const list = marksIn(revision, marks, random(31), longest);
  const { now } = revision;
  const selectors = list.map((mark) => mark.selectors);
  const ours = measure(list, () => locateAll(now, selectors));
  const alone = measure(list, () => selectors.map((one) => locate(now, one)));
  const few = list.slice(0, marksOfPeer);
  const peer = measure(few, () => few.map((mark) => hypothesisLocate(now, mark.selectors[0], mark.at)));
  const [a, b, c] = [shares(ours.verdicts), shares(alone.verdicts), shares(peer.verdicts)];
  row([
    name,
    repeated(revision, list),
    a.found,
    a.wrong,
    b.found,
    b.wrong,
    c.found,
    c.wrong,
    `${(ours.milliseconds * 1000).toFixed(0)} µs`,
    `${peer.milliseconds.toFixed(1)} ms`,
    `${(peer.milliseconds / ours.milliseconds).toFixed(0)} ×`,
  ]);
  return { ours: ours.milliseconds, peer: peer.milliseconds };
}

const header = [
  '',
  'repeated',
  'found',
  'wrong',
  'each alone',
  'wrong',
  'peer found',
  'wrong',
  'each',
  'peer',
  'ratio',
];

console.log(
  `${marks} marks a row, ${marksOfPeer} of them by Hypothesis's method; times with the text's preparation.\n`,
);
row(header);
const mix = { ours: 0, peer: 0 };
for (const lang of ['fr', 'en'] as const)
  for (const words of [20_000, 100_000])
    for (const rate of [0, 0.01, 0.03, 0.1, 0.3]) {
      const times = compare(`${lang}, ${words} words, ${rate * 100} % changed`, made(lang, words, rate), 60);
      if (words < 100_000) continue;
      mix.ours += times.ours;
      mix.peer += times.peer;
    }
console.log(`\nOver the mix at 100,000 words: ${(mix.peer / mix.ours).toFixed(0)} times faster.\n`);

console.log('Quotes of 1 to 3 words:');
row(header);
for (const lang of ['fr', 'en'] as const)
  for (const rate of [0.01, 0.1, 0.3])
    compare(`${lang}, 100000 words, ${rate * 100} % changed`, made(lang, 100_000, rate), 3);

if (!process.argv.includes('--made')) {
  console.log('\nReal revisions:');
  row(header);
  for (const pair of realPairs()) compare(pair.name, real(pair), 60);
}

console.log(
  '\nWorst cases: a million characters, the text shifted by one; one look-up, preparation included.',
);
const million = 1_000_000;
const worst: Readonly<Record<string, readonly [old: string, start: number, end: number]>> = {
  'one letter': ['a'.repeat(million), 1000, 2000],
  'two letters': ['ab'.repeat(million / 2), 1000, 1500],
  'one word': ['ab '.repeat(million / 3), 3000, 3500],
  'one character of a script without spaces': ['漢'.repeat(million), 1000, 2000],
  'combining marks without end': [`e${'\u0301'.repeat(million)}`, 0, million],
  'a quote of 200,000 words': ['le mot et la chose '.repeat(50_000), 0, 949_000],
};
for (const [name, [old, start, end]] of Object.entries(worst)) {
  const selectors = describe(old, start, end);
  const now = `x ${old}`;
  const begun = performance.now();
  const place = locate(now, selectors);
  console.log(
    `${name.padEnd(44)}${(performance.now() - begun).toFixed(0).padStart(6)} ms  ${place ? 'found' : 'null'}`,
  );
}

console.log('\nTen thousand annotations on a revised brief of 100,000 words, locateAll:');
for (const rate of [0.03, 0.1]) {
  const revision = made('fr', 100_000, rate);
  const list = marksIn(revision, 10_000, random(5)).map(({ selectors }) => selectors);
  const before = process.memoryUsage().heapUsed;
  const begun = performance.now();
  const found = locateAll(revision.now, list).filter((place) => place !== null).length;
  const time = performance.now() - begun;
  const grown = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  console.log(
    `${rate * 100} % changed: ${time.toFixed(0)} ms, ${found} found, heap ${grown >= 0 ? '+' : ''}${grown.toFixed(0)} MiB`,
  );
}
