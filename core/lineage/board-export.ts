import { literal } from '../literal.ts';
import type { Decision, Positions } from '../position.ts';
import type { UiLang } from '../settings.ts';
import type { Board, BoardProposal, BriefProposals, LineageLink } from './lineage.ts';

/** What a board can be written as. */
export const boardFormats = ['csv', 'markdown'] as const;
export type BoardFormat = (typeof boardFormats)[number];

/** What the exported board is worded in, and how it writes what the interface writes too. */
export interface BoardWording {
  readonly columns: Readonly<Record<BoardColumn, string>>;
  readonly decisions: Readonly<Record<Decision, string>>;
  readonly bases: Readonly<Record<LineageLink['basis'], string>>;
  readonly title: string;
  /** Between a name and what it names: `: ` in English. */
  readonly colon: string;
  readonly date: (date: BriefProposals['date']) => string;
  readonly country: (code: string) => string;
}

const columns = [
  'meeting',
  'date',
  'place',
  'series',
  'proposal',
  'gist',
  'by',
  'country',
  'position',
  'remark',
  'takesUp',
  'takenUpBy',
  'id',
] as const;
export type BoardColumn = (typeof columns)[number];

export interface BoardExport {
  readonly board: Board;
  /** What the reader sees of it, in its order. */
  readonly shown: readonly BoardProposal[];
  readonly positionsOn: (brief: BriefProposals) => Positions;
  readonly wording: BoardWording;
}

/** A table by RFC 4180, one row a proposal; the byte order mark tells spreadsheets that it is UTF-8. */
export function boardCsv(exported: BoardExport): string {
  const { shown, wording } = exported;
  const rows = shown.map((entry) => {
    const { brief, proposal, country } = entry;
    const position = exported.positionsOn(brief)[proposal.id];
    const cells: Record<BoardColumn, string> = {
      meeting: brief.title,
      date: brief.date.start,
      place: brief.place,
      series: brief.series?.title ?? '',
      proposal: proposal.title,
      gist: proposal.gist.text,
      by: partyOf(entry, wording),
      country: country ?? '',
      position: wording.decisions[position?.decision ?? 'to-study'],
      remark: position?.remark ?? '',
      takesUp: entry.takesUp.map((link) => linkWords(exported, link, link.earlier)).join('\n'),
      takenUpBy: entry.takenUpBy.map((link) => linkWords(exported, link, link.later)).join('\n'),
      id: entry.key,
    };
    return columns.map((column) => cells[column]);
  });
  const table = [columns.map((column) => wording.columns[column]), ...rows];
  return `\ufeff${table.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** The board as a page that is printed as a brief is. */
export interface BoardPage {
  readonly title: string;
  /** Of what the page is a part or the whole, and what its links rest on. */
  readonly standfirst: string;
  readonly summary: readonly string[];
  /** Where a brief names its kind and its place. */
  readonly kind: string;
  readonly place: string;
  readonly lang: UiLang;
  /** Markdown. */
  readonly body: string;
}

/** A page of Markdown: a heading a meeting, a heading a proposal, and what it takes up and became. */
export function boardMarkdown(exported: BoardExport): string {
  return `# ${literal(exported.wording.title)}\n\n${boardBody(exported)}`;
}

/** The same without its title. */
export function boardBody(exported: BoardExport): string {
  const { shown, wording, positionsOn } = exported;
  const meetings = [...new Set(shown.map(({ brief }) => brief))];
  const sections = meetings.map((meeting) => {
    const facts = `${wording.date(meeting.date)} · ${literal(meeting.place)}`;
    const own = shown.filter(({ brief }) => brief === meeting);
    return [`## ${literal(meeting.title)}`, facts, ...own.map(section)].join('\n\n');
  });
  return `${sections.join('\n\n')}\n`;

  function section(entry: BoardProposal): string {
    const position = positionsOn(entry.brief)[entry.proposal.id];
    const by = partyOf(entry, wording);
    const facts: [BoardColumn, string][] = [
      ...(by ? ([['by', by]] satisfies [BoardColumn, string][]) : []),
      ['position', wording.decisions[position?.decision ?? 'to-study']],
      ...entry.takesUp.map((link): [BoardColumn, string] => [
        'takesUp',
        linkWords(exported, link, link.earlier),
      ]),
      ...entry.takenUpBy.map((link): [BoardColumn, string] => [
        'takenUpBy',
        linkWords(exported, link, link.later),
      ]),
    ];
    const list = facts.map(
      ([column, value]) => `- **${literal(wording.columns[column])}**${wording.colon}${literal(value)}`,
    );
    const remark = position?.remark.trim();
    return [
      `### ${literal(entry.proposal.title)}`,
      literal(entry.proposal.gist.text),
      list.join('\n'),
      ...(remark ? [literal(remark).replace(/^/gm, '> ').replace(/ $/gm, '')] : []),
    ].join('\n\n');
  }
}

function partyOf({ proposal: { by } }: BoardProposal, { country }: BoardWording): string {
  if (by === undefined) return '';
  return /^[A-Z]{2}$/.test(by) ? country(by) : by;
}

/** `1 December 2024, Stronger institutions (same theme, the editors’ reading)`; the key where the brief is not at hand. */
function linkWords({ board, wording }: BoardExport, { basis }: LineageLink, key: string): string {
  const other = board.get(key);
  const name = other ? `${wording.date(other.brief.date)}, ${other.proposal.title}` : key;
  return `${name} (${wording.bases[basis]})`;
}

/** What a spreadsheet would reckon begins with an apostrophe, which makes it text. */
function cell(value: string): string {
  const text = value.replace(/\r\n?/g, '\n');
  const safe = /^[\s\u00a0]*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/.test(value) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
