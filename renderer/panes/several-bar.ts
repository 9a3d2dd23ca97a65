import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { colours } from '../../core/annotation.ts';
import { deleteAnnotations, editAnnotations } from '../actions/annotations.ts';
import { chooseExport } from '../actions/exchange.ts';
import { controls } from '../look/controls.ts';
import { sheetWords } from '../state/exchange.ts';
import { state, words } from '../state.ts';
import { knownTags } from './annotation-filter.ts';

/** What can be done with several annotations at once: colour, tag, export, delete. Each change is one step of undo. */
export class SeveralBar extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
      }

      /* More telling than the rule that all fields share, which lets them shrink to nothing. */
      input:not([type='checkbox'], [type='radio']) {
        flex: 1 1 100%;
        order: 1;
        min-height: 26px;
        padding: 1px 8px;
        font-size: 12px;
      }

      button {
        min-height: 26px;
        padding: 1px 8px;
        font-size: 12px;
      }

      button.swatch {
        width: 24px;
        min-height: 24px;
        padding: 0;
        border-color: var(--edge);
        border-radius: 5px;
        background: var(--fill);
        forced-color-adjust: none;
      }

      .export {
        margin-inline-start: auto;
      }

      button.delete {
        color: var(--danger);
      }
    `,
  ];

  static override properties = { ids: { attribute: false } };

  declare ids: ReadonlySet<string>;

  constructor() {
    super();
    this.ids = new Set();
  }

  private readonly onTag = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const tag = event.target.value.trim();
    event.target.value = '';
    if (tag) editAnnotations(this.ids, ({ tags }) => ({ tags: [...tags, tag] }));
  };

  override render(): TemplateResult {
    const w = words.get();
    const none = this.ids.size === 0;
    return html`
      ${colours.map(
        (colour) => html`<button
          class="swatch ${colour}"
          aria-label=${w.colours[colour]}
          ?disabled=${none}
          @click=${() => editAnnotations(this.ids, () => ({ colour }))}
        ></button>`,
      )}
      <input
        list="known"
        maxlength="100"
        aria-label=${w.addTag}
        placeholder=${w.addTag}
        ?disabled=${none}
        @change=${this.onTag}
      />
      <datalist id="known">
        ${knownTags(state.annotations.get(), state.lang.get()).map((tag) => html`<option value=${tag}></option>`)}
      </datalist>
      <button class="quiet export" ?disabled=${none} @click=${() => chooseExport(this.ids)}>
        ${sheetWords.get().export}
      </button>
      <button class="quiet delete" ?disabled=${none} @click=${() => deleteAnnotations(this.ids)}>${w.delete}</button>
    `;
  }
}

customElements.define('several-bar', SeveralBar);

declare global {
  interface HTMLElementTagNameMap {
    'several-bar': SeveralBar;
  }
}
