import type { OpenBrief, PrintJob, Result } from '../../core/api.ts';
import type { Brief, EditionRef } from '../../core/brief.ts';
import { langsFor, type PrintedBrief } from '../../core/printing/print-document.ts';
import type { PrintOptions } from '../../core/printing/print-schema.ts';
import type { Answers } from '../gate.ts';
import { boardJob } from '../library/board-file.ts';
import type { BriefWork } from '../library/brief-work.ts';
import { Turns } from '../turns.ts';
import type { Briefs, Printing } from './print.ts';

/** How what is printed is read. */
export interface PrintReading {
  /** An edition with what its reader wrote on the brief. */
  readonly open: (edition: EditionRef) => Promise<Result<OpenBrief>>;
  /** The languages of all editions of a brief, those that cannot be read among them. */
  readonly langs: (brief: string) => Promise<readonly string[]>;
  readonly options: () => Promise<PrintOptions>;
  readonly now: () => Date;
  /** Reads the board as a brief of its own. */
  readonly work: BriefWork;
  readonly internal: () => Result<never>;
}

type PrintChannel = 'print.preview' | 'print.pdf' | 'print.paper' | 'print.board' | 'print.cancel';

/** Answers what is asked to be printed. Where one brief or edition cannot be read, nothing is printed without it. */
export function printAnswers(reading: PrintReading, printing: Printing): Pick<Answers, PrintChannel> {
  // What is asked later must not be read sooner: the newer preview ends the older, never the other way round.
  const turns = new Turns();
  const withBriefs = async <T>(
    job: PrintJob,
    print: (job: PrintJob, briefs: Briefs) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const briefs = await turns.take(() => openBriefs(reading, job));
    return briefs.ok ? print(job, briefs.value) : briefs;
  };
  return {
    'print.preview': (job) => withBriefs(job, printing.preview),
    'print.pdf': (job) => withBriefs(job, printing.pdf),
    'print.paper': (job) => withBriefs(job, printing.paper),
    'print.board': async (page, to) => {
      const board = await boardJob(page, await reading.options(), reading.now(), reading.work);
      if (!board) return reading.internal();
      if (to === 'pdf') return printing.pdf(board.job, [board.brief]);
      const handed = await printing.paper(board.job, [board.brief]);
      return handed.ok ? { ok: true, value: null } : handed;
    },
    'print.cancel': async () => {
      printing.cancel();
      return { ok: true, value: true };
    },
  };
}

async function openBriefs(reading: PrintReading, { editions, options }: PrintJob): Promise<Result<Briefs>> {
  const [first, ...others] = editions;
  const opened = await openBrief(reading, first, options);
  if (!opened.ok) return opened;
  const briefs: [PrintedBrief, ...PrintedBrief[]] = [opened.value];
  for (const edition of others) {
    const other = await openBrief(reading, edition, options);
    if (!other.ok) return other;
    briefs.push(other.value);
  }
  return { ok: true, value: briefs };
}

async function openBrief(
  { open, langs }: PrintReading,
  edition: EditionRef,
  options: PrintOptions,
): Promise<Result<PrintedBrief>> {
  const opened = await open(edition);
  if (!opened.ok) return opened;
  const { brief, annotations, positions } = opened.value;
  const editions: [Brief, ...Brief[]] = [brief];
  const [, ...others] = langsFor(
    options,
    brief.lang,
    options.editions === 'one' ? [] : await langs(brief.id),
  );
  for (const lang of others) {
    const other = await open({ id: brief.id, lang });
    if (!other.ok) return other;
    editions.push(other.value.brief);
  }
  return { ok: true, value: { editions, annotations: annotations.value, positions: positions.value } };
}
