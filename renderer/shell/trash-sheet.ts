import { html, type TemplateResult } from 'lit';
import { listedTitle } from '../actions/library.ts';
import { trashAsked } from '../actions/own.ts';
import { own, ownWord } from '../state/own.ts';
import { Modal } from './modal.ts';
import { sheet } from './sheet.ts';

/** Asks before a brief of the reader's own, or a file that is none yet, goes to the system's trash. */
export class TrashSheet extends Modal {
  protected override readonly name = 'trash';

  static override styles = [...Modal.styles, sheet];

  protected override label(): string {
    return ownWord.get().trash;
  }

  protected override content(): TemplateResult {
    const w = ownWord.get();
    const what = own.trashing.get();
    const asked =
      what && typeof what !== 'string' ? w.askTrash(listedTitle(what)) : w.askTrashFile(what ?? '');
    return html`
      <div class="body">${asked}</div>
      <footer>
        <button autofocus @click=${this.close}>${w.cancel}</button>
        <button class="primary" @click=${trashAsked}>${w.trash}</button>
      </footer>
    `;
  }
}

customElements.define('trash-sheet', TrashSheet);

declare global {
  interface HTMLElementTagNameMap {
    'trash-sheet': TrashSheet;
  }
}
