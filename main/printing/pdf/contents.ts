import type { PdfFile } from './file.ts';
import type { StructureTree } from './structure.ts';
import { type Dict, Name, Ref } from './values.ts';

/** Words that are drawn when the pages are made, and yet belong to the text: their content has a place in the structure. */
export interface LateWords {
  readonly page: Ref;
  /** The marked content they are. */
  readonly content: number;
  readonly words: string;
  /** Where their line stands, points from the sheet's lower edge. */
  readonly baseline: number;
}

/** The page that each part begins with, from 0. The first begins the file, whatever it is called. */
export function startsOf(pdf: PdfFile, pages: readonly Ref[], destinations: readonly string[]): number[] {
  const places = new Map(pages.map((page, index) => [page.object, index]));
  const named = destinationsIn(pdf);
  return destinations.map((name, part) => {
    const page = part === 0 ? pages[0] : named.get(name);
    const index = page && places.get(page.object);
    if (index === undefined) throw new Error(`the pages have no place called ${name}`);
    return index;
  });
}

/**
 * The numbers of the pages that links to parts lead to, each beside the last line of its link and read together with it.
 * @param numbers By the part's destination.
 */
export function pageNumbers(
  pdf: PdfFile,
  pages: readonly Ref[],
  tree: StructureTree,
  numbers: ReadonlyMap<string, number>,
): LateWords[] {
  return pages.flatMap((page) => {
    const entries = pdf.dict(page);
    const links = entries.has('Annots') ? pdf.array(entries.get('Annots')) : [];
    /** By the destination: a link that is broken over lines has an annotation for each of them. */
    const lowest = new Map<string, { readonly bottom: number; readonly element: Ref }>();
    for (const ref of links) {
      const link = pdf.dict(ref);
      const destination = link.get('Dest');
      const element = ref instanceof Ref ? tree.links.get(ref.object) : undefined;
      const [, bottom] = pdf.array(link.get('Rect'));
      if (!(destination instanceof Name) || !element || typeof bottom !== 'number') continue;
      const before = lowest.get(destination.name);
      if (!before || bottom < before.bottom) lowest.set(destination.name, { bottom, element });
    }
    return [...lowest].flatMap(([destination, { bottom, element }]): LateWords[] => {
      const number = numbers.get(destination);
      if (number === undefined) return [];
      const content = tree.addContent(page, element);
      return [{ page, content, words: String(number), baseline: bottom + descent }];
    });
  });
}

/** How far the letters of the contents page reach below their line, points. */
const descent = 3.4;

/** The pages that names stand for (ISO 32000-2, 12.3.2.4), as Chromium writes them: a dictionary in the catalog. */
function destinationsIn(pdf: PdfFile): ReadonlyMap<string, Ref> {
  const catalog = pdf.dict(pdf.catalog);
  const all: Dict = catalog.has('Dests') ? pdf.dict(catalog.get('Dests')) : new Map();
  return new Map(
    [...all].flatMap(([name, destination]) => {
      const [page] = pdf.array(destination);
      return page instanceof Ref ? [[name, page] as const] : [];
    }),
  );
}
