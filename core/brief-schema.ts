import { z } from 'zod';
import { longestTag, mostTags } from './tags.ts';

/**
 * The brief format's one definition: what may stand in the front matter of `briefs/<id>/<lang>.md`.
 * `docs/format.md` explains it; `docs/brief.schema.json` is generated from it, for editors.
 */

/** The one name of this form that every object has a member of: an id must be none. */
const isTaken = (id: string) => id === 'constructor';

/** Names files and URNs, so it is lower-case ASCII, and never a name that Windows keeps for itself. */
export const briefId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .refine((id) => !/^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(id) && !isTaken(id));

/** A BCP 47 language tag in its usual casing: `fr`, `en`, `zh-Hans`. */
export const lang = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/);

/** Ids inside one brief: proposals, commitments, sources. */
export const localId = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9-]*$/)
  .refine((id) => !isTaken(id));

/** However it is broken in the file; no-break spaces stay. */
export const line = z
  .string()
  .overwrite((text) => text.replace(/[\t\n ]+/g, ' '))
  .trim()
  .min(1)
  .max(500);
/** A word or a few that briefs are sorted and found by. */
export const tag = line.max(longestTag);

const markdown = z.string().trim().min(1).max(4000);
const isoDate = z.iso.date();
const sourceIds = z.array(localId).max(50).default([]);

/** `KZ` and the like are shown under their name in the reader's language; anything else stands as written. */
const party = z.string().trim().min(1).max(120);

const participant = z.strictObject({
  name: line,
  role: line.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  sources: sourceIds,
});

/** How firm a link to an earlier proposal is: a source says so, the wording is the same, or the editors read it so. */
const basis = z.enum(['source', 'wording', 'theme']);

const lineage = z.strictObject({
  proposal: z.string().regex(/^[a-z0-9-]+#[a-z][a-z0-9-]*$/),
  basis,
  reason: line.optional(),
});

const proposal = z.strictObject({
  id: localId,
  title: line,
  by: party.optional(),
  gist: markdown,
  takesUp: z.array(lineage).max(20).default([]),
  sources: sourceIds,
});

const commitment = z.strictObject({
  id: localId,
  by: z.array(party).min(1).max(50),
  text: markdown,
  sources: sourceIds,
});

const followUp = z.strictObject({
  date: isoDate,
  text: markdown,
  leadsTo: briefId.optional(),
  sources: sourceIds,
});

export const source = z.strictObject({
  id: localId,
  publisher: line,
  title: line.optional(),
  lang: lang.optional(),
  date: isoDate.optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
});

/** One day, or the first and the last day of a meeting. */
const date = z.union([
  isoDate.transform((day) => ({ start: day, end: day })),
  z.strictObject({ start: isoDate, end: isoDate }).refine(({ start, end }) => start <= end),
]);

export const frontMatter = z.strictObject({
  id: briefId,
  lang,
  title: line,
  standfirst: line,
  kind: line,
  series: z.strictObject({ id: briefId, title: line }).optional(),
  tags: z.array(tag).max(mostTags).default([]),
  date,
  place: line,
  participants: z.array(participant).max(500).default([]),
  summary: z.array(markdown).min(1).max(30),
  proposals: z.array(proposal).max(200).default([]),
  commitments: z.array(commitment).max(200).default([]),
  followUps: z.array(followUp).max(200).default([]),
  sources: z.array(source).max(500).default([]),
  revised: isoDate,
});

export type FrontMatter = z.output<typeof frontMatter>;
