import { noteOf, quoteOf, tagsOf } from '../annotation.ts';
import { type ExportedBrief, placedIn, titleIn } from './exported.ts';

const columns = [
  'brief',
  'title',
  'language',
  'paragraph',
  'quote',
  'note',
  'tags',
  'colour',
  'created',
  'modified',
  'creator',
  'id',
] as const;

/** A table by RFC 4180, one row an annotation, in reading order; the byte order mark tells spreadsheets that it is UTF-8. */
export function writeCsv(briefs: readonly ExportedBrief[]): string {
  const rows = briefs.flatMap((brief) =>
    placedIn(brief).map(({ annotation, lang, place }) => [
      brief.id,
      titleIn(brief, lang),
      lang,
      place?.block.number ? String(place.block.number) : '',
      quoteOf(annotation),
      noteOf(annotation),
      tagsOf(annotation).join(', '),
      annotation.target.styleClass,
      annotation.created,
      annotation.modified,
      annotation.creator?.name ?? '',
      annotation.id,
    ]),
  );
  return `\ufeff${[[...columns], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** What a spreadsheet would reckon begins with an apostrophe, which makes it text. */
function cell(value: string): string {
  const text = value.replace(/\r\n?/g, '\n');
  const safe = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/.test(value) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
