import { surrogatePairs, toPoints } from '../anchoring/code-points.ts';
import { type Annotation, noteOf, tagsOf } from '../annotation.ts';
import { uuidOf } from '../uuid.ts';
import { generator, setId } from './collection.ts';
import { type ExportedBrief, type PlacedAnnotation, placedIn, titleIn } from './exported.ts';

/**
 * An AnnotationSet as the W3C's draft EPUB Annotations 1.0 and Readium's V2 have it: one body of plain text with colour and tags, a
 * CSS selector refined by a position in its block, and a text fragment. Quote, position and revision stay beside them, so that
 * nothing is lost on the way back; the draft lets a set be extended.
 * @param at ISO 8601 instant in UTC.
 */
export function writeAnnotationSet(briefs: readonly ExportedBrief[], label: string, at: string): string {
  const items = briefs.flatMap((brief) => {
    const places = new Map(placedIn(brief).map((placed) => [placed.annotation.id, placed]));
    return brief.annotations.map((annotation) => itemOf(brief, annotation, places.get(annotation.id)));
  });
  const set = {
    '@context': 'https://www.w3.org/ns/epub-anno.jsonld',
    id: setId(items),
    type: 'AnnotationSet',
    generator,
    generated: at,
    title: label,
    about: aboutOf(briefs),
    items,
  };
  return `${JSON.stringify(set, null, 2)}\n`;
}

function aboutOf(briefs: readonly ExportedBrief[]): object {
  const identifiers = briefs.map(({ id }) => `urn:brief:${id}`);
  const [only, another] = briefs;
  const year = only?.editions[0]?.date.start.slice(0, 4);
  return {
    'dc:identifier': identifiers,
    ...(only && !another ? { 'dc:title': titleIn(only, only.editions[0]?.lang ?? '') } : {}),
    'dc:format': 'text/markdown',
    ...(year && !another ? { 'dc:date': year } : {}),
  };
}

function itemOf(brief: ExportedBrief, annotation: Annotation, placed: PlacedAnnotation | undefined): object {
  const { id, type, motivation, created, modified, creator, target } = annotation;
  const tags = tagsOf(annotation);
  return {
    id,
    type,
    motivation,
    created,
    modified,
    ...(creator && { creator: { id: `urn:uuid:${uuidOf(creator.name)}`, ...creator } }),
    body: {
      type: 'TextualBody',
      value: noteOf(annotation),
      format: 'text/plain',
      color: target.styleClass,
      ...(tags.length ? { tags } : {}),
    },
    target: {
      source: target.source,
      selector: [...cssSelector(brief, placed), textFragment(annotation), ...target.selector],
      state: target.state,
    },
  };
}

/** The block on the page and the place in it; a passage of several blocks counts from the whole text. */
function cssSelector({ editions }: ExportedBrief, placed: PlacedAnnotation | undefined): object[] {
  const edition = editions.find(({ lang }) => lang === placed?.lang);
  if (!edition || !placed?.place) return [];
  const { block, index, start, end } = placed.place;
  const one = end <= block.end;
  const text = one ? block.text : edition.text;
  const base = one ? block.start : 0;
  const pairs = surrogatePairs(text);
  return [
    {
      type: 'CssSelector',
      value: one ? `[data-block="${index}"]` : 'article',
      refinedBy: {
        type: 'TextPositionSelector',
        start: toPoints(pairs, start - base),
        end: toPoints(pairs, end - base),
      },
    },
  ];
}

/** https://wicg.github.io/scroll-to-text-fragment/: long passages by their first and last words. */
function textFragment({ target }: Annotation): object {
  const [{ prefix, exact, suffix }] = target.selector;
  const words = exact.split(/\s+/).filter(Boolean);
  const long = exact.length > 200 && words.length > 10;
  const parts = [
    ...(prefix.trim() ? [`${encoded(prefix.trim())}-`] : []),
    ...(long
      ? [encoded(words.slice(0, 5).join(' ')), encoded(words.slice(-5).join(' '))]
      : [encoded(exact.trim())]),
    ...(suffix.trim() ? [`-${encoded(suffix.trim())}`] : []),
  ];
  return {
    type: 'FragmentSelector',
    conformsTo: 'https://wicg.github.io/scroll-to-text-fragment/',
    value: `:~:text=${parts.join(',')}`,
  };
}

/** A hyphen, too, would be read as a sign of the directive. */
function encoded(words: string): string {
  return encodeURIComponent(words.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('-', '%2D');
}
