import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { colours } from '../../core/annotation.ts';
import { colourSelection, deleteAnnotation, linkSelection, writeNote } from '../actions/annotations.ts';
import { proposalsOf, unlink } from '../actions/positions.ts';
import { currentMark, type Mark, state, words } from '../state.ts';
import { copyWithSource } from './citation.ts';
import { toRange } from './text-range.ts';

/** How far the system's selection handles reach below the selection, in CSS pixels. */
const roomForHandles = 44;

/** What can be done with the selection, or with the annotation in hand: colour, note, link, copy, delete. */
export class SelectionToolbar extends SignalWatcher(LitElement) {
  static override properties = { mark: { attribute: false }, linking: { state: true } };

  declare mark: Mark | null;
  declare private linking: boolean;

  static override styles = css`
    :host {
      position: absolute;
      z-index: 2;
      display: block;
      width: max-content;
      max-width: calc(100% - 32px);
      border-radius: 8px;
      background: var(--toolbar);
      color: var(--toolbar-ink);
      box-shadow: var(--shadow);
      font: 500 12.5px/1 var(--sans);
      user-select: none;
    }

    :host([hidden]) {
      display: none;
    }

    [role='toolbar'] {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      padding: 4px;
      white-space: nowrap;
    }

    button {
      appearance: none;
      border: 0;
      border-radius: 5px;
      padding: 7px 9px;
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }

    button:hover,
    [role='menuitemcheckbox']:focus-visible {
      background: rgb(255 255 255 / 0.14);
    }

    button:focus-visible {
      outline: 2px solid #8ec1ff;
      outline-offset: -2px;
    }

    .colour {
      padding: 5px;
    }

    .colour::before {
      content: '';
      display: block;
      width: 18px;
      height: 18px;
      border-radius: 4px;
      background: var(--swatch);
    }

    .colour[aria-pressed='true']::before {
      box-shadow:
        0 0 0 2px var(--toolbar),
        0 0 0 4px var(--toolbar-ink);
    }

    .yellow {
      --swatch: light-dark(var(--yellow), var(--yellow-edge));
    }

    .green {
      --swatch: light-dark(var(--green), var(--green-edge));
    }

    .blue {
      --swatch: light-dark(var(--blue), var(--blue-edge));
    }

    .pink {
      --swatch: light-dark(var(--pink), var(--pink-edge));
    }

    .rule {
      width: 1px;
      height: 18px;
      margin: 0 4px;
      background: var(--toolbar-rule);
    }

    /* High contrast of the system takes shadows and backgrounds away. */
    @media (forced-colors: active) {
      :host {
        border: 1px solid;
      }

      .colour::before {
        forced-color-adjust: none;
      }

      .colour[aria-pressed='true']::before {
        outline: 2px solid CanvasText;
        outline-offset: 2px;
      }
    }

    [role='menu'] {
      display: flex;
      flex-direction: column;
      padding: 4px;
      border-block-start: 1px solid var(--toolbar-rule);
    }

    [role='menu'] button {
      display: flex;
      gap: 8px;
      text-align: start;
      line-height: 1.4;
    }

    .tick {
      width: 1em;
    }
  `;

  constructor() {
    super();
    this.mark = null;
    this.linking = false;
    // A press on the toolbar must not take the selection away.
    this.addEventListener('mousedown', (event) => event.preventDefault());
    this.addEventListener('keydown', (event) => this.onKey(event));
    // The list closes with the keyboard gone elsewhere, as every menu does.
    this.addEventListener('focusout', () => {
      this.linking = false;
    });
  }

  /**
   * Below the passage's last line, or above its first where there is no room; always inside the pane. Under a finger or a
   * pen (`touched`) it is the other way round, clear of the system's handles.
   */
  place(article: HTMLElement, touched: boolean): void {
    const brief = state.brief.get();
    const passage = state.selection.get() ?? currentMark.get();
    const scrolled = this.parentElement;
    if (this.hidden || !scrolled || !brief || !passage) return;
    const boxes = toRange(article, brief, passage)?.getClientRects();
    const first = boxes?.[0];
    const last = boxes?.[boxes.length - 1];
    if (!first || !last) return;
    const pane = scrolled.getBoundingClientRect();
    const { width, height } = this.getBoundingClientRect();
    const above = first.top - height - 8;
    const below = last.bottom + (touched ? roomForHandles : 8);
    const fitsBelow = below + height <= pane.bottom - 8;
    const goesAbove = touched ? above >= pane.top + 8 : !fitsBelow;
    const y = goesAbove ? Math.max(pane.top + 8, above) : Math.min(below, pane.bottom - 8 - height);
    const x = Math.max(
      Math.min((last.left + last.right) / 2 - width / 2, pane.right - width - 24),
      pane.left + 8,
    );
    this.style.left = `${x - pane.left}px`;
    this.style.top = `${y - pane.top + scrolled.scrollTop}px`;
  }

  override render(): TemplateResult {
    const w = words.get();
    const proposals = state.brief.get()?.proposals ?? [];
    return html`
      <div role="toolbar" aria-label=${w.annotate}>
        ${colours.map(
          (colour) => html`<button
            class="colour ${colour}"
            aria-label=${w.colours[colour]}
            aria-pressed=${String(this.mark?.annotation.target.styleClass === colour)}
            @click=${() => colourSelection(colour)}
          ></button>`,
        )}
        <span class="rule"></span>
        <button @click=${writeNote}>${w.note}</button>
        ${
          proposals.length
            ? html`<span class="rule"></span>
              <button aria-haspopup="menu" aria-expanded=${String(this.linking)} @click=${this.toggleLinking}>
                ${w.linkToProposal}
              </button>`
            : nothing
        }
        <span class="rule"></span>
        <button @click=${copyWithSource}>${w.copyWithSource}</button>
        ${
          this.mark
            ? html`<span class="rule"></span>
              <button aria-label=${w.deleteAnnotation} @click=${this.delete}>${w.delete}</button>`
            : nothing
        }
      </div>
      ${this.linking ? this.menu() : nothing}
    `;
  }

  private menu(): TemplateResult {
    const linked = this.mark ? proposalsOf(this.mark.annotation.id) : [];
    const items = (state.brief.get()?.proposals ?? []).map(({ id, title }) => {
      const on = linked.some((proposal) => proposal.id === id);
      return html`<button role="menuitemcheckbox" aria-checked=${String(on)} @click=${() => this.link(id, on)}>
        <span class="tick" aria-hidden="true">${on ? '✓' : ''}</span>${title}
      </button>`;
    });
    return html`<div role="menu" aria-label=${words.get().linkToProposal}>${items}</div>`;
  }

  /** Opens the list of proposals and gives it the keyboard, once the text shows what is selected or in hand. */
  async chooseProposal(): Promise<void> {
    await new Promise(requestAnimationFrame);
    this.linking = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[role=menu] button')?.focus();
    this.scrollIntoView({ block: 'nearest' });
  }

  private readonly toggleLinking = (): void => {
    if (this.linking) this.linking = false;
    else void this.chooseProposal();
  };

  private link(proposal: string, on: boolean): void {
    this.linking = false;
    this.parentElement?.focus();
    if (on && this.mark) unlink(proposal, this.mark.annotation.id);
    else linkSelection(proposal);
  }

  private readonly delete = (): void => {
    if (this.mark) deleteAnnotation(this.mark.annotation.id);
  };

  /** Arrow keys walk over the buttons, as in every toolbar and menu. */
  private onKey(event: KeyboardEvent): void {
    const menu = this.renderRoot.querySelector('[role=menu]');
    const focused = this.shadowRoot?.activeElement;
    const inMenu = menu?.contains(focused ?? null) ?? false;
    if (event.key === 'Escape' && !this.linking) {
      // Back to the text, where a second Escape lets go of the mark.
      this.parentElement?.focus();
      event.stopPropagation();
      return;
    }
    if (event.key === 'Escape' && this.linking) {
      this.linking = false;
      this.renderRoot.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
      event.stopPropagation();
      return;
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [
      ...this.renderRoot.querySelectorAll<HTMLElement>(
        inMenu ? '[role=menu] button' : '[role=toolbar] button',
      ),
    ];
    const at = focused instanceof HTMLElement ? buttons.indexOf(focused) : -1;
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  }
}

customElements.define('selection-toolbar', SelectionToolbar);

declare global {
  interface HTMLElementTagNameMap {
    'selection-toolbar': SelectionToolbar;
  }
}
