import type { Brief } from '../../core/brief.ts';
import type { BriefProposals } from '../../core/lineage/lineage.ts';
import type { Positions } from '../../core/position.ts';
import { inTurns } from '../in-turns.ts';
import { type FoundBrief, type Known, type Made, partOf, type Shelf } from './library.ts';

/** The proposals of an edition, as far as its file tells. */
export type EditionProposals = Omit<BriefProposals, 'positions'>;

/**
 * The proposals of every brief that has some, in the edition in `lang` where there is one. Never rejects: what cannot be
 * read is left out, since the library's list tells of it.
 * @param made Keeps what was read, so that each file is read once.
 */
export async function readProposals(
  shelves: readonly Shelf[],
  briefs: readonly FoundBrief[],
  lang: string,
  known: Known,
  made: Made<EditionProposals>,
  positionsOn: (brief: string) => Positions,
): Promise<readonly BriefProposals[]> {
  const read = await inTurns(briefs, async ({ id, editions }): Promise<BriefProposals[]> => {
    const edition = editions.find((one) => one.lang === lang) ?? editions[0];
    if (!edition?.proposals.length) return [];
    const found = await partOf(shelves, { id, lang: edition.lang }, known, made, proposalsOf);
    return found ? [{ ...found, positions: positionsOn(id) }] : [];
  });
  return read.flat();
}

function proposalsOf(brief: Brief): EditionProposals {
  const { id, lang, title, kind, series, date, place, proposals } = brief;
  const countries = Object.fromEntries(
    brief.participants.flatMap(({ name, country }) => (country === undefined ? [] : [[name, country]])),
  );
  return { id, lang, title, kind, ...(series ? { series } : {}), date, place, proposals, countries };
}
