import { parentPort, workerData } from 'node:worker_threads';
import { type ExportJob, runExport } from './exchange/export-job.ts';
import { type ImportJob, runImport } from './exchange/import-job.ts';

/** A thread for one file, read or made, so that whatever it takes costs the window nothing and can be ended. */

const job: ImportJob | ExportJob = workerData;
void run().then((done) => parentPort?.postMessage(done));

async function run(): Promise<unknown> {
  return 'step' in job ? runImport(job) : runExport(job);
}
