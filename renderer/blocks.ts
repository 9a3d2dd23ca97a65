import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { type Block, type Brief, blocksOver, type Layout } from '../core/brief.ts';
import type { InlineOptions, Mark, Part } from './inline.ts';
import { inline } from './inline.ts';

/**
 * The body of a brief as semantic HTML. Block n is the element with `data-block="n"` and the id `b-n` (`b` being `ids`); its text nodes
 * outside elements with `data-aside` concatenate to exactly the block's text (cells keep the tab between them). Line breaks within a block are
 * real `\n`, so block elements need `white-space: pre-line`, code `pre-wrap`.
 */
export function blocks(
  brief: Pick<Brief, 'blocks' | 'layout'>,
  { ids = 'b', ...options }: Omit<InlineOptions, 'base'> & { readonly ids?: string } = {},
): TemplateResult {
  const ranks = headingRanks(brief.blocks);
  const marks = marksByBlock(brief.blocks, options.marks ?? []);
  return html`${brief.layout.map((layout) => laid(layout, 1))}`;

  /** @param depth Of the lists and quotations it would open: on paper each stands a step further in, however many there are. */
  function laid(layout: Layout, depth: number): TemplateResult {
    const step = options.paper ? (depth % 2 ? 'odd' : 'even') : nothing;
    const inside = (child: Layout) => laid(child, depth + 1);
    switch (layout.kind) {
      case 'block':
        return block(layout.block);
      case 'list': {
        const { ordered, first } = layout;
        const items = layout.items.map(
          (item, index) => html`<li>${ordered ? itemNumber(first + index) : nothing}${item.map(inside)}</li>`,
        );
        return ordered
          ? html`<ol class="${step}" start="${first}">${items}</ol>`
          : html`<ul class="${step}">${items}</ul>`;
      }
      case 'quotation':
        return html`<blockquote class="${step}">${layout.children.map(inside)}</blockquote>`;
      case 'table':
        return html`<table>${layout.head === null ? nothing : html`<thead>${row(layout.head, layout.align, true)}</thead>`}<tbody>${layout.rows.map((index) => row(index, layout.align, false))}</tbody></table>`;
    }
  }

  /** On paper the number is in the text, since Chromium leaves those it makes itself out of a PDF's structure. */
  function itemNumber(number: number): TemplateResult | typeof nothing {
    return options.paper ? html`<span class="item-number" data-aside>${number}.</span>` : nothing;
  }

  function block(index: number): TemplateResult {
    const block = at(index);
    const words = inline(block, { ...options, marks: marks.get(index) ?? [], base: block.start });
    if (block.kind === 'heading') return heading(ranks.get(index) ?? 2, `${ids}-${index}`, index, words);
    if (block.kind === 'code')
      return html`<pre id="${ids}-${index}" data-block="${index}">${number(block)}${words}</pre>`;
    return html`<p id="${ids}-${index}" data-block="${index}">${number(block)}${words}</p>`;
  }

  function row(index: number, align: readonly string[], head: boolean): TemplateResult {
    return html`<tr id="${ids}-${index}" data-block="${index}">${rowCells(at(index), align, head, { ...options, marks: marks.get(index) ?? [] })}</tr>`;
  }

  function at(index: number): Block {
    const block = brief.blocks[index];
    if (!block) throw new RangeError(`no block ${index} among ${brief.blocks.length}`);
    return block;
  }
}

/** The cells of a table's row. @param lang Of their words, where it is not that of what is around them. */
export function rowCells(
  block: Block,
  align: readonly string[],
  head: boolean,
  options: Omit<InlineOptions, 'base'>,
  lang?: string,
): TemplateResult[] {
  // On paper a cell without a word is not empty, since Chromium leaves empty ones out of a PDF's structure.
  const blank = options.paper ? html`<span data-aside>\u00a0</span>` : nothing;
  return block.cells.map(({ start, end }, column) => {
    const tab = column < block.cells.length - 1 ? '\t' : nothing;
    const words = html`${column ? nothing : number(block)}${inline(cellOf(block, start, end), { ...options, base: block.start + start })}${tab}${start === end ? blank : nothing}`;
    const side = align[column] ?? 'start';
    return head
      ? html`<th scope="col" class="${side}" lang="${lang ?? nothing}">${words}</th>`
      : html`<td class="${side}" lang="${lang ?? nothing}">${words}</td>`;
  });
}

/** By the whole list: a page of two columns asks for the blocks of one list row by row. */
const sorted = new WeakMap<readonly Mark[], ReadonlyMap<number, Mark[]>>();

/** The marks that touch each block, so that thousands of them are not looked through for each. */
function marksByBlock(blocks: readonly Block[], marks: readonly Mark[]): ReadonlyMap<number, Mark[]> {
  const known = sorted.get(marks);
  if (known) return known;
  const byBlock = new Map<number, Mark[]>();
  sorted.set(marks, byBlock);
  for (const mark of marks) {
    const [from, to] = blocksOver(blocks, mark.start, mark.end);
    for (let index = from; index < to; index += 1) {
      const others = byBlock.get(index);
      if (others) others.push(mark);
      else byBlock.set(index, [mark]);
    }
  }
  return byBlock;
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

/**
 * The rank of each heading, 2 to 6: the brief's title is the page's h1, the highest level in use is h2, and no rank is left
 * out on the way down, whatever levels the author chose.
 */
function headingRanks(blocks: readonly Block[]): ReadonlyMap<number, number> {
  const ranks = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, level }] of blocks.entries()) {
    if (kind !== 'heading') continue;
    while ((open.at(-1) ?? 0) >= level) open.pop();
    open.push(level);
    ranks.set(index, Math.min(open.length + 1, 6));
  }
  return ranks;
}

function heading(rank: number, id: string, index: number, words: Part): TemplateResult {
  switch (rank) {
    case 2:
      return html`<h2 id="${id}" data-block="${index}">${words}</h2>`;
    case 3:
      return html`<h3 id="${id}" data-block="${index}">${words}</h3>`;
    case 4:
      return html`<h4 id="${id}" data-block="${index}">${words}</h4>`;
    case 5:
      return html`<h5 id="${id}" data-block="${index}">${words}</h5>`;
    default:
      return html`<h6 id="${id}" data-block="${index}">${words}</h6>`;
  }
}
