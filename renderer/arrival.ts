import type { Annotation } from '../core/annotation.ts';
import { type Packed, unpacking } from '../core/packed.ts';

/** One annotation as it is after a change; `null` for one that was deleted. */
export interface Changed {
  readonly id: string;
  readonly after: Annotation | null;
}

export interface ArrivalSource {
  /** Those in view, or `null` where they cannot be read. */
  inView(brief: string): Promise<readonly Annotation[] | null>;
  /** All annotations of a brief, or `null` where they cannot be read. */
  read(brief: string): Promise<Packed<Annotation> | null>;
  /** Resolves once what is on the page has been painted. */
  painted(): Promise<void>;
  /** Called with each few that have come; the page may do something else meanwhile. */
  taken(annotations: readonly Annotation[]): Promise<void> | undefined;
}

export interface Arrival {
  /**
   * Has the annotations of the brief that is open now brought, unless another is opened meanwhile.
   * @param isMarked Whether those in view are there.
   */
  begin(brief: string, isMarked: boolean): void;
  /** To be told of what is changed on the open brief: it is newer than what is on its way. */
  changed(changes: readonly Changed[]): void;
  /** Another brief is open, and all of it is there. */
  end(): void;
  /** Resolves once all annotations of the open brief are there. */
  all(): Promise<void>;
}

/**
 * Where annotations are many, the text does not wait for them: those in view come with it or right after it, and the others
 * once both are painted.
 * @param show Called with what there is, as it is now; the last time with all.
 */
export function createArrival(
  source: ArrivalSource,
  show: (annotations: readonly Annotation[] | null, isAll: boolean) => void,
): Arrival {
  let under: { readonly changes: Map<string, Changed>; readonly done: Promise<void> } | null = null;

  async function bring(
    brief: string,
    isMarked: boolean,
    changes: ReadonlyMap<string, Changed>,
  ): Promise<void> {
    const isOver = () => under?.changes !== changes;
    const now = (list: readonly Annotation[] | null) => list && withChanges(list, [...changes.values()]);
    if (!isMarked) {
      const first = await source.inView(brief);
      if (isOver()) return;
      show(now(first), false);
    }
    await source.painted();
    const packed = await source.read(brief);
    const all: Annotation[] = [];
    for (const some of packed ? unpacking(packed) : []) {
      if (isOver()) return;
      all.push(...some);
      await source.taken(some);
    }
    if (isOver()) return;
    under = null;
    show(now(packed && all), true);
  }

  return {
    begin(brief, isMarked) {
      const changes = new Map<string, Changed>();
      const done = Promise.resolve().then(() => bring(brief, isMarked, changes));
      under = { changes, done };
    },
    changed(changes) {
      for (const change of changes) under?.changes.set(change.id, change);
    },
    end() {
      under = null;
    },
    async all() {
      while (under) await under.done;
    },
  };
}

/** The list with each changed annotation in its place, new ones at its end. */
export function withChanges(list: readonly Annotation[], changes: readonly Changed[]): readonly Annotation[] {
  const left = new Map(changes.map(({ id, after }) => [id, after]));
  const kept: Annotation[] = [];
  for (const annotation of list) {
    const after = left.get(annotation.id);
    left.delete(annotation.id);
    if (after === undefined) kept.push(annotation);
    else if (after) kept.push(after);
  }
  for (const after of left.values()) if (after) kept.push(after);
  return kept;
}
