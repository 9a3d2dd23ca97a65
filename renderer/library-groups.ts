import type { EditionSummary, Library, LibraryBrief } from '../core/api.ts';
import { plain } from '../core/lineage.ts';
import type { Settings, UiLang } from '../core/settings.ts';

/** A brief as the library lists it: under which edition's title. */
export interface ListedBrief {
  readonly brief: LibraryBrief;
  readonly edition: EditionSummary;
}

export interface LibraryGroup {
  /** The series' title, or `null` for briefs that stand in none. */
  readonly title: string | null;
  readonly briefs: readonly ListedBrief[];
}

/**
 * The briefs by series, newest first in each; the series with the newest brief first, briefs without one last; or all of them
 * in one group, by date or by title. Titles are those of the edition in `lang` where there is one.
 */
export function libraryGroups(
  library: Pick<Library, 'briefs'>,
  lang: UiLang,
  sort: Settings['librarySort'] = 'series',
): readonly LibraryGroup[] {
  const listed = library.briefs.flatMap((brief): ListedBrief[] => {
    const edition = brief.editions.find((one) => one.lang === lang) ?? brief.editions[0];
    return edition ? [{ brief, edition }] : [];
  });
  const byTitle = new Intl.Collator(lang, { numeric: true });
  listed.sort(sort === 'title' ? (a, b) => byTitle.compare(a.edition.title, b.edition.title) : newestFirst);
  if (sort !== 'series') return listed.length ? [{ title: null, briefs: listed }] : [];
  const series = new Map<string, ListedBrief[]>();
  const others: ListedBrief[] = [];
  for (const one of listed) {
    const id = one.edition.series?.id;
    if (id === undefined) others.push(one);
    else if (series.has(id)) series.get(id)?.push(one);
    else series.set(id, [one]);
  }
  const groups = [...series.values()].map(
    (briefs): LibraryGroup => ({
      title: briefs[0]?.edition.series?.title ?? null,
      briefs,
    }),
  );
  return others.length ? [...groups, { title: null, briefs: others }] : groups;
}

function newestFirst(a: ListedBrief, b: ListedBrief): number {
  const [dayA, dayB] = [a.edition.date.start, b.edition.date.start];
  if (dayA !== dayB) return dayA < dayB ? 1 : -1;
  return a.brief.id < b.brief.id ? -1 : 1;
}

/** Whether a brief is found by words: of its titles, its place, its kind or its series; case and accents do not count. */
export function holdsWords({ editions }: LibraryBrief, wanted: readonly string[]): boolean {
  if (!wanted.length) return true;
  const text = plain(
    editions
      .map(({ title, place, kind, series, date }) =>
        [title, place, kind, series?.title ?? '', date.start].join(' '),
      )
      .join(' '),
  );
  return wanted.every((word) => text.includes(word));
}
