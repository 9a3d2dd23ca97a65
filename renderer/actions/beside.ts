import type { EditionRef } from '../../core/brief.ts';
import { state, words } from '../state.ts';
import { api, unpackEdition } from './main-process.ts';
import { say, takeInText } from './places.ts';
import { placeAll, placeElsewhere } from './placing.ts';
import { setSettings } from './settings.ts';

/** Two editions of the open brief beside each other. What is selected and written belongs to the one in hand. */

export function toggleSideBySide(): void {
  const isOn = state.settings.get().sideBySide;
  if (isOn) leaveSideBySide();
  else if (otherEdition()) {
    setSettings({ sideBySide: true });
    void layBeside();
  } else say(words.get().said.noOtherEdition);
}

export function leaveSideBySide(): void {
  setSettings({ sideBySide: false });
  state.beside.set(null);
}

/** Opens the other edition beside the one in hand, as its file is now, where the reader wants two and there are two. */
export async function layBeside(): Promise<void> {
  const brief = state.brief.get();
  const lang = otherEdition();
  if (!state.settings.get().sideBySide || !brief || lang === null) {
    state.beside.set(null);
    return;
  }
  const read = await api.library.open({ id: brief.id, lang });
  const now = state.brief.get();
  if (!read.ok || now?.id !== brief.id || now.lang === lang || !state.settings.get().sideBySide) return;
  const beside = unpackEdition(read.value);
  if (JSON.stringify(state.beside.get()) !== JSON.stringify(beside)) state.beside.set(beside);
  void placeAll();
}

function otherEdition(): string | null {
  const brief = state.brief.get();
  const editions = state.library.get().briefs.find(({ id }) => id === brief?.id)?.editions ?? [];
  return editions.find(({ lang }) => lang !== brief?.lang)?.lang ?? null;
}

/** Takes the edition in hand that the reader turns to. */
export function takeLang(lang: string): void {
  const brief = state.brief.get();
  if (brief) takeInHand({ id: brief.id, lang });
}

/** Makes the edition that stands beside the one in hand, if it is the one wanted; answers whether it was. */
export function takeInHand({ id, lang }: EditionRef): boolean {
  const [brief, beside] = [state.brief.get(), state.beside.get()];
  if (!brief || beside?.id !== id || beside.lang !== lang) return false;
  const [located, locatedBeside] = [state.located.get(), state.locatedBeside.get()];
  state.selection.set(null);
  state.caretAt.set(null);
  takeInText(null);
  state.brief.set(beside);
  state.beside.set(brief);
  state.located.set(locatedBeside);
  state.locatedBeside.set(located);
  state.elsewhere.set(new Map());
  void placeElsewhere();
  setSettings({ last: { id, lang } });
  return true;
}
