import type { PieceKind } from './doc.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';
import type { Row } from './find.ts';
import { type Candidates, candidatesOf, type Part, type Plan, planOf } from './plan.ts';
import { isEmpty, parseQuery } from './query.ts';
import { Scanner } from './scan.ts';
import { type Head, kindOf, readPiece } from './segment.ts';

/** What was found, the best first. */
export interface Found {
  readonly groups: readonly FoundGroup[];
  /** How many briefs and glossaries there are, with those that are not listed. */
  readonly total: number;
}

/** A brief or a glossary with its hits. */
export interface FoundGroup {
  /** The brief's; `null` for a glossary. */
  readonly id: string | null;
  /** Language of the edition that the hits are in. */
  readonly lang: string;
  readonly title: string;
  readonly date: { readonly start: string; readonly end: string } | null;
  /** The best few, in order. */
  readonly hits: readonly Hit[];
  /** How many there are. */
  readonly count: number;
  /** What was found in this edition: each a word, or the words of a phrase, folded. */
  readonly rows: readonly Row[];
}

export interface Hit extends Excerpt {
  readonly kind: PieceKind;
  /** See `Piece`. */
  readonly ref: string;
  /** Of the first word found, in the brief's text, UTF-16; both 0 for hits outside it. */
  readonly start: number;
  readonly end: number;
}

/** How many groups are answered, how many hits of each and words found; and how many documents are read to choose them. */
const most = { groups: 20, hits: 3, rows: 100, readForOne: 100, read: 400 } as const;
/** A piece is a hit if it is worth this part of its document's best. */
const worthwhile = 0.5;
/** What an edition in the reader's language has before others. */
const preferred = 1.15;

/**
 * Finds what was typed, in all parts as if they were one. Words that are found nowhere together as they stand are taken for
 * slips of the fingers.
 * @param lang The language whose editions come first, other things being equal.
 */
export function search(parts: readonly Part[], typed: string, lang: string): Found {
  const query = parseQuery(typed);
  if (isEmpty(query)) return { groups: [], total: 0 };
  const plan = planOf(parts, query, false);
  const found = ranked(plan, lang);
  return found.total || plan.isAllSlips ? found : ranked(planOf(parts, query, true), lang);
}

interface Ranked {
  readonly scanner: Scanner;
  readonly doc: number;
  readonly score: number;
}

function ranked(plan: Plan, lang: string): Found {
  // Where words alone are wanted, wherever they stand, all candidates hold them; where more is asked, each must be read.
  const isCertain = plan.parts.every(({ following, labels }) => !labels.length && !following.flat().length);
  const found = plan.parts.map((part) => candidatesOf(part, plan));
  const isWorthReading = isCertain
    ? chooser(found, plan.gains.length > 1 ? most.read : most.readForOne)
    : always;
  const best: Ranked[] = [];
  let total = 0;
  for (const [index, part] of plan.parts.entries()) {
    const scanner = new Scanner(part, plan);
    const { heads, groups } = part.segment;
    const { docs, promises } = found[index] ?? noCandidates;
    // By group: the place of its best document in `best`, one up; `seen` where none was read.
    const places = new Int32Array(heads.length);
    for (let at = 0; at < docs.length; at += 1) {
      const doc = docs[at] ?? 0;
      const group = groups[doc] ?? 0;
      const place = places[group] ?? 0;
      const isRead = isWorthReading(promises[at] ?? 0);
      let score = isRead ? scanner.scoreOf(doc) : 0;
      if (heads[doc]?.lang === lang) score *= preferred;
      if (isRead && score <= 0) continue;
      if (!place) total += 1;
      if (!isRead) {
        if (!place) places[group] = seen;
      } else if (place > 0) {
        if ((best[place - 1]?.score ?? 0) < score) best[place - 1] = { scanner, doc, score };
      } else places[group] = best.push({ scanner, doc, score });
    }
  }
  // Editions of one brief may stand in different parts.
  const names = new Set<string>();
  const apart = best.sort(byRank).filter((one) => {
    const name = headOf(one)?.id ?? headOf(one)?.key ?? '';
    return !names.has(name) && names.add(name);
  });
  const first = apart.slice(0, most.groups);
  return { groups: first.flatMap((one) => groupOf(one) ?? []), total: total - best.length + apart.length };
}

const seen = -1;
const noCandidates: Candidates = { docs: new Uint32Array(), promises: new Float32Array() };

/** Chooses the `count` most promising of the candidates, and of equals the first. Asked once for each, in order. */
function chooser(found: readonly Candidates[], count: number): (promise: number) => boolean {
  const all = found.reduce((sum, { docs }) => sum + docs.length, 0);
  if (all <= count) return always;
  const promises = new Float32Array(all);
  let at = 0;
  for (const { promises: some } of found) {
    promises.set(some, at);
    at += some.length;
  }
  promises.sort();
  const least = promises[all - count] ?? 0;
  let equals = count - (all - promises.lastIndexOf(least) - 1);
  return (promise) => {
    if (promise !== least) return promise > least;
    equals -= 1;
    return equals >= 0;
  };
}

function always(): boolean {
  return true;
}

/** The best first; of equals the newest. */
function byRank(a: Ranked, b: Ranked): number {
  if (a.score !== b.score) return b.score - a.score;
  const [first, second] = [headOf(a), headOf(b)];
  const [day, other] = [first?.date?.start ?? '', second?.date?.start ?? ''];
  if (day !== other) return day < other ? 1 : -1;
  return (first?.key ?? '') < (second?.key ?? '') ? -1 : 1;
}

function headOf({ scanner, doc }: Ranked): Head | undefined {
  return scanner.part.segment.heads[doc];
}

function groupOf({ scanner, doc }: Ranked): FoundGroup | null {
  const { segment } = scanner.part;
  const head = segment.heads[doc];
  if (!head) return null;
  const { id, lang, title, date } = head;
  const rows = scanner.rowsOf(doc).slice(0, most.rows);
  const all = scanner.piecesOf(doc);
  // The title heads the group anyway.
  const below = all.filter(({ piece }) => kindOf(segment, piece) !== 'title');
  const pieces = below.length ? below : all;
  const least = (pieces[0]?.worth ?? 0) * worthwhile;
  const worth = pieces.filter(({ worth }) => worth >= least);
  const hits: Hit[] = [];
  // An annotation, a proposal and a term are one hit, however many of their parts hold a word.
  const shown = new Set<string>();
  for (const { piece } of worth) {
    if (hits.length === most.hits) break;
    const { kind, ref, at, text } = readPiece(segment, piece);
    if (kind !== 'text' && ref && shown.has(ref)) continue;
    shown.add(ref);
    const { at: place, ...excerpt } = excerptOf(text, rows);
    const [start, end] = kind === 'text' ? [at + (place?.start ?? 0), at + (place?.end ?? 0)] : [0, 0];
    hits.push({ kind, ref, start, end, ...excerpt });
  }
  return { id, lang, title, date, hits, count: worth.length, rows };
}
