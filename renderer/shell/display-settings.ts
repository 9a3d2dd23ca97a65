import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { type Settings, uiLangs } from '../../core/settings.ts';
import { setSettings } from '../actions/settings.ts';
import { controls } from '../look/controls.ts';
import { state, words } from '../state.ts';
import { runCommand } from './run-command.ts';

const themes = [null, 'light', 'dark', 'sepia', 'contrast'] as const satisfies readonly Settings['theme'][];
const langNames = { fr: 'Français', en: 'English' } as const;

/** The `Aa` button and its sheet: text size, theme, paragraph numbers, language of the interface. */
export class DisplaySettings extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      [popover] {
        position: fixed;
        inset: 50px 12px auto auto;
        width: 300px;
        margin: 0;
        padding: 14px 16px;
        border: 1px solid var(--rule);
        border-radius: 10px;
        background: var(--card);
        color: var(--ink);
        box-shadow: var(--shadow);
        font: inherit;
      }

      fieldset {
        margin: 0 0 12px;
        padding: 0;
        border: 0;
      }

      legend {
        margin-block-end: 5px;
        padding: 0;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
      }

      .row output {
        min-width: 4em;
        text-align: center;
        font-variant-numeric: tabular-nums;
      }

      label {
        display: flex;
        align-items: center;
        gap: 6px;
        cursor: pointer;
      }

      .choice {
        padding: 4px 9px;
        border: 1px solid var(--rule);
        border-radius: var(--radius);
      }

      .choice:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent);
      }

      .choice:has(:focus-visible) {
        outline: 2px solid var(--focus);
      }

      .choice input {
        position: absolute;
        opacity: 0;
        pointer-events: none;
      }
    `,
  ];

  override render(): TemplateResult {
    const w = words.get();
    const { theme, textSize, paragraphNumbers } = state.settings.get();
    return html`
      <button popovertarget="sheet" aria-label=${w.textSettings}>Aa</button>
      <div id="sheet" popover role="dialog" aria-label=${w.textSettings}>
        <fieldset>
          <legend>${w.textSize}</legend>
          <div class="row">
            <button aria-label=${`${w.textSize} A−`} @click=${() => runCommand('smaller')}>A−</button>
            <output>${textSize}&nbsp;px</output>
            <button aria-label=${`${w.textSize} A+`} @click=${() => runCommand('larger')}>A+</button>
          </div>
        </fieldset>
        <fieldset>
          <legend>${w.theme}</legend>
          <div class="row">
            ${themes.map((choice) =>
              radio('theme', w.themes[choice ?? 'system'], theme === choice, () =>
                setSettings({ theme: choice }),
              ),
            )}
          </div>
        </fieldset>
        <fieldset>
          <legend>${w.interfaceLanguage}</legend>
          <div class="row">
            ${uiLangs.map((lang) =>
              radio('lang', langNames[lang], state.lang.get() === lang, () => setSettings({ lang })),
            )}
          </div>
        </fieldset>
        <label>
          <input type="checkbox" .checked=${paragraphNumbers} @change=${() => runCommand('paragraph-numbers')} />
          ${w.showParagraphNumbers}
        </label>
      </div>
    `;
  }
}

function radio(name: string, label: string, on: boolean, choose: () => void): TemplateResult {
  return html`<label class="choice"><input type="radio" name=${name} .checked=${on} @change=${choose} />${label}</label>`;
}

customElements.define('display-settings', DisplaySettings);

declare global {
  interface HTMLElementTagNameMap {
    'display-settings': DisplaySettings;
  }
}
