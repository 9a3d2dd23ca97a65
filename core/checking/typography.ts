import type { Inline } from '../brief.ts';
import type { Slip } from '../parsing/rule.ts';

export interface FoundSlip {
  readonly slip: Slip;
  /** The words around it. */
  readonly found: string;
}

/** What an editor of the language would mark; the pattern matches what is wrong, never what stands well. */
type Marks = readonly (readonly [Slip, RegExp])[];

const everywhere: Marks = [
  ['apostrophe', /(?<=\p{L})'(?=\p{L})/u],
  ['quotation-marks', /"/u],
  ['ellipsis', /\.\.\./u],
];

const french: Marks = [
  ...everywhere,
  ['narrow-space', /(?<=[^\u202f;!?])[;!?»]|«(?!\u202f)/u],
  ['colon-space', /(?<=[^\u00a0]):(?!\S)/u],
  ['percent-space', /(?<=\d[^\u202f\d]?)%/u],
  ['thousands', /(?<!\d)\d{1,3}[ \u00a0](?=\d{3}(?!\d))/u],
];

const english: Marks = [...everywhere, ['space-before', /\s[,;:!?]/u]];

/** The first slip of each kind in a text; none are known of languages other than French and English. */
export function typographicSlips(inline: Inline, lang: string): FoundSlip[] {
  const marks = lang.startsWith('fr') ? french : lang.startsWith('en') ? english : [];
  const words = withoutCode(inline);
  return marks.flatMap(([slip, mark]) => {
    const match = mark.exec(words);
    return match ? [{ slip, found: around(inline.text, match.index) }] : [];
  });
}

/** Code and addresses keep their own spelling. */
function withoutCode({ text, spans }: Inline): string {
  let words = '';
  let at = 0;
  for (const { kind, start, end } of spans) {
    if (kind !== 'code' || start < at) continue;
    words += text.slice(at, start) + hidden(text.slice(start, end));
    at = end;
  }
  words += text.slice(at);
  return words.replace(/\S+/gu, (word) => (word.includes('://') || word.includes('@') ? hidden(word) : word));
}

/** Letters that break no rule, as many. */
function hidden(words: string): string {
  return 'x'.repeat(words.length);
}

/** The word it is in, with a neighbour on each side. */
function around(text: string, at: number): string {
  const before = /\S*\s?\S*$/u.exec(text.slice(Math.max(at - 20, 0), at))?.[0] ?? '';
  const after = /^\S*\s?\S*/u.exec(text.slice(at, at + 20))?.[0] ?? '';
  return before + after;
}
