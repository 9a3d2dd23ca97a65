import type { FrontMatter } from './brief-schema.ts';
import { literal } from './literal.ts';
import type { Problem } from './problem.ts';

/** The fields that a brief must have: what a reader is asked for where a file does not say. */
export const askedFields = [
  'title',
  'lang',
  'kind',
  'date',
  'place',
  'revised',
  'standfirst',
  'summary',
  'id',
] as const satisfies readonly (keyof FrontMatter)[];
export type AskedField = (typeof askedFields)[number];

/** What the reader answered. */
export type Completion = { readonly [F in AskedField]?: FrontMatter[F] | undefined };

/** A file that is to become a brief. What it suggests is for the reader to judge, and is taken for nothing by itself. */
export interface Draft {
  readonly file: string;
  readonly missing: readonly AskedField[];
  /** Fields it has that are none of a brief's; they stay in it as comments. */
  readonly foreign: readonly string[];
  readonly suggestedTitle: string;
  /** How it begins, for the reader to know it by. */
  readonly opening: string;
}

/** What keeps a file from being a brief, where answers can mend it. */
export interface Gaps {
  readonly missing: readonly AskedField[];
  readonly foreign: readonly ForeignField[];
}

/** A field that a brief does not have. */
interface ForeignField {
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

/** The fields that are wanting or too many, if that is all that is wrong with a file; `null` where something else is. */
export function gapsOf(problems: readonly Problem[]): Gaps | null {
  if (problems.length === 1 && problems[0]?.rule.code === 'front-matter-missing') return noFrontMatter;
  const missing: AskedField[] = [];
  const foreign: ForeignField[] = [];
  for (const { rule, field, line } of problems) {
    const asked = rule.code === 'missing' ? askedFields.find((one) => one === field) : undefined;
    if (asked) missing.push(asked);
    else if (rule.code === 'unknown-field' && isOfWhole(rule.allowed)) foreign.push({ name: field, line });
    else return null;
  }
  return { missing, foreign };
}

export const noFrontMatter: Gaps = { missing: askedFields, foreign: [] };

/** Whether the fields that are allowed at a place are those of a whole brief. */
function isOfWhole(allowed: readonly string[]): boolean {
  return askedFields.every((field) => allowed.includes(field));
}

/** @param text of the file, decoded. */
export function draftOf(file: string, text: string, { missing, foreign }: Gaps): Draft {
  const body = text.replace(/^---[ \t]*\n[\s\S]*?\n---[ \t]*(?:\n|$)/, '').trim();
  const heading = withoutClosing(/^#{1,6}[ \t]+(.+)$/m.exec(body)?.[1] ?? '');
  const [first = ''] = body.split('\n', 1);
  const name = file
    .replace(/^.*\//, '')
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[_-]+/g, ' ');
  const words = heading || (file.endsWith('.txt') && first.length <= 120 ? first : '');
  return {
    file,
    missing,
    foreign: foreign.map((field) => field.name),
    suggestedTitle: (words.trim() || name).slice(0, 500),
    opening: body.slice(0, 400),
  };
}

/** A heading without the signs that may close it. A pattern would look at long runs of them again and again. */
function withoutClosing(heading: string): string {
  let end = heading.length;
  while (end && ' \t#'.includes(heading.charAt(end - 1))) end -= 1;
  return heading.slice(0, end);
}

/** An id made of a title: `La sécurité` becomes `la-securite`. */
export function idFrom(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  return /^(?:con|prn|aux|nul|com\d|lpt\d)?$/.test(plain) ? `note${plain && `-${plain}`}` : plain;
}

/**
 * The text of the brief: the file's own, with the answers added to its front matter. Words that were plain text read as
 * they stood, paragraph by paragraph, and line by line unless the lines are those of a width that text was broken to.
 * @param text of the file, decoded.
 * @param foreign Its fields that are none of a brief's: they stay where they are, as comments.
 */
export function completed(
  file: string,
  text: string,
  answers: Completion,
  foreign: readonly ForeignField[] = [],
): string {
  const lines = askedFields.flatMap((field) => {
    const answer = answers[field];
    return answer === undefined ? [] : [`${field}: ${JSON.stringify(answer)}`];
  });
  const front = /^---[ \t]*\n/.exec(text);
  if (!file.endsWith('.txt') && front) {
    // Added where it begins, so that nothing the author wrote is moved or read otherwise.
    const kept = commentedOut(text, foreign).slice(front[0].length);
    return `${front[0]}${lines.map((line) => `${line}\n`).join('')}${kept}`;
  }
  const body = file.endsWith('.txt') ? paragraphs(text) : text;
  return `---\n${lines.join('\n')}\n---\n\n${body.trim()}\n`;
}

/** A field of the whole reaches up to the next one: what is indented, an entry of a list, or empty is still of it. */
function commentedOut(text: string, fields: readonly ForeignField[]): string {
  const lines = text.split('\n');
  for (const { line } of fields) {
    let at = line - 1;
    do {
      if (lines[at]) lines[at] = `# ${lines[at]}`;
      at += 1;
    } while (at < lines.length && /^(?:[ \t]|-(?:[ \t]|$)|$)/.test(lines[at] ?? ''));
  }
  return lines.join('\n');
}

function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => {
      const lines = paragraph.split('\n').map((line) => literal(line.trim()));
      return lines.join(isWrapped(lines) ? '\n' : '\\\n');
    })
    .join('\n\n');
}

/** Lines of nearly one length, but for the last, were broken to fit it. */
function isWrapped(lines: readonly string[]): boolean {
  const full = lines.slice(0, -1).map(({ length }) => length);
  return full.length > 0 && Math.min(...full) >= 50;
}
