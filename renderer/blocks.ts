import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Block, Brief, Layout } from '../core/brief.ts';
import type { InlineOptions } from './inline.ts';
import { inline } from './inline.ts';

/**
 * The body of a brief as semantic HTML. Block n is the element with `data-block="n"` and the id `b-n`; its text nodes
 * outside elements with `data-aside` concatenate to exactly the block's text (cells keep the tab between them). Line breaks within a block are
 * real `\n`, so block elements need `white-space: pre-line`, code `pre-wrap`.
 */
export function blocks(
  brief: Pick<Brief, 'blocks' | 'layout'>,
  options: Omit<InlineOptions, 'base'> = {},
): TemplateResult {
  return html`${brief.layout.map(laid)}`;

  function laid(layout: Layout): TemplateResult {
    switch (layout.kind) {
      case 'block':
        return block(layout.block);
      case 'list': {
        const items = layout.items.map((item) => html`<li>${item.map(laid)}</li>`);
        return layout.ordered ? html`<ol start="${layout.first}">${items}</ol>` : html`<ul>${items}</ul>`;
      }
      case 'quotation':
        return html`<blockquote>${layout.children.map(laid)}</blockquote>`;
      case 'table':
        return html`<table>${layout.head === null ? nothing : html`<thead>${row(layout.head, layout.align, true)}</thead>`}<tbody>${layout.rows.map((index) => row(index, layout.align, false))}</tbody></table>`;
    }
  }

  function block(index: number): TemplateResult {
    const block = at(index);
    const words = html`${number(block)}${inline(block, { ...options, base: block.start })}`;
    if (block.kind === 'heading') return heading(block.level, index, words);
    if (block.kind === 'code') return html`<pre id="b-${index}" data-block="${index}">${words}</pre>`;
    return html`<p id="b-${index}" data-block="${index}">${words}</p>`;
  }

  function row(index: number, align: readonly string[], head: boolean): TemplateResult {
    const block = at(index);
    const cells = block.cells.map(({ start, end }, column) => {
      const tab = column < block.cells.length - 1 ? '\t' : nothing;
      const words = html`${column ? nothing : number(block)}${inline(cellOf(block, start, end), { ...options, base: block.start + start })}${tab}`;
      const side = align[column] ?? 'start';
      return head
        ? html`<th scope="col" class="${side}">${words}</th>`
        : html`<td class="${side}">${words}</td>`;
    });
    return html`<tr id="b-${index}" data-block="${index}">${cells}</tr>`;
  }

  function at(index: number): Block {
    const block = brief.blocks[index];
    if (!block) throw new RangeError(`no block ${index} among ${brief.blocks.length}`);
    return block;
  }
}

function number({ number }: Block): TemplateResult | typeof nothing {
  return number === null ? nothing : html`<span class="paragraph-number" data-aside>§\u00a0${number}</span>`;
}

/** The part of a row's words and spans that one cell holds, counted from the cell's start. */
function cellOf({ text, spans }: Block, start: number, end: number): Pick<Block, 'text' | 'spans'> {
  return {
    text: text.slice(start, end),
    spans: spans
      .filter((span) => span.start >= start && span.end <= end)
      .map((span) => ({ ...span, start: span.start - start, end: span.end - start })),
  };
}

/** Level 1 is h2, since the brief's title is the page's h1; below h6 there is nothing. */
function heading(level: number, index: number, words: TemplateResult): TemplateResult {
  switch (level) {
    case 1:
      return html`<h2 id="b-${index}" data-block="${index}">${words}</h2>`;
    case 2:
      return html`<h3 id="b-${index}" data-block="${index}">${words}</h3>`;
    case 3:
      return html`<h4 id="b-${index}" data-block="${index}">${words}</h4>`;
    case 4:
      return html`<h5 id="b-${index}" data-block="${index}">${words}</h5>`;
    default:
      return html`<h6 id="b-${index}" data-block="${index}">${words}</h6>`;
  }
}
