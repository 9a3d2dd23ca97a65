import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LibraryBrief } from '../../core/api.ts';
import { plain } from '../../core/lineage/lineage.ts';
import { choosePrinted } from '../actions/printing.ts';
import { dateOf } from '../dates.ts';
import { holdsWords } from '../library-groups.ts';
import { controls } from '../look/controls.ts';
import { state } from '../state.ts';
import { fieldStyles, tick } from './fields.ts';
import { briefsByDate, chosenBriefs, langOf, printing, sheetWords } from './printing.ts';

/** So many can be ticked at once; the filter brings the others. */
const most = 300;

/** From so many on they can be filtered. */
const many = 9;

/** The briefs of the library, in the order in which they are printed, to be ticked. */
export class PrintSelection extends SignalWatcher(LitElement) {
  static override properties = { filter: { state: true } };

  declare private filter: string;

  static override styles = [
    controls,
    fieldStyles,
    css`
      .list {
        max-height: 232px;
        padding: 4px 8px;
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--paper);
        overflow-y: auto;
        scrollbar-width: thin;
      }

      .option {
        margin-inline: -4px;
        padding-inline: 4px;
      }

      time {
        display: block;
        color: var(--ink-soft);
        font-size: 12px;
      }

      input[type='search'] {
        width: 100%;
        margin-block-end: 6px;
      }

      p {
        margin: 6px 0 0;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .below {
        display: flex;
        justify-content: space-between;
        gap: 12px;
      }

      .below button {
        align-self: end;
        font-size: 12px;
      }
    `,
  ];

  constructor() {
    super();
    this.filter = '';
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('input:checked')?.closest('label')?.scrollIntoView({ block: 'center' });
  }

  override render(): TemplateResult {
    const w = sheetWords.get();
    const all = briefsByDate.get();
    const wanted = plain(this.filter).split(/\s+/).filter(Boolean);
    const ownTags = state.settings.get().tags;
    const found = all.filter((one) => holdsWords(one, wanted, ownTags[one.id]));
    const shown = found.slice(0, most);
    const chosen = chosenBriefs.get().length;
    const areAll = shown.every(({ id }) => printing.briefs.get().has(id));
    return html`
      ${
        all.length < many
          ? nothing
          : html`<input type="search" aria-label=${w.filter} placeholder=${w.filter} @input=${this.onFilter} />`
      }
      <div class="list">${repeat(shown, ({ id }) => id, brief)}</div>
      ${found.length > shown.length ? html`<p>${w.moreBriefs(found.length - shown.length)}</p>` : nothing}
      <div class="below">
        <p role="status">${chosen ? w.chosen(chosen) : nothing}</p>
        <button class="text" @click=${() => chooseAll(shown, !areAll)}>${areAll ? w.chooseNone : w.chooseAll}</button>
      </div>
    `;
  }

  private readonly onFilter = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement) this.filter = target.value;
  };
}

function chooseAll(briefs: readonly LibraryBrief[], chosen: boolean): void {
  const now = new Set(printing.briefs.get());
  for (const { id } of briefs) {
    if (chosen) now.add(id);
    else now.delete(id);
  }
  void choosePrinted(now);
}

function brief(one: LibraryBrief): TemplateResult {
  const ids = printing.briefs.get();
  const lang = langOf(one);
  const edition = one.editions.find((other) => other.lang === lang);
  const label = html`<span lang=${lang}>${edition?.title}</span>
    <time datetime=${edition?.date.start ?? ''}>${edition ? dateOf(edition.date, state.lang.get()) : nothing}</time>`;
  return tick(label, ids.has(one.id), (checked) => chooseAll([one], checked));
}

customElements.define('print-selection', PrintSelection);

declare global {
  interface HTMLElementTagNameMap {
    'print-selection': PrintSelection;
  }
}
