import { Worker } from 'node:worker_threads';
import type { ExportJob } from './export-job.ts';
import type { ImportDone, ImportJob } from './import-job.ts';

/** The work that files of annotations make, done within limits of time and memory: `overrun` beyond them. */
export interface ExchangeWork {
  readonly runImport: (job: ImportJob) => Promise<ImportDone | 'overrun'>;
  readonly runExport: (job: ExportJob) => Promise<Uint8Array | 'overrun'>;
}

/** A file may take as long, in milliseconds, and as much memory, in MiB. */
const mostOfAll = { time: 60_000, memory: 1024 };

/**
 * Reads and makes files in a thread each, which is ended when it takes too much.
 * @param script The thread's program.
 */
export function exchangeInThread(script: string, limits = mostOfAll): ExchangeWork {
  return {
    runImport: (job) => inThread(script, job, limits),
    runExport: (job) => inThread(script, job, limits),
  };
}

function inThread<Done>(script: string, job: object, limits: typeof mostOfAll): Promise<Done | 'overrun'> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, {
      workerData: job,
      // What libraries have to say is no output of the program's.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: limits.memory },
    });
    const timer = setTimeout(() => {
      resolve('overrun');
      void worker.terminate();
    }, limits.time);
    worker.once('message', (done: Done) => resolve(done));
    worker.once('error', (error) => {
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve('overrun');
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve('overrun');
    });
  });
}
