import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Brief, largestFile } from '../../core/brief.ts';
import { parse } from '../../core/parse.ts';
import { langsFor } from '../../core/printing/print-document.ts';
import { problemLine, quotable } from '../../core/problem.ts';
import type { UiLang } from '../../core/settings.ts';
import { readRegularFile } from '../disk/regular-file.ts';
import { type FoundLibrary, openEdition, readLibrary, type Shelf } from '../library/library.ts';
import { readSource } from '../printing/print-attachments.ts';
import type { GivenPrintOptions } from './print-options.ts';

/** What is named on a command line to be printed. */
export interface PrintOrder {
  readonly briefs: readonly string[];
  /** The edition's language; `null` for the one the reader would see first. */
  readonly edition: string | null;
  readonly options: GivenPrintOptions;
}

interface PrintSources {
  readonly shelves: readonly Shelf[];
  /** Where relative names count from. */
  readonly cwd: string;
}

/** An edition and the file it was read from. */
export interface SourcedBrief {
  readonly brief: Brief;
  readonly source: Uint8Array | null;
}

type Found = { readonly editions: readonly SourcedBrief[] } | { readonly lines: readonly string[] };

/** The editions that are named, in that order; or what is wrong with all that cannot be printed, and then none. */
export async function findBriefs(order: PrintOrder, lang: UiLang, around: PrintSources): Promise<Found> {
  let library: Promise<FoundLibrary> | null = null;
  const editions: SourcedBrief[] = [];
  const lines: string[] = [];
  for (const name of order.briefs) {
    const isFile = /\.md$|[\\/]/.test(name);
    if (!isFile) library ??= readLibrary(around.shelves);
    const found =
      library && !isFile
        ? await findInLibrary(await library, name, order, lang, around)
        : await readFile(name, lang, around.cwd);
    if ('lines' in found) lines.push(...found.lines);
    else editions.push(...found.editions);
  }
  for (const [index, { brief }] of editions.entries())
    if (editions.findIndex((other) => other.brief.id === brief.id && other.brief.lang === brief.lang) < index)
      lines.push(words.twice[lang](brief.id, brief.lang));
  return lines.length ? { lines } : { editions };
}

async function findInLibrary(
  library: FoundLibrary,
  id: string,
  { edition, options }: PrintOrder,
  lang: UiLang,
  { shelves }: PrintSources,
): Promise<Found> {
  const broken = [...library.unreadable, ...library.waiting].filter(({ file }) => file.startsWith(`${id}/`));
  const problems = broken.flatMap((file) => file.problems.map((problem) => problemLine(problem, lang)));
  const found = library.briefs.find((brief) => brief.id === id);
  if (!found) return { lines: problems.length ? problems : [words.unknown[lang](quotable(id))] };
  const langs = found.editions.map((one) => one.lang);
  const wanted = edition ?? (langs.includes(lang) ? lang : (langs[0] ?? lang));
  if (!langs.includes(wanted)) return { lines: [words.noEdition[lang](id, wanted, langs.join(', '))] };
  const printed = langsFor({ editions: options.editions ?? 'one' }, wanted, langs);
  // Nothing is printed in place of all editions as long as one of them cannot be read.
  if (options.editions && options.editions !== 'one' && problems.length) return { lines: problems };
  const editions: SourcedBrief[] = [];
  for (const one of printed) {
    const opened = await openEdition(shelves, { id, lang: one });
    if (!opened) return { lines: [words.noEdition[lang](id, one, langs.join(', '))] };
    if (!('brief' in opened)) return { lines: opened.problems.map((problem) => problemLine(problem, lang)) };
    editions.push({ brief: opened.brief, source: await readSource(shelves, opened.brief) });
  }
  return { editions };
}

/** A brief named by its file, wherever it lies. */
async function readFile(name: string, lang: UiLang, cwd: string): Promise<Found> {
  const problem = (rule: Parameters<typeof problemLine>[0]['rule']) => ({
    lines: [problemLine({ file: name, line: 1, field: 'file', found: '', rule }, lang)],
  });
  const path = await realpath(resolve(cwd, name)).catch(() => null);
  const read = path === null ? 'missing' : await readRegularFile(path, largestFile);
  if (read === 'missing') return problem({ code: 'file-missing' });
  if (read === 'not-a-file') return problem({ code: 'file-kind' });
  if (read === 'denied') return problem({ code: 'file-denied' });
  if (read === 'failed') return problem({ code: 'file-unread' });
  if (!('bytes' in read)) return problem({ code: 'file-size', maximum: largestFile });
  const parsed = parse(name, read.bytes);
  return 'brief' in parsed
    ? { editions: [{ brief: parsed.brief, source: read.bytes }] }
    : { lines: parsed.problems.map((fault) => problemLine(fault, lang)) };
}

const words = {
  unknown: {
    fr: (id: string) =>
      `aide-memoire\u00a0: la bibliothèque n’a pas de note «\u202f${id}\u202f»\u202f; «\u202flist\u202f» les énumère.`,
    en: (id: string) => `aide-memoire: the library has no brief “${id}”; “list” names those it has.`,
  },
  noEdition: {
    fr: (id: string, lang: string, langs: string) =>
      `aide-memoire\u00a0: la note ${id} n’a pas d’édition «\u202f${lang}\u202f»\u202f; elle existe en\u00a0: ${langs}.`,
    en: (id: string, lang: string, langs: string) =>
      `aide-memoire: the brief ${id} has no “${lang}” edition; it has: ${langs}.`,
  },
  twice: {
    fr: (id: string, lang: string) =>
      `aide-memoire\u00a0: l’édition «\u202f${lang}\u202f» de la note ${id} est nommée deux fois\u202f; la nommer une fois.`,
    en: (id: string, lang: string) =>
      `aide-memoire: the “${lang}” edition of the brief ${id} is named twice; name it once.`,
  },
} as const;
