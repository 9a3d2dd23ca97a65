import { isHypothesis, readHypothesis } from './hypothesis.ts';
import { type Incoming, listOf, objectOf, textOf } from './incoming.ts';
import { isOfType, readWebAnnotation } from './web-annotation.ts';

/** Why a file holds nothing that could be imported. */
export type ImportProblem =
  | { readonly code: 'not-text' | 'not-json' | 'too-deep' | 'other-format' | 'paged' | 'empty' }
  | { readonly code: 'too-large' | 'too-many'; readonly maximum: number };

export type ReadImport =
  /** `null` for each item that is no annotation. */
  { readonly items: readonly (Incoming | null)[] } | { readonly problem: ImportProblem };

const deepest = 64;
/** Far above what one person writes, and what the stores take at once. */
const mostItems = 50_000;

/**
 * Reads the annotations of a file's text: W3C JSON-LD (a collection, a page, a list or one annotation), Readium's V1 and V2,
 * Hypothesis's export and API. An item that is none is `null` and does not refuse the others.
 */
export function readImport(text: string): ReadImport {
  if (depthOf(text) > deepest) return { problem: { code: 'too-deep' } };
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { problem: { code: 'not-json' } };
  }
  const found = itemsOf(root);
  if ('problem' in found) return found;
  const { values, about } = found;
  if (!values.length) return { problem: { code: 'empty' } };
  if (values.length > mostItems) return { problem: { code: 'too-many', maximum: mostItems } };
  const items = values.some(isHypothesis)
    ? readHypothesis(values)
    : values.flatMap((value): (Incoming | null)[] => {
        const read = readWebAnnotation(value, about);
        return read.length ? read : [null];
      });
  if (items.length > mostItems) return { problem: { code: 'too-many', maximum: mostItems } };
  return items.some((item) => item !== null) ? { items } : { problem: { code: 'other-format' } };
}

/** How deep brackets nest, counted before anything is parsed. Brackets in strings do not count. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (let i = 0; i < text.length; i += 1) {
    switch (text.charCodeAt(i)) {
      case 0x22: // a string, up to its end
        for (i += 1; i < text.length && text.charCodeAt(i) !== 0x22; i += 1)
          if (text.charCodeAt(i) === 0x5c) i += 1;
        break;
      case 0x5b:
      case 0x7b:
        depth += 1;
        if (depth > most) most = depth;
        break;
      case 0x5d:
      case 0x7d:
        depth -= 1;
        break;
    }
  }
  return most;
}

/** The annotations of a file, wherever its format keeps them, and what a set is about. */
function itemsOf(
  root: unknown,
): { readonly values: readonly unknown[]; readonly about: string } | { readonly problem: ImportProblem } {
  if (Array.isArray(root)) return { values: root, about: '' };
  const members = objectOf(root);
  if (!members) return { problem: { code: 'other-format' } };
  if (isOfType(members, 'AnnotationSet'))
    return { values: listOf(members.get('items')), about: aboutOf(members.get('about')) };
  if (isOfType(members, 'AnnotationCollection') || isOfType(members, 'AnnotationPage'))
    return pagesOf(members);
  if (isOfType(members, 'Annotation') || isHypothesis(root)) return { values: [root], about: '' };
  for (const name of ['annotations', 'rows', '@graph']) {
    const values = members.get(name);
    if (Array.isArray(values)) return { values, about: '' };
  }
  return { problem: { code: 'other-format' } };
}

/** Those of every page that stands in the file itself. */
function pagesOf(first: ReadonlyMap<string, unknown>): ReturnType<typeof itemsOf> {
  const values: unknown[] = [];
  let elsewhere = false;
  let page: ReadonlyMap<string, unknown> | null = first;
  while (page) {
    for (const value of listOf(page.get('items'))) values.push(value);
    const next: unknown = page.get('first') ?? page.get('next');
    page = objectOf(next);
    elsewhere ||= typeof next === 'string';
  }
  return !values.length && elsewhere ? { problem: { code: 'paged' } } : { values, about: '' };
}

/** A name for the publication that a set is about. */
function aboutOf(value: unknown): string {
  const members = objectOf(value);
  const title = members?.get('dc:title');
  return (
    textOf(listOf(members?.get('dc:identifier'))[0]) ||
    textOf(title) ||
    textOf(listOf(objectOf(title)?.get('@value'))[0])
  );
}
