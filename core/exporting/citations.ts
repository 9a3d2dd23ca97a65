import { noteOf, quoteOf } from '../annotation.ts';
import type { Brief, Source } from '../brief.ts';
import { type ExportedBrief, placedIn } from './exported.ts';

/** A work to cite: an edition that annotations stand in, or a source of it. */
interface Work {
  readonly key: string;
  readonly title: string;
  readonly lang: string | null;
  /** ISO days; one, or the first and the last. */
  readonly dates: readonly string[];
  readonly url: string | null;
  readonly publisher: string;
  /** Only of a brief. */
  readonly brief: {
    readonly kind: string;
    readonly series: string;
    readonly place: string;
    readonly abstract: string;
  } | null;
  /** The passages that were marked, with their paragraph numbers and notes. */
  readonly annote: string;
}

/** CSL-JSON, schema 1.0.2 of the Citation Style Language. */
export function writeCsl(briefs: readonly ExportedBrief[]): string {
  const items = worksOf(briefs).map(({ key, title, lang, dates, url, publisher, brief, annote }) => ({
    id: key,
    type: brief ? 'report' : url ? 'webpage' : 'document',
    title,
    ...(lang && { language: lang }),
    ...(dates.length && { issued: { 'date-parts': dates.map(datePart) } }),
    ...(publisher && { publisher }),
    ...(url && { URL: url }),
    ...(brief && { genre: brief.kind, 'publisher-place': brief.place, abstract: brief.abstract }),
    ...(brief?.series && { 'collection-title': brief.series }),
    ...(annote && { annote }),
  }));
  return `${JSON.stringify(items, null, 2)}\n`;
}

/** BibTeX in UTF-8, for biber and for BibTeX of our day. */
export function writeBibtex(briefs: readonly ExportedBrief[]): string {
  return worksOf(briefs)
    .map(({ key, title, lang, dates, url, publisher, brief, annote }) => {
      const [date = ''] = dates;
      const fields: readonly (readonly [string, string])[] = [
        ['title', `{${latex(title)}}`],
        [brief ? 'institution' : 'publisher', latex(publisher)],
        ['type', latex(brief?.kind ?? '')],
        ['series', latex(brief?.series ?? '')],
        ['address', latex(brief?.place ?? '')],
        ['year', date.slice(0, 4)],
        ['month', months[Number(date.slice(5, 7)) - 1] ?? ''],
        ['date', dates.join('/')],
        ['language', lang ?? ''],
        ['url', (url ?? '').replace(/[{}\\]/g, (sign) => encodeURIComponent(sign))],
        ['abstract', latex(brief?.abstract ?? '')],
        ['annote', latex(annote)],
      ];
      const lines = fields
        .filter(([, value]) => value)
        .map(([name, value]) => `  ${name} = ${name === 'month' ? value : `{${value}}`}`);
      return `@${brief ? 'techreport' : 'misc'}{${key},\n${lines.join(',\n')}\n}\n`;
    })
    .join('\n');
}

function worksOf(briefs: readonly ExportedBrief[]): Work[] {
  return briefs.flatMap((exported) => {
    const placed = placedIn(exported);
    return exported.editions.flatMap((edition) => {
      const own = placed.filter(({ lang }) => lang === edition.lang);
      if (!own.length) return [];
      const passages = own.map(({ annotation, place }) => {
        const number = place?.block.number ? ` (§\u00a0${place.block.number})` : '';
        return [`“${quoteOf(annotation)}”${number}`, noteOf(annotation)].filter(Boolean).join('\n');
      });
      return [
        briefWork(edition, passages.join('\n\n')),
        ...edition.sources.map((source) => sourceWork(edition, source)),
      ];
    });
  });
}

function briefWork(brief: Brief, annote: string): Work {
  const { start, end } = brief.date;
  const { id, lang, title, kind, series, place, standfirst } = brief;
  return {
    key: `${id}-${lang}`,
    title,
    lang,
    dates: start === end ? [start] : [start, end],
    url: null,
    publisher: series?.title ?? '',
    brief: { kind, series: series?.title ?? '', place, abstract: standfirst },
    annote,
  };
}

function sourceWork(brief: Brief, { id, publisher, title, lang, date, url }: Source): Work {
  return {
    key: `${brief.id}-${brief.lang}-${id}`,
    title: title ?? publisher,
    lang: lang ?? null,
    dates: date ? [date] : [],
    url: url ?? null,
    publisher,
    brief: null,
    annote: '',
  };
}

function datePart(day: string): number[] {
  return day.split('-').map(Number);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

const latexSigns: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '\u00a0': '~',
  '\u202f': '\\,',
};

/** Words as LaTeX prints them, braces always in pairs. */
function latex(text: string): string {
  return text.replace(/[\\{}$&#%_^~\u00a0\u202f]/g, (sign) => latexSigns[sign] ?? `\\${sign}`);
}
