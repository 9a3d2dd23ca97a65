import { css, html, type TemplateResult } from 'lit';
import { commands, menuNames, menus } from '../../core/commands.ts';
import { state, words } from '../state.ts';
import { Modal } from './modal.ts';
import { keysShown } from './shortcuts.ts';

/** Every command that has keys, with them, in the order of the menus. */
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

      dialog {
        width: min(860px, calc(100vw - 32px));
      }

      .menus {
        columns: 2 320px;
        column-gap: 40px;
        padding: 16px 16px 0;
        overflow-y: auto;
      }

      .menus:focus-visible {
        outline-offset: -2px;
      }

      section {
        padding-block-end: 18px;
        break-inside: avoid;
      }

      h3 {
        margin-block-end: 5px;
      }

      dl {
        margin: 0;
      }

      dl > div {
        display: flex;
        justify-content: space-between;
        gap: 20px;
        padding-block: 2.5px;
      }

      dt,
      dd {
        margin: 0;
      }

      dd {
        flex: none;
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
      <div class="menus" tabindex="0" role="group" aria-label=${words.get().help}>
        ${menus.map(
          (menu) => html`<section>
            <h3 class="over">${menuNames[lang][menu]}</h3>
            <dl>
              ${commands
                .filter((command) => command.menu === menu && command.keys.length)
                .map(
                  (command) => html`<div>
                    <dt>${command.words[lang]}</dt>
                    <dd>${command.keys.map((keys) => keysShown(keys, lang)).join(', ')}</dd>
                  </div>`,
                )}
            </dl>
          </section>`,
        )}
      </div>
    `;
  }
}

customElements.define('help-sheet', HelpSheet);

declare global {
  interface HTMLElementTagNameMap {
    'help-sheet': HelpSheet;
  }
}
