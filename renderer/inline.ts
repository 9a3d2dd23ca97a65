import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Colour } from '../core/annotation.ts';
import type { Inline, Span } from '../core/brief.ts';
import { crossingScheme, markScheme } from '../core/printing/print-links.ts';

/** A mark drawn as elements, for the printed page; offsets are UTF-16 units, counted like `base`. */
export interface Mark {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly colour: Colour;
  /** Of the note it leads to; no number is drawn without. */
  readonly number?: number | undefined;
  /** There is no note, and the number leads nowhere. */
  readonly alone?: boolean | undefined;
  /** What stands in the margin beside the mark's end, where notes do. */
  readonly beside?: TemplateResult | undefined;
}

export interface InlineOptions {
  readonly marks?: readonly Mark[];
  /** The number of a cited source; without it citations are left out. */
  readonly cite?: (source: string) => number;
  /** Where this stretch begins in the text the marks count in. Default 0. */
  readonly base?: number;
  /** On paper links have addresses, and terms are plain words, since there is no glossary to lead to. */
  readonly paper?: boolean;
  /** Whether the proposals are on paper too: a link to one that is not is plain words. Default true. */
  readonly proposals?: boolean;
  /** What the ids of sources and proposals begin with, where a page holds several briefs. */
  readonly within?: string;
}

/** What a template takes for a stretch of text; one that is nothing but words needs no template of its own. */
export type Part = TemplateResult | string;

/**
 * The addresses of the links by which mark and note lead to each other: `main/printing/pdf/crossings.ts` makes them lead to where
 * the other one stands. Chromium looks for each place that links of the page name, on every page it draws.
 */
export const crossing = {
  toNote: (number: number) => `${crossingScheme}note-${number}`,
  toMark: (number: number) => `${crossingScheme}mark-${number}`,
} as const;

/**
 * A stretch of text with its spans, citations and marks. The text nodes outside elements with `data-aside` concatenate
 * to exactly `inline.text`. On screen links have no address of their own, since a selection cannot begin on one that has:
 * they carry `data-term`, `data-proposal`, `data-source` or `data-address`, for one handler above them.
 */
export function inline(inline: Inline, options: InlineOptions = {}): Part {
  if (inline.spans.length === 0 && !options.marks?.length) return inline.text;
  const base = options.base ?? 0;
  const length = inline.text.length;
  const marks = (options.marks ?? [])
    .filter((mark) => mark.start < base + length && mark.end > base)
    // A mark may end on the line break after its last block; its number then stands at the block's end.
    .map((mark) => ({
      ...mark,
      start: Math.max(mark.start - base, 0),
      end: Math.min(mark.end - base, length),
      number: mark.end <= base + length + 1 ? mark.number : undefined,
    }));
  return html`${stretch(0, length, inline.spans)}`;

  function stretch(start: number, end: number, spans: readonly Span[]): Part[] {
    const parts: Part[] = [];
    let at = start;
    let next = 0;
    while (next < spans.length) {
      const span = spans[next];
      if (!span) break;
      parts.push(...leaf(at, span.start));
      at = span.start;
      let after = next + 1;
      if (span.kind === 'citation') {
        const sources = [span.source];
        while (after < spans.length) {
          const other = spans[after];
          if (other?.kind !== 'citation' || other.start !== at) break;
          sources.push(other.source);
          after += 1;
        }
        parts.push(...citations(sources, options));
      } else {
        while ((spans[after]?.start ?? end) < span.end) after += 1;
        parts.push(wrap(span, stretch(span.start, span.end, spans.slice(next + 1, after)), options));
        at = span.end;
      }
      next = after;
    }
    return [...parts, ...leaf(at, end)];
  }

  /** Text without spans, cut where marks begin and end. */
  function leaf(start: number, end: number): Part[] {
    if (start >= end) return [];
    const over = marks.filter((mark) => mark.start < end && mark.end > start);
    const cuts = new Set([start, end]);
    for (const mark of over) {
      if (mark.start > start) cuts.add(mark.start);
      if (mark.end < end) cuts.add(mark.end);
    }
    const places = [...cuts].sort((a, b) => a - b);
    return places.slice(1).flatMap((to, index) => {
      const from = places[index] ?? start;
      const covering = over.filter((mark) => mark.start <= from && mark.end >= to);
      const numbers = covering.flatMap((mark) =>
        mark.end === to && mark.number !== undefined ? [noteNumber(mark.number, mark)] : [],
      );
      return [marked(inline.text.slice(from, to), covering), ...numbers];
    });
  }
}

/** `covering` in the order the marks were handed in: the last is drawn on top. */
function marked(text: string, covering: readonly Mark[]): Part {
  if (covering.length === 0) return text;
  const href = markScheme + covering.map(({ id }) => id).join(',');
  const inner = covering.reduceRight<Part>(
    (part, { colour }) => html`<span class="mark ${colour}">${part}</span>`,
    text,
  );
  return html`<a href="${href}">${inner}</a>`;
}

function noteNumber(number: number, { alone, beside }: Mark): TemplateResult {
  if (alone) return html`<sup class="note-number" id="note-${number}" data-aside>${number}</sup>`;
  return html`<sup class="note-number" data-aside><a href="${crossing.toNote(number)}">${number}</a></sup>${beside}`;
}

function citations(
  sources: readonly string[],
  { cite, paper, within = '' }: InlineOptions,
): TemplateResult[] {
  if (!cite) return [];
  const links = sources.map(
    (source, index) =>
      // A link of that role is none to the PDF that Chromium makes.
      html`${index ? ', ' : nothing}<a href="#source-${within}${source}" data-source="${source}" role="${paper ? nothing : 'doc-noteref'}">${cite(source)}</a>`,
  );
  return [html`<sup class="citation" data-aside>${links}</sup>`];
}

function wrap(
  span: Exclude<Span, { kind: 'citation' }>,
  parts: Part[],
  { paper, proposals = true, within = '' }: InlineOptions,
): TemplateResult {
  switch (span.kind) {
    case 'strong':
      return html`<strong>${parts}</strong>`;
    case 'emphasis':
      return html`<em>${parts}</em>`;
    case 'code':
      return html`<code>${parts}</code>`;
    case 'link':
      return paper
        ? html`<a class="external" href="${webAddress(span.href)}">${parts}</a>`
        : html`<a class="external" role="link" tabindex="0" data-address="${webAddress(span.href)}">${parts}</a>`;
    case 'proposal':
      if (!paper)
        return html`<a class="proposal" role="link" tabindex="0" data-proposal="${span.proposal}">${parts}</a>`;
      return proposals
        ? html`<a class="proposal" href="#proposal-${within}${span.proposal}">${parts}</a>`
        : html`${parts}`;
    case 'term':
      return paper
        ? html`${parts}`
        : html`<a class="term" role="link" tabindex="0" data-term="${span.term}">${parts}</a>`;
  }
}

/** The parser lets only these through; the page does not rely on it. */
function webAddress(href: string): string | typeof nothing {
  return /^(?:https?:\/\/|mailto:)/i.test(href) ? href : nothing;
}
