import type { Inline, Span } from '../brief.ts';
import { localId } from '../brief-schema.ts';
import { webAddress } from '../links.ts';
import { compose } from './composed.ts';
import { inlineTokens, type MarkdownToken, type References } from './markdown.ts';

type Mark = Span extends infer S ? (S extends Span ? Omit<S, 'start' | 'end'> : never) : never;

/** `start` is -1 until the first word under the mark is written. */
type OpenSpan = Mark & { start: number; end: number };

/** Marks nested deeper are left out: nobody reads them, and each costs whoever draws them. */
const deepestSpan = 16;

/** A run of white space as a page shows it, and what is no writing at all: an entity can spell what a file must not hold. */
const pieces = /[\p{Cc}\u202a-\u202e\u2066-\u2069 ]+|[^\p{Cc}\u202a-\u202e\u2066-\u2069 ]+/gu;
const isGap = /^[\p{Cc}\u202a-\u202e\u2066-\u2069 ]/u;

/** The words of one stretch of Markdown and the spans over them. Images read as their alternative text. */
export function parseInline(markdown: string, references: References = {}): Inline {
  let text = '';
  let gap: '' | ' ' | '\n' = '';
  const spans: OpenSpan[] = [];
  const open: (OpenSpan | null)[] = [];

  function write(words: string): void {
    for (const [piece] of words.matchAll(pieces)) {
      if (isGap.test(piece)) {
        gap ||= ' ';
        continue;
      }
      // White space at the edges of a block is not shown.
      if (text) text += gap;
      gap = '';
      for (const span of open) if (span?.start === -1) span.start = text.length;
      text += piece;
    }
  }

  function begin(mark: Mark | null): void {
    const span = mark && open.length < deepestSpan ? { ...mark, start: -1, end: -1 } : null;
    if (span) spans.push(span);
    open.push(span);
  }

  function end(): void {
    const span = open.pop();
    if (span) span.end = text.length;
  }

  for (const token of inlineTokens(markdown, references)) {
    switch (token.type) {
      case 'strong_open':
        begin({ kind: 'strong' });
        break;
      case 'em_open':
        begin({ kind: 'emphasis' });
        break;
      case 'link_open':
        begin(linkMark(String(token.attrGet('href'))));
        break;
      case 'strong_close':
      case 'em_close':
      case 'link_close':
        end();
        break;
      case 'code_inline':
        begin({ kind: 'code' });
        write(token.content);
        end();
        break;
      case 'citation':
        spans.push({ kind: 'citation', source: token.content, start: text.length, end: text.length });
        break;
      case 'softbreak':
        gap ||= ' ';
        break;
      case 'hardbreak':
        gap = '\n';
        break;
      case 'image':
        write(alternativeText(token));
        break;
      default:
        write(token.content);
    }
  }
  return composed(text, spans);
}

/** Offsets follow the text into its composed form; a span over nothing is dropped, a citation is over nothing always. */
function composed(original: string, marked: readonly OpenSpan[]): Inline {
  const { text, offset } = compose(original);
  const spans = marked
    .filter(({ start }) => start !== -1)
    .map((span): Span => ({ ...span, start: offset(span.start), end: offset(span.end) }))
    .filter(({ kind, start, end }) => kind === 'citation' || start < end)
    .sort((a, b) => a.start - b.start);
  return { text, spans };
}

function linkMark(target: string): Mark | null {
  const [, kind, id] = /^(term|proposal):(.*)$/s.exec(target) ?? [];
  if (kind === 'proposal' && id !== undefined) return { kind, proposal: id };
  if (kind === 'term' && localId.safeParse(id).success && id !== undefined) return { kind, term: id };
  const href = webAddress(target);
  return href === null ? null : { kind: 'link', href };
}

function alternativeText(image: MarkdownToken): string {
  let text = '';
  const waiting = [...(image.children ?? [])].reverse();
  for (let token = waiting.pop(); token; token = waiting.pop()) {
    if (token.type === 'image') waiting.push(...[...(token.children ?? [])].reverse());
    else if (token.type === 'softbreak' || token.type === 'hardbreak') text += ' ';
    else if (token.type !== 'citation') text += token.content;
  }
  return text;
}
