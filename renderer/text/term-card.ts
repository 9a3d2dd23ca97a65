import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { showTerm } from '../actions/library.ts';
import { controls } from '../look/controls.ts';
import { state, words } from '../state.ts';

/** The card of a glossary's term, beside the word that asked for it; it closes as any popover does. */
export class TermCard extends SignalWatcher(LitElement) {
  private asked: Element | null = null;

  static override styles = [
    controls,
    css`
      [popover] {
        position: fixed;
        inset: auto;
        width: min(340px, calc(100vw - 24px));
        margin: 0;
        padding: 12px 14px;
        border: 1px solid var(--rule);
        border-radius: 10px;
        background: var(--card);
        color: var(--ink);
        box-shadow: var(--shadow);
        font: 13px / 1.5 var(--sans);
      }

      h2 {
        margin: 0 0 4px;
        font: 600 15px / 1.3 var(--serif);
      }

      p {
        margin: 0;
      }

      footer {
        margin-block-start: 8px;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .related button {
        min-height: 0;
        padding: 0;
        border: 0;
        background: none;
        color: var(--accent);
        font: inherit;
        cursor: pointer;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('resize', this.place);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('resize', this.place);
  }

  override render(): TemplateResult {
    return html`<div popover role="dialog" lang=${state.glossary.get()?.lang ?? nothing} aria-labelledby="term" @toggle=${this.onToggle}>
      ${this.card()}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const card = this.renderRoot.querySelector<HTMLElement>('[popover]');
    const open = state.term.get() !== null;
    if (!card || open === card.matches(':popover-open')) {
      // Another term's words may be longer.
      this.place();
      return;
    }
    if (!open) {
      card.hidePopover();
      return;
    }
    this.asked =
      document.activeElement?.closest('[data-term]') ??
      document.querySelector(`[data-term='${state.term.get()}']`);
    card.showPopover();
    this.place();
    card.querySelector('h2')?.focus();
  }

  private card(): TemplateResult | typeof nothing {
    const id = state.term.get();
    const { terms = [], sources = [] } = state.glossary.get() ?? {};
    if (id === null) return nothing;
    const term = terms.find((each) => each.id === id);
    if (!term) return html`<p id="term">${words.get().unknownTerm}</p>`;
    const related = terms.filter((each) => term.seeAlso.includes(each.id));
    const named = sources
      .filter((source) => term.sources.includes(source.id))
      .map(({ publisher }) => publisher);
    return html`
      <h2 id="term" tabindex="-1">${term.term}</h2>
      <p>${term.definition}</p>
      ${
        related.length
          ? html`<footer class="related">
            ${words.get().seeAlso}
            ${related.map(
              (each, index) =>
                html`${index ? ', ' : nothing}<button @click=${() => showTerm(each.id)}>${each.term}</button>`,
            )}
          </footer>`
          : nothing
      }
      ${named.length ? html`<footer>${words.get().sources} · ${named.join(', ')}</footer>` : nothing}
    `;
  }

  /** Below the word, or above it where there is no room; always inside the window. */
  private readonly place = (): void => {
    const card = this.renderRoot.querySelector<HTMLElement>(':popover-open');
    const word = this.asked?.getClientRects()[0];
    if (!card || !word) return;
    const { width, height } = card.getBoundingClientRect();
    const below = word.bottom + 6;
    const top = below + height > innerHeight - 8 ? Math.max(8, word.top - height - 6) : below;
    card.style.left = `${Math.min(Math.max(8, word.left), innerWidth - width - 8)}px`;
    card.style.top = `${top}px`;
  };

  private readonly onToggle = (event: ToggleEvent): void => {
    if (event.newState !== 'closed') return;
    state.term.set(null);
    // The keyboard goes back to the word it came from.
    if (this.asked instanceof HTMLElement) this.asked.focus({ preventScroll: true });
    this.asked = null;
  };
}

customElements.define('term-card', TermCard);

declare global {
  interface HTMLElementTagNameMap {
    'term-card': TermCard;
  }
}
