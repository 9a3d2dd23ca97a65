import { Worker } from 'node:worker_threads';
import { Turns } from './turns.ts';

/** What a thread may take. */
export interface ThreadLimits {
  /** For one job, in milliseconds. */
  readonly time: number;
  /** Of its own values, in MiB. */
  readonly memory: number;
  /** By how much the whole program may grow meanwhile, in MiB: the bytes of a file lie outside a thread's own memory. */
  readonly growth?: number;
  /** How long it is kept without work, in milliseconds. */
  readonly patience: number;
}

/** How often it is looked at how far the program has grown, in milliseconds. */
const often = 50;
const mebibyte = 2 ** 20;

/** A thread that does jobs one after the other. */
export interface Thread<Job> {
  /**
   * Answers `overrun` where the job takes too much. Rejects with what the thread throws.
   * @param given What of the job is handed over, not copied: it is gone here.
   */
  run<Done>(job: Job, given?: readonly ArrayBuffer[]): Promise<Done | 'overrun'>;
  /** Starts the thread where there is none, so that it is there when its job is. */
  awaken(): void;
  /** Ends the thread once its work is done: a program that exits around a living one may die of it. */
  end(): Promise<void>;
}

/**
 * Has jobs done in a thread that is ended when one takes too much; the next has a thread of its own.
 * @param script The thread's program. It answers each message with one.
 */
export function inThread<Job>(script: string, limits: ThreadLimits): Thread<Job> {
  const turns = new Turns();
  let kept: Worker | null = null;
  let resting: NodeJS.Timeout | undefined;

  const begin = (): Worker => {
    const worker = new Worker(script, {
      // What libraries have to say is no output of the program's.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: limits.memory },
    });
    worker.once('exit', () => {
      if (kept === worker) kept = null;
    });
    return worker;
  };

  const rest = (worker: Worker) => {
    worker.unref();
    clearTimeout(resting);
    resting = setTimeout(() => {
      // What is asked before it has ended gets another one.
      if (kept === worker) kept = null;
      void worker.terminate();
    }, limits.patience).unref();
  };

  const run = <Done>(job: Job, given: readonly ArrayBuffer[]): Promise<Done | 'overrun'> =>
    new Promise((resolve, reject) => {
      clearTimeout(resting);
      kept ??= begin();
      const worker = kept;
      worker.ref();
      const end = () => {
        clearTimeout(timer);
        clearInterval(looking);
        worker.removeAllListeners('message').removeAllListeners('error').off('exit', exited);
        // What it still throws while it is being ended is nobody's concern.
        worker.on('error', () => undefined);
      };
      const dismiss = () => {
        end();
        kept = null;
        void worker.terminate();
      };
      const exited = () => {
        end();
        resolve('overrun');
      };
      const overrun = () => {
        dismiss();
        resolve('overrun');
      };
      const timer = setTimeout(overrun, limits.time);
      const most = process.memoryUsage.rss() + (limits.growth ?? Number.POSITIVE_INFINITY) * mebibyte;
      const looking = setInterval(() => process.memoryUsage.rss() > most && overrun(), often);
      worker.once('message', (done: Done) => {
        if (limits.patience === 0) dismiss();
        else {
          end();
          rest(worker);
        }
        // To have taken a large answer over is long enough at one go: others get their turn before it is sent on.
        setImmediate(resolve, done);
      });
      worker.once('error', (error) => {
        dismiss();
        if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve('overrun');
        else reject(error);
      });
      worker.once('exit', exited);
      worker.postMessage(job, given);
    });

  return {
    run: (job, given = []) => turns.take(() => run(job, given)),
    awaken: () => {
      if (kept) return;
      kept = begin();
      rest(kept);
    },
    end: () =>
      turns.take(async () => {
        clearTimeout(resting);
        const worker = kept;
        kept = null;
        await worker?.terminate();
      }),
  };
}
