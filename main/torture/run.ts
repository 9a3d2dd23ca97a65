import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { profileOf } from '../profile.ts';
import { openStores, type Stores } from '../stores/stores.ts';
import { briefs, type Said, standing } from './changes.ts';
import type { Model } from './model.ts';

export interface Ended {
  readonly said: readonly Said[];
  /** What it wrote to its error stream. */
  readonly errors: string;
}

/** Runs a program to its end, or until `meddle` ends it; every full line that it says is heard by the model. */
export function run(
  command: readonly [string, ...string[]],
  model: Model,
  meddle: (said: Said, child: ChildProcess) => void = () => undefined,
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const [program, ...words] = command;
  const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Said[] = [];
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const one = parse(line);
    if (!one) return;
    said.push(one);
    model.hear(one);
    meddle(one, child);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve({ said, errors }));
  });
}

/** A line that the end of the program cut off says nothing. */
function parse(line: string): Said | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** All that is wrong with what a stopped program left on disk: what is lost, what cannot be read, what was set aside. */
export async function faultsIn(cwd: string, model: Model): Promise<string[]> {
  const stores = readOnly(cwd);
  const opened = await Promise.all(
    briefs.flatMap((brief) => [stores.annotations.of(brief), stores.positions.of(brief)]),
  );
  const notices = opened.flatMap(({ notice }) => (notice ? [`${notice.kind}: ${notice.file}`] : []));
  const asides = readdirSync(cwd, { recursive: true })
    .map(String)
    .filter((name) => /unreadable|changed/.test(name));
  return [...notices, ...asides, ...model.judge(await standing(stores))];
}

function readOnly(cwd: string): Stores {
  const profile = profileOf({ platform: process.platform, env: {}, home: cwd, cwd }, cwd);
  return openStores(profile, { now: () => new Date(), access: 'read' });
}
