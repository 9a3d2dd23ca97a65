import { html, nothing, type TemplateResult } from 'lit';
import { noteOf, quoteOf } from '../../core/annotation.ts';
import { readGone, saveGone, titleOf } from '../actions/earlier.ts';
import { state, words } from '../state.ts';
import { Modal } from './modal.ts';
import { sheet } from './sheet.ts';

/** What was written on a brief whose text is gone: it waits for the text, until the reader deletes it. */
export class GoneSheet extends Modal {
  static override properties = { written: { state: true }, deleted: { state: true } };

  protected override readonly name = 'gone';
  declare private written: Awaited<ReturnType<typeof readGone>>;
  declare private deleted: boolean;

  static override styles = [...Modal.styles, sheet];

  constructor() {
    super();
    this.written = null;
    this.deleted = false;
  }

  protected override label(): string {
    return this.heading();
  }

  protected override opened(): void {
    this.written = null;
    this.deleted = false;
    const gone = state.gone.get();
    if (gone)
      void readGone(gone).then((written) => {
        this.written = written;
      });
  }

  private heading(): string {
    const gone = state.gone.get();
    return gone ? titleOf(gone, state.lang.get()) : '';
  }

  protected override content(): TemplateResult {
    const w = words.get();
    const { annotations = [], positions = {} } = this.written ?? {};
    return html`
      <header>
        <h2>${this.heading()}</h2>
        <button class="quiet" autofocus @click=${this.close}>${w.close}</button>
      </header>
      <div class="body differences" tabindex="0">
        <p>${this.deleted ? w.gone.deleted : w.gone.waiting}</p>
        ${
          this.deleted
            ? nothing
            : html`<ul>
              ${annotations.map((one) => html`<li><q>${quoteOf(one)}</q>${noteOf(one) ? html` · ${noteOf(one)}` : nothing}</li>`)}
              ${Object.entries(positions).map(
                ([id, { decision, remark }]) =>
                  html`<li><strong>${w.decisions[decision]}</strong> ${id}${remark ? html` · ${remark}` : nothing}</li>`,
              )}
            </ul>`
        }
      </div>
      <footer>
        <span></span>
        <button @click=${this.turn}>${this.deleted ? w.gone.putBack : w.gone.delete}</button>
      </footer>
    `;
  }

  private readonly turn = async (): Promise<void> => {
    const id = state.gone.get()?.id;
    if (!id || !this.written) return;
    if (await saveGone(id, this.written, this.deleted)) this.deleted = !this.deleted;
  };
}

customElements.define('gone-sheet', GoneSheet);

declare global {
  interface HTMLElementTagNameMap {
    'gone-sheet': GoneSheet;
  }
}
