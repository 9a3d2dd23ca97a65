import { parentPort, workerData } from 'node:worker_threads';
import { type ImportJob, runImport } from './exchange/import-job.ts';

/** A thread for one file from elsewhere, so that whatever it holds costs the window nothing and can be ended. */

const job: ImportJob = workerData;
void runImport(job).then((done) => parentPort?.postMessage(done));
