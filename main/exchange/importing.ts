import { Worker } from 'node:worker_threads';
import type { ImportDone, ImportJob } from './import-job.ts';

/** A file may take as long, in milliseconds, and as much memory, in MiB. */
const mostOfAll = { time: 60_000, memory: 1024 };

/**
 * Reads files in a thread each, which is ended when it takes too much.
 * @param script The thread's program.
 */
export function importInThread(
  script: string,
  limits = mostOfAll,
): (job: ImportJob) => Promise<ImportDone | 'overrun'> {
  return (job) =>
    new Promise((resolve, reject) => {
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
      worker.once('message', (done: ImportDone) => resolve(done));
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
