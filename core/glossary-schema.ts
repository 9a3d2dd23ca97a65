import { z } from 'zod';
import { lang, line, localId, source } from './brief-schema.ts';

/** The glossary's one definition: what may stand in `briefs/glossary.<lang>.yaml`. */

const term = z.strictObject({
  /** What `[words](term:…)` names; the same in all languages. */
  id: localId,
  term: line,
  /** Plain text, no Markdown: it is shown in a small card. */
  definition: z.string().trim().min(1).max(1000),
  seeAlso: z.array(localId).max(20).default([]),
  sources: z.array(localId).max(50).default([]),
});

export const glossary = z.strictObject({
  lang,
  terms: z.array(term).max(2000),
  sources: z.array(source).max(500).default([]),
});

export type Glossary = z.output<typeof glossary>;
