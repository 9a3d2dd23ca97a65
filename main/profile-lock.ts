import { linkSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { errorCode } from './disk/regular-file.ts';

/** Who writes in a profile, as its lock file says. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Takes a profile for writing: one program at a time may. What a crash left is taken over; a program on another computer, which
 * cannot be asked, counts as running.
 * @returns The way to give it back, or who has it.
 * @throws a system error where the profile cannot be written to.
 */
export function takeProfile(file: string): (() => void) | Holder {
  const own = JSON.stringify({ pid: process.pid, host: hostname(), start: startOf(process.pid) });
  const beside = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(beside, own, { mode: 0o600 });
  try {
    for (;;) {
      if (put(beside, file, own)) return () => giveBack(file, own);
      const found = read(file);
      if (found === null) continue;
      const holder = holderOf(found);
      if (holder && isRunning(holder)) return holder;
      remove(file, found);
    }
  } finally {
    rmSync(beside, { force: true });
  }
}

/** How long a command that writes is waited for, in milliseconds. */
const patience = 5000;

/** Takes a profile as soon as a command that is writing in it has ended; blocks meanwhile. A disk that takes no lock is not locked. */
export function takeProfileSoon(file: string): (() => void) | Holder {
  const until = Date.now() + patience;
  for (;;) {
    const taken = tryToTake(file);
    if (typeof taken === 'function' || Date.now() > until) return taken;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

function tryToTake(file: string): (() => void) | Holder {
  try {
    return takeProfile(file);
  } catch {
    // Nothing can be written there, so that nothing is written beside it.
    return () => undefined;
  }
}

interface Known extends Holder {
  readonly start: string | null;
}

/** Whole from the first moment, or not at all where another is there. */
function put(beside: string, file: string, own: string): boolean {
  try {
    linkSync(beside, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
  }
  try {
    // A disk without links.
    writeFileSync(file, own, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function giveBack(file: string, own: string): void {
  if (read(file) === own) rmSync(file, { force: true });
}

/** Moves a dead lock away; one that another has put there meanwhile goes back. */
function remove(file: string, dead: string): void {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if (read(aside) === dead) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

function read(file: string): string | null {
  try {
    // A pipe would be waited for.
    return lstatSync(file).isFile() ? readFileSync(file, 'utf8').slice(0, 1000) : '';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function holderOf(text: string): Known | null {
  try {
    const { pid, host, start } = JSON.parse(text);
    const known = typeof start === 'string' ? start : null;
    return Number.isSafeInteger(pid) && pid > 0 && typeof host === 'string'
      ? { pid, host, start: known }
      : null;
  } catch {
    // Cut short by a crash: nobody's.
    return null;
  }
}

function isRunning({ pid, host, start }: Known): boolean {
  // A computer may have been given another name meanwhile; as long as it runs, it keeps the number of its start.
  const isHere = host === hostname() || (start !== null && start.split(' ')[0] === bootId());
  if (!isHere) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
  }
  // The number of a program that has ended may be another's by now.
  const now = startOf(pid);
  return start === null || now === null || start === now;
}

/** When a process began, as Linux tells it; `null` elsewhere. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${bootId()} ${fields[19]}`;
  } catch {
    return null;
  }
}

function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null;
  }
}
