import { SignalWatcher } from '@lit-labs/signals';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import './command-palette.ts';
import './help-sheet.ts';
import '../panes/library-pane.ts';
import './paragraph-dialog.ts';
import '../text/reading-pane.ts';
import '../text/term-card.ts';
import { runCommand } from './run-command.ts';
import { commandFor } from './shortcuts.ts';
import '../panes/side-pane.ts';
import { state } from '../state.ts';
import './status-bar.ts';
import './top-bar.ts';

/** Lays the panes out, and listens to the keyboard for all of them. */
export class AppShell extends SignalWatcher(LitElement) {
  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
  }

  override render(): TemplateResult {
    return html`
      <top-bar></top-bar>
      <library-pane></library-pane>
      <reading-pane></reading-pane>
      <side-pane></side-pane>
      <status-bar></status-bar>
      <command-palette></command-palette>
      <paragraph-dialog></paragraph-dialog>
      <help-sheet></help-sheet>
      <term-card></term-card>
      <p class="visually-hidden" role="status" aria-live="polite">${state.said.get()}</p>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { showLibrary, showSidePane, theme } = state.settings.get();
    this.classList.toggle('no-library', !showLibrary);
    this.classList.toggle('no-side', !showSidePane);
    const root = document.documentElement;
    root.lang = state.lang.get();
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const target = event.composedPath()[0];
    const writing =
      target instanceof HTMLElement && target.matches('input:not([type=checkbox], [type=radio]), textarea');
    const inText =
      target instanceof HTMLElement && (target.localName === 'reading-pane' || target === document.body);
    const id = commandFor(event, inText);
    // While words are written, undo and redo are the field's own.
    if (!id || (writing && (id === 'undo' || id === 'redo'))) return;
    event.preventDefault();
    runCommand(id);
  };
}

customElements.define('app-shell', AppShell);

declare global {
  interface HTMLElementTagNameMap {
    'app-shell': AppShell;
  }
}
