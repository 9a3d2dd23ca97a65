import type { Brief, Proposal } from '../brief.ts';
import { type Decision, isDecided, type Positions } from '../position.ts';

/** The proposals of one brief, in one of its editions, with the reader's positions on them. */
export interface BriefProposals
  extends Pick<Brief, 'id' | 'lang' | 'title' | 'kind' | 'series' | 'date' | 'place' | 'proposals'> {
  /** Those who took part and come from a country: name to ISO code. */
  readonly countries: Readonly<Record<string, string>>;
  readonly positions: Positions;
}

/** What the editors link: a later proposal to an earlier one. */
export interface LineageLink {
  /** Keys: `<brief>#<proposal>`. */
  readonly earlier: string;
  readonly later: string;
  readonly basis: Proposal['takesUp'][number]['basis'];
  readonly reason: string | null;
}

export interface BoardProposal {
  /** `<brief>#<proposal>`, as a lineage names it. */
  readonly key: string;
  readonly brief: BriefProposals;
  readonly proposal: Proposal;
  /** ISO code of the country of who made it; `null` where that is several, none or unknown. */
  readonly country: string | null;
  /** The firmest first. Earlier proposals may be of briefs that are not in the library. */
  readonly takesUp: readonly LineageLink[];
  /** What later meetings made of it, the earliest first. */
  readonly takenUpBy: readonly LineageLink[];
}

/** All proposals of all briefs, the earliest meeting first, in the order of their brief. */
export type Board = ReadonlyMap<string, BoardProposal>;

const firmness = ['source', 'wording', 'theme'] as const satisfies readonly LineageLink['basis'][];

export function boardOf(briefs: readonly BriefProposals[]): Board {
  const ordered = [...briefs].sort(earliestFirst);
  const later = new Map<string, LineageLink[]>();
  const links = new Map<string, readonly LineageLink[]>();
  for (const brief of ordered)
    for (const proposal of brief.proposals) {
      const key = keyOf(brief, proposal);
      const own = proposal.takesUp.map(
        ({ proposal: earlier, basis, reason }): LineageLink => ({
          earlier,
          later: key,
          basis,
          reason: reason ?? null,
        }),
      );
      links.set(
        key,
        own.sort((a, b) => firmness.indexOf(a.basis) - firmness.indexOf(b.basis)),
      );
      for (const link of own) later.set(link.earlier, [...(later.get(link.earlier) ?? []), link]);
    }
  return new Map(
    ordered.flatMap((brief) =>
      brief.proposals.map((proposal): [string, BoardProposal] => {
        const key = keyOf(brief, proposal);
        return [
          key,
          {
            key,
            brief,
            proposal,
            country: countryOf(brief, proposal),
            takesUp: links.get(key) ?? [],
            takenUpBy: later.get(key) ?? [],
          },
        ];
      }),
    ),
  );
}

function keyOf({ id }: { readonly id: string }, proposal: { readonly id: string }): string {
  return `${id}#${proposal.id}`;
}

function countryOf({ countries }: BriefProposals, { by }: Proposal): string | null {
  if (by === undefined) return null;
  return /^[A-Z]{2}$/.test(by) ? by : (new Map(Object.entries(countries)).get(by) ?? null);
}

function earliestFirst(a: BriefProposals, b: BriefProposals): number {
  if (a.date.start !== b.date.start) return a.date.start < b.date.start ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** `null`, or no words, wants all. */
export interface BoardFilter {
  readonly decision: Decision | 'decided' | null;
  /** Id of the series. */
  readonly series: string | null;
  /** ISO code. */
  readonly country: string | null;
  /** Of the meeting's first day. */
  readonly year: string | null;
  /** All of them, in any order; case and accents do not count. */
  readonly words: string;
}

export const wholeBoard: BoardFilter = { decision: null, series: null, country: null, year: null, words: '' };

/**
 * The proposals that a filter lets through, in the board's order.
 * @param positionsOn The reader's positions on a brief, as they are now.
 */
export function filterBoard(
  board: Board,
  filter: BoardFilter,
  positionsOn: (brief: BriefProposals) => Positions,
): readonly BoardProposal[] {
  const wanted = plain(filter.words).split(/\s+/).filter(Boolean);
  return [...board.values()].filter((entry) => {
    const { brief, proposal, country } = entry;
    if (filter.series !== null && brief.series?.id !== filter.series) return false;
    if (filter.country !== null && country !== filter.country) return false;
    if (filter.year !== null && yearOf(brief) !== filter.year) return false;
    const position = positionsOn(brief)[proposal.id];
    if (filter.decision === 'decided' && !isDecided(position)) return false;
    if (filter.decision !== null && filter.decision !== 'decided')
      if ((position?.decision ?? 'to-study') !== filter.decision) return false;
    if (!wanted.length) return true;
    const text = `${wordsOf(entry)}\n${plain(position?.remark ?? '')}`;
    return wanted.every((word) => text.includes(word));
  });
}

/** What can be chosen in a filter: only what is there, each once. */
export function choicesOf(board: Board): {
  readonly series: readonly { readonly id: string; readonly title: string }[];
  readonly countries: readonly string[];
  readonly years: readonly string[];
} {
  const series = new Map<string, string>();
  const countries = new Set<string>();
  const years = new Set<string>();
  for (const { brief, country } of board.values()) {
    if (brief.series) series.set(brief.series.id, brief.series.title);
    if (country) countries.add(country);
    years.add(yearOf(brief));
  }
  return {
    series: [...series].map(([id, title]) => ({ id, title })),
    countries: [...countries].sort(),
    years: [...years].sort(),
  };
}

function yearOf({ date }: BriefProposals): string {
  return date.start.slice(0, 4);
}

/** What a proposal is found by, worked out once. */
const known = new WeakMap<BoardProposal, string>();

function wordsOf(entry: BoardProposal): string {
  const { brief, proposal } = entry;
  const text =
    known.get(entry) ??
    plain(
      [proposal.title, proposal.gist.text, proposal.by ?? '', brief.title, brief.place, brief.kind].join(
        '\n',
      ),
    );
  known.set(entry, text);
  return text;
}

/** Words without what does not count in finding them: case, accents, the shape of an apostrophe. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('’', "'")
    .toLowerCase();
}

/** All that a proposal stands in one thread with, itself included: what it comes from, and what came of it. */
export function threadOf(board: Board, key: string): ReadonlySet<string> {
  return new Set([earlierThan, laterThan].flatMap((step) => [...reached(board, key, step)]));
}

/** All that steps from a proposal lead to, itself first. */
function reached(
  board: Board,
  key: string,
  step: (entry: BoardProposal | undefined) => readonly string[],
): ReadonlySet<string> {
  const seen = new Set([key]);
  const ahead = [key];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop())
    for (const next of step(board.get(at))) {
      if (seen.has(next)) continue;
      seen.add(next);
      ahead.push(next);
    }
  return seen;
}

function earlierThan(entry: BoardProposal | undefined): readonly string[] {
  return entry?.takesUp.map(({ earlier }) => earlier) ?? [];
}

function laterThan(entry: BoardProposal | undefined): readonly string[] {
  return entry?.takenUpBy.map(({ later }) => later) ?? [];
}
