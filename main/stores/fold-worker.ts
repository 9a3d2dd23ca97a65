import { parentPort } from 'node:worker_threads';
import { unpack } from '../../core/packed.ts';
import { type Folded, type FoldJob, fold, type Whole } from './fold.ts';
import type { Member } from './folding.ts';
import type { Kind } from './kind.ts';
import { type KindName, kinds } from './kinds.ts';

/** A thread of its own for writing whole files: reading, checking and laying out thousands of annotations takes a while. */

export interface Asked {
  readonly id: number;
  readonly kind: KindName;
  readonly job: Omit<FoldJob, 'whole'> & {
    readonly whole: (Omit<Whole, 'content'> & { readonly content: readonly Member[] }) | null;
  };
}

export interface Done {
  readonly id: number;
  readonly folded: Folded;
}

parentPort?.on('message', async ({ id, kind, job: { whole, ...rest } }: Asked) => {
  const job = { ...rest, whole: whole && { ...whole, content: contentOf(whole.content) } };
  const done: Done = { id, folded: await foldOf(kind, job) };
  parentPort?.postMessage(done);
});

function contentOf(members: readonly Member[]): unknown {
  return Object.fromEntries(
    members.map((member) => [member.name, 'list' in member ? unpack(member.list) : member.value]),
  );
}

function foldOf(kind: KindName, job: FoldJob): Promise<Folded> {
  // Each by name, so that file and kind are known to fit.
  switch (kind) {
    case 'annotations':
      return of(kinds.annotations(job.name));
    case 'positions':
      return of(kinds.positions(job.name));
    case 'histories':
      return of(kinds.histories(job.name));
    case 'settings':
      return of(kinds.settings());
  }
  function of<T extends object, C>(known: Kind<T, C>): Promise<Folded> {
    return fold(job, known);
  }
}
