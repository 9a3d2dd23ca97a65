import { type Annotation, noteOf } from '../core/annotation.ts';
import type { Block, Brief, Layout } from '../core/brief.ts';
import { escaped } from './plain-page.ts';

/** A marked stretch of a brief's text, UTF-16 offsets, and what was noted on it. */
export interface Marked {
  readonly start: number;
  readonly end: number;
  readonly annotation: Annotation;
}

/**
 * What the reader prints of a brief, as a page for other programs: text with its lists, tables, links, citations and paragraph
 * numbers, the marks (in order, none over another), the notes, the sources; justified and hyphenated as ours is.
 */
export function peerPage(brief: Brief, marked: readonly Marked[]): string {
  const sources = brief.sources.map(({ id, title, publisher }) => [id, title ?? publisher] as const);
  const notes = marked.map(({ start, end, annotation }, index) => {
    const quote = escaped(brief.text.slice(start, end));
    return `<p id="n${index}">${index + 1}. “${quote}” ${escaped(noteOf(annotation))}</p>`;
  });
  return `<!doctype html><html lang="${brief.lang}"><meta charset="utf-8"><title>${escaped(brief.title)}</title>
<style>@page { size: A4; margin: 22mm } p, li { text-align: justify; hyphens: auto }</style>
<h1>${escaped(brief.title)}</h1><p>${escaped(brief.standfirst)}</p>
<ul>${brief.summary.map(({ text }) => `<li>${escaped(text)}</li>`).join('')}</ul>
${laidOut(brief.layout)}
<ul>${brief.proposals.map(({ title, gist }) => `<li>☐ ${escaped(title)}: ${escaped(gist.text)}</li>`).join('')}</ul>
${notes.join('\n')}
<ol>${sources.map(([id, title]) => `<li id="${id}">${escaped(title)}</li>`).join('')}</ol></html>`;

  function laidOut(layouts: readonly Layout[]): string {
    return layouts.map(placed).join('\n');
  }

  function placed(layout: Layout): string {
    switch (layout.kind) {
      case 'list': {
        const tag = layout.ordered ? 'ol' : 'ul';
        return `<${tag}>${layout.items.map((item) => `<li>${laidOut(item)}</li>`).join('')}</${tag}>`;
      }
      case 'quotation':
        return `<blockquote>${laidOut(layout.children)}</blockquote>`;
      case 'table': {
        const rows = [...(layout.head === null ? [] : [layout.head]), ...layout.rows];
        return `<table>${rows.map((row) => `<tr>${cells(brief.blocks[row])}</tr>`).join('')}</table>`;
      }
      case 'block': {
        const block = brief.blocks[layout.block];
        if (!block) return '';
        const inner = inline(block, block.start, block.end);
        return block.number === null
          ? `<h2>${inner}</h2>`
          : `<p><small>§ ${block.number}</small> ${inner}</p>`;
      }
    }
  }

  function cells(block: Block | undefined): string {
    if (!block) return '';
    return block.cells
      .map(({ start, end }) => `<td>${inline(block, block.start + start, block.start + end)}</td>`)
      .join('');
  }

  /** A stretch of a block; marks and spans are cut where the other begins or ends. */
  function inline(block: Block, from: number, to: number): string {
    const spans = block.spans.map((span) => ({
      ...span,
      start: block.start + span.start,
      end: block.start + span.end,
    }));
    const here = marked.filter(({ start, end }) => start < to && end > from);
    const edges = [...spans, ...here].flatMap(({ start, end }) => [start, end]);
    const cuts = [...new Set([from, ...edges.filter((edge) => edge > from && edge < to), to])].sort(
      (a, b) => a - b,
    );
    return cuts
      .map((cut, index) => {
        const cited = spans.flatMap((span) =>
          span.kind === 'citation' && span.start === cut
            ? [
                `<sup><a href="#${span.source}">${sources.findIndex(([id]) => id === span.source) + 1}</a></sup>`,
              ]
            : [],
        );
        const piece = escaped(brief.text.slice(cut, cuts[index + 1] ?? cut));
        const mark = here.find(({ start, end }) => start <= cut && cut < end);
        const link = spans.find(({ kind, start, end }) => kind !== 'citation' && start <= cut && cut < end);
        const linked = link ? `<a href="#n0">${piece}</a>` : piece;
        return `${cited.join('')}${mark && piece ? `<mark>${linked}</mark>` : linked}`;
      })
      .join('');
  }
}
