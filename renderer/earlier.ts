import type { Annotation } from '../core/annotation.ts';
import type { Change } from '../core/history.ts';
import type { Positions } from '../core/position.ts';

/** What bringing an earlier state back would change, and nothing where it would change nothing. */
export function changesTo(
  then: { readonly annotations: readonly Annotation[] | null; readonly positions: Positions | null },
  now: { readonly annotations: readonly Annotation[]; readonly positions: Positions },
): Change[] {
  return [
    ...(then.annotations ? annotationChanges(then.annotations, now.annotations) : []),
    ...(then.positions ? positionChanges(then.positions, now.positions) : []),
  ];
}

function annotationChanges(then: readonly Annotation[], now: readonly Annotation[]): Change[] {
  const [before, after] = [now, then].map((list) => new Map(list.map((one) => [one.id, one])));
  return idsOf(before, after).flatMap((id): Change[] => {
    const change = { before: before?.get(id) ?? null, after: after?.get(id) ?? null };
    return differ(change) ? [{ of: 'annotation', id, ...change }] : [];
  });
}

function positionChanges(then: Positions, now: Positions): Change[] {
  const [before, after] = [now, then].map((positions) => new Map(Object.entries(positions)));
  return idsOf(before, after).flatMap((id): Change[] => {
    const change = { before: before?.get(id) ?? null, after: after?.get(id) ?? null };
    return differ(change) ? [{ of: 'position', id, ...change }] : [];
  });
}

function idsOf(...maps: readonly (ReadonlyMap<string, unknown> | undefined)[]): string[] {
  return [...new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]))];
}

function differ({ before, after }: { readonly before: unknown; readonly after: unknown }): boolean {
  return inOrder(before) !== inOrder(after);
}

/** The JSON text of a value with its members by name: what was read has them in another order than what was made here. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
