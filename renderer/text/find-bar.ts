import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { closeFindBar, findInText, goToNeighbourHit } from '../actions/search.ts';
import { controls } from '../look/controls.ts';
import { finding, hitsInText, searchWords } from '../state/finding.ts';

/** The bar over the text that finds words in it: how many there are, the next, the previous. */
export class FindBar extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host(:not([open])) {
        display: none;
      }

      form {
        display: flex;
        align-items: center;
        gap: 2px;
        padding: 5px;
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--card);
        box-shadow: var(--shadow);
        font: 13px / 1.5 var(--sans);
      }

      input {
        flex: 1;
        width: 15em;
      }

      output {
        min-width: 5.5em;
        padding-inline: 8px;
        color: var(--ink-soft);
        font-size: 12px;
        font-variant-numeric: tabular-nums;
        text-align: end;
        white-space: nowrap;
      }

      output.none {
        color: var(--danger);
      }

      button {
        display: grid;
        place-items: center;
        width: 29px;
        padding: 0;
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const wanted = finding.inText.get();
    if (!wanted) return nothing;
    const w = searchWords.get();
    const count = hitsInText.get().length;
    const isNone = count === 0 && wanted.typed.trim() !== '';
    return html`<form role="search" aria-label=${w.find} @submit=${this.onSubmit} @keydown=${this.onKey}>
      <input
        type="text"
        autocomplete="off"
        spellcheck="false"
        aria-label=${w.find}
        placeholder=${w.findPlaceholder}
        .value=${wanted.typed}
        @input=${this.onInput}
      />
      <output class=${isNone ? 'none' : ''} aria-live="polite">
        ${wanted.typed.trim() ? w.count(finding.at.get() + 1, count) : nothing}
      </output>
      <button type="button" class="quiet" aria-label=${w.previous} ?disabled=${!count} @click=${() => goToNeighbourHit(-1)}>
        ${icon('M4 10l4-4 4 4')}
      </button>
      <button type="button" class="quiet" aria-label=${w.next} ?disabled=${!count} @click=${() => goToNeighbourHit(1)}>
        ${icon('M4 6l4 4 4-4')}
      </button>
      <button type="button" class="quiet" aria-label=${w.close} @click=${this.close}>${icon('M4.5 4.5l7 7m0-7l-7 7')}</button>
    </form>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.toggleAttribute('open', finding.inText.get() !== null);
  }

  /** Takes the keyboard, with what stands in the field selected, so that typing begins anew. */
  async takeFocus(): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector('input');
    field?.focus();
    field?.select();
  }

  private readonly onInput = (event: InputEvent): void => {
    if (event.target instanceof HTMLInputElement) findInText(event.target.value);
  };

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    goToNeighbourHit(1);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    // Escape and Enter are the input method's while it puts signs together.
    if (event.isComposing) return;
    if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && event.shiftKey) goToNeighbourHit(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private readonly close = (): void => {
    closeFindBar();
    document.querySelector('reading-pane')?.focus();
  };
}

function icon(path: string): TemplateResult {
  return html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    <path d=${path} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
  </svg>`;
}

customElements.define('find-bar', FindBar);

declare global {
  interface HTMLElementTagNameMap {
    'find-bar': FindBar;
  }
}
