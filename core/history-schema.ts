import { z } from 'zod';
import { annotation } from './annotation-schema.ts';
import { localId } from './brief-schema.ts';
import { position } from './position-schema.ts';

/** What was changed on a brief and can be taken back, as `core/history.ts` works on it. */

const change = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('annotation'),
    id: annotation.shape.id,
    before: annotation.nullable(),
    after: annotation.nullable(),
  }),
  z.strictObject({
    of: z.literal('position'),
    id: localId,
    before: position.nullable(),
    after: position.nullable(),
  }),
]);

const changes = z.array(change).max(100_000);
const key = z.string().max(300).nullable();
const steps = z.array(z.strictObject({ changes, key })).max(500);

export const history = z.strictObject({ done: steps, undone: steps });

export const move = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('record'), changes, key }),
  z.strictObject({ kind: z.literal('more'), changes }),
  z.strictObject({ kind: z.enum(['undo', 'redo', 'end-writing', 'forget']) }),
]);
