import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { controls } from '../look/controls.ts';
import { type Dialog, state } from '../state.ts';

/** What the modal sheets share: a native dialog that stands open while `state.dialog` names it. */
export abstract class Modal extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      dialog {
        width: min(560px, calc(100vw - 32px));
        max-height: min(70vh, 640px);
        margin: 9vh auto auto;
        padding: 0;
        border: 1px solid var(--rule);
        border-radius: 12px;
        background: var(--card);
        color: var(--ink);
        box-shadow: var(--shadow);
        font: inherit;
        overflow: clip;
      }

      dialog[open] {
        display: flex;
        flex-direction: column;
      }

      /* There for those who listen: a sheet's header and footer are not the window's. */
      dialog > section {
        display: contents;
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 0.28);
      }
    `,
  ];

  protected abstract readonly name: Exclude<Dialog, null>;
  protected abstract label(): string;
  protected abstract content(): TemplateResult;

  protected get isOpen(): boolean {
    return state.dialog.get() === this.name;
  }

  override render(): TemplateResult {
    return html`<dialog aria-label=${this.label()} @cancel=${this.onCancel} @close=${this.onClose} @click=${this.onClick}>
      ${this.isOpen ? html`<section>${this.content()}</section>` : nothing}
    </dialog>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog) return;
    if (this.isOpen && !dialog.open) {
      dialog.showModal();
      this.opened();
    } else if (!this.isOpen && dialog.open) dialog.close();
  }

  /** Called once each time the sheet has opened. */
  protected opened(): void {}

  protected close(): void {
    state.dialog.set(null);
  }

  /** The keys are the window's again at once, not only when the dialog has told that it is closed. */
  private readonly onCancel = (): void => this.close();

  /** Told a moment later, so that a sheet which has been opened anew meanwhile is left open. */
  private readonly onClose = (): void => {
    if (this.isOpen && !this.renderRoot.querySelector('dialog')?.open) this.close();
  };

  /** A press on the backdrop closes, as everywhere. */
  private readonly onClick = (event: MouseEvent): void => {
    if (event.target === event.currentTarget) this.close();
  };
}
