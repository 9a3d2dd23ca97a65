import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { commands } from '../../core/commands.ts';
import { openAlone } from '../actions/briefs.ts';
import { controls } from '../look/controls.ts';
import './display-settings.ts';
import { searchWords } from '../state/finding.ts';
import { columnsShown, state, words } from '../state.ts';
import { runCommand } from './run-command.ts';
import { keysShown } from './shortcuts.ts';

/** The bar above the columns: the way to everything, the edition, the display, the print. */
export class TopBar extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        background: var(--desk);
        border-block-end: 1px solid var(--rule);
      }

      header {
        display: flex;
        align-items: center;
        gap: 14px;
        height: 44px;
        padding: 0 14px;
      }

      .name {
        font: 600 15px / 1 var(--serif);
        white-space: nowrap;
      }

      .find {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        width: min(520px, 100%);
        height: 29px;
        padding: 0 10px;
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--card);
        color: var(--ink-soft);
        font: inherit;
        text-align: start;
        cursor: text;
        overflow: hidden;
        white-space: nowrap;
      }

      .find span {
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .space {
        flex: 1;
        display: flex;
        justify-content: center;
        min-width: 0;
      }

      .segments > button {
        padding-inline: 11px;
      }

      kbd {
        flex: none;
        padding: 0 5px;
        border: 1px solid var(--rule);
        border-radius: 4px;
        font: 11px / 1.5 var(--sans);
      }

      .icon {
        display: grid;
        place-items: center;
        width: 30px;
        padding: 0;
      }

      .primary svg,
      .find svg {
        display: none;
      }

      @media (max-width: 900px) {
        .name {
          display: none;
        }
      }

      @media (max-width: 780px) {
        .find kbd {
          display: none;
        }
      }

      @media (max-width: 640px) {
        .primary {
          width: 34px;
          padding: 0;
          display: grid;
          place-items: center;
        }

        .primary svg {
          display: block;
        }

        .primary span {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }

      @media (max-width: 560px) {
        header {
          gap: 8px;
          padding: 0 8px;
        }

        .find {
          justify-content: center;
          width: 34px;
          padding: 0;
          cursor: pointer;
        }

        .find span {
          position: absolute;
          width: 1px;
          height: 1px;
          clip-path: inset(50%);
        }

        .find svg {
          display: block;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const w = words.get();
    const shown = columnsShown.get();
    const findKeys = commands.find(({ id }) => id === 'palette')?.keys[0] ?? '';
    return html`
      <header>
        <button
          class="icon quiet"
          aria-label=${w.library}
          aria-pressed=${String(shown.library)}
          @click=${() => runCommand('toggle-library')}
        >
          ${columnIcon('left')}
        </button>
        <span class="name">${w.appName}</span>
        <div class="space">
          <button class="find" @click=${() => runCommand('palette')}>
            ${findIcon}<span>${searchWords.get().placeholder}</span><kbd>${keysShown(findKeys, state.lang.get())}</kbd>
          </button>
        </div>
        ${this.editions()}
        <display-settings></display-settings>
        <button
          class="primary"
          ?disabled=${!state.brief.get()}
          title=${w.printPdf}
          @click=${() => runCommand('print-pdf')}
        >
          ${printIcon}<span>${w.printPdf}</span>
        </button>
        <button
          class="icon quiet"
          aria-label=${w.sidePane}
          aria-pressed=${String(shown.side)}
          @click=${() => runCommand('toggle-side-pane')}
        >
          ${columnIcon('right')}
        </button>
      </header>
    `;
  }

  private editions(): TemplateResult | typeof nothing {
    const shown = state.brief.get();
    const editions = state.library.get().briefs.find(({ id }) => id === shown?.id)?.editions ?? [];
    if (!shown || editions.length < 2) return nothing;
    const button = (lang: string): TemplateResult => {
      // Each language is named in itself, so that its readers know it.
      const name = new Intl.DisplayNames(lang, { type: 'language' }).of(lang) ?? lang;
      return html`<button
        lang=${lang}
        aria-pressed=${String(!state.beside.get() && lang === shown.lang)}
        @click=${() => openAlone(lang)}
      >
        ${name.charAt(0).toLocaleUpperCase(lang) + name.slice(1)}
      </button>`;
    };
    return html`<div class="segments" role="group" aria-label=${words.get().editions}>
      ${editions.map(({ lang }) => button(lang))}
      <button aria-pressed=${String(state.beside.get() !== null)} @click=${() => runCommand('side-by-side')}>
        ${words.get().sideBySide}
      </button>
    </div>`;
  }
}

/** A printer with a sheet coming out of it. */
const printIcon = html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
  <path
    d="M4.5 6V2.5h7V6M4.5 12H3a1.5 1.5 0 0 1-1.5-1.5v-3A1.5 1.5 0 0 1 3 6h10a1.5 1.5 0 0 1 1.5 1.5v3A1.5 1.5 0 0 1 13 12h-1.5M4.5 9.5h7v4h-7z"
    fill="none"
    stroke="currentColor"
    stroke-linejoin="round"
  />
</svg>`;

const findIcon = html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0Zm-1.3 3.2 3.3 3.3" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
</svg>`;

/** A window with one outer column filled. */
function columnIcon(side: 'left' | 'right'): TemplateResult {
  const x = side === 'left' ? '2' : '10.5';
  return html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    <rect x="1.5" y="2.5" width="13" height="11" rx="2" fill="none" stroke="currentColor" />
    <rect x=${x} y="3" width="3.5" height="10" fill="currentColor" opacity="0.55" />
  </svg>`;
}

customElements.define('top-bar', TopBar);

declare global {
  interface HTMLElementTagNameMap {
    'top-bar': TopBar;
  }
}
