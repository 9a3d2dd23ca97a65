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
