import type { Decision, Position, Positions } from './position-schema.ts';

export type { Decision, Position, Positions } from './position-schema.ts';

export const decisions = ['to-study', 'support', 'reserve', 'oppose'] as const satisfies readonly Decision[];

export function isDecided(position: Position | undefined): boolean {
  return position !== undefined && position.decision !== 'to-study';
}

/** How many of the proposals are decided. */
export function countDecided(proposals: readonly { readonly id: string }[], positions: Positions): number {
  return proposals.filter(({ id }) => isDecided(positions[id])).length;
}
