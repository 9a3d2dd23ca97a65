import { z } from 'zod';

export const printOptions = z.strictObject({
  paper: z.enum(['a4', 'letter']),
  annotations: z.enum(['endnotes', 'none']),
});

export type PrintOptions = z.output<typeof printOptions>;
