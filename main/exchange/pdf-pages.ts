/// <reference path="./pdfjs.d.ts" />
import { objectOf } from '../../core/importing/incoming.ts';
import type { PdfGlyph } from '../../core/importing/pdf-lines.ts';
import { isMark, type PdfAnnotation, type PdfBox } from '../../core/importing/pdf-marks.ts';
import { glyphsIn, type Operators } from './pdf-glyphs.ts';

/** What pdf.js reads of a PDF: where its letters stand, and what was marked on it. It is loaded where it is first needed. */

export interface PdfReading {
  readonly pages: number;
  readonly title: string;
  /** What the document's metadata call it, for programs. */
  readonly identifier: string;
  /** Marks, and answers to them; `too-many` where nobody has made them all. */
  readonly annotations: readonly PdfAnnotation[] | 'too-many';
  /** The letters of a page in the order of its content, without those that are no part of it, as running heads. */
  readonly glyphs: (page: number) => Promise<PdfGlyph[]>;
  readonly attachments: () => Promise<ReadonlyMap<string, Uint8Array>>;
  readonly close: () => Promise<void>;
}

const mostPages = 5000;
/** On all pages together: as many as one import takes. */
export const mostAnnotations = 50_000;

/** Opens a PDF; `null` where it cannot be read at all. */
export async function openPdf(bytes: Uint8Array): Promise<PdfReading | null> {
  const { getDocument, OPS } = await loadPdfJs();
  const task = getDocument({
    // It is given away to pdf.js.
    data: Uint8Array.from(bytes),
    verbosity: 0,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWorkerFetch: false,
  });
  const document = await task.promise.catch(() => null);
  if (!document) return null;
  const pages = Math.min(document.numPages, mostPages);
  const about = await document.getMetadata().catch(() => null);
  const annotations: PdfAnnotation[] = [];
  for (let page = 0; page < pages && annotations.length <= mostAnnotations; page += 1) {
    const found = await document
      .getPage(page + 1)
      .then((one) => one.getAnnotations())
      .catch(() => []);
    for (const one of found) {
      const read = annotationOf(one, page);
      if (read && (isMark(read) || read.parent)) annotations.push(read);
    }
  }
  return {
    pages,
    title: words(objectOf(about?.info)?.get('Title')),
    identifier: words(about?.metadata?.get('dc:identifier')),
    annotations: annotations.length > mostAnnotations ? 'too-many' : annotations,
    glyphs: async (number) => {
      const page = await document.getPage(number + 1);
      const operators = await page.getOperatorList({ annotationMode: 0 });
      const { commonObjs } = page;
      const glyphs = glyphsIn(operators, OPS, (font) => (commonObjs.has(font) ? commonObjs.get(font) : null));
      page.cleanup();
      return glyphs;
    },
    attachments: async () => {
      const files = objectOf(await document.getAttachments().catch(() => null));
      return new Map(
        [...(files?.values() ?? [])].flatMap((file) => {
          const members = objectOf(file);
          const content = members?.get('content');
          return content instanceof Uint8Array ? [[words(members?.get('filename')), content] as const] : [];
        }),
      );
    },
    close: () => task.destroy(),
  };
}

/** As much of pdf.js as is used. What it gives of a file is anything until it has been looked at. */
interface PdfJs {
  readonly getDocument: (source: object) => {
    readonly promise: Promise<PdfDocument>;
    readonly destroy: () => Promise<void>;
  };
  readonly OPS: Readonly<Record<string, number>>;
}

interface PdfDocument {
  readonly numPages: number;
  readonly getPage: (number: number) => Promise<PdfPage>;
  readonly getMetadata: () => Promise<{
    readonly info: unknown;
    readonly metadata: { readonly get: (name: string) => unknown } | null;
  }>;
  readonly getAttachments: () => Promise<unknown>;
}

interface PdfPage {
  readonly getAnnotations: () => Promise<readonly unknown[]>;
  readonly getOperatorList: (options: { readonly annotationMode: number }) => Promise<Operators>;
  readonly commonObjs: { readonly has: (name: string) => boolean; readonly get: (name: string) => unknown };
  readonly cleanup: () => unknown;
}

let loaded: Promise<PdfJs> | null = null;

/** Pages are never drawn here, so that what draws needs no more than to be there. */
class Absent {}

function loadPdfJs(): Promise<PdfJs> {
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D'])
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: Absent });
  loaded ??= (async () => {
    // Its other half, which it looks for under this name rather than in a file beside it.
    await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
    return await import('pdfjs-dist/legacy/build/pdf.mjs');
  })();
  return loaded;
}

function annotationOf(value: unknown, page: number): PdfAnnotation | null {
  const members = objectOf(value);
  const subtype = words(members?.get('subtype'));
  if (!members || !subtype) return null;
  const parent = words(members.get('inReplyTo'));
  const colour = numbers(members.get('color'));
  const [red, green, blue] = colour;
  return {
    page,
    object: objectNumber(members.get('id')),
    subtype,
    contents: words(objectOf(members.get('contentsObj'))?.get('str')),
    author: words(objectOf(members.get('titleObj'))?.get('str')),
    created: words(members.get('creationDate')),
    modified: words(members.get('modificationDate')),
    colour: red === undefined || green === undefined || blue === undefined ? null : [red, green, blue],
    boxes: boxesOf(numbers(members.get('quadPoints')), numbers(members.get('rect'))),
    parent: parent ? { object: objectNumber(parent), isReply: members.get('replyType') !== 'Group' } : null,
  };
}

/** Programs name the four corners in any order, so the box around them counts. Where they cover nothing, the rectangle does. */
function boxesOf(corners: readonly number[], rectangle: readonly number[]): PdfBox[] {
  const boxes: PdfBox[] = [];
  const around = (points: readonly number[]): PdfBox => {
    const across = points.filter((_, index) => index % 2 === 0);
    const up = points.filter((_, index) => index % 2 === 1);
    return [Math.min(...across), Math.min(...up), Math.max(...across), Math.max(...up)];
  };
  for (let at = 0; at + 8 <= corners.length && boxes.length < 10_000; at += 8)
    boxes.push(around(corners.slice(at, at + 8)));
  const covering = boxes.filter(([left, bottom, right, top]) => left < right && bottom < top);
  return covering.length || rectangle.length !== 4 ? covering : [around(rectangle)];
}

/** `12R` or `12R1`. */
function objectNumber(id: unknown): number {
  return Number(/^(\d+)R/.exec(words(id))?.[1] ?? 0);
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numbers(value: unknown): readonly number[] {
  const list: unknown[] = ArrayBuffer.isView(value) || Array.isArray(value) ? Object.values(value) : [];
  return list.filter((one) => typeof one === 'number' && Number.isFinite(one)).map(Number);
}
