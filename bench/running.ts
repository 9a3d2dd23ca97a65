import { readdirSync, readFileSync } from 'node:fs';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

/** The program as it is run to be measured, and what is measured of it. */

const root = process.cwd();
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Starts the app, or what else lies in a folder, in French on a profile. */
export function launch(profile: string, folder = root): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: process.env.AIDE_MEMOIRE_ELECTRON ?? '',
    args: [...asRoot, '--lang=fr', `--user-data-dir=${profile}`, folder],
    cwd: root,
  });
}

/** The app on a profile, with a text on its page. */
export async function start(
  profile: string,
): Promise<{ readonly app: ElectronApplication; readonly page: Page }> {
  const app = await launch(profile);
  const page = await app.firstWindow();
  await page.getByRole('article').getByRole('heading', { level: 1 }).waitFor();
  return { app, page };
}

/** When the text was first on the screen, by the renderer's own largest-contentful-paint record; milliseconds since 1970. */
export function textShown(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1);
          if (last) done(performance.timeOrigin + last.startTime);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
}

/** Proportional set size of the program and all its children, MiB. */
export function memoryOf(app: ElectronApplication): number {
  return [...memoryByProcess(app).values()].reduce((sum, mib) => sum + mib, 0);
}

/** The same for each kind of process: `browser`, `renderer`, `gpu-process`, `utility`, `zygote`. */
export function memoryByProcess(app: ElectronApplication): ReadonlyMap<string, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended while the list was read.
    }
  }
  const within = (pid: number): boolean => {
    for (let at: number | undefined = pid; at; at = parents.get(at))
      if (at === app.process().pid) return true;
    return false;
  };
  const kinds = new Map<string, number>();
  for (const pid of parents.keys()) {
    if (!within(pid)) continue;
    try {
      const kib = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
      const kind = /--type=([a-z-]+)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1] ?? 'browser';
      kinds.set(kind, (kinds.get(kind) ?? 0) + kib / 1024);
    } catch {
      // As above.
    }
  }
  return kinds;
}
