import type { GoneBrief, LibraryBrief } from '../../core/api.ts';
import type { AnnotationsFile, PositionsFile } from '../stores/kinds.ts';
import type { AnnotationsSum, PositionsSum } from './catalogue.ts';
import type { FoundBrief, FoundLibrary } from './library.ts';

/** What the list of the library says of what is written on each brief. */

export function sumOfAnnotations({ titles, items }: AnnotationsFile): AnnotationsSum {
  return { titles, count: items.length };
}

export function sumOfPositions({ titles, positions }: PositionsFile): PositionsSum {
  const all = Object.entries(positions);
  const decided = all.flatMap(([id, { decision }]) => (decision === 'to-study' ? [] : [id]));
  return { titles, count: all.length, decided };
}

/** The briefs that something is written on and that the library does not hold any more. */
export function goneFrom(
  { briefs }: FoundLibrary,
  annotations: ReadonlyMap<string, AnnotationsSum>,
  positions: ReadonlyMap<string, PositionsSum>,
): GoneBrief[] {
  const there = new Set(briefs.map(({ id }) => id));
  return [...new Set([...annotations.keys(), ...positions.keys()])]
    .filter((id) => !there.has(id))
    .map((id): GoneBrief => {
      const [marks, decisions] = [annotations.get(id), positions.get(id)];
      return {
        id,
        titles: { ...decisions?.titles, ...marks?.titles },
        annotations: marks?.count ?? 0,
        positions: decisions?.count ?? 0,
      };
    })
    .filter((brief) => brief.annotations + brief.positions > 0);
}

export function summaryOf(
  { id, origin, editions }: FoundBrief,
  annotations: ReadonlyMap<string, AnnotationsSum>,
  positions: ReadonlyMap<string, PositionsSum>,
): LibraryBrief {
  // Editions of one brief hold the same proposals.
  const proposals = editions[0]?.proposals ?? [];
  const decided = new Set(positions.get(id)?.decided);
  return {
    id,
    origin,
    editions: editions.map(({ proposals: _, revised: __, ...summary }) => summary),
    proposals: proposals.length,
    decided: proposals.filter((proposal) => decided.has(proposal)).length,
    annotations: annotations.get(id)?.count ?? 0,
  };
}
