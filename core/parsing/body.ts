import type { Block, Inline, Layout } from '../brief.ts';
import { compose } from './composed.ts';
import { parseInline } from './inline.ts';
import { blockTokens, deepestNesting, type MarkdownToken, type References } from './markdown.ts';
import type { Rule } from './rule.ts';

export interface Body {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly layout: readonly Layout[];
  /** Of each block, the line of the body it starts on, from 0. */
  readonly lines: readonly number[];
}

/** Why a body is not read: the rule, the line of the body (from 0) and what stands there. */
export interface BodyProblem {
  readonly line: number;
  readonly found: string;
  readonly rule: Rule;
}

/** The tokens that begin a block. */
const blockTypes: ReadonlySet<string> = new Set([
  'heading_open',
  'paragraph_open',
  'fence',
  'code_block',
  'tr_open',
]);

type Words = Omit<Block, 'start' | 'end' | 'number'>;
type Row = { readonly index: number | null; readonly align: Align };
type Align = readonly ('start' | 'center' | 'end')[];

// Far above any brief that is read; they bound what the program spends on a file that is none.
const mostLines = 50_000;
const longestBlock = 100_000;
// A page lays out what is on the screen alone, but each costs it something all the same: more take seconds.
const mostBlocks = 20_000;
const mostColumns = 100;
const mostPieces = 50_000;

/** Reads the Markdown under the front matter. */
export function readBody(markdown: string): { readonly body: Body } | { readonly problem: BodyProblem } {
  const lineCount = markdown.split('\n').length;
  if (lineCount > mostLines)
    return {
      problem: { line: 0, found: String(lineCount), rule: { code: 'body-lines', maximum: mostLines } },
    };
  const references: References = {};
  const tokens = blockTokens(markdown, references);
  const problem = tooMuch(tokens);
  return problem ? { problem } : new BodyReader(tokens, references).read();
}

/** Judged before any words are read, since that costs most. */
function tooMuch(tokens: readonly MarkdownToken[]): BodyProblem | null {
  let line = 0;
  let depth = 0;
  let blocks = 0;
  let columns = 0;
  for (const { type, nesting, map, content } of tokens) {
    line = map?.[0] ?? line;
    if (type === 'blockquote_open' || type === 'list_item_open') depth += 1;
    if (type === 'blockquote_close' || type === 'list_item_close') depth -= 1;
    if (nesting === 1 && depth >= deepestNesting)
      return { line, found: String(depth), rule: { code: 'body-depth', maximum: deepestNesting - 1 } };
    if (type === 'inline' && content.length > longestBlock)
      return { line, found: String(content.length), rule: { code: 'block-length', maximum: longestBlock } };
    blocks += Number(blockTypes.has(type));
    if (blocks > mostBlocks)
      return { line, found: String(blocks), rule: { code: 'body-blocks', maximum: mostBlocks } };
    columns = type === 'tr_open' ? 0 : columns + Number(type === 'th_open' || type === 'td_open');
    if (columns > mostColumns)
      return { line, found: String(columns), rule: { code: 'table-columns', maximum: mostColumns } };
  }
  return null;
}

/** One walk over the tokens of a body. */
class BodyReader {
  readonly #tokens: readonly MarkdownToken[];
  readonly #references: References;
  readonly #blocks: Block[] = [];
  readonly #lines: number[] = [];
  #at = 0;
  #end = -1;
  #line = 0;
  #numbered = 0;
  #pieces = 0;

  constructor(tokens: readonly MarkdownToken[], references: References) {
    this.#tokens = tokens;
    this.#references = references;
  }

  read(): { readonly body: Body } | { readonly problem: BodyProblem } {
    const layout = this.#layout('paragraph');
    if (this.#pieces > mostPieces)
      return {
        problem: {
          line: this.#line,
          found: String(mostPieces),
          rule: { code: 'body-pieces', maximum: mostPieces },
        },
      };
    const text = this.#blocks.map((block) => block.text).join('\n');
    return { body: { text, blocks: this.#blocks, layout, lines: this.#lines } };
  }

  /** The next token, or `null` at the end or once there is more than is read. */
  #next(): MarkdownToken | null {
    const token = this.#pieces > mostPieces ? null : (this.#tokens[this.#at] ?? null);
    this.#at += 1;
    if (token?.map) this.#line = token.map[0];
    return token;
  }

  /** What stands up to the end of the container; `words` is what its paragraphs are. */
  #layout(words: 'paragraph' | 'item' | 'quotation'): Layout[] {
    const layout: Layout[] = [];
    for (let token = this.#next(); token && token.nesting !== -1; token = this.#next()) {
      const part = this.#part(token, words);
      if (part) layout.push(part);
    }
    return layout;
  }

  #part(token: MarkdownToken, words: 'paragraph' | 'item' | 'quotation'): Layout | null {
    switch (token.type) {
      case 'heading_open':
        return leaf(
          this.#block({ kind: 'heading', level: Number(token.tag.slice(1)), cells: [], ...this.#inline() }),
        );
      case 'paragraph_open':
        return leaf(this.#block({ kind: words, level: 0, cells: [], ...this.#inline() }));
      case 'fence':
      case 'code_block':
        return leaf(this.#block({ kind: 'code', level: 0, cells: [], ...listing(token.content) }));
      case 'blockquote_open': {
        this.#pieces += 1;
        const children = this.#layout('quotation');
        return children.length ? { kind: 'quotation', children } : null;
      }
      case 'bullet_list_open':
      case 'ordered_list_open':
        return this.#list(token);
      case 'table_open':
        return this.#table();
      default: // a thematic break
        return null;
    }
  }

  /** The words of a heading or paragraph, and past its end. */
  #inline(): Inline {
    const inline = parseInline(this.#next()?.content ?? '', this.#references);
    this.#next();
    return inline;
  }

  #list(open: MarkdownToken): Layout | null {
    const items: Layout[][] = [];
    for (let token = this.#next(); token?.type === 'list_item_open'; token = this.#next()) {
      this.#pieces += 1;
      const item = this.#layout('item');
      if (item.length) items.push(item);
    }
    const ordered = open.type === 'ordered_list_open';
    return items.length ? { kind: 'list', ordered, first: Number(open.attrGet('start') ?? 1), items } : null;
  }

  #table(): Layout | null {
    const rows: Row[] = [];
    for (let token = this.#next(); token && token.type !== 'table_close'; token = this.#next())
      if (token.type === 'tr_open') rows.push(this.#row());
    const [head, ...body] = rows;
    const filled = body.flatMap(({ index }) => (index === null ? [] : [index]));
    if (!head || (head.index === null && filled.length === 0)) return null;
    return { kind: 'table', head: head.index, rows: filled, align: head.align };
  }

  #row(): Row {
    let text = '';
    const spans: Block['spans'][number][] = [];
    const cells: Block['cells'][number][] = [];
    const align: Align[number][] = [];
    for (let token = this.#next(); token && token.type !== 'tr_close'; token = this.#next()) {
      align.push(alignment(token));
      if (cells.length) text += '\t';
      const start = text.length;
      const cell = this.#inline();
      text += cell.text;
      cells.push({ start, end: text.length });
      for (const span of cell.spans)
        spans.push({ ...span, start: span.start + start, end: span.end + start });
    }
    return { index: this.#block({ kind: 'row', level: 0, text, spans, cells }), align };
  }

  /** Adds a block and gives its index; `null` where it is empty. */
  #block(words: Words): number | null {
    this.#pieces += 1 + words.spans.length + words.cells.length;
    if (words.text.trim() === '') return null;
    const start = this.#end + 1;
    this.#end = start + words.text.length;
    const number = words.kind === 'heading' ? null : ++this.#numbered;
    this.#blocks.push({ ...words, start, end: this.#end, number });
    this.#lines.push(this.#line);
    return this.#blocks.length - 1;
  }
}

function leaf(block: number | null): Layout | null {
  return block === null ? null : { kind: 'block', block };
}

function alignment(cell: MarkdownToken): Align[number] {
  switch (cell.attrGet('style')) {
    case 'text-align:center':
      return 'center';
    case 'text-align:right':
      return 'end';
    default:
      return 'start';
  }
}

/** A code listing keeps its lines, without the empty ones around it. */
function listing(content: string): Inline {
  let end = content.length;
  while (end > 0 && ' \t\n'.includes(content.charAt(end - 1))) end -= 1;
  const { text } = compose(content.slice(0, end).replace(/^(?:[ \t]*\n)+/, ''));
  return { text, spans: [] };
}
