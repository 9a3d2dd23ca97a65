import type { UiLang } from '../settings.ts';
import { writeAnnotationSet } from './annotation-set.ts';
import { writeBibtex, writeCsl } from './citations.ts';
import { writeCollection } from './collection.ts';
import { writeCsv } from './csv.ts';
import { type ExportedBrief, titleIn } from './exported.ts';
import type { ExportFormat } from './format.ts';
import { writeMarkdown } from './markdown.ts';

/**
 * The text of a file that holds the annotations of the briefs. The same input gives the same text.
 *
 * `jsonld` and `annotations` hold all there is. `markdown` has no prefix, suffix, position, revision or time of the day; `csv` has
 * neither prefix, suffix, position nor revision; `csl` and `bibtex` cite the works and hold quotes and notes only.
 * @param at Now, ISO 8601 in UTC.
 */
export function writeExport(
  format: ExportFormat,
  briefs: readonly ExportedBrief[],
  at: string,
  lang: UiLang,
): string {
  const label = labelOf(briefs, lang);
  switch (format) {
    case 'jsonld':
      return writeCollection(briefs, label, at);
    case 'annotations':
      return writeAnnotationSet(briefs, label, at);
    case 'markdown':
      return writeMarkdown(briefs, label, at, lang);
    case 'csv':
      return writeCsv(briefs);
    case 'csl':
      return writeCsl(briefs);
    case 'bibtex':
      return writeBibtex(briefs);
  }
}

function labelOf(briefs: readonly ExportedBrief[], lang: UiLang): string {
  const [only, another] = briefs;
  if (only && !another) return titleIn(only, lang);
  return lang === 'fr' ? 'Annotations de toutes les notes' : 'Annotations of all briefs';
}
