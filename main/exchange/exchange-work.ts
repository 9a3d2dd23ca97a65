import type { ExportedBrief } from '../../core/exporting/exported.ts';
import { inThread, type ThreadLimits } from '../in-thread.ts';
import { packed } from '../packed.ts';
import type { ExportJob, PackedExport } from './export-job.ts';
import type { ImportDone, ImportJob } from './import-job.ts';

/** The work that files of annotations make, done within limits of time and memory: `overrun` beyond them. */
export interface ExchangeWork {
  readonly runImport: (job: ImportJob) => Promise<ImportDone | 'overrun'>;
  readonly runExport: (job: ExportJob) => Promise<Uint8Array | 'overrun'>;
}

/** Each file has a thread to itself: what one leaves behind in memory is no other's. */
export const exchangeLimits: ThreadLimits = { time: 60_000, memory: 1024, growth: 1536, patience: 0 };

/**
 * Reads and makes files in a thread.
 * @param script The thread's program.
 */
export function exchangeInThread(script: string, limits = exchangeLimits): ExchangeWork {
  const { run } = inThread<ImportJob | ExportJob>(script, limits);
  return { runImport: (job) => run(job), runExport: (job) => run(job) };
}

/** What is to be exported, as a thread takes it. */
export async function packExports(briefs: readonly ExportedBrief[]): Promise<PackedExport[]> {
  const all: PackedExport[] = [];
  for (const { id, titles, editions, annotations } of briefs)
    all.push({ id, titles, editions: await packed(editions), annotations: await packed(annotations) });
  return all;
}
