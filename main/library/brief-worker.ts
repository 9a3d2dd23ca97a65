import { parentPort } from 'node:worker_threads';
import type { BriefJob } from './brief-work.ts';
import { briefsHere } from './briefs-here.ts';

/** A thread for files that readers put into their folder: whatever they hold, it costs the window nothing and can be ended. */

parentPort?.on('message', async (job: BriefJob) => {
  parentPort?.postMessage(await run(job));
});

function run(job: BriefJob): Promise<unknown> {
  const { file, bytes } = job;
  return job.step === 'complete'
    ? briefsHere.complete(file, bytes, job.answers)
    : briefsHere[job.step](file, bytes);
}
