import type { ImportBrief, ImportPosition } from '../exchange.ts';
import type { Change } from '../history.ts';
import type { Position, Positions } from '../position.ts';
import type { Side } from './conflicts.ts';
import type { IncomingBrief, IncomingStand } from './content.ts';
import type { GroundEdition } from './weigh.ts';

/** Characters of a remark that are shown. */
const longestRemark = 280;

/** Holds the briefs of a file against those of the library. */
export function weighBriefs(
  briefs: readonly IncomingBrief[],
  editions: readonly GroundEdition[],
): ImportBrief[] {
  return briefs.map(({ name, brief }) => {
    if (!brief) return { edition: null, title: name, state: 'unreadable' };
    const { id, lang, title } = brief;
    const there = editions.filter((one) => one.brief.id === id);
    const mine = there.find((one) => one.brief.lang === lang);
    const isSame = mine && JSON.stringify(mine.brief) === JSON.stringify(brief);
    const isBundled = there.some(({ origin }) => origin === 'bundled');
    const state = isSame ? 'same' : isBundled ? 'bundled' : mine ? 'conflicting' : 'new';
    return { edition: { id, lang }, title, state };
  });
}

/** Holds the positions of a file against the reader's own; changes nothing. */
export function weighStands(
  stands: readonly IncomingStand[],
  ground: {
    /** The reader's own, or `null` for a brief that nobody knows. */
    readonly mine: (brief: string) => Positions | null;
    readonly title: (brief: string, proposal: string) => { readonly title: string; readonly lang: string };
  },
): ImportPosition[] {
  return stands.map(({ brief, proposal, position: theirs }) => {
    const positions = ground.mine(brief);
    const mine = positions && Object.hasOwn(positions, proposal) ? (positions[proposal] ?? null) : null;
    return {
      brief,
      proposal,
      ...ground.title(brief, proposal),
      state: !theirs ? 'unreadable' : !positions ? 'source-unknown' : stateOf(mine, theirs),
      mine,
      theirs,
    };
  });
}

function stateOf(mine: Position | null, theirs: Position): 'new' | 'same' | 'conflicting' {
  if (!mine) return 'new';
  return said(mine) === said(theirs) ? 'same' : 'conflicting';
}

/** Whatever the order of its members. */
function said({ decision, remark, passages, date }: Position): string {
  return JSON.stringify([decision, remark, passages, date]);
}

/** The changes that take the positions in, by brief. */
export function standChanges(
  weighed: readonly ImportPosition[],
  choice: (index: number) => Side,
): { readonly brief: string; readonly change: Change }[] {
  return weighed.flatMap(({ brief, proposal, state, mine, theirs }, index) => {
    const isTaken = state === 'new' || (state === 'conflicting' && choice(index) === 'theirs');
    return isTaken && theirs
      ? [{ brief, change: { of: 'position', id: proposal, before: mine, after: theirs } }]
      : [];
  });
}

/** As much of a position as a list shows. */
export function standShown(weighed: ImportPosition): ImportPosition {
  return { ...weighed, mine: shortened(weighed.mine), theirs: shortened(weighed.theirs) };
}

function shortened(position: Position | null): Position | null {
  if (!position) return null;
  const points = [...position.remark.slice(0, 2 * longestRemark)];
  const remark =
    points.length > longestRemark ? `${points.slice(0, longestRemark).join('')}…` : position.remark;
  return { ...position, remark, passages: [] };
}
