import { deflateSync, inflateSync } from 'node:zlib';
import { parseValue } from '../printing/pdf/parse.ts';
import { type Dict, dict, Name, notation, Ref, Text, text, type Value } from '../printing/pdf/values.ts';

/** PDFs as other programs leave them, made for tests. */

/** A line of Courier, each letter of which is 0.6 of its size wide. */
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly words: string;
  /** What stands in the margin is no part of the content. */
  readonly isArtifact?: boolean;
}

type Box = readonly [left: number, bottom: number, right: number, top: number];

/** The box around some words of a line, as a mouse draws it. */
export function boxOf({ x, y, size, words }: Line, marked: string): Box {
  const at = words.indexOf(marked);
  if (at < 0) throw new Error(`no such words: ${marked}`);
  return [x + at * 0.6 * size, y - 0.25 * size, x + (at + marked.length) * 0.6 * size, y + 0.8 * size];
}

/** A PDF of plain lines. */
export function linesPdf(pages: readonly (readonly Line[])[], title = 'x'): Buffer {
  const objects: string[] = [];
  const add = (content: string) => objects.push(content);
  const kids = pages.map((_, index) => `${5 + 2 * index} 0 R`).join(' ');
  add('<</Type /Catalog /Pages 2 0 R>>');
  add(`<</Type /Pages /Count ${pages.length} /Kids [${kids}]>>`);
  add(`<</Title ${notation(text(title))}>>`);
  add('<</Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding>>');
  pages.forEach((lines, index) => {
    const content = lines.map(({ x, y, size, words, isArtifact }) => {
      const shown = `BT /F ${size} Tf ${x} ${y} Td ${notation(new Text(words))} Tj ET`;
      return isArtifact ? `/Artifact BMC ${shown} EMC` : shown;
    });
    add(
      `<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F 4 0 R>>>> /Contents ${6 + 2 * index} 0 R>>`,
    );
    add(`<</Length ${content.join('\n').length}>>\nstream\n${content.join('\n')}\nendstream`);
  });
  let file = '%PDF-1.7\n';
  const table = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table.join('')}trailer\n<</Size ${size} /Root 1 0 R /Info 3 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

export interface Marking {
  /** From 0. */
  readonly page: number;
  readonly subtype: string;
  readonly boxes: readonly Box[];
  readonly contents?: string;
  readonly author?: string;
  readonly name?: string;
  /** 0 to 1 each. */
  readonly colour?: readonly number[];
  /** As PDF has it, without `D:`. */
  readonly date?: string;
  /** The place in the list of what it answers. */
  readonly answers?: number;
}

/**
 * The file with marks added to it in an update at its end: as Acrobat does it (packed in an object stream, with a cross-reference stream,
 * corners row by row) or as Okular does (in the open, with a table, corners around the box).
 */
export function marked(bytes: Uint8Array, marks: readonly Marking[], writer: 'acrobat' | 'okular'): Buffer {
  const source = Buffer.from(bytes).toString('latin1');
  const objects = objectsIn(source);
  const trailer = trailerOf(source);
  let next = Math.max(...objects.keys()) + 1;
  const added = new Map<number, Value>();
  const streams = new Map<number, string>();
  const pages = pagesIn(objects, trailer);
  const numbers = marks.map(() => next++);
  marks.forEach((mark, index) => {
    const [page, number] = [pages[mark.page], numbers[index]];
    if (page === undefined || number === undefined) throw new Error('no such page');
    const appearance = next++;
    streams.set(
      appearance,
      '<</Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length 4>>\nstream\nq Q\n\nendstream',
    );
    const answered = mark.answers === undefined ? undefined : numbers[mark.answers];
    added.set(number, annotation(mark, page, appearance, answered, writer));
    const entries = (added.get(page) ?? objects.get(page)) as Dict;
    const before = listOf(entries.get('Annots'), objects, added);
    const list = [...before, new Ref(number)];
    if (writer === 'acrobat') added.set(page, new Map([...entries, ['Annots', list]]));
    else {
      const array = next++;
      added.set(array, list);
      added.set(page, new Map([...entries, ['Annots', new Ref(array)]]));
    }
  });
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(source)?.[1]);
  const rest = new Map([...trailer].filter(([key]) => ['Root', 'Info', 'ID'].includes(key)));
  rest.set('Prev', previous);
  return writer === 'acrobat'
    ? packedUpdate(source, added, streams, rest, next)
    : openUpdate(source, added, streams, rest, next);
}

function annotation(
  mark: Marking,
  page: number,
  appearance: number,
  answered: number | undefined,
  writer: 'acrobat' | 'okular',
): Dict {
  const { boxes, subtype } = mark;
  const corners = boxes.flatMap(([left, bottom, right, top]) =>
    writer === 'acrobat'
      ? [left, top, right, top, left, bottom, right, bottom]
      : [left, bottom, right, bottom, right, top, left, top],
  );
  const date = mark.date ?? "20261124093000+01'00'";
  return dict({
    Type: new Name('Annot'),
    Subtype: new Name(subtype),
    Rect: [
      Math.min(...boxes.map(([left]) => left)),
      Math.min(...boxes.map(([, bottom]) => bottom)),
      Math.max(...boxes.map(([, , right]) => right)),
      Math.max(...boxes.map(([, , , top]) => top)),
    ],
    ...(!['Text', 'FreeText'].includes(subtype) && { QuadPoints: corners }),
    C: [...(mark.colour ?? [1, 0.82, 0])],
    ...(mark.contents !== undefined && { Contents: text(mark.contents) }),
    ...(mark.author !== undefined && { T: text(mark.author) }),
    ...(mark.name !== undefined && { NM: text(mark.name) }),
    ...(answered !== undefined && { IRT: new Ref(answered), RT: new Name('R') }),
    CreationDate: new Text(`D:${date}`),
    M: new Text(`D:${date}`),
    F: 4,
    P: new Ref(page),
    AP: dict({ N: new Ref(appearance) }),
  });
}

function openUpdate(
  source: string,
  added: ReadonlyMap<number, Value>,
  streams: ReadonlyMap<number, string>,
  trailer: Dict,
  size: number,
): Buffer {
  let file = `${source}\n`;
  const bodies = new Map([
    ...[...added].map(([number, value]) => [number, notation(value)] as const),
    ...streams,
  ]);
  const rows = [...bodies].map(([number, body]) => {
    const row = `${number} 1\n${String(file.length).padStart(10, '0')} 00000 n \n`;
    file += `${number} 0 obj\n${body}\nendobj\n`;
    return row;
  });
  const start = file.length;
  const end = notation(new Map([...trailer, ['Size', size]]));
  return Buffer.from(`${file}xref\n${rows.join('')}trailer\n${end}\nstartxref\n${start}\n%%EOF\n`, 'latin1');
}

function packedUpdate(
  source: string,
  added: ReadonlyMap<number, Value>,
  streams: ReadonlyMap<number, string>,
  trailer: Dict,
  next: number,
): Buffer {
  const [pack, table] = [next, next + 1];
  let file = `${source}\r\n`;
  const rows = new Map<number, readonly [kind: number, first: number, second: number]>();
  for (const [number, body] of streams) {
    rows.set(number, [1, file.length, 0]);
    file += `${number} 0 obj\r\n${body}\r\nendobj\r\n`;
  }
  let index = '';
  let packed = '';
  [...added].forEach(([number, value], place) => {
    index += `${number} ${packed.length} `;
    packed += `${notation(value)} `;
    rows.set(number, [2, pack, place]);
  });
  rows.set(pack, [1, file.length, 0]);
  const content = deflateSync(Buffer.from(index + packed, 'latin1')).toString('latin1');
  file += `${pack} 0 obj\r\n<</Type/ObjStm/N ${added.size}/First ${index.length}/Length ${content.length}/Filter/FlateDecode>>stream\r\n${content}\r\nendstream\r\nendobj\r\n`;
  rows.set(table, [1, file.length, 0]);
  const sorted = [...rows].sort(([a], [b]) => a - b);
  const data = Buffer.concat(
    sorted.map(([, [kind, first, second]]) => {
      const row = Buffer.alloc(7);
      row.writeUInt8(kind, 0);
      row.writeUInt32BE(first, 1);
      row.writeUInt16BE(second, 5);
      return row;
    }),
  );
  const entries = new Map<string, Value>([
    ['Type', new Name('XRef')],
    ['Size', next + 2],
    ['W', [1, 4, 2]],
    ['Index', sorted.flatMap(([number]) => [number, 1])],
    ['Length', data.length],
    ...trailer,
  ]);
  const start = file.length;
  file += `${table} 0 obj\r\n${notation(entries)}stream\r\n${data.toString('latin1')}\r\nendstream\r\nendobj\r\n`;
  return Buffer.from(`${file}startxref\r\n${start}\r\n%%EOF\r\n`, 'latin1');
}

/** Every object that is no stream, wherever it stands; the last of each number. */
function objectsIn(source: string): Map<number, Value> {
  const objects = new Map<number, Value>();
  for (const { index, 0: head, 1: number } of source.matchAll(/(?<![\d])(\d+) 0 obj\b/g)) {
    const { value, end } = parseValue(source, index + head.length);
    objects.set(Number(number), value);
    if (!(value instanceof Map) || !(value.get('Type') instanceof Name)) continue;
    const type = value.get('Type');
    if (!(type instanceof Name) || type.name !== 'ObjStm') continue;
    const start = source.indexOf('stream', end) + 'stream'.length;
    const body = source.slice(start + (source[start] === '\r' ? 2 : 1)).slice(0, Number(value.get('Length')));
    const content = inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    const first = Number(value.get('First'));
    const places = content.slice(0, first).trim().split(/\s+/).map(Number);
    for (let at = 0; at + 1 < places.length; at += 2)
      objects.set(places[at] ?? 0, parseValue(content, first + (places[at + 1] ?? 0)).value);
  }
  return objects;
}

function trailerOf(source: string): Dict {
  const at = source.lastIndexOf('trailer');
  if (at >= 0) return parseValue(source, at + 'trailer'.length).value as Dict;
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(source)?.[1]);
  return parseValue(source, source.indexOf('obj', start) + 'obj'.length).value as Dict;
}

function pagesIn(objects: ReadonlyMap<number, Value>, trailer: Dict): number[] {
  const of = (value: Value | undefined): Value =>
    value instanceof Ref ? (objects.get(value.object) ?? null) : (value ?? null);
  const below = (value: Value | undefined): number[] => {
    const node = of(value);
    if (!(node instanceof Map) || !(value instanceof Ref)) return [];
    const kids = of(node.get('Kids'));
    return Array.isArray(kids) ? kids.flatMap(below) : [value.object];
  };
  const catalog = of(trailer.get('Root'));
  return catalog instanceof Map ? below(catalog.get('Pages')) : [];
}

function listOf(
  value: Value | undefined,
  objects: ReadonlyMap<number, Value>,
  added: ReadonlyMap<number, Value>,
): readonly Value[] {
  const list = value instanceof Ref ? (added.get(value.object) ?? objects.get(value.object)) : value;
  return Array.isArray(list) ? list : [];
}
