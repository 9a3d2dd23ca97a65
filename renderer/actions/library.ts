import { state } from '../state.ts';
import { api, ask } from './main-process.ts';

export async function refreshLibrary(): Promise<void> {
  const library = await ask(api.library.list());
  if (library) state.library.set(library);
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
