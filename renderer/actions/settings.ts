import { changeSettings, type Settings, type SettingsChange } from '../../core/settings.ts';
import { type Column, columnsShown, state } from '../state.ts';
import { api, ask } from './main-process.ts';

export function setSettings(change: SettingsChange): void {
  state.settings.set(changeSettings(state.settings.get(), change));
  if (change.lang !== undefined) state.lang.set(change.lang ?? state.lang.get());
  void ask(api.settings.save(change));
}

export function showPane(pane: Settings['sidePane']): void {
  setSettings({ sidePane: pane });
  showColumn('side', true);
}

export function toggleColumn(column: Column): void {
  showColumn(column, !columnsShown.get()[column]);
}

/** Opens or closes a column: as the reader's choice where it has room beside the text, for the moment where it lies over it. */
function showColumn(column: Column, show: boolean): void {
  if (state.crowded.get().includes(column)) state.over.set(show ? column : null);
  else if (columnsShown.get()[column] !== show)
    setSettings(column === 'library' ? { showLibrary: show } : { showSidePane: show });
}

/** Shows a column at a width that is not settled yet, CSS pixels; `null` goes with the window. */
export function showColumnWidth(column: Column, width: number | null): void {
  state.settings.set(changeSettings(state.settings.get(), widthOf(column, width)));
}

export function keepColumnWidth(column: Column, width: number | null): void {
  setSettings(widthOf(column, width));
}

function widthOf(column: Column, width: number | null): SettingsChange {
  return column === 'library' ? { libraryWidth: width } : { sideWidth: width };
}

/** Gives the text free where a column lies over it. */
export function uncoverText(): void {
  state.over.set(null);
}

export function showProposal(id: string): void {
  showPane('proposals');
  state.proposal.set(id);
}

export function showSource(id: string): void {
  showPane('summary');
  state.source.set(id);
}
