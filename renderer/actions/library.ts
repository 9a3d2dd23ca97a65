import type { LibraryBrief } from '../../core/api.ts';
import { unpack } from '../../core/packed.ts';
import { countDecided } from '../../core/position.ts';
import { state } from '../state.ts';
import { readTerms } from './glossary.ts';
import { api, ask } from './main-process.ts';

export async function refreshLibrary(): Promise<void> {
  const library = await ask(api.library.list());
  if (library) state.library.set({ ...library, briefs: unpack(library.briefs) });
  await readTerms();
}

/** Brings the library's counts of the open brief up to what is now written on it, without asking the disk. */
export function recount(): void {
  const brief = state.brief.get();
  const library = state.library.get();
  if (!brief) return;
  const decided = countDecided(brief.proposals, state.positions.get());
  const annotations = state.annotations.get().length;
  const briefs = library.briefs.map((one) => (one.id === brief.id ? { ...one, decided, annotations } : one));
  state.library.set({ ...library, briefs });
}

/** The title a brief is listed under. */
export function listedTitle({ id, editions }: LibraryBrief): string {
  return (editions.find(({ lang }) => lang === state.lang.get()) ?? editions[0])?.title ?? id;
}

/** Which of a brief's languages to open: the one being read, else the interface's, else the first. */
export function editionFor(langs: readonly string[]): string {
  const wanted = [state.brief.get()?.lang, state.lang.get()];
  return wanted.find((lang) => lang !== undefined && langs.includes(lang)) ?? langs[0] ?? state.lang.get();
}

/** Shows the card of a term of the glossary, which is read the first time one is asked for in a language. */
export async function showTerm(id: string): Promise<void> {
  const lang = state.brief.get()?.lang;
  if (lang === undefined) return;
  if (state.glossary.get()?.lang !== lang) state.glossary.set(await ask(api.library.glossary(lang)));
  state.term.set(id);
}
