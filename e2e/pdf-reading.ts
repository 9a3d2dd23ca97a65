import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Runs one of poppler's programs on a PDF. */
export function poppler(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
}

/** The words of each page on one line, divided words made whole. */
export function pagesOf(file: string): string[] {
  return poppler('pdftotext', '-layout', file, '-')
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\u00ad\s*/g, '').replace(/[ \n]+/g, ' '));
}

export function opened(file: string) {
  return getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
}

export async function attachmentsIn(file: string): Promise<Map<string, string>> {
  const document = await opened(file);
  const files: Record<string, { content: Uint8Array }> = (await document.getAttachments()) ?? {};
  await document.destroy();
  return new Map(
    Object.entries(files).map(([name, { content }]) => [name, Buffer.from(content).toString('utf8')]),
  );
}

/** What stands in the packed streams of a file. */
export function streamsOf(bytes: Buffer): string[] {
  return [...bytes.toString('latin1').matchAll(/stream\r?\n/g)].map(({ index, 0: begin }) => {
    try {
      return inflateSync(bytes.subarray(index + begin.length)).toString('latin1');
    } catch {
      return '';
    }
  });
}

/** All that stands in a file, packed or not. */
export function contentOf(bytes: Buffer): string {
  return [bytes.toString('latin1'), ...streamsOf(bytes)].join('\n');
}

/** The words of a page in reading order, each run with the language it is in. */
export async function readIn(file: string, number: number): Promise<[lang: string, words: string][]> {
  const document = await opened(file);
  const page = await document.getPage(number);
  const words = new Map<string, string>();
  const open: (string | null)[] = [];
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  for (const item of items) {
    if (!('type' in item)) for (const id of open) if (id) words.set(id, (words.get(id) ?? '') + item.str);
    if (!('type' in item)) continue;
    if (item.type === 'endMarkedContent') open.pop();
    else open.push(item.id ?? null);
  }
  interface Node {
    readonly lang?: string;
    readonly id?: string;
    readonly children?: readonly Node[];
  }
  const walk = ({ lang, id, children = [] }: Node, around: string): [string, string][] => {
    const own = lang ?? around;
    const said = id === undefined ? undefined : words.get(id);
    return [...(said ? [[own, said] as [string, string]] : []), ...children.flatMap((kid) => walk(kid, own))];
  };
  const runs = walk((await page.getStructTree()) ?? {}, '');
  await document.destroy();
  return runs;
}

/** The words of each page and their middles, points from the upper left, as poppler finds them. */
export function placesOfWords(file: string) {
  const listed = poppler('pdftotext', '-bbox', file, '-');
  return listed
    .split('<page ')
    .slice(1)
    .map((page) => ({
      size: (/width="([\d.]+)" height="([\d.]+)"/.exec(page) ?? []).slice(1).map(Number),
      words: [
        ...page.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g),
      ].map(([, left, top, right, bottom, word = '']) => ({
        x: (Number(left) + Number(right)) / 2,
        y: (Number(top) + Number(bottom)) / 2,
        word,
      })),
    }));
}

/** Pixels of about a colour, of a picture in PPM, which poppler writes. */
export function countPixels(ppm: Buffer, [red, green, blue]: readonly [number, number, number]): number {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString('latin1'));
  if (!head) throw new Error('not a PPM picture');
  let count = 0;
  for (let at = head[0].length; at + 2 < ppm.length; at += 3) {
    const near = (channel: number, wanted: number) => Math.abs((ppm[at + channel] ?? 0) - wanted) < 6;
    if (near(0, red) && near(1, green) && near(2, blue)) count += 1;
  }
  return count;
}
