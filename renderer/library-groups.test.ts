import { describe, expect, it } from 'vitest';
import type { EditionSummary, LibraryBrief } from '../core/api.ts';
import type { UiLang } from '../core/settings.ts';
import { holdsWords, libraryGroups, tagsInUse, tagsOn } from './library-groups.ts';

function edition(lang: string, day: string, series?: string, tags: string[] = []): EditionSummary {
  return {
    lang,
    title: `${day} ${lang}`,
    kind: 'meeting',
    date: { start: day, end: day },
    place: 'Almaty',
    tags,
    revision: '',
    words: 1,
    ...(series ? { series: { id: series, title: `${series} ${lang}` } } : {}),
  };
}

const brief = (id: string, ...editions: EditionSummary[]): LibraryBrief => ({
  id,
  origin: 'bundled',
  editions,
  proposals: 0,
  decided: 0,
  annotations: 0,
});

function listing(briefs: LibraryBrief[], lang: UiLang): unknown {
  return libraryGroups({ briefs }, lang).map((group) => [
    group.title,
    ...group.briefs.map(({ brief: { id }, edition: shown }) => `${id}: ${shown.title}`),
  ]);
}

describe('libraryGroups', () => {
  const briefs = [
    brief('old', edition('fr', '2020-07-16', 'c5'), edition('en', '2020-07-16', 'c5')),
    brief('lone', edition('fr', '2026-01-01')),
    brief('new', edition('fr', '2025-06-17', 'c5'), edition('en', '2025-06-17', 'c5')),
    brief('g20', edition('en', '2025-11-22', 'g20')),
  ];

  it('puts the newest first, in and among the series, and what has no series last', () => {
    expect(listing(briefs, 'fr')).toEqual([
      ['g20 en', 'g20: 2025-11-22 en'],
      ['c5 fr', 'new: 2025-06-17 fr', 'old: 2020-07-16 fr'],
      [null, 'lone: 2026-01-01 fr'],
    ]);
  });

  it('shows the edition in the language of the interface where there is one', () => {
    expect(listing(briefs, 'en')).toEqual([
      ['g20 en', 'g20: 2025-11-22 en'],
      ['c5 en', 'new: 2025-06-17 en', 'old: 2020-07-16 en'],
      [null, 'lone: 2026-01-01 fr'],
    ]);
  });

  it('lists briefs of one day by id, whatever order they come in', () => {
    const twins = [
      brief('b', edition('fr', '2025-01-01', 's')),
      brief('a', edition('fr', '2025-01-01', 's')),
    ];
    expect(listing(twins, 'fr')).toEqual(listing([...twins].reverse(), 'fr'));
    expect(listing(twins, 'fr')).toEqual([['s fr', 'a: 2025-01-01 fr', 'b: 2025-01-01 fr']]);
  });

  it('leaves no empty group', () => {
    expect(listing([], 'fr')).toEqual([]);
  });
});

describe('tags', () => {
  const water = edition('fr', '2025-01-01', undefined, ['Eau', 'énergie']);
  const listed = [
    { brief: brief('a', water), edition: water },
    { brief: brief('b', edition('fr', '2025-01-02')), edition: edition('fr', '2025-01-02') },
  ];

  it('are those of the edition, then the reader’s, each once', () => {
    expect(tagsOn(water, ['à suivre', 'Eau'])).toEqual(['Eau', 'énergie', 'à suivre']);
    expect(tagsOn(water)).toEqual(['Eau', 'énergie']);
  });

  it('are offered by how many briefs bear them, then by name', () => {
    expect(tagsInUse(listed, { b: ['à suivre', 'énergie'], gone: ['ailleurs'] }, 'fr')).toEqual([
      'énergie',
      'à suivre',
      'Eau',
    ]);
  });

  it('find a brief, whoever gave them', () => {
    const [a, b] = listed.map((one) => one.brief);
    if (!a || !b) throw new Error('no briefs');
    expect(holdsWords(a, ['energie'])).toBe(true);
    expect(holdsWords(b, ['energie'])).toBe(false);
    expect(holdsWords(b, ['energie', '2025'], ['Énergie'])).toBe(true);
  });
});
