import { readdirSync, readFileSync } from 'node:fs';
import type { ElectronApplication, Page } from '@playwright/test';

/** What is measured of a program that runs. */

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
