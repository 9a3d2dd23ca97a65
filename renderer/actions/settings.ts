import { changeSettings, type Settings, type SettingsChange } from '../../core/settings.ts';
import { state } from '../state.ts';
import { api, ask } from './main-process.ts';

export function setSettings(change: SettingsChange): void {
  state.settings.set(changeSettings(state.settings.get(), change));
  if (change.lang !== undefined) state.lang.set(change.lang ?? state.lang.get());
  void ask(api.settings.save(change));
}

export function showPane(pane: Settings['sidePane']): void {
  setSettings({ sidePane: pane, showSidePane: true });
}

export function showProposal(id: string): void {
  showPane('proposals');
  state.proposal.set(id);
}

export function showSource(id: string): void {
  showPane('summary');
  state.source.set(id);
}
