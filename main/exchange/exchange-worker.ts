import { parentPort } from 'node:worker_threads';
import { type ExportJob, runExport } from './export-job.ts';
import { type ImportJob, runImport } from './import-job.ts';

/** A thread for one file, read or made, so that whatever it takes costs the window nothing and can be ended. */

parentPort?.on('message', (job: ImportJob | ExportJob) => {
  run(job).then(
    (done) => parentPort?.postMessage(done),
    (error: unknown) => {
      // Thrown where nothing catches it, so that it is told as an error of the program.
      setImmediate(() => {
        throw error;
      });
    },
  );
});

// pdf.js leaves rejections of damaged files to nobody, beside those that it answers with. Only the latter count.
process.on('unhandledRejection', () => undefined);

async function run(job: ImportJob | ExportJob): Promise<unknown> {
  return 'step' in job ? runImport(job) : runExport(job);
}
