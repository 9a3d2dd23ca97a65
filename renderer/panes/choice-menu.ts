import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controls } from '../look/controls.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** For choices that can be on or off. */
  readonly on?: boolean;
  /** Whether it begins another group. */
  readonly apart?: boolean;
}

export class ChooseEvent extends Event {
  readonly id: string;

  constructor(id: string) {
    super('choose');
    this.id = id;
  }
}

/**
 * A menu that opens beside the element its place in the style sheet names (`position-anchor`). Fires `choose` and closes;
 * Escape, Tab and a press elsewhere close it without.
 */
export class ChoiceMenu extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        position: fixed;
        position-area: bottom span-right;
        position-try-fallbacks: flip-inline, flip-block, flip-block flip-inline;
        inset: auto;
        max-width: 300px;
        margin: 4px 0;
        padding: 4px;
        border: 1px solid var(--rule);
        border-radius: 8px;
        background: var(--card);
        color: var(--ink);
        box-shadow: var(--shadow);
        font: inherit;
        overflow: visible;
      }

      .name {
        margin: 2px 9px 4px;
        font-size: 11.5px;
        color: var(--ink-soft);
      }

      button {
        display: flex;
        gap: 7px;
        width: 100%;
        border: 0;
        background: none;
        padding-inline: 9px;
        text-align: start;
      }

      button:is(:hover, :focus-visible) {
        background: var(--accent-soft);
        color: var(--accent);
      }

      hr {
        margin: 4px 0;
        border: 0;
        border-block-start: 1px solid var(--rule);
      }

      .tick {
        flex: none;
        width: 1em;
      }

      button:focus-visible {
        outline-offset: -2px;
      }
    `,
  ];

  static override properties = { label: {}, choices: { attribute: false } };

  declare label: string;
  declare choices: readonly Choice[];
  private opener: HTMLElement | null = null;

  constructor() {
    super();
    this.label = '';
    this.choices = [];
    this.addEventListener('beforetoggle', this.onToggle);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'auto';
  }

  /** Opens the menu and gives it the keyboard, which goes back to the opener where the menu still has it at the end. */
  async show(opener: HTMLElement): Promise<void> {
    this.opener = opener;
    this.showPopover();
    await this.updateComplete;
    this.buttons()[0]?.focus();
  }

  private buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll('button')];
  }

  private readonly onToggle = (event: ToggleEvent): void => {
    if (event.newState === 'closed' && this.matches(':focus-within')) this.opener?.focus();
  };

  private choose(id: string): void {
    this.dispatchEvent(new ChooseEvent(id));
    this.hidePopover();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') this.hidePopover();
    // Escape closes the menu and nothing around it.
    if (event.key === 'Escape') event.stopPropagation();
    const buttons = this.buttons();
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const last = buttons.length - 1;
    const to = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, Home: 0, End: last }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[to]?.focus();
  };

  override render(): TemplateResult {
    return html`
      <p class="name" aria-hidden="true">${this.label}</p>
      <div role="menu" aria-label=${this.label} @keydown=${this.onKey}>
        ${this.choices.map(
          ({ id, label, on, apart }) => html`${apart ? html`<hr />` : nothing}<button
            tabindex="-1"
            role=${on === undefined ? 'menuitem' : 'menuitemcheckbox'}
            aria-checked=${on === undefined ? nothing : String(on)}
            @click=${() => this.choose(id)}
          >
            ${on === undefined ? nothing : html`<span class="tick" aria-hidden="true">${on ? '✓' : ''}</span>`}${label}
          </button>`,
        )}
      </div>
    `;
  }
}

customElements.define('choice-menu', ChoiceMenu);

declare global {
  interface HTMLElementTagNameMap {
    'choice-menu': ChoiceMenu;
  }
}
