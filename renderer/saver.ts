import type { Annotation } from '../core/annotation.ts';
import type { Api, Failure } from '../core/api.ts';
import type { Change } from '../core/history.ts';
import type { Position } from '../core/position.ts';

/** How long to wait before trying again what could not be saved, in milliseconds. */
const retryAfter = 5000;

/** How many annotations go into one save, so that thousands do not keep the main process from all else. */
const atOnce = 250;

interface Unsaved {
  readonly annotations: Map<string, Annotation | null>;
  readonly positions: Map<string, Position | null>;
}

export type SaverReport =
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Saver {
  /** Notes what changed on a brief and saves it as soon as the save under way is done. */
  save(brief: string, changes: readonly Change[]): void;
  /** Tries at once what is not yet on disk; resolves when nothing more is under way. */
  flush(): Promise<void>;
}

/**
 * Brings changes to disk one save at a time, each with everything that has come meanwhile. What cannot be saved stays
 * here, in its newest form, and is tried again until it is saved.
 */
export function createSaver(
  api: { readonly [K in 'annotations' | 'positions']: Pick<Api[K], 'save'> },
  report: (said: SaverReport) => void,
): Saver {
  const unsaved = new Map<string, Unsaved>();
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function saveBrief(brief: string, parts: Unsaved): Promise<Failure | string> {
    let at = '';
    while (parts.annotations.size) {
      const some = [...parts.annotations].slice(0, atOnce);
      const put = some.flatMap(([, annotation]) => annotation ?? []);
      const drop = some.flatMap(([id, annotation]) => (annotation ? [] : [id]));
      const result = await api.annotations.save(brief, put, drop);
      if (!result.ok) return result.error;
      for (const [id] of some) parts.annotations.delete(id);
      at = result.value.at;
    }
    if (parts.positions.size) {
      const result = await api.positions.save(brief, Object.fromEntries(parts.positions));
      if (!result.ok) return result.error;
      parts.positions.clear();
      at = result.value.at;
    }
    return at;
  }

  async function run(): Promise<void> {
    clearTimeout(timer);
    while (unsaved.size) {
      report({ kind: 'saving' });
      for (const [brief, parts] of [...unsaved]) {
        unsaved.delete(brief);
        const outcome = await saveBrief(brief, parts);
        if (typeof outcome !== 'string') {
          // What came meanwhile is newer and wins over what could not be saved.
          const newer = unsaved.get(brief);
          unsaved.set(brief, {
            annotations: new Map([...parts.annotations, ...(newer?.annotations ?? [])]),
            positions: new Map([...parts.positions, ...(newer?.positions ?? [])]),
          });
          report({ kind: 'failed', failure: outcome });
          timer = setTimeout(flush, retryAfter);
          running = null;
          return;
        }
        if (!unsaved.size) report({ kind: 'saved', at: outcome });
      }
    }
    // In the same breath as the last look at `unsaved`, so that nothing can come between and wait for ever.
    running = null;
  }

  async function flush(): Promise<void> {
    if (!running && unsaved.size) running = run();
    await running;
  }

  return {
    save(brief, changes) {
      let parts = unsaved.get(brief);
      if (!parts) {
        parts = { annotations: new Map(), positions: new Map() };
        unsaved.set(brief, parts);
      }
      for (const change of changes) {
        if (change.of === 'annotation') parts.annotations.set(change.id, change.after);
        else parts.positions.set(change.id, change.after);
      }
      void flush();
    },
    flush,
  };
}
