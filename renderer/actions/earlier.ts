import type { EarlierState, GoneBrief } from '../../core/api.ts';
import type { Change } from '../../core/history.ts';
import { unpack } from '../../core/packed.ts';
import { changesTo } from '../earlier.ts';
import { state, words } from '../state.ts';
import { allArrived } from './arriving.ts';
import { refreshLibrary } from './library.ts';
import { api, ask } from './main-process.ts';
import { say } from './places.ts';
import { commit, saveAll } from './writing.ts';

/** What is kept of earlier, and of briefs that are gone. */

/** The earlier states of what is written on the open brief. */
export async function earlierStates(): Promise<readonly EarlierState[]> {
  const brief = state.brief.get();
  await saveAll();
  return (brief && (await ask(api.earlier.list(brief.id)))) ?? [];
}

/** What bringing a state back would change; `null` where it is gone. */
export async function previewEarlier({ of, key }: EarlierState): Promise<readonly Change[] | null> {
  const brief = state.brief.get();
  const content = brief && (await ask(api.earlier.read(brief.id, of, key)));
  await allArrived();
  if (!content || state.brief.get()?.id !== brief?.id) return null;
  const then = { ...content, annotations: content.annotations && unpack(content.annotations) };
  return changesTo(then, { annotations: state.annotations.get(), positions: state.positions.get() });
}

/** Brings a state back as one action, which one undo takes back. */
export function bringBack(changes: readonly Change[]): void {
  commit(changes);
  say(words.get().earlier.done);
}

/** Shows what waits for a text that is gone. */
export function showGone(brief: GoneBrief): void {
  state.gone.set(brief);
  state.dialog.set('gone');
}

/** What a brief that is gone was called, in a language if it was. */
export function titleOf({ id, titles }: GoneBrief, lang: string): string {
  return titles[lang] ?? Object.values(titles)[0] ?? id;
}

/** What was written on a brief that is gone. */
export async function readGone({ id }: GoneBrief) {
  const [annotations, positions] = await Promise.all([
    ask(api.annotations.read(id)),
    ask(api.positions.read(id)),
  ]);
  return annotations && positions && { annotations: unpack(annotations.value), positions: positions.value };
}

type Gone = NonNullable<Awaited<ReturnType<typeof readGone>>>;

/** Deletes what was written on a brief that is gone, or puts it back. Answers whether that is on disk. */
export async function saveGone(
  id: string,
  { annotations, positions }: Gone,
  isWanted: boolean,
): Promise<boolean> {
  const saved: unknown[] = [];
  if (annotations.length) {
    const [put, drop] = isWanted ? [annotations, []] : [[], annotations.map((one) => one.id)];
    saved.push(await ask(api.annotations.save(id, put, drop)));
  }
  if (Object.keys(positions).length) {
    const changes = Object.entries(positions).map(([key, one]) => [key, isWanted ? one : null]);
    saved.push(await ask(api.positions.save(id, Object.fromEntries(changes))));
  }
  await refreshLibrary();
  return saved.every((one) => one !== null);
}
