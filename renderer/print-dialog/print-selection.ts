import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LibraryBrief } from '../../core/api.ts';
import { choosePrinted } from '../actions/printing.ts';
import { controls } from '../controls.ts';
import { dateOf } from '../dates.ts';
import { state } from '../state.ts';
import { fieldStyles, tick } from './fields.ts';
import { briefsByDate, chosenBriefs, langOf, printing, sheetWords } from './printing.ts';

/** The briefs of the library, in the order in which they are printed, to be ticked. */
export class PrintSelection extends SignalWatcher(LitElement) {
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

      p {
        margin: 6px 0 0;
        color: var(--ink-soft);
        font-size: 12px;
      }
    `,
  ];

  override render(): TemplateResult {
    const n = chosenBriefs.get().length;
    return html`
      <div class="list">${repeat(briefsByDate.get(), ({ id }) => id, brief)}</div>
      <p role="status">${n ? sheetWords.get().chosen(n) : nothing}</p>
    `;
  }
}

function brief(one: LibraryBrief): TemplateResult {
  const ids = printing.briefs.get();
  const lang = langOf(one);
  const edition = one.editions.find((other) => other.lang === lang);
  const label = html`<span lang=${lang}>${edition?.title}</span>
    <time datetime=${edition?.date.start ?? ''}>${edition ? dateOf(edition.date, state.lang.get()) : nothing}</time>`;
  return tick(label, ids.has(one.id), (checked) => {
    const now = new Set(ids);
    if (checked) now.add(one.id);
    else now.delete(one.id);
    void choosePrinted(now);
  });
}

customElements.define('print-selection', PrintSelection);

declare global {
  interface HTMLElementTagNameMap {
    'print-selection': PrintSelection;
  }
}
