import type { UiLang } from '../settings.ts';
import { editionsOf, type PrintDocument } from './print-document.ts';

/** Whether a document holds more than one brief, and so begins with a cover and a contents page. */
export function isPack({ parts }: Pick<PrintDocument, 'parts'>): boolean {
  return idsOf(parts).size > 1;
}

/** The title of the whole: that of its one brief, or of the series that all of them belong to. */
export function titleOf({ parts, lang }: Pick<PrintDocument, 'parts' | 'lang'>): string {
  const [{ brief }] = parts[0].editions;
  const count = idsOf(parts).size;
  if (count === 1) return brief.title;
  const { series } = brief;
  const isSeries = parts.every(({ editions }) => editions[0].brief.series?.id === series?.id);
  return words[lang](series && isSeries ? series.title : null, count);
}

/** What the whole is about: the standfirst of its one brief, or the titles of several. */
export function subjectOf(document: Pick<PrintDocument, 'parts'>): string {
  const [{ brief }] = document.parts[0].editions;
  if (!isPack(document)) return brief.standfirst;
  return document.parts.map(({ editions }) => editions[0].brief.title).join(' · ');
}

/** The language of the whole, BCP 47: what all of it is written in, or what belongs to no part of it. */
export function langOf(document: Pick<PrintDocument, 'parts' | 'lang'>): string {
  const [{ brief }] = document.parts[0].editions;
  const isOne = editionsOf(document).every((edition) => edition.brief.lang === brief.lang);
  return isOne || !isPack(document) ? brief.lang : document.lang;
}

function idsOf(parts: PrintDocument['parts']): ReadonlySet<string> {
  return new Set(parts.map(({ editions }) => editions[0].brief.id));
}

const words: Readonly<Record<UiLang, (series: string | null, count: number) => string>> = {
  fr: (series, count) => `${series ?? 'Dossier'}\u00a0: ${count} notes`,
  en: (series, count) => `${series ?? 'Briefing pack'}: ${count} briefs`,
};
