import type { EditionSummary, Library, LibraryBrief } from '../core/api.ts';
import { plain } from '../core/lineage/lineage.ts';
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
  { briefs }: Pick<Library, 'briefs'>,
  lang: UiLang,
  sort: Settings['librarySort'] = 'series',
): readonly LibraryGroup[] {
  const key = `${sort} ${lang}`;
  const before = grouped.get(briefs)?.get(key);
  if (before) return before;
  const groups = groupsOf(briefs, lang, sort);
  grouped.set(briefs, new Map(grouped.get(briefs)).set(key, groups));
  return groups;
}

/** Worked out once for each list: thousands are sorted, and panes ask whenever anything changes. */
const grouped = new WeakMap<Library['briefs'], ReadonlyMap<string, readonly LibraryGroup[]>>();

function groupsOf(
  briefs: Library['briefs'],
  lang: UiLang,
  sort: Settings['librarySort'],
): readonly LibraryGroup[] {
  const listed = briefs.flatMap((brief): ListedBrief[] => {
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

/**
 * Whether a brief is found by words: of its titles, its place, its kind, its series or its tags; case and accents do not
 * count. `ownTags` are the reader's on it.
 */
export function holdsWords(
  brief: LibraryBrief,
  wanted: readonly string[],
  ownTags: readonly string[] = [],
): boolean {
  if (!wanted.length) return true;
  const text = [wordsOf(brief), ...ownTags.map(plain)].join(' ');
  return wanted.every((word) => text.includes(word));
}

/** Worked out once for each: thousands are looked through at every letter. */
const known = new WeakMap<LibraryBrief, string>();

function wordsOf(brief: LibraryBrief): string {
  const before = known.get(brief);
  if (before !== undefined) return before;
  const text = plain(
    brief.editions
      .map(({ title, place, kind, series, tags, date }) =>
        [title, place, kind, series?.title ?? '', ...tags, date.start].join(' '),
      )
      .join(' '),
  );
  known.set(brief, text);
  return text;
}

/** The tags that stand in an edition, then those the reader gave the brief, each once. */
export function tagsOn(
  { tags }: Pick<EditionSummary, 'tags'>,
  ownTags: readonly string[] = [],
): readonly string[] {
  return ownTags.length ? [...new Set([...tags, ...ownTags])] : tags;
}

/** Every tag on some of the briefs, those on most of them first. */
export function tagsInUse(
  listed: readonly ListedBrief[],
  own: Settings['tags'],
  lang: UiLang,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { brief, edition } of listed)
    for (const tag of tagsOn(edition, own[brief.id])) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const byName = new Intl.Collator(lang, { numeric: true });
  return [...counts].sort(([a, m], [b, n]) => n - m || byName.compare(a, b)).map(([tag]) => tag);
}
