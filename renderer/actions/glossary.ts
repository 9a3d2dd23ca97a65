import { boardState } from '../state/board.ts';
import { state } from '../state.ts';
import { api, ask } from './main-process.ts';

export function openGlossary(): void {
  state.view.set('glossary');
  void readTerms();
}

/** Reads the terms in the interface's language. */
export async function readTerms(): Promise<void> {
  const lang = state.lang.get();
  if (boardState.terms.get()?.lang === lang) return;
  const glossary = await ask(api.library.glossary(lang));
  if (glossary && state.lang.get() === lang) boardState.terms.set(glossary);
}
