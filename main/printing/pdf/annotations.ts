import { type Annotation, type Colour, noteOf, tagsOf } from '../../../core/annotation.ts';
import { markScheme } from '../../../core/printing/print-links.ts';
import { Crossings, leadOf } from './crossings.ts';
import type { PdfFile } from './file.ts';
import { StructureTree } from './structure.ts';
import { type Dict, date, dict, Name, Ref, Text, text, type Value, wordsOf } from './values.ts';

/** A mark as it is to stand in the PDF: plain data. */
export interface PdfMark {
  /** A UUID. */
  readonly id: string;
  readonly colour: Colour;
  /** The note, or the marked words where there is none: readers list marks by their contents. */
  readonly contents: string;
  /** Who made it, where that is known: the reader's own name nobody knows. */
  readonly author: string | null;
  readonly tags: readonly string[];
  /** ISO 8601 in UTC. */
  readonly created: string;
  readonly modified: string;
}

/** @param quote The marked words. */
export function markOf(annotation: Annotation, quote: string): PdfMark {
  return {
    id: annotation.id.replace('urn:uuid:', ''),
    colour: annotation.target.styleClass,
    contents: noteOf(annotation) || shortened(quote),
    author: annotation.creator?.name ?? null,
    tags: tagsOf(annotation),
    created: annotation.created,
    modified: annotation.modified,
  };
}

/** What a link leads to, said to those who cannot see it. */
export type LinkWords = (destination: string) => string;

/** An annotation's contents are shown in a small window. */
const longestQuote = 300;

type Box = readonly [left: number, bottom: number, right: number, top: number];

/** The parts of one mark on one page. */
interface Place {
  readonly boxes: readonly Box[];
  /** The element that the first words of the mark belong to; a blank belongs to none. */
  readonly element: Ref | undefined;
}

/**
 * Makes native highlights of the links that the print page sets around marks, and gives every other link what PDF/UA asks for.
 * @param marks The first is number 1.
 */
export function nativeAnnotations(
  pdf: PdfFile,
  pages: readonly Ref[],
  tree: StructureTree,
  marks: readonly PdfMark[],
  words: LinkWords,
): void {
  const states = pdf.add(
    dict({
      ExtGState: dict({
        Over: dict({ Type: new Name('ExtGState'), BM: new Name('Multiply') }),
        Line: dict({ Type: new Name('ExtGState'), BM: new Name('Normal') }),
      }),
    }),
  );
  /** The first annotation of each mark; those on later pages belong to it. */
  const firsts = new Map<number, Ref>();
  /** The new kids of elements that were links around marks. */
  const kids = new Map<number, Value[]>();
  const crossings = new Crossings();
  /** The links between marks and notes, which lead to places of any page. */
  const crossing: { readonly ref: Ref; readonly lead: string }[] = [];

  for (const page of pages) {
    const entries = pdf.dict(page);
    const links = entries.has('Annots') ? pdf.array(entries.get('Annots')) : [];
    const places = new Map<number, Place>();
    /** By the place on the page: the elements of links around marks. */
    const marked = new Map<string, Ref>();
    const others: Ref[] = [];
    for (const ref of links) {
      if (!(ref instanceof Ref)) continue;
      const link = pdf.dict(ref);
      const element = tree.links.get(ref.object);
      const numbers = marksOf(pdf, link);
      if (!numbers) {
        others.push(ref);
        continue;
      }
      const box = boxOf(pdf, link);
      for (const number of numbers) {
        const place = places.get(number);
        places.set(number, { boxes: [...(place?.boxes ?? []), box], element: place?.element ?? element });
      }
      pdf.drop(ref);
      // A blank between two superscripts has none.
      if (!element) continue;
      marked.set(box.join(' '), element);
      if (!kids.has(element.object)) kids.set(element.object, elementsIn(pdf, element));
    }
    const kept: Value[] = [...others];
    for (const ref of others) {
      const link = pdf.dict(ref);
      let element = tree.links.get(ref.object);
      if (!element) {
        // A link that holds nothing but a mark: Chromium gives an element to the inner one alone.
        element = marked.get(boxOf(pdf, link).join(' '));
        if (element) kids.get(element.object)?.push(StructureTree.objectReference(ref, page));
      }
      const lead = leadOf(pdf, link);
      if (lead !== null) {
        crossings.note(pdf, lead, link, page);
        crossing.push({ ref, lead });
      }
      pdf.set(ref, described(pdf, link, words, lead, element && tree.numberFor(element)));
    }
    for (const [number, { boxes, element }] of places) {
      const mark = marks[number - 1];
      if (!mark || !element) continue;
      const ref = pdf.reserve();
      const popup = pdf.reserve();
      const holder = tree.add('Annot', element, [
        StructureTree.objectReference(ref, page),
        StructureTree.objectReference(popup, page),
      ]);
      kids.get(element.object)?.push(holder);
      const first = firsts.get(number);
      firsts.set(number, first ?? ref);
      const lines = joined(boxes);
      pdf.set(
        ref,
        highlight(pdf, mark, { page, popup, first, lines, states, number: tree.numberFor(holder) }),
      );
      pdf.set(popup, popUp(pdf, page, ref, lines, mark, tree.numberFor(holder)));
      kept.push(ref, popup);
    }
    if (kept.length) pdf.set(page, new Map(entries).set('Annots', kept).set('Tabs', new Name('S')));
  }
  for (const { ref, lead } of crossing) pdf.set(ref, crossings.led(lead, pdf.dict(ref)));
  for (const [object, list] of kids) {
    const ref = new Ref(object);
    const kind = list.some((kid) => kid instanceof Map && kid.has('Obj')) ? 'Link' : 'Span';
    pdf.set(ref, new Map(pdf.dict(ref)).set('S', new Name(kind)).set('K', list));
  }
}

/** The numbers of the marks a link stands for, or `null` for a link that leads somewhere. */
function marksOf(pdf: PdfFile, link: Dict): number[] | null {
  const action = link.has('A') ? pdf.dict(link.get('A')) : null;
  const address = action?.get('URI');
  if (!(address instanceof Text) || !address.bytes.startsWith(markScheme)) return null;
  return address.bytes.slice(markScheme.length).split(',').map(Number);
}

function boxOf(pdf: PdfFile, annotation: Dict): Box {
  const [left = 0, bottom = 0, right = 0, top = 0] = pdf
    .array(annotation.get('Rect'))
    .map((value) => (typeof value === 'number' ? value : 0));
  return [left, bottom, right, top];
}

/** The kids of an element that are elements or content, without its annotations. */
function elementsIn(pdf: PdfFile, element: Ref): Value[] {
  return pdf
    .array(pdf.dict(element).get('K'))
    .filter((kid) => !(kid instanceof Map && kid.get('Obj') instanceof Ref));
}

function described(
  pdf: PdfFile,
  link: Dict,
  words: LinkWords,
  lead: string | null,
  number: number | undefined,
): Dict {
  const action = link.has('A') ? pdf.dict(link.get('A')) : null;
  const address = action?.get('URI');
  const destination = link.get('Dest');
  const named = lead ?? (destination instanceof Name ? destination.name : '');
  const contents = lead === null && address instanceof Text ? wordsOf(address) : words(named);
  const known = new Map(link).set('Contents', text(contents));
  return number === undefined ? known : known.set('StructParent', number);
}

/** Boxes that touch on one line become one. */
function joined(boxes: readonly Box[]): Box[] {
  const lines: Box[] = [];
  for (const box of boxes) {
    const last = lines.at(-1);
    const same = last && Math.abs(last[1] - box[1]) < 1 && Math.abs(last[3] - box[3]) < 1;
    const touches = last && Math.max(last[0], box[0]) - Math.min(last[2], box[2]) < 0.5;
    if (same && touches)
      lines[lines.length - 1] = [Math.min(last[0], box[0]), last[1], Math.max(last[2], box[2]), last[3]];
    else lines.push(box);
  }
  return lines;
}

function around(lines: readonly Box[]): Box {
  return [
    Math.min(...lines.map(([left]) => left)),
    Math.min(...lines.map(([, bottom]) => bottom)),
    Math.max(...lines.map(([, , right]) => right)),
    Math.max(...lines.map(([, , , top]) => top)),
  ];
}

/** Red, green and blue, 0 to 1: of the fill, and of the line under the words. */
const inks: Readonly<
  Record<Colour, { readonly fill: string; readonly line: string; readonly pattern: string }>
> = {
  yellow: { fill: '0.984 0.910 0.635', line: '0.725 0.553 0', pattern: '[] 0 d 0.7 w' },
  green: { fill: '0.804 0.922 0.784', line: '0.247 0.498 0.212', pattern: '[3 2] 0 d 0.8 w' },
  blue: { fill: '0.784 0.882 0.957', line: '0.165 0.420 0.612', pattern: '[0 2.2] 0 d 1 w 1 J' },
  pink: { fill: '0.973 0.812 0.851', line: '0.663 0.247 0.376', pattern: '[] 0 d 0.5 w' },
};

interface Placing {
  readonly page: Ref;
  readonly popup: Ref;
  readonly first: Ref | undefined;
  readonly lines: readonly Box[];
  readonly states: Ref;
  readonly number: number;
}

/** ISO 32000-2, 12.5.6.10. */
function highlight(pdf: PdfFile, mark: PdfMark, placing: Placing): Dict {
  const { id, colour, tags, author } = mark;
  const { lines, first } = placing;
  return dict({
    Type: new Name('Annot'),
    Subtype: new Name('Highlight'),
    Rect: [...around(lines)],
    // As Acrobat, Okular and others read it, against the letter of the standard: upper left, upper right, lower left, lower right.
    QuadPoints: lines.flatMap(([left, bottom, right, top]) => [
      left,
      top,
      right,
      top,
      left,
      bottom,
      right,
      bottom,
    ]),
    C: inks[colour].fill.split(' ').map(Number),
    Contents: text(mark.contents),
    ...(author !== null && { T: text(author), 'Zotero:AuthorName': text(author) }),
    NM: text(first ? `${id}/${placing.page.object}` : id),
    M: date(mark.modified),
    CreationDate: date(mark.created),
    // Print: without it Acrobat prints the page and not the mark.
    F: 4,
    P: placing.page,
    Popup: placing.popup,
    AP: dict({ N: appearance(pdf, colour, lines, placing.states) }),
    StructParent: placing.number,
    ...(tags.length && { Subj: text(tags.join(', ')), 'Zotero:Tags': text(JSON.stringify(tags)) }),
    ...(first && { IRT: first, RT: new Name('Group') }),
  });
}

/** The mark as every reader is to show it: the colour multiplied into the page, and the line that tells colours apart in grey. */
function appearance(pdf: PdfFile, colour: Colour, lines: readonly Box[], states: Ref): Ref {
  const { fill, line, pattern } = inks[colour];
  const boxes = lines.map(
    ([left, bottom, right, top]) =>
      `${points(left)} ${points(bottom)} ${points(right - left)} ${points(top - bottom)} re`,
  );
  const strokes = lines.flatMap(([left, bottom, right, top]) => {
    const under = bottom + (top - bottom) * 0.1;
    const stroke = (y: number) => `${points(left)} ${points(y)} m ${points(right)} ${points(y)} l`;
    return colour === 'pink' ? [stroke(under + 0.8), stroke(under - 0.6)] : [stroke(under)];
  });
  const drawing = `/Over gs ${fill} rg\n${boxes.join('\n')}\nf\n/Line gs ${line} RG ${pattern}\n${strokes.join('\n')}\nS\n`;
  return pdf.addPlainStream(
    dict({
      Type: new Name('XObject'),
      Subtype: new Name('Form'),
      BBox: [...around(lines)],
      Resources: states,
    }),
    Buffer.from(drawing),
  );
}

/** The note's small window, beside the mark in the margin. */
function popUp(
  pdf: PdfFile,
  page: Ref,
  parent: Ref,
  lines: readonly Box[],
  mark: PdfMark,
  number: number,
): Dict {
  const [, , width] = pdf.array(pdf.dict(page).get('MediaBox'));
  const right = typeof width === 'number' ? width : 0;
  const [, , , top] = around(lines);
  return dict({
    Type: new Name('Annot'),
    Subtype: new Name('Popup'),
    Rect: [right - 180, top - 90, right - 10, top],
    Parent: parent,
    Contents: text(mark.contents),
    Open: false,
    F: 28,
    StructParent: number,
  });
}

function shortened(words: string): string {
  const line = words.replaceAll('\n', ' ');
  return line.length > longestQuote ? `${line.slice(0, longestQuote).replace(/\S*$/, '')}…` : line;
}

function points(value: number): string {
  return value.toFixed(2);
}
