import type { Annotation } from '../../core/annotation.ts';
import type { Kept, PackedBrief, Result } from '../../core/api.ts';
import type { EditionRef } from '../../core/brief.ts';
import { type Packed, unpack } from '../../core/packed.ts';
import { createArrival } from '../arrival.ts';
import { breathing } from '../breath.ts';
import { lookUp, state } from '../state.ts';
import { api, ask } from './main-process.ts';
import { placeAll, placeElsewhere } from './placing.ts';

/** The annotations of the open brief that come after its text. */

const pause = breathing();
/** What was opened last, and where. */
let opened: { readonly edition: EditionRef; readonly block: number } | null = null;

const arrival = createArrival(
  {
    inView: async () => {
      const first = opened && (await read(api.annotations.about(opened.edition, opened.block)));
      return first && unpack(first);
    },
    read: (brief) => read(api.annotations.read(brief)),
    painted,
    taken: (annotations) => {
      lookUp(annotations);
      return pause();
    },
  },
  (annotations, isAll) => {
    if (isAll) state.arriving.set(false);
    if (annotations) state.annotations.set(annotations);
    void placeAll();
    void placeElsewhere();
  },
);

export const { changed: changedMeanwhile, all: allArrived } = arrival;

async function read(answer: Promise<Result<Kept<Packed<Annotation>>>>): Promise<Packed<Annotation> | null> {
  const read = await ask(answer);
  if (read?.notice) state.notice.set(read.notice);
  return read?.value ?? null;
}

/** To be called when a brief has been opened, at a block. */
export function awaitRest({ brief, annotations, more }: PackedBrief, block: number): void {
  state.arriving.set(more);
  opened = { edition: { id: brief.id, lang: brief.lang }, block };
  if (more) arrival.begin(brief.id, annotations !== null);
  else arrival.end();
}

/** A page that is not to be seen is not painted; it is waited for no longer than this, in milliseconds. */
const longestPaint = 500;

/** The second frame begins once the first is painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, longestPaint);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  });
}
