import type { PdfFile } from './file.ts';
import { PdfError } from './parse.ts';
import { type Dict, dict, Name, Ref, type Value } from './values.ts';

/** What stands in a line of text; all else begins a block of its own. */
const inlineKinds: ReadonlySet<string> = new Set(['NonStruct', 'Span', 'Link', 'Figure', 'Code', 'Quote']);

/**
 * The structure tree of a tagged file (ISO 32000-2, 14.7), and what Chromium leaves out of it that PDF/UA asks for: labels and
 * bodies of list items, the way from annotations to their elements, table heads that are read once however often they are
 * printed.
 */
export class StructureTree {
  readonly #pdf: PdfFile;
  readonly #root: Ref;
  readonly #numbers: Value[];
  #next: number;
  /** By the object number of a link's annotation: its structure element. */
  readonly links = new Map<number, Ref>();
  /** By the object number of a page: the marked content that is no part of the structure any more. */
  readonly artifacts = new Map<number, Set<number>>();

  constructor(pdf: PdfFile) {
    this.#pdf = pdf;
    const root = pdf.dict(pdf.catalog).get('StructTreeRoot');
    if (!(root instanceof Ref)) throw new PdfError('the file is not tagged');
    this.#root = root;
    const tree = pdf.dict(root);
    const parents = pdf.dict(tree.get('ParentTree'));
    this.#numbers = [...pdf.array(parents.get('Nums'))];
    const next = tree.get('ParentTreeNextKey');
    this.#next = typeof next === 'number' ? next : this.#numbers.length;
  }

  /** Lets table heads that are printed on several pages be read once: `artifacts` are known from then on. */
  readHeadsOnce(): void {
    for (const [object] of this.#pdf.find(/\/Type \/StructElem\s+\/S \/TH\b/g))
      this.#readOnce(new Ref(object));
  }

  /** Mends items of lists, and finds the way from links to their elements. */
  mend(): void {
    for (const [object, kind] of this.#pdf.find(/\/Type \/StructElem\s+\/S \/(LI|Link)\b/g)) {
      const ref = new Ref(object);
      if (kind === 'LI') this.#mendItem(ref);
      else this.#noteLink(ref);
    }
  }

  /** A new element below another, which has to name it among its kids. */
  add(kind: string, parent: Ref, kids: Value[]): Ref {
    return this.#pdf.add(dict({ Type: new Name('StructElem'), S: new Name(kind), P: parent, K: kids }));
  }

  /** The reference by which an element holds an annotation. */
  static objectReference(annotation: Ref, page: Ref): Dict {
    return dict({ Type: new Name('OBJR'), Obj: annotation, Pg: page });
  }

  /** The number by which an annotation names the element it belongs to. */
  numberFor(element: Ref): number {
    const number = this.#next++;
    this.#numbers.push(number, element);
    return number;
  }

  /** A new marked content on a page, which belongs to an element after all it has; answers the content's number. */
  addContent(page: Ref, element: Ref): number {
    const list = this.#contentsOf(page);
    if (!list) throw new PdfError('a page without structure');
    const elements = this.#pdf.array(list);
    const content = elements.length;
    this.#pdf.set(list, [...elements, element]);
    const entries = this.#pdf.dict(element);
    const kids = entries.has('K') ? this.#pdf.array(entries.get('K')) : [];
    const held = dict({ Type: new Name('MCR'), Pg: page, MCID: content });
    this.#pdf.set(element, new Map(entries).set('K', [...kids, held]));
    return content;
  }

  /** To be called when all numbers are given. */
  write(): void {
    const tree = this.#pdf.dict(this.#root);
    const parents = this.#pdf.add(dict({ Nums: this.#numbers }));
    this.#pdf.set(this.#root, new Map(tree).set('ParentTree', parents).set('ParentTreeNextKey', this.#next));
    for (const [page, contents] of this.artifacts) this.#forget(new Ref(page), contents);
  }

  /** An item holds nothing but a label, which is what stands in line before its first block, and a body. */
  #mendItem(item: Ref): void {
    const element = this.#pdf.dict(item);
    const kids = this.#pdf.array(element.get('K'));
    if (kids.some((kid) => this.#kindOf(kid) === 'LBody')) return;
    const firstBlock = kids.findIndex((kid) => !inlineKinds.has(this.#kindOf(kid)));
    const parts =
      firstBlock > 0
        ? [
            this.#group('Lbl', item, kids.slice(0, firstBlock)),
            this.#group('LBody', item, kids.slice(firstBlock)),
          ]
        : [this.#group('LBody', item, kids)];
    this.#pdf.set(item, new Map(element).set('K', parts));
  }

  #group(kind: string, parent: Ref, kids: Value[]): Ref {
    const group = this.add(kind, parent, kids);
    for (const kid of kids)
      if (kid instanceof Ref) this.#pdf.set(kid, new Map(this.#pdf.dict(kid)).set('P', group));
    return group;
  }

  #kindOf(kid: Value): string {
    const kind = kid instanceof Ref ? this.#pdf.dict(kid).get('S') : undefined;
    return kind instanceof Name ? kind.name : 'NonStruct';
  }

  #noteLink(ref: Ref): void {
    // There are thousands: to read each whole takes many times as long.
    for (const [, held] of this.#pdf.written(ref).matchAll(/\/Obj (\d+) 0 R/g))
      this.links.set(Number(held), ref);
  }

  /** A table's head is printed anew on each page the table goes on to; its words belong to the structure once. */
  #readOnce(head: Ref): void {
    let first: number | undefined;
    const mend = (ref: Ref): void => {
      const element = this.#pdf.dict(ref);
      const kids = this.#pdf.array(element.get('K')).filter((kid) => {
        if (kid instanceof Ref) mend(kid);
        const page = kid instanceof Map ? kid.get('Pg') : undefined;
        const content = kid instanceof Map ? kid.get('MCID') : undefined;
        if (!(page instanceof Ref) || typeof content !== 'number') return true;
        first ??= page.object;
        if (page.object === first) return true;
        const artifacts = this.artifacts.get(page.object) ?? new Set();
        this.artifacts.set(page.object, artifacts.add(content));
        return false;
      });
      this.#pdf.set(ref, new Map(element).set('K', kids));
    };
    mend(head);
  }

  /** Where the elements stand that a page's marked contents belong to, by the contents' numbers. */
  #contentsOf(page: Ref): Ref | null {
    const key = this.#pdf.dict(page).get('StructParents');
    const at = this.#numbers.findIndex((value, index) => index % 2 === 0 && value === key);
    const list = at < 0 ? null : this.#numbers[at + 1];
    return list instanceof Ref ? list : null;
  }

  /** Takes marked content out of the way from a page's contents to their elements. */
  #forget(page: Ref, contents: ReadonlySet<number>): void {
    const list = this.#contentsOf(page);
    if (!list) return;
    this.#pdf.set(
      list,
      this.#pdf.array(list).map((element, index) => (contents.has(index) ? null : element)),
    );
  }
}
