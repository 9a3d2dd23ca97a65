import { html, type TemplateResult } from 'lit';
import { replaceText } from '../actions/own.ts';
import { own, ownWord } from '../state/own.ts';
import { Modal } from './modal.ts';
import { sheet } from './sheet.ts';

/** Asks before another text takes the place of a brief of the reader's own. */
export class ReplaceSheet extends Modal {
  protected override readonly name = 'replace';

  static override styles = [...Modal.styles, sheet];

  protected override label(): string {
    return ownWord.get().doReplace;
  }

  protected override content(): TemplateResult {
    const w = ownWord.get();
    return html`
      <div class="body">${w.replace(own.replacing.get()?.title ?? '')}</div>
      <footer>
        <button autofocus @click=${this.close}>${w.keepMine}</button>
        <button class="primary" @click=${replaceText}>${w.doReplace}</button>
      </footer>
    `;
  }
}

customElements.define('replace-sheet', ReplaceSheet);

declare global {
  interface HTMLElementTagNameMap {
    'replace-sheet': ReplaceSheet;
  }
}
