import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Annotation, quoteOf } from '../../core/annotation.ts';
import { editionOfUrn } from '../../core/brief.ts';
import { showInPane } from '../actions/places.ts';
import { controls } from '../look/controls.ts';
import { state, words } from '../state.ts';
import { blockElement } from './text-range.ts';
import type { View } from './view.ts';

/** Quiet signs in the margin beside blocks that carry an annotation in another edition. */
export class MarginSigns extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host {
        display: contents;
      }

      button {
        position: absolute;
        min-height: 0;
        padding: 2px 5px 2px 6px;
        border: 0;
        border-inline-start: 3px solid var(--edge);
        border-radius: 0 4px 4px 0;
        background: none;
        color: var(--ink-faint);
        font: 600 10px / 1.4 var(--sans);
        letter-spacing: 0.04em;
      }

      button:is(:hover, [aria-pressed='true']) {
        background: var(--fill);
        color: var(--ink);
      }
    `,
  ];

  static override properties = { article: { attribute: false }, view: { attribute: false } };

  declare article: HTMLElement | null;
  /** Only the blocks in view have their signs on the page. */
  declare view: View;

  constructor() {
    super();
    this.article = null;
    this.view = { first: 0, last: -1 };
  }

  protected override updated(): void {
    this.place();
  }

  /** Puts the signs beside their blocks; to be called when the text has moved. */
  place(): void {
    const pane = this.parentElement;
    const { article } = this;
    const signs = this.renderRoot.querySelectorAll('button');
    // Measuring lays out the text.
    if (!pane || !article || signs.length === 0) return;
    const { left, top } = pane.getBoundingClientRect();
    const edge = article.getBoundingClientRect().right - left + 8;
    for (const sign of signs) {
      const box = blockElement(article, Number(sign.dataset.at))?.getBoundingClientRect();
      if (!box) continue;
      sign.style.left = `${edge}px`;
      sign.style.top = `${box.top - top + pane.scrollTop + 4}px`;
    }
  }

  override render(): TemplateResult {
    const signs = [...state.elsewhere.get()].filter(
      ([block]) => block >= this.view.first && block <= this.view.last,
    );
    return html`${repeat(
      signs,
      ([block]) => block,
      ([block, annotations]) => this.sign(block, annotations),
    )}`;
  }

  private sign(block: number, annotations: readonly Annotation[]): TemplateResult {
    const w = words.get();
    const current = annotations.findIndex(({ id }) => id === state.current.get());
    const next = annotations[(current + 1) % annotations.length];
    if (!next) return html``;
    const lang = editionOfUrn(next.target.source)?.lang ?? '';
    const names = new Intl.DisplayNames(state.lang.get(), { type: 'language', fallback: 'code' });
    const label = `${w.otherEdition(names.of(lang) ?? lang)}\u00a0: ${quoteOf(next)}`;
    return html`<button
      class=${next.target.styleClass}
      data-at=${block}
      aria-label=${label}
      title=${label}
      aria-pressed=${String(current >= 0)}
      @click=${() => showInPane(next.id)}
    >
      ${lang.toUpperCase()}${annotations.length > 1 ? `\u202f${annotations.length}` : ''}
    </button>`;
  }
}

customElements.define('margin-signs', MarginSigns);

declare global {
  interface HTMLElementTagNameMap {
    'margin-signs': MarginSigns;
  }
}
