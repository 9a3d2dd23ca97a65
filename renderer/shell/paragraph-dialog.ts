import { css, html, type TemplateResult } from 'lit';
import { goToBlock } from '../actions/places.ts';
import { state, words } from '../state.ts';
import { Modal } from './modal.ts';

/** Asks for a paragraph number and goes there. */
export class ParagraphDialog extends Modal {
  static override properties = { refused: { state: true } };

  protected override readonly name = 'paragraph';
  declare private refused: boolean;

  static override styles = [
    ...Modal.styles,
    css`
      dialog {
        width: 320px;
      }

      form {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        padding: 14px 16px;
      }

      label {
        width: 100%;
        color: var(--ink-soft);
      }

      input {
        flex: 1;
      }

      p {
        width: 100%;
        margin: 0;
        color: var(--danger);
      }
    `,
  ];

  constructor() {
    super();
    this.refused = false;
  }

  protected override label(): string {
    return words.get().goToParagraph;
  }

  protected override content(): TemplateResult {
    const w = words.get();
    return html`<form @submit=${this.go}>
      <label for="number">${w.goToParagraph} · ${w.paragraphNumber(this.last())}</label>
      <input id="number" inputmode="numeric" autocomplete="off" />
      <button class="primary">${w.go}</button>
      <p role="alert" ?hidden=${!this.refused}>${w.noSuchParagraph(this.last())}</p>
    </form>`;
  }

  protected override opened(): void {
    this.refused = false;
    this.renderRoot.querySelector('input')?.focus();
  }

  private last(): number {
    return state.brief.get()?.blocks.findLast(({ number }) => number !== null)?.number ?? 0;
  }

  private readonly go = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = Number((this.renderRoot.querySelector('input')?.value ?? '').replace(/[§\s]/g, ''));
    const index = state.brief.get()?.blocks.findIndex(({ number }) => number === wanted) ?? -1;
    this.refused = index < 0;
    if (this.refused) return;
    this.close();
    goToBlock(index);
  };
}

customElements.define('paragraph-dialog', ParagraphDialog);

declare global {
  interface HTMLElementTagNameMap {
    'paragraph-dialog': ParagraphDialog;
  }
}
