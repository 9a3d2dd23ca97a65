import type { Brief } from '../core/brief.ts';
import type { UiLang } from '../core/settings.ts';
import type { Words } from './words/fr.ts';

const noBreak = '\u00a0';

/**
 * One day, or a meeting's first and last, in a language of the BCP 47 kind: `1er décembre 2024`, `18–19 mai 2023`,
 * `30 April – 2 May 2023`. A day never parts from its month at the end of a line.
 */
export function dateOf({ start, end }: Brief['date'], lang: string): string {
  const base = lang.split('-')[0];
  if (base !== 'fr' && base !== 'en') return format(lang).formatRange(midnight(start), midnight(end));
  const first = partsOf(start, base);
  const last = partsOf(end, base);
  const full = written(last.day, last.month, last.year);
  if (start === end) return full;
  if (first.year !== last.year) return `${written(first.day, first.month, first.year)} – ${full}`;
  if (first.month !== last.month) return `${written(first.day, first.month)} – ${full}`;
  return `${first.day}–${full}`;
}

/** One ISO day. */
export function dayOf(iso: string, lang: string): string {
  return dateOf({ start: iso, end: iso }, lang);
}

/** The day of an instant, where the reader is. */
export function dayOfInstant(instant: string, lang: UiLang): string {
  return dayOf(localDay(new Date(instant)), lang);
}

/** Hours and minutes where the reader is: `09:05`. */
export function timeOf(instant: string): string {
  const date = new Date(instant);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** When the reader did something: `Aujourd’hui 13:58`, `Hier 09:05`, else the day. */
export function momentOf(
  instant: string,
  now: Date,
  lang: UiLang,
  words: Pick<Words, 'today' | 'yesterday'>,
): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  const local = localDay(new Date(instant));
  if (local === localDay(now)) return words.today(timeOf(instant));
  if (local === localDay(yesterday)) return words.yesterday(timeOf(instant));
  return dayOf(local, lang);
}

/** British order in English, since that is what diplomats write. */
function localeOf(lang: string): string {
  return lang === 'en' ? 'en-GB' : lang;
}

/** Making a format takes longer than all it will ever write, so each is made once. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(lang: string): Intl.DateTimeFormat {
  // A day of a meeting is the same day everywhere, so it must not move with the reader's time zone.
  const made =
    formats.get(lang) ?? new Intl.DateTimeFormat(localeOf(lang), { dateStyle: 'long', timeZone: 'UTC' });
  formats.set(lang, made);
  return made;
}

function midnight(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}

/** The ISO day it is where the reader is. */
function localDay(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function partsOf(iso: string, lang: 'fr' | 'en'): { day: string; month: string; year: string } {
  const parts = new Map(
    format(lang)
      .formatToParts(midnight(iso))
      .map(({ type, value }) => [type, value]),
  );
  const day = parts.get('day') ?? '';
  return {
    day: lang === 'fr' && day === '1' ? '1er' : day,
    month: parts.get('month') ?? '',
    year: parts.get('year') ?? '',
  };
}

function written(day: string, month: string, year?: string): string {
  return year === undefined ? `${day}${noBreak}${month}` : `${day}${noBreak}${month} ${year}`;
}
