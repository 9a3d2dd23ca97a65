import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Positions } from '../position.ts';
import { type BoardWording, boardBody, boardCsv, boardMarkdown } from './board-export.ts';
import { draw } from './drawing.ts';
import { type BriefProposals, boardOf, choicesOf, filterBoard, threadOf, wholeBoard } from './lineage.ts';

type Taken = readonly (readonly [string, 'source' | 'wording' | 'theme'])[];

function brief(
  id: string,
  day: string,
  proposals: Readonly<Record<string, Taken>>,
  more: Partial<BriefProposals> = {},
): BriefProposals {
  return {
    id,
    lang: 'fr',
    title: `Réunion ${id}`,
    kind: 'Sommet',
    date: { start: day, end: day },
    place: 'Astana',
    countries: { 'Wang Yi': 'CN' },
    positions: {},
    proposals: Object.entries(proposals).map(([own, taken]) => ({
      id: own,
      title: `Proposition ${own}`,
      by: 'Wang Yi',
      gist: { text: `Dire ${own} à tous`, spans: [] },
      takesUp: taken.map(([proposal, basis]) => ({ proposal, basis })),
      sources: [],
    })),
    ...more,
  };
}

const three = [
  brief('c', '2025-01-01', {
    p1: [
      ['b#p1', 'theme'],
      ['a#p1', 'source'],
    ],
    p2: [['gone#p9', 'wording']],
  }),
  brief('a', '2020-01-01', { p1: [], p2: [] }, { series: { id: 's', title: 'Série' } }),
  brief('b', '2022-01-01', { p1: [['a#p1', 'wording']], p2: [] }, { countries: { 'Wang Yi': 'KZ' } }),
];
const board = boardOf(three);
const keys = (entries: readonly { key: string }[]): string[] => entries.map(({ key }) => key);
const untouched = (): Positions => ({});

describe('the board', () => {
  it('holds all proposals by the day of their meeting, linked both ways', () => {
    expect([...board.keys()]).toEqual(['a#p1', 'a#p2', 'b#p1', 'b#p2', 'c#p1', 'c#p2']);
    expect(board.get('a#p1')?.takenUpBy.map(({ later, basis }) => [later, basis])).toEqual([
      ['b#p1', 'wording'],
      ['c#p1', 'source'],
    ]);
    expect(board.get('c#p1')?.takesUp.map(({ earlier }) => earlier)).toEqual(['a#p1', 'b#p1']);
    expect(board.get('c#p2')?.takesUp.map(({ earlier }) => earlier)).toEqual(['gone#p9']);
    expect(board.get('b#p1')?.country).toBe('KZ');
  });

  it('takes no name that every object knows for a party with a country', () => {
    const named = brief('n', '2024-01-01', { p1: [] });
    for (const by of ['__proto__', 'constructor', 'toString']) {
      const proposals = named.proposals.map((proposal) => ({ ...proposal, by }));
      expect(boardOf([{ ...named, proposals }]).get('n#p1')?.country).toBeNull();
    }
  });

  it('finds by position, series, country, year and words, accents and case aside', () => {
    const decided: Positions = {
      p1: { decision: 'support', remark: 'Très Élevé', passages: [], date: '2025-01-01T00:00:00.000Z' },
    };
    const on = ({ id }: BriefProposals): Positions => (id === 'b' ? decided : {});
    const found = (filter: object): string[] => keys(filterBoard(board, { ...wholeBoard, ...filter }, on));
    expect(found({})).toHaveLength(6);
    expect(found({ decision: 'decided' })).toEqual(['b#p1']);
    expect(found({ decision: 'oppose' })).toEqual([]);
    expect(found({ decision: 'to-study' })).not.toContain('b#p1');
    expect(found({ series: 's' })).toEqual(['a#p1', 'a#p2']);
    expect(found({ country: 'KZ' })).toEqual(['b#p1', 'b#p2']);
    expect(found({ year: '2025' })).toEqual(['c#p1', 'c#p2']);
    expect(found({ words: ' PROPOSITION  reunion b' })).toEqual(['b#p1', 'b#p2']);
    expect(found({ words: 'eleve' })).toEqual(['b#p1']);
    expect(choicesOf(board)).toEqual({
      series: [{ id: 's', title: 'Série' }],
      countries: ['CN', 'KZ'],
      years: ['2020', '2022', '2025'],
    });
  });

  it('knows the thread of a proposal: what it comes from and what came of it, not its cousins', () => {
    expect([...threadOf(board, 'b#p1')].sort()).toEqual(['a#p1', 'b#p1', 'c#p1']);
    expect([...threadOf(board, 'a#p2')]).toEqual(['a#p2']);
    expect([...threadOf(board, 'c#p2')].sort()).toEqual(['c#p2', 'gone#p9']);
  });

  it('follows threads of any length, and round in circles, to an end', () => {
    const long = boardOf(
      Array.from({ length: 20_000 }, (_, n) =>
        brief(`b${n}`, `${1000 + (n % 9000)}-01-01`, {
          p: n ? [[`b${n - 1}#p`, 'theme']] : [['b9#p', 'theme']],
        }),
      ),
    );
    expect(threadOf(long, 'b5#p').size).toBe(20_000);
    expect(draw([...long.values()]).places).toHaveLength(20_000);
  });
});

describe('the drawing', () => {
  it('keeps a proposal in the lane of what it takes up, and those without a thread below', () => {
    const { places, threads, alone, lanes, links } = draw(filterBoard(board, wholeBoard, untouched));
    const at = Object.fromEntries(places.map(({ entry, column, lane }) => [entry.key, [column, lane]]));
    expect(at).toEqual({
      'a#p1': [0, 0],
      'b#p1': [1, 0],
      'c#p1': [2, 0],
      'a#p2': [0, 1],
      'b#p2': [1, 1],
      'c#p2': [2, 1],
    });
    expect({ threads, alone, lanes }).toEqual({ threads: [0], alone: 1, lanes: 2 });
    expect(links).toHaveLength(3);
  });

  it('never puts two proposals in one place, nor a link backwards in time', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 });
    const meeting = fc.record({ proposals: ids, taken: fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9))) });
    fc.assert(
      fc.property(fc.array(meeting, { maxLength: 8 }), (meetings) => {
        const made = meetings.map(({ proposals, taken }, n) =>
          brief(
            `m${n}`,
            `20${String(10 + (n % 5))}-01-01`,
            Object.fromEntries(
              proposals.map((p) => [
                `p${p}`,
                taken
                  .filter(([own]) => own === p)
                  .map(([, m, other]) => [`m${m}#p${other}`, 'theme'] as const),
              ]),
            ),
          ),
        );
        const all = boardOf(made);
        const { places, links, lanes } = draw([...all.values()]);
        expect(places).toHaveLength(all.size);
        expect(new Set(places.map(({ column, lane }) => `${column} ${lane}`)).size).toBe(all.size);
        for (const { lane } of places) expect(lane).toBeLessThan(lanes);
        for (const { from, to } of links) expect(from.column).toBeLessThan(to.column);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

const wording: BoardWording = {
  columns: {
    meeting: 'Réunion',
    date: 'Date',
    place: 'Lieu',
    series: 'Série',
    proposal: 'Proposition',
    gist: 'Teneur',
    by: 'Auteur',
    country: 'Pays',
    position: 'Position',
    remark: 'Remarque',
    takesUp: 'Reprend',
    takenUpBy: 'Reprise par',
    id: 'Identifiant',
  },
  decisions: { 'to-study': 'À étudier', support: 'Appuyer', reserve: 'Réserve', oppose: 'S’opposer' },
  bases: { source: 'd’après une source', wording: 'même formulation', theme: 'même thème' },
  title: 'Suivi',
  colon: '\u00a0: ',
  date: ({ start }) => start,
  country: (code) => code,
};

describe('the exported board', () => {
  const hostile = boardOf([
    brief('a', '2020-01-01', { p1: [] }, { title: '=HYPERLINK("x")', place: '  +1, "A"' }),
    brief('b', '2021-01-01', { p1: [['a#p1', 'theme']] }, { title: '# [x](y) *z*' }),
  ]);
  const exported = {
    board: hostile,
    shown: [...hostile.values()],
    positionsOn: ({ id }: BriefProposals): Positions =>
      id === 'a'
        ? {
            p1: {
              decision: 'reserve',
              remark: '@oui\n- non',
              passages: [],
              date: '2025-01-01T00:00:00.000Z',
            },
          }
        : {},
    wording,
  };

  it('is a table of quoted cells in which no spreadsheet reckons anything', () => {
    const csv = boardCsv(exported);
    expect(csv.startsWith('\ufeff"Réunion","Date","Lieu"')).toBe(true);
    const rows = csv.slice(1).split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[1]).toContain(`"'=HYPERLINK(""x"")","2020-01-01","'  +1, ""A"""`);
    expect(rows[1]).toContain(`"Réserve","'@oui\n- non"`);
    expect(rows[1]).toContain('"2021-01-01, Proposition p1 (même thème)"');
    expect(rows[2]).toContain('"2020-01-01, Proposition p1 (même thème)"');
    for (const row of rows.slice(0, 3)) expect(row.match(/(?:"(?:[^"]|"")*"(?:,|$))/g)).toHaveLength(13);
  });

  it('is a page of Markdown whose words read as they stand', () => {
    const page = boardMarkdown(exported);
    expect(page).toContain('## \\# \\[x\\](y) \\*z\\*');
    expect(page).toContain('### Proposition p1');
    expect(page).toBe(`# Suivi\n\n${boardBody(exported)}`);
    expect(page).toContain('- **Reprise par**\u00a0: 2021-01-01, Proposition p1 (même thème)');
    expect(page).toContain('> @oui\n> \\- non');
  });
});
