import { html, nothing, type TemplateResult } from 'lit';
import type { Brief, Layout } from '../../core/brief.ts';
import { blocks, rowCells } from '../blocks.ts';
import type { Mark } from '../inline.ts';
import { isMarginal, marginNote } from './notes.ts';
import type { Setting, Settings } from './setting.ts';

/** The text of an edition, or of two beside each other, block by block. */
export function body(settings: Settings): TemplateResult {
  const [first, second] = settings;
  if (!second) {
    const { brief, options } = first;
    return html`<div class="body text ${options.annotations}" lang="${brief.lang}">${textOf(first, brief.layout, marksOf(first))}</div>`;
  }
  const columns = [first, second].map((setting) => ({
    setting,
    marks: marksOf(setting),
    rows: rowsOf(setting.brief.layout),
  }));
  const count = Math.max(...columns.map(({ rows }) => rows.length));
  const rows = Array.from({ length: count }, (_, index) => {
    const tables = columns.flatMap(({ setting, marks, rows: own }): TableSide[] => {
      const row = own[index];
      return row?.kind === 'table' ? [{ setting, marks, table: row }] : [];
    });
    const [left, right] = tables;
    if (left && right) return tablesOf(left, right);
    const cells = columns.map(({ setting, marks, rows: own }) => {
      const row = own[index];
      return html`<div class="text" lang="${setting.brief.lang}">${row ? textOf(setting, [row], marks) : nothing}</div>`;
    });
    return html`<div class="pair ${isHeading(first.brief, columns[0]?.rows[index]) ? 'heading' : ''}">${cells}</div>`;
  });
  return html`<div class="body beside">${rows}</div>`;
}

type Table = Extract<Layout, { kind: 'table' }>;

interface TableSide {
  readonly setting: Setting;
  readonly marks: readonly Mark[];
  readonly table: Table;
}

/** More columns than this, of both tables, are too narrow to be read. */
const mostColumns = 6;

/** Two tables as one, row beside row; or, where they are too wide for that, below each other. */
function tablesOf(left: TableSide, right: TableSide): TemplateResult {
  const width = left.table.align.length + right.table.align.length;
  const [rows, others] = [left.table.rows, right.table.rows];
  if (width > mostColumns || rows.length !== others.length)
    return html`${[left, right].map(({ setting, marks, table }) => html`<div class="text" lang="${setting.brief.lang}">${textOf(setting, [table], marks)}</div>`)}`;
  const head = left.table.head === null && right.table.head === null;
  return html`
    <table>
      ${head ? nothing : html`<thead>${joined(left.table.head, right.table.head, true)}</thead>`}
      <tbody>${rows.map((row, index) => joined(row, others[index] ?? null, false))}</tbody>
    </table>
  `;

  function joined(row: number | null, other: number | null, isHead: boolean): TemplateResult {
    return html`<tr>${cellsOf(left, row, isHead)}${cellsOf(right, other, isHead, true)}</tr>`;
  }
}

function cellsOf(
  { setting, marks, table }: TableSide,
  row: number | null,
  isHead: boolean,
  isOther = false,
): TemplateResult[] {
  const { brief } = setting;
  const block = row === null ? undefined : brief.blocks[row];
  if (!block) return table.align.map(() => html`<td><span data-aside>\u00a0</span></td>`);
  // A row has one number, however many languages it is in.
  const shown = isOther ? { ...block, number: null } : block;
  return rowCells(shown, table.align, isHead, inlineOf(setting, marks), brief.lang);
}

function inlineOf({ options, cite, within }: Setting, marks: readonly Mark[]) {
  return { ...(options.sources && { cite }), marks, paper: true, proposals: options.proposals, within };
}

function textOf(setting: Setting, layout: readonly Layout[], marks: readonly Mark[]): TemplateResult {
  const { brief, within } = setting;
  const shown = inlineOf(setting, marks);
  return blocks({ blocks: brief.blocks, layout }, { ...shown, ids: `b-${within}${brief.lang}` });
}

/** What stands in one row beside its counterpart: a list is taken apart, so that its items stay beside each other. */
function rowsOf(layout: readonly Layout[]): Layout[] {
  return layout.flatMap((node): Layout[] =>
    node.kind === 'list'
      ? node.items.map((item, index) => ({ ...node, first: node.first + index, items: [item] }))
      : [node],
  );
}

function isHeading({ blocks: all }: Brief, row: Layout | undefined): boolean {
  return row?.kind === 'block' && all[row.block]?.kind === 'heading';
}

function marksOf(setting: Setting): Mark[] {
  return setting.notes.map((note, index) => {
    const number = setting.firstNote + index;
    const inMargin = isMarginal(setting, note);
    // A mark without a word has nothing to say in the margin.
    const alone = inMargin && note.annotation.body.length === 0;
    return {
      id: String(number),
      start: note.start,
      end: note.end,
      colour: note.annotation.target.styleClass,
      number,
      alone,
      beside: inMargin && !alone ? marginNote(note, number) : undefined,
    };
  });
}
