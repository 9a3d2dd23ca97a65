import { Turns } from '../turns.ts';
import type { WholeBrief } from './brief-work.ts';
import {
  type AnnotationsSum,
  type PositionsSum,
  readCatalogue,
  type Stamped,
  writeCatalogue,
} from './catalogue.ts';
import type { FilesIn, Listed, Place } from './shelf.ts';

/** What has been read before, so that nothing is read or parsed a second time while it stays the same. */
export interface Known {
  /** By path. */
  readonly listed: Map<string, Stamped<Listed>>;
  /** By path: what folders of the shelves held when they were looked at last. */
  readonly folders: Map<string, FilesIn>;
  readonly looks: Turns;
  /**
   * What in the reader's own folder may have changed since this was asked last, by name; `null`: anything. What has not is not
   * looked at again.
   */
  changes(): Promise<ReadonlySet<string> | null>;
  /** The editions last opened, whole, by path. */
  readonly opened: Map<string, WholeBrief & { readonly stamp: string }>;
  /** Where the reader's own editions stand, by `<id>/<lang>`, as they were last listed. */
  readonly places: Map<string, Place>;
  /** Files that the program itself has written whole, so that none of them is waited for. */
  readonly settled: Set<string>;
  /** By brief. */
  readonly annotations: Map<string, Stamped<AnnotationsSum>>;
  readonly positions: Map<string, Stamped<PositionsSum>>;
  /** Takes in what the last run has left, once. */
  recall(): Promise<void>;
  /** Leaves the next run what this one knows, where that has changed. */
  keep(): Promise<void>;
}

/** Where what is known outlives a run. */
export interface Cached {
  readonly path: string;
  /** See `readCatalogue`. */
  readonly program: string;
}

/**
 * @param cached Left out, what is known goes with the run.
 * @param changes Tells each change once, and so is given to one alone.
 */
export function nothingKnown(cached?: Cached, changes: Known['changes'] = async () => null): Known {
  const listed: Known['listed'] = new Map();
  const annotations: Known['annotations'] = new Map();
  const positions: Known['positions'] = new Map();
  const tables = [listed, annotations, positions];
  let recalled: Promise<void> | null = null;
  /** All that the cache holds; what is known of a file is replaced and never changed, so that this tells what is new. */
  let kept = new Set<unknown>();
  let isKeeping = false;

  const all = () => new Set<unknown>(tables.flatMap((table) => [...table.values()]));

  async function read({ path, program }: Cached): Promise<void> {
    const rows = await readCatalogue(path, program);
    for (const [path, edition] of rows.editions) if (!listed.has(path)) listed.set(path, edition);
    for (const [brief, sum] of rows.annotations) if (!annotations.has(brief)) annotations.set(brief, sum);
    for (const [brief, sum] of rows.positions) if (!positions.has(brief)) positions.set(brief, sum);
    kept = all();
  }

  return {
    listed,
    folders: new Map(),
    looks: new Turns(),
    changes,
    opened: new Map(),
    places: new Map(),
    settled: new Set(),
    annotations,
    positions,
    recall: () => {
      recalled ??= cached ? read(cached) : Promise.resolve();
      return recalled;
    },
    keep: async () => {
      if (!cached || isKeeping) return;
      const now = all();
      if (now.size === kept.size && [...now].every((one) => kept.has(one))) return;
      isKeeping = true;
      kept = now;
      await writeCatalogue(cached.path, cached.program, {
        editions: readable(listed),
        annotations,
        positions,
      });
      isKeeping = false;
    },
  };
}

/** Files that are no briefs are few, and are judged anew at each start. */
function* readable(listed: Known['listed']) {
  for (const [path, { stamp, made }] of listed) if ('listed' in made) yield [path, { stamp, made }] as const;
}
