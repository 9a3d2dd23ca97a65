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

/** Bytes of a file that may become a brief. */
export const largestOwnFile = 2 * 1024 * 1024;

/** What the reader answered. */
export type Completion = { readonly [F in AskedField]?: FrontMatter[F] | undefined };

/** A file that is to become a brief. What it suggests is for the reader to judge, and is taken for nothing by itself. */
export interface Draft {
  readonly file: string;
  readonly missing: readonly AskedField[];
  readonly suggestedTitle: string;
  /** How it begins, for the reader to know it by. */
  readonly opening: string;
}

/** The fields whose absence is all that is wrong with a file; `null` where something else is. */
export function missingFields(problems: readonly Problem[]): readonly AskedField[] | null {
  if (problems.length === 1 && problems[0]?.rule.code === 'front-matter-missing') return askedFields;
  const fields = problems.map(({ rule, field }) =>
    rule.code === 'missing' ? askedFields.find((asked) => asked === field) : undefined,
  );
  return fields.every((field) => field !== undefined) ? fields : null;
}

/** @param text of the file, decoded. */
export function draftOf(file: string, text: string, missing: readonly AskedField[]): Draft {
  const body = text.replace(/^---[ \t]*\n[\s\S]*?\n---[ \t]*(?:\n|$)/, '').trim();
  const heading = /^#{1,6}[ \t]+(.+?)[ \t#]*$/m.exec(body)?.[1];
  const [first = ''] = body.split('\n', 1);
  const name = file
    .replace(/^.*\//, '')
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[_-]+/g, ' ');
  const words = heading ?? (file.endsWith('.txt') && first.length <= 120 ? first : '');
  return { file, missing, suggestedTitle: (words.trim() || name).slice(0, 500), opening: body.slice(0, 400) };
}

/** An id made of a title: `La sécurité` becomes `la-securite`. */
export function idFrom(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return /^(?:con|prn|aux|nul|com\d|lpt\d)?$/.test(plain) ? `note${plain && `-${plain}`}` : plain;
}

/**
 * The text of the brief: the file's own, with the answers added to its front matter. Words that were plain text read as
 * they stood, paragraph by paragraph, and line by line unless the lines are those of a width that text was broken to.
 * @param text of the file, decoded.
 */
export function completed(file: string, text: string, answers: Completion): string {
  const lines = askedFields.flatMap((field) => {
    const answer = answers[field];
    return answer === undefined ? [] : [`${field}: ${JSON.stringify(answer)}`];
  });
  const front = /^---[ \t]*\n/.exec(text);
  if (!file.endsWith('.txt') && front) {
    // Added where it begins, so that nothing the author wrote is moved or read otherwise.
    return `${front[0]}${lines.map((line) => `${line}\n`).join('')}${text.slice(front[0].length)}`;
  }
  const body = file.endsWith('.txt') ? paragraphs(text) : text;
  return `---\n${lines.join('\n')}\n---\n\n${body.trim()}\n`;
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
