import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { commands } from '../../core/commands.ts';
import { open } from '../actions/briefs.ts';
import { editionFor } from '../actions/library.ts';
import { goToBlock } from '../actions/places.ts';
import { dateOf } from '../dates.ts';
import { state, words } from '../state.ts';
import { Modal } from './modal.ts';
import { runCommand } from './run-command.ts';
import { keysShown } from './shortcuts.ts';

interface Entry {
  readonly label: string;
  readonly aside: string;
  readonly run: () => unknown;
}

/** One field for briefs, paragraphs (`§ 14`) and commands; arrow keys choose, Enter does. */
export class CommandPalette extends Modal {
  static override properties = { query: { state: true }, chosen: { state: true } };

  protected override readonly name = 'palette';
  declare private query: string;
  declare private chosen: number;

  static override styles = [
    ...Modal.styles,
    css`
      dialog input {
        flex: none;
        margin: 0;
        padding: 13px 16px;
        border: 0;
        border-block-end: 1px solid var(--rule);
        border-radius: 0;
        background: none;
        color: inherit;
        font: 15px / 1.4 var(--sans);
      }

      /* The field has the keyboard as long as the palette is open: a ring would say nothing. */
      dialog input:focus-visible {
        outline: none;
      }

      ul {
        margin: 0;
        padding: 6px;
        overflow-y: auto;
        list-style: none;
      }

      li {
        display: flex;
        justify-content: space-between;
        gap: 16px;
        padding: 7px 10px;
        border-radius: var(--radius);
        cursor: pointer;
      }

      li[aria-selected='true'] {
        background: var(--accent-soft);
        color: var(--accent);
      }

      .aside {
        flex: none;
        color: var(--ink-faint);
        font-size: 12px;
      }

      p {
        margin: 0;
        padding: 14px 16px;
        color: var(--ink-soft);
      }
    `,
  ];

  constructor() {
    super();
    this.query = '';
    this.chosen = 0;
  }

  protected override label(): string {
    return words.get().searchPlaceholder;
  }

  protected override content(): TemplateResult {
    const entries = this.entries();
    return html`
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls="entries"
        aria-activedescendant=${`entry-${this.chosen}`}
        aria-label=${words.get().searchPlaceholder}
        placeholder=${words.get().searchPlaceholder}
        autocomplete="off"
        spellcheck="false"
        .value=${this.query}
        @input=${this.onInput}
        @keydown=${this.onKey}
      />
      ${
        entries.length
          ? html`<ul id="entries" role="listbox">
            ${entries.map(
              ({ label, aside }, index) =>
                html`<li
                  id=${`entry-${index}`}
                  role="option"
                  aria-selected=${String(index === this.chosen)}
                  @click=${() => this.choose(index)}
                >
                  <span>${label}</span><span class="aside">${aside}</span>
                </li>`,
            )}
          </ul>`
          : html`<p>${words.get().paletteEmpty}</p>`
      }
    `;
  }

  protected override opened(): void {
    this.query = '';
    this.chosen = 0;
    this.renderRoot.querySelector('input')?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  private entries(): Entry[] {
    const lang = state.lang.get();
    const briefs = state.library.get().briefs.flatMap(({ id, editions }): Entry[] => {
      const edition = editions.find((each) => each.lang === editionFor(editions.map((each) => each.lang)));
      if (!edition) return [];
      return [
        {
          label: edition.title,
          aside: dateOf(edition.date, lang),
          run: () => open({ id, lang: edition.lang }),
        },
      ];
    });
    const known = commands.map(
      ({ id, words, keys }): Entry => ({
        label: words[lang],
        aside: keysShown(keys[0] ?? '', lang),
        run: () => runCommand(id),
      }),
    );
    const parts = fold(this.query).split(/\s+/).filter(Boolean);
    const matching = [...briefs, ...known].filter(({ label, aside }) => {
      const words = fold(`${label} ${aside}`);
      return parts.every((part) => words.includes(part));
    });
    return [...this.paragraph(), ...matching];
  }

  /** `14` or `§ 14` leads to that paragraph. */
  private paragraph(): Entry[] {
    const asked = /^§?\s*(\d+)$/.exec(this.query.trim())?.[1];
    const blocks = state.brief.get()?.blocks ?? [];
    const index = blocks.findIndex(({ number }) => number !== null && String(number) === asked);
    const block = blocks[index];
    if (!block) return [];
    return [
      {
        label: `${words.get().paragraph(Number(asked))} · ${block.text.slice(0, 60)}…`,
        aside: '',
        run: () => goToBlock(index),
      },
    ];
  }

  private readonly onInput = (event: InputEvent): void => {
    if (event.target instanceof HTMLInputElement) this.query = event.target.value;
    this.chosen = 0;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const count = this.entries().length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count) this.chosen = (this.chosen + step + count) % count;
    else if (event.key === 'Enter') this.choose(this.chosen);
    else return;
    event.preventDefault();
  };

  private choose(index: number): void {
    const entry = this.entries()[index];
    if (!entry) return;
    this.close();
    entry.run();
  }
}

/** Letters without case and accents, so that `theme` finds « Thème ». */
function fold(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}

customElements.define('command-palette', CommandPalette);

declare global {
  interface HTMLElementTagNameMap {
    'command-palette': CommandPalette;
  }
}
