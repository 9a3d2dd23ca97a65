import { standAll } from '../../core/anchor.ts';
import type { Annotation, Selectors } from '../../core/annotation.ts';
import { type Brief, blockAt, editionOfUrn } from '../../core/brief.ts';
import { unpack } from '../../core/packed.ts';
import { lookedUpTogether } from '../../core/places.ts';
import { candidates, locateLists } from '../anchoring.ts';
import { elsewhere, type Passage, pending, pendingBeside, state, type Together } from '../state.ts';
import { api } from './main-process.ts';

/** By text, those of the editions that are open: the list that each passage was last looked up in. */
const asked = new Map<string, WeakMap<Selectors, Together>>();

/**
 * Has every passage of the open editions looked up that does not stand where it did; to be called when that may have
 * changed.
 */
export async function placeAll(): Promise<void> {
  // All of them together tell where one is.
  if (state.arriving.get()) return;
  const open = [state.brief.get()?.text, state.beside.get()?.text];
  for (const text of asked.keys()) if (!open.includes(text)) asked.delete(text);
  await Promise.all([
    placeIn(state.brief.get(), pending.get()),
    placeIn(state.beside.get(), pendingBeside.get()),
  ]);
}

async function placeIn(brief: Brief | null, pending: readonly Together[]): Promise<void> {
  if (!brief) return;
  const { text } = brief;
  const before = asked.get(text) ?? new WeakMap<Selectors, Together>();
  asked.set(text, before);
  const lists = pending.filter((list) => !wasAsked(before, list));
  if (!lists.length) return;
  for (const list of lists) for (const selectors of list) before.set(selectors, list);
  const places = await locateLists(text, lists);
  // Meanwhile the two editions may have changed places.
  const located =
    state.brief.get()?.text === text
      ? state.located
      : state.beside.get()?.text === text
        ? state.locatedBeside
        : null;
  if (!located) return;
  const known = located.get();
  const found = new Map(known.text === text ? known.places : []);
  lists.forEach((list, index) => {
    list.forEach((selectors, at) => {
      found.set(selectors, places[index]?.[at] ?? null);
    });
  });
  located.set({ text, places: found });
}

function wasAsked(before: WeakMap<Selectors, Together>, list: Together): boolean {
  const [first] = list;
  const last = first && before.get(first);
  return last?.length === list.length && list.every((selectors, at) => selectors === last[at]);
}

/** The places of the open text most like a passage that is not found, best first. */
export async function candidatesFor(selectors: Selectors): Promise<readonly Passage[]> {
  const brief = state.brief.get();
  return brief ? candidates(brief.text, selectors) : [];
}

/** Finds the blocks that annotations of other editions stand on: the same blocks of the open one, as editions are made alike. */
export async function placeElsewhere(): Promise<void> {
  if (state.arriving.get()) return;
  const brief = state.brief.get();
  const others = new Map<string, Annotation[]>();
  for (const annotation of elsewhere.get()) {
    const lang = editionOfUrn(annotation.target.source)?.lang;
    if (lang !== undefined) others.set(lang, [...(others.get(lang) ?? []), annotation]);
  }
  const signs = new Map<number, Annotation[]>();
  for (const [lang, annotations] of others) {
    const blocks = brief && (await blocksOf(brief.id, lang, annotations));
    annotations.forEach((annotation, index) => {
      const block = blocks?.[index];
      if (block !== undefined && block !== null) signs.set(block, [...(signs.get(block) ?? []), annotation]);
    });
  }
  if (state.brief.get() === brief) state.elsewhere.set(signs);
}

async function blocksOf(
  id: string,
  lang: string,
  annotations: readonly Annotation[],
): Promise<(number | null)[]> {
  const edition = await api.library.open({ id, lang });
  if (!edition.ok) return [];
  const { text, revision } = edition.value;
  const blocks = unpack(edition.value.blocks);
  const selectorsOf = ({ target }: Annotation): Selectors => target.selector;
  const stood = standAll(text, annotations.map(selectorsOf));
  const places = new Map(annotations.map((annotation, index) => [annotation, stood[index] ?? null]));
  const moved = lookedUpTogether(revision, annotations).filter(
    (list) => !list.every((one) => places.get(one)),
  );
  const found = moved.length
    ? await locateLists(
        text,
        moved.map((list) => list.map(selectorsOf)),
      )
    : [];
  moved.forEach((list, index) => {
    list.forEach((annotation, at) => {
      places.set(annotation, found[index]?.[at] ?? null);
    });
  });
  return annotations.map((annotation) => {
    const place = places.get(annotation) ?? null;
    return place && blockAt(blocks, place.start);
  });
}
