import { css, html, type TemplateResult } from 'lit';
import { commands } from '../../core/commands.ts';
import { state, words } from '../state.ts';
import { Modal } from './modal.ts';
import { keysShown } from './shortcuts.ts';

/** Every command that has keys, with them. */
export class HelpSheet extends Modal {
  protected override readonly name = 'help';

  static override styles = [
    ...Modal.styles,
    css`
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 12px 16px;
        border-block-end: 1px solid var(--rule);
      }

      h2 {
        margin: 0;
        font: 600 16px / 1.3 var(--serif);
      }

      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 7px 20px;
        margin: 0;
        padding: 12px 16px 16px;
        overflow-y: auto;
      }

      dt,
      dd {
        margin: 0;
      }

      dd {
        color: var(--ink-soft);
        text-align: end;
      }
    `,
  ];

  protected override label(): string {
    return words.get().help;
  }

  protected override content(): TemplateResult {
    const lang = state.lang.get();
    return html`
      <header>
        <h2>${words.get().help}</h2>
        <button class="quiet" autofocus @click=${this.close}>${words.get().close}</button>
      </header>
      <dl tabindex="0">
        ${commands
          .filter(({ keys }) => keys.length)
          .map(
            (command) =>
              html`<dt>${command.words[lang]}</dt>
                <dd>${command.keys.map((keys) => keysShown(keys, lang)).join(', ')}</dd>`,
          )}
      </dl>
    `;
  }
}

customElements.define('help-sheet', HelpSheet);

declare global {
  interface HTMLElementTagNameMap {
    'help-sheet': HelpSheet;
  }
}
