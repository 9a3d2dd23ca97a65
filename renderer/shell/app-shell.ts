import { SignalWatcher } from '@lit-labs/signals';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import '../text/reading-pane.ts';
import { uncoverText } from '../actions/settings.ts';
import { setProperty } from '../look/set-property.ts';
import { type Column, columnsShown, state, words } from '../state.ts';
import { runCommand } from './run-command.ts';
import { commandFor } from './shortcuts.ts';

/** Below which width a column lies over the text, as in `shell.css`. */
const crowding: readonly { readonly column: Column; readonly query: MediaQueryList }[] = [
  { column: 'side', query: matchMedia('(max-width: 900px)') },
  { column: 'library', query: matchMedia('(max-width: 640px)') },
];

function measureCrowding(): void {
  state.crowded.set(crowding.flatMap(({ column, query }) => (query.matches ? column : [])));
  uncoverText();
}

const readingKeys = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  ' ',
]);

/** How long the panes wait for a text that nobody sees, such as a minimised window's, in milliseconds. */
const patience = 500;

/** Resolves once the text is on the screen: whatever is loaded before takes processors from its painting. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, patience);
  });
}

/** Lays the panes out, the text first, and listens to the keyboard for all of them. */
export class AppShell extends SignalWatcher(LitElement) {
  static override properties = { textShown: { state: true } };

  declare private textShown: boolean;

  constructor() {
    super();
    this.textShown = false;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
    for (const { query } of crowding) query.addEventListener('change', measureCrowding);
    measureCrowding();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
    for (const { query } of crowding) query.removeEventListener('change', measureCrowding);
  }

  override render(): TemplateResult {
    const inLandmark = state.view.get() !== 'text';
    const said = state.said.get();
    const before = html`<top-bar></top-bar><library-pane class=${state.over.get() === 'library' ? 'over' : ''}></library-pane><column-edge column="library"></column-edge>`;
    const behind = html`
      ${inLandmark ? nothing : html`<find-bar></find-bar>`}
      ${this.landmark()}
      <side-pane role="complementary" aria-label=${words.get().sidePane} class=${state.over.get() === 'side' ? 'over' : ''} ?inert=${inLandmark}></side-pane>
      <column-edge column="side"></column-edge>
      <status-bar></status-bar>
      <command-palette></command-palette>
      <paragraph-dialog></paragraph-dialog>
      <help-sheet></help-sheet>
      ${this.printSheet()}
      <export-sheet></export-sheet>
      <import-sheet></import-sheet>
      <restore-sheet></restore-sheet>
      <gone-sheet></gone-sheet>
      <draft-sheet></draft-sheet>
      <replace-sheet></replace-sheet>
      <tags-sheet></tags-sheet>
      <trash-sheet></trash-sheet>
      <term-card></term-card>
      <p class="visually-hidden" role="status" aria-live="polite">${keyed(said, html`<span>${said.sentence}</span>`)}</p>
    `;
    return html`${this.textShown ? before : nothing}<reading-pane role="main" aria-label=${state.brief.get()?.title ?? words.get().nothingOpen} ?inert=${inLandmark} @pointerdown=${uncoverText}></reading-pane>${this.textShown ? behind : nothing}`;
  }

  /** Loaded when it is first asked for, and there from then on. */
  private printSheet(): TemplateResult | typeof nothing {
    const isAskedFor = state.dialog.get() === 'print';
    return isAskedFor || customElements.get('print-sheet') ? html`<print-sheet></print-sheet>` : nothing;
  }

  /** What stands over the text for a while; the text keeps its place underneath. */
  private landmark(): TemplateResult | typeof nothing {
    switch (state.view.get()) {
      case 'lineage':
        return html`<lineage-board class="landmark" role="main"></lineage-board>`;
      case 'glossary':
        return html`<glossary-page class="landmark" role="main"></glossary-page>`;
      case 'text':
        return nothing;
    }
  }

  protected override firstUpdated(): void {
    void painted().then(async () => {
      await import('./around.ts');
      this.textShown = true;
    });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { theme, libraryWidth, sideWidth } = state.settings.get();
    const shown = columnsShown.get();
    this.classList.toggle('no-library', !shown.library);
    this.classList.toggle('no-side', !shown.side);
    this.classList.toggle('in-landmark', state.view.get() !== 'text');
    setProperty(this, '--library-width', libraryWidth === null ? null : `${libraryWidth}px`);
    setProperty(this, '--side-width', sideWidth === null ? null : `${sideWidth}px`);
    const root = document.documentElement;
    // Chromium styles the whole page anew whenever these are set, to what they are as well.
    if (root.lang !== state.lang.get()) root.lang = state.lang.get();
    if (root.dataset.theme === (theme ?? undefined)) return;
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const target = event.composedPath()[0];
    const writing =
      target instanceof HTMLElement && target.matches('input:not([type=checkbox], [type=radio]), textarea');
    // What has an Escape of its own has taken it by now.
    if (event.key === 'Escape' && !event.defaultPrevented && state.dialog.get() === null)
      this.leave(target, writing);
    // Before anything was pressed or chosen nothing has the keyboard, and the keys of reading are meant for the text.
    if (target === document.body && state.view.get() === 'text' && readingKeys.has(event.key))
      this.querySelector('reading-pane')?.focus({ preventScroll: true });
    const inText =
      target instanceof HTMLElement && (target.localName === 'reading-pane' || target === document.body);
    const id = commandFor(event, inText);
    // While words are written, undo and redo are the field's own.
    if (!id || (writing && (id === 'undo' || id === 'redo'))) return;
    event.preventDefault();
    runCommand(id);
  };

  /** Uncovers the text and, where nothing has the keyboard and nothing is being written, goes back to it and lets go of the mark. */
  private leave(target: EventTarget | undefined, writing: boolean): void {
    const isCovered = state.over.get() !== null;
    uncoverText();
    if (state.view.get() !== 'text' && !writing && !isCovered) {
      state.view.set('text');
      this.updateComplete.then(() => document.querySelector('reading-pane')?.focus({ preventScroll: true }));
    } else if (target === document.body && !isCovered) this.querySelector('reading-pane')?.release();
  }
}

customElements.define('app-shell', AppShell);

declare global {
  interface HTMLElementTagNameMap {
    'app-shell': AppShell;
  }
}
