import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Brief } from '../../core/brief.ts';
import { largestFile, parse } from '../../core/parse.ts';
import { editionsOf, printDocument } from '../../core/printing/print-document.ts';
import { problemLine, quotable } from '../../core/problem.ts';
import type { UiLang } from '../../core/settings.ts';
import { openEdition, readLibrary, type Shelf } from '../library/library.ts';
import { printTo } from '../printing/print.ts';
import { readSource } from '../printing/print-attachments.ts';
import type { PrintRoom } from '../printing/print-window.ts';
import { unprintedSentence } from '../printing/print-words.ts';
import { readRegularFile } from '../regular-file.ts';
import type { Stores } from '../stores/stores.ts';
import { uiLangOf } from '../ui-lang.ts';
import { type Command, parseCommandLine } from './command-line.ts';
import { misuseSentence } from './command-words.ts';

export interface CommandSurroundings extends PrintRoom {
  readonly shelves: readonly Shelf[];
  readonly stores: Stores;
  /** The system's languages, the first one first. */
  readonly systemLangs: readonly string[];
  /** When it is printed, ISO 8601 in UTC. */
  readonly at: string;
  /** Where relative names count from. */
  readonly cwd: string;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/**
 * `print ID|FILE --to=OUT.pdf`, without any window that is seen.
 * @param words Those after `print`.
 * @returns 0 printed, 1 not printed, with a sentence a problem, 2 wrong usage.
 */
export async function printFromCommandLine(
  words: readonly string[],
  around: CommandSurroundings,
): Promise<0 | 1 | 2> {
  const understood = parseCommandLine(['print', ...words]);
  const settings = (await around.stores.settings).value;
  const spoken = 'command' in understood ? understood.command.lang : understood.lang;
  const lang = uiLangOf(spoken ?? '', settings.lang, around.systemLangs);
  const misused = (sentence: string): 2 => {
    around.complain(`aide-memoire: ${sentence}`);
    return 2;
  };
  if ('misuse' in understood) return misused(misuseSentence(understood.misuse, lang));
  const { command } = understood;
  if (command.verb !== 'print') return misused(misuseSentence({ code: 'no-brief' }, lang));
  const found = await findBrief(command, lang, around);
  if (!('brief' in found)) {
    for (const line of found.lines) around.complain(line);
    return 1;
  }
  const { brief } = found;
  const [annotations, positions] = await Promise.all([
    around.stores.annotations.of(brief.id),
    around.stores.positions.of(brief.id),
  ]);
  const printed = printDocument({
    briefs: [
      {
        editions: [brief],
        annotations: annotations.value.items,
        positions: positions.value.positions,
      },
    ],
    options: { ...settings.print, ...command.options },
    marks: 'native',
    lang,
    at: printedAt(process.env.SOURCE_DATE_EPOCH) ?? around.at,
  });
  const complain = (reason: unknown) =>
    around.complain(`aide-memoire: ${reason instanceof Error ? reason.message : reason}`);
  const file = resolve(around.cwd, command.to);
  const unprinted = await printTo({ ...around, complain, source: async () => found.source }, file, printed);
  if (unprinted !== null) {
    around.complain(`aide-memoire: ${unprintedSentence(unprinted, command.to, lang)}`);
    return 1;
  }
  if (command.json) {
    const notes = editionsOf(printed).reduce((sum, one) => sum + one.notes.length + one.orphans.length, 0);
    around.say(JSON.stringify({ printed: { id: brief.id, lang: brief.lang, file, notes } }));
  }
  return 0;
}

/** The instant that reproducible builds give in place of now: seconds since 1970. */
function printedAt(epoch: string | undefined): string | null {
  return epoch !== undefined && /^\d{1,11}$/.test(epoch)
    ? new Date(Number(epoch) * 1000).toISOString()
    : null;
}

type PrintCommand = Extract<Command, { readonly verb: 'print' }>;
type Found =
  | { readonly brief: Brief; readonly source: Uint8Array | null }
  | { readonly lines: readonly string[] };

async function findBrief(order: PrintCommand, lang: UiLang, around: CommandSurroundings): Promise<Found> {
  if (/\.md$|[\\/]/.test(order.brief)) return readFile(order.brief, lang, around.cwd);
  const library = await readLibrary(around.shelves);
  const found = library.briefs.find(({ id }) => id === order.brief);
  if (found) {
    const { editions } = found;
    const wanted = order.edition ?? lang;
    const edition =
      editions.find((edition) => edition.lang === wanted) ?? (order.edition ? null : editions[0]);
    const opened = edition && (await openEdition(around.shelves, { id: found.id, lang: edition.lang }));
    if (opened && 'brief' in opened)
      return { brief: opened.brief, source: await readSource(around.shelves, opened.brief) };
    if (opened) return { lines: opened.problems.map((problem) => problemLine(problem, lang)) };
    const langs = editions.map((edition) => edition.lang).join(', ');
    return { lines: [words.noEdition[lang](order.brief, wanted, langs)] };
  }
  const broken = [...library.unreadable, ...library.waiting].filter(({ file }) =>
    file.startsWith(`${order.brief}/`),
  );
  if (broken.length)
    return {
      lines: broken.flatMap(({ problems }) => problems.map((problem) => problemLine(problem, lang))),
    };
  return { lines: [words.unknown[lang](quotable(order.brief))] };
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
    ? { brief: parsed.brief, source: read.bytes }
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
} as const;
