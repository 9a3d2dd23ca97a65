import type { EditionSummary, Library, LibraryBrief } from '../core/api.ts';
import type { UiLang } from '../core/settings.ts';

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
 * The briefs by series, newest first in each; the series with the newest brief first, briefs without one last. Titles are
 * those of the edition in `lang` where there is one.
 */
export function libraryGroups(library: Library, lang: UiLang): readonly LibraryGroup[] {
  const listed = library.briefs.flatMap((brief): ListedBrief[] => {
    const edition = brief.editions.find((one) => one.lang === lang) ?? brief.editions[0];
    return edition ? [{ brief, edition }] : [];
  });
  listed.sort(newestFirst);
  const series = new Map<string, ListedBrief[]>();
  const others: ListedBrief[] = [];
  for (const one of listed) {
    const id = one.edition.series?.id;
    if (id === undefined) others.push(one);
    else series.set(id, [...(series.get(id) ?? []), one]);
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
