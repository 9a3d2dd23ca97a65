import { css, html, nothing, type TemplateResult } from 'lit';
import { closePrintDialog, printOnPaper, savePdf } from '../actions/printing.ts';
import { Modal } from '../shell/modal.ts';
import { sheet } from '../shell/sheet.ts';
import { state, words } from '../state.ts';
import './print-options.ts';
import './print-preview.ts';
import { job, printing, sheetWords } from './printing.ts';

/** What to print at the left, the very pages at the right; in a narrow window one behind the other. */
export class PrintSheet extends Modal {
  static override properties = { side: { state: true } };

  protected override readonly name = 'print';
  /** Which of the two is in front where there is no room for both. */
  declare private side: 'options' | 'preview';

  static override styles = [
    ...Modal.styles,
    sheet,
    css`
      dialog {
        width: min(1240px, calc(100vw - 32px));
        height: min(94vh, 960px);
        max-height: none;
        margin-block: auto;
      }

      .both {
        flex: 1;
        display: grid;
        grid-template-columns: 392px minmax(0, 1fr);
        min-height: 0;
      }

      .choices {
        padding: 16px 20px 24px;
        border-inline-end: 1px solid var(--rule);
        overflow-y: auto;
        scrollbar-width: thin;
        scrollbar-gutter: stable;
      }

      footer p {
        color: var(--danger);
      }

      .sides {
        display: none;
      }

      @media (max-width: 880px) {
        .both {
          grid-template-columns: minmax(0, 1fr);
        }

        .choices {
          border: 0;
        }

        .sides {
          display: flex;
        }

        .both:not(.preview) > print-preview,
        .both.preview > .choices {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.side = 'options';
  }

  protected override label(): string {
    const w = sheetWords.get();
    return printing.choosing.get() ? w.titleSelection : w.title;
  }

  protected override opened(): void {
    this.side = 'options';
  }

  protected override close(): void {
    closePrintDialog();
  }

  protected override content(): TemplateResult {
    const w = sheetWords.get();
    const cannot = !job.get() || printing.asking.get() || state.printing.get() !== null;
    const trouble = printing.trouble.get();
    const to = printing.to.get();
    const button = (kind: typeof to, label: string, act: () => Promise<void>): TemplateResult =>
      html`<button class=${kind === to ? 'primary' : ''} ?disabled=${cannot} ?autofocus=${kind === to} @click=${act}>
        ${label}
      </button>`;
    const onPaper = button('paper', w.print, printOnPaper);
    const asPdf = button('pdf', w.save, savePdf);
    return html`
      <header>
        <h2>${this.label()}</h2>
        <div class="segments sides" role="radiogroup" aria-label=${this.label()}>
          ${(['options', 'preview'] as const).map(
            (side) => html`<label
              ><input
                type="radio"
                name="side"
                .checked=${this.side === side}
                @change=${() => {
                  this.side = side;
                }}
              />${w[side]}</label
            >`,
          )}
        </div>
      </header>
      <div class="both ${this.side}">
        <div class="choices"><print-options></print-options></div>
        <print-preview></print-preview>
      </div>
      <footer>
        <p role="alert">${trouble ?? nothing}</p>
        <button @click=${this.close}>${words.get().cancel}</button>
        ${to === 'pdf' ? [onPaper, asPdf] : [asPdf, onPaper]}
      </footer>
    `;
  }
}

customElements.define('print-sheet', PrintSheet);

declare global {
  interface HTMLElementTagNameMap {
    'print-sheet': PrintSheet;
  }
}
