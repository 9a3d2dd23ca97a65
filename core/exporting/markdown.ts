import { stringify } from 'yaml';
import { type Annotation, noteOf, quoteOf, tagsOf } from '../annotation.ts';
import { literal } from '../literal.ts';
import type { UiLang } from '../settings.ts';
import { type ExportedBrief, type PlacedAnnotation, placedIn, titleIn } from './exported.ts';

/**
 * A note for Obsidian: properties, then each passage as a block quote under its title, with paragraph number, block id and tags,
 * and the reader's note as it was written.
 * @param at ISO 8601 instant in UTC.
 */
export function writeMarkdown(
  briefs: readonly ExportedBrief[],
  label: string,
  at: string,
  lang: UiLang,
): string {
  const all = briefs.flatMap(({ annotations }) => annotations);
  const [only, another] = briefs;
  const edition = another ? undefined : only?.editions[0];
  const properties = {
    title: label,
    briefs: briefs.map(({ id }) => id),
    ...(edition ? { date: edition.date.start, place: edition.place } : {}),
    exported: at,
    tags: [...new Set(all.flatMap(tagsOf).map(obsidianTag).filter(Boolean))],
  };
  const sections = briefs.flatMap((brief) => {
    const placed = placedIn(brief);
    const langs = [...new Set(placed.map((one) => one.lang))];
    return langs.map((own) =>
      [
        `# ${literal(titleIn(brief, own))}`,
        ...placed.filter((one) => one.lang === own).map((one) => passage(one, lang)),
      ].join('\n\n'),
    );
  });
  return `---\n${stringify(properties, { lineWidth: 0 })}---\n\n${sections.join('\n\n')}\n`;
}

function passage({ annotation, place }: PlacedAnnotation, lang: UiLang): string {
  const quote = literal(quoteOf(annotation)) || '…';
  const number = place?.block.number;
  const facts = [
    number ? `§\u00a0${number}` : place ? null : words[lang].orphan,
    words[lang].colours[annotation.target.styleClass],
    annotation.created.slice(0, 10),
    annotation.creator ? literal(annotation.creator.name) : null,
  ].filter((fact) => fact !== null);
  const tags = tagsOf(annotation).map(obsidianTag).filter(Boolean);
  const note = noteOf(annotation).trim();
  return [
    [...quote.split('\n'), '', `— ${facts.join(' · ')}`].map((line) => `> ${line}`.trimEnd()).join('\n'),
    // Of a quotation, the id stands alone under it.
    `^${blockId(annotation)}`,
    ...(note ? [note] : []),
    ...(tags.length ? [tags.map((tag) => `#${tag}`).join(' ')] : []),
  ].join('\n\n');
}

/** Letters, digits and hyphens; the same for the same annotation, whatever stands around it. */
function blockId({ id }: Annotation): string {
  return `anno-${id.replace(/^urn:uuid:/, '')}`;
}

/** Obsidian's tags know letters, digits, `_`, `-` and `/`, and are not numbers alone. */
function obsidianTag(tag: string): string {
  const plain = tag
    .normalize('NFC')
    .replace(/\s+/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}_/-]/gu, '');
  return /^[\p{N}/-]+$/u.test(plain) ? `_${plain}` : plain;
}

const words = {
  fr: { orphan: 'à rattacher', colours: { yellow: 'jaune', green: 'vert', blue: 'bleu', pink: 'rose' } },
  en: { orphan: 'to re-attach', colours: { yellow: 'yellow', green: 'green', blue: 'blue', pink: 'pink' } },
} as const;
