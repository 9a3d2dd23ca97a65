import type { Brief, EditionRef } from '../../core/brief.ts';
import type { Completion, Draft } from '../../core/completing.ts';
import { type Problem, quotable } from '../../core/problem.ts';
import { inThread, type ThreadLimits } from '../in-thread.ts';
import type { ListedBy, ListedEdition } from './catalogue.ts';

/** Why there is no brief in a file. */
export interface Unfit {
  readonly problems: readonly Problem[];
}

/** A brief, and what the list says of it. */
export interface WholeBrief extends ListedBy {
  readonly brief: Brief;
}

/** The file that answers make of another. */
export interface CompletedFile {
  readonly edition: EditionRef;
  readonly bytes: Uint8Array;
}

/**
 * What is made of files that may come from anywhere, by their name and their bytes. Never rejects. Where there is nothing but
 * a file's name to tell of, its first problem does.
 */
export interface BriefWork {
  /** What the list says of a brief. */
  list(file: string, bytes: Uint8Array): Promise<ListedBy | Unfit>;
  open(file: string, bytes: Uint8Array): Promise<WholeBrief | Unfit>;
  /** As `list`; `waits` for what is a brief but for fields that are missing. */
  sort(file: string, bytes: Uint8Array): Promise<ListedBy | 'waits' | Unfit>;
  /** What is to be asked about a file that waits. */
  draft(file: string, bytes: Uint8Array): Promise<Draft | Unfit>;
  complete(file: string, bytes: Uint8Array, answers: Completion): Promise<CompletedFile | Unfit>;
}

/** What a thread is asked for. */
export type BriefJob =
  | {
      readonly step: Exclude<keyof BriefWork, 'complete'>;
      readonly file: string;
      readonly bytes: Uint8Array;
    }
  | {
      readonly step: 'complete';
      readonly file: string;
      readonly bytes: Uint8Array;
      readonly answers: Completion;
    };

/** A file may take as long, in milliseconds, and as much memory, in MiB: many times what the largest sound one does. */
export const briefLimits: ThreadLimits = { time: 5000, memory: 512, patience: 20_000 };

/**
 * Does the work in threads, each ended when a file takes too much: that is the file's problem. What the reader waits for
 * does not wait for the list.
 * @param script The threads' program.
 */
export function briefsInThread(script: string, limits = briefLimits): BriefWork {
  const listing = inThread<BriefJob>(script, limits);
  const asked = inThread<BriefJob>(script, limits);
  const within = async <Done>(file: string, work: Promise<Done | 'overrun'>): Promise<Done | Unfit> => {
    // An error of the program at this file is as good as one: all others can be read.
    const done = await work.catch(() => 'overrun' as const);
    return done === 'overrun' ? costly(file) : done;
  };
  const ask =
    (step: Exclude<BriefJob['step'], 'complete'>, thread = asked) =>
    <Done>(file: string, bytes: Uint8Array): Promise<Done | Unfit> =>
      within(file, thread.run<Done>({ step, file, bytes }));
  return {
    list: ask('list', listing),
    open: ask('open'),
    sort: ask('sort'),
    draft: ask('draft'),
    complete: (file, bytes, answers) => within(file, asked.run({ step: 'complete', file, bytes, answers })),
  };
}

export function listed(brief: Brief): ListedBy {
  return { id: brief.id, listed: summaryOf(brief) };
}

function summaryOf(brief: Brief): ListedEdition {
  const { lang, title, kind, series, tags, date, place, revised, revision, text } = brief;
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}’'-]*/gu)?.length ?? 0;
  const proposals = brief.proposals.map((proposal) => proposal.id);
  return { lang, title, kind, series, tags, date, place, revised, revision, words, proposals };
}

function costly(file: string): Unfit {
  const problem: Problem = {
    file: quotable(file),
    line: 1,
    field: 'file',
    found: '',
    rule: { code: 'file-costly' },
  };
  return { problems: [problem] };
}
