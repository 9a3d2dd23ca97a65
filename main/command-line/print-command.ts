import { resolve } from 'node:path';
import { defaultPrintOptions, type PrintOptions } from '../../core/printing/print.ts';
import { editionsOf, type PrintedBrief, printDocument } from '../../core/printing/print-document.ts';
import { printOptions } from '../../core/printing/print-schema.ts';
import { quotable } from '../../core/problem.ts';
import type { UiLang } from '../../core/settings.ts';
import type { Shelf } from '../library/library.ts';
import { printTo } from '../printing/print.ts';
import type { PrintRoom } from '../printing/print-window.ts';
import { unprintedSentence } from '../printing/print-words.ts';
import type { PrintWork } from '../printing/print-work.ts';
import type { Stores } from '../stores/stores.ts';
import { uiLangOf } from '../ui-lang.ts';
import { parseCommandLine } from './command-line.ts';
import { misuseSentence } from './command-words.ts';
import { findBriefs, type SourcedBrief } from './print-briefs.ts';
import type { GivenPrintOptions } from './print-options.ts';

export interface CommandSurroundings extends PrintRoom {
  readonly work: PrintWork;
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
 * `print ID|FILE… --to=OUT.pdf`, without any window that is seen.
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
  const unprinted = (lines: readonly string[]): 1 => {
    for (const line of lines) around.complain(line);
    return 1;
  };
  const found = await findBriefs(command, lang, around);
  if (!('editions' in found)) return unprinted(found.lines);
  const options = optionsFor(settings.print, command.options);
  const strange = strangeProposal(options, found.editions);
  if (strange !== undefined) return unprinted([noProposal[lang](quotable(strange))]);
  const briefs = await withNotes(around.stores, found.editions);
  const [first, ...others] = briefs;
  if (!first) return misused(misuseSentence({ code: 'no-brief' }, lang));
  const printed = printDocument({
    briefs: [first, ...others],
    options,
    marks: 'native',
    lang,
    at: printedAt(process.env.SOURCE_DATE_EPOCH) ?? around.at,
  });
  const complain = (reason: unknown) =>
    around.complain(`aide-memoire: ${reason instanceof Error ? reason.message : reason}`);
  const file = resolve(around.cwd, command.to);
  const source = async (edition: { readonly id: string; readonly lang: string }) =>
    found.editions.find(({ brief }) => brief.id === edition.id && brief.lang === edition.lang)?.source ??
    null;
  const reason = await printTo({ ...around, complain, source }, file, printed);
  if (reason !== null) return unprinted([`aide-memoire: ${unprintedSentence(reason, command.to, lang)}`]);
  if (command.json) {
    const editions = editionsOf(printed).map(({ brief, notes, orphans }) => ({
      id: brief.id,
      lang: brief.lang,
      notes: notes.length + orphans.length,
    }));
    around.say(JSON.stringify({ printed: { file, editions } }));
  }
  return 0;
}

/** How the reader likes pages to look, unless told otherwise; what is on them is for the command line alone to say. */
function optionsFor(
  { paper, margins, textSize, annotations, paragraphNumbers }: PrintOptions,
  given: GivenPrintOptions,
): PrintOptions {
  const looks = { paper, margins, textSize, annotations, paragraphNumbers };
  return printOptions.parse({ ...defaultPrintOptions, ...looks, ...given });
}

/** The editions of one brief belong together, wherever on the command line they stand. */
async function withNotes(stores: Stores, editions: readonly SourcedBrief[]): Promise<PrintedBrief[]> {
  const ids = [...new Set(editions.map(({ brief }) => brief.id))];
  const briefs = await Promise.all(
    ids.map(async (id): Promise<PrintedBrief[]> => {
      const [annotations, positions] = await Promise.all([
        stores.annotations.of(id),
        stores.positions.of(id),
      ]);
      const [first, ...others] = editions.flatMap(({ brief }) => (brief.id === id ? [brief] : []));
      if (!first) return [];
      return [
        {
          editions: [first, ...others],
          annotations: annotations.value.items,
          positions: positions.value.positions,
        },
      ];
    }),
  );
  return briefs.flat();
}

/** A proposal that marks are to be linked to and that none of the briefs has. */
function strangeProposal({ only }: PrintOptions, editions: readonly SourcedBrief[]): string | undefined {
  const known = new Set(editions.flatMap(({ brief }) => brief.proposals.map(({ id }) => id)));
  return only.proposals.find((id) => !known.has(id));
}

const noProposal: Readonly<Record<UiLang, (id: string) => string>> = {
  fr: (id) =>
    `aide-memoire\u00a0: aucune des notes n’a de proposition «\u202f${id}\u202f»\u202f; leurs fichiers donnent celles qu’elles ont.`,
  en: (id) => `aide-memoire: none of the briefs has a proposal “${id}”; their files name those they have.`,
};

/** The instant that reproducible builds give in place of now: seconds since 1970. */
function printedAt(epoch: string | undefined): string | null {
  return epoch !== undefined && /^\d{1,11}$/.test(epoch)
    ? new Date(Number(epoch) * 1000).toISOString()
    : null;
}
