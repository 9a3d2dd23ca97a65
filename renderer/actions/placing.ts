import type { Selectors } from '../../core/annotation.ts';
import { candidates, locateAll } from '../anchoring.ts';
import { type Passage, pending, state } from '../state.ts';

let asked = new WeakSet<Selectors>();
let text = '';

/** Has every passage of the open edition looked up that does not stand where it did; to be called when that may have changed. */
export async function placeAll(): Promise<void> {
  const brief = state.brief.get();
  if (!brief) return;
  if (text !== brief.text) {
    text = brief.text;
    asked = new WeakSet();
  }
  const list = pending.get().filter((selectors) => !asked.has(selectors));
  if (!list.length) return;
  for (const selectors of list) asked.add(selectors);
  const places = await locateAll(brief.text, list);
  if (state.brief.get()?.text !== brief.text) return;
  const before = state.located.get();
  const found = new Map(before.text === brief.text ? before.places : []);
  list.forEach((selectors, index) => {
    found.set(selectors, places[index] ?? null);
  });
  state.located.set({ text: brief.text, places: found });
}

/** How many places are offered for an orphan. */
const mostCandidates = 3;
/** A place of a lower score shares a word or two with the passage, and is no help. */
const leastScore = 0.2;

/** The places of the open text most like a passage that is not found, best first. */
export async function candidatesFor(selectors: Selectors): Promise<readonly Passage[]> {
  const brief = state.brief.get();
  const places = brief ? await candidates(brief.text, selectors, mostCandidates) : [];
  return places.filter(({ score }) => score >= leastScore);
}
