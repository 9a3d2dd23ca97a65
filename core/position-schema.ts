import { z } from 'zod';
import { localId } from './brief-schema.ts';

export const decision = z.enum(['to-study', 'support', 'reserve', 'oppose']);
export type Decision = z.output<typeof decision>;

/** The reader's position on one proposal. */
export const position = z.strictObject({
  decision,
  remark: z.string().max(100_000),
  /** Ids of the annotations whose passages bear on the proposal. */
  passages: z.array(z.string().max(200)).max(10_000),
  /** When it last changed, ISO 8601 in UTC. */
  date: z.iso.datetime(),
});

export type Position = z.output<typeof position>;

/** By proposal id. A proposal that is not named has never been touched: to study, no remark. */
export const positions = z.record(localId, position);
export type Positions = Readonly<Record<string, Position>>;
