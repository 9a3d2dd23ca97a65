import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ImportItem } from '../../core/exchange.ts';
import { conflictChoices } from '../../core/importing/conflicts.ts';
import { stateWords } from '../../core/importing/state-words.ts';
import type { ImportedContent, ImportState } from '../../core/importing/weigh.ts';
import { settle } from '../actions/exchange.ts';
import { controls } from '../look/controls.ts';
import { quoted } from '../quoted.ts';
import { segments } from '../segments.ts';
import { choiceOf, exchange, placeOf, sheetWords } from '../state/exchange.ts';
import { state } from '../state.ts';
import { differenceStyles } from './difference-view.ts';
import { importPlaces, placeLabel, placesStyles } from './import-places.ts';
import { importStyles } from './import-styles.ts';
import { ListWindow } from './list-window.ts';

/** What wants a look comes first. */
const order: readonly ImportState[] = [
  'conflicting',
  'ambiguous',
  'passage-not-found',
  'selector-unsupported',
  'source-unknown',
  'unreadable',
  'new',
  'same',
];

interface NumberedItem extends ImportItem {
  /** In the file, from 0. */
  readonly index: number;
}

/** The items of a file to import, each with what becomes of it; a conflict has its own choice. */
export class ImportList extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    importStyles,
    differenceStyles,
    placesStyles,
    css`
      li {
        grid-template-columns: 14px minmax(0, 1fr) auto;
      }

      .dot {
        width: 11px;
        height: 11px;
        margin-block-start: 5px;
        border-radius: 50%;
        background: var(--edge, var(--rule));
        forced-color-adjust: none;
      }

      .said {
        min-width: 0;
      }

      .quote {
        font-family: var(--serif);
      }

      .note {
        color: var(--ink-soft);
        white-space: pre-line;
      }

      .creator {
        color: var(--ink-soft);
        font-size: 12px;
      }

      .tags {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin-block-start: 3px;
      }

      .segments {
        grid-column: 2 / -1;
      }
    `,
  ];

  private readonly window = new ListWindow(this);

  override render(): TemplateResult {
    const items = inOrder(exchange.preview.get()?.items ?? []);
    const part = this.window.part(items, -1);
    return html`
      ${part.before ? html`<div data-edge="start"></div>` : nothing}
      <ol aria-label=${sheetWords.get().items}>
        ${part.items.map((item, at) => this.item(item, part.from + at + 1, items.length))}
      </ol>
      ${part.after ? html`<div data-edge="end"></div>` : nothing}
    `;
  }

  private item(item: NumberedItem, at: number, of: number): TemplateResult {
    const place = placeOf(item, item.index);
    const wants = !place && item.state !== 'new' && item.state !== 'same';
    return html`<li aria-posinset=${at} aria-setsize=${of}>
      <span class="dot ${item.theirs?.colour ?? ''}" aria-hidden="true"></span>
      ${item.mine && item.theirs ? both(item.mine, item.theirs, item) : said(item.theirs, item)}
      <span class="state ${wants ? 'wants' : ''}"
        >${place ? sheetWords.get().setOn(placeLabel(place)) : stateWords[state.lang.get()][item.state]}</span
      >
      ${item.mine ? this.choice(item.index) : nothing}
      ${item.places.length ? importPlaces(item, item.index) : nothing}
    </li>`;
  }

  private choice(index: number): TemplateResult {
    return segments({
      name: `conflict-${index}`,
      label: stateWords[state.lang.get()].conflicting,
      options: conflictChoices,
      words: sheetWords.get().choices.annotations,
      chosen: choiceOf('annotations', index),
      choose: (choice) => settle('annotations', index, choice),
    });
  }
}

function inOrder(items: readonly ImportItem[]): NumberedItem[] {
  const ranks = new Map(order.map((one, rank) => [one, rank]));
  return items
    .map((item, index) => ({ ...item, index }))
    .sort((a, b) => (ranks.get(a.state) ?? 0) - (ranks.get(b.state) ?? 0) || a.index - b.index);
}

function both(mine: ImportedContent, theirs: ImportedContent, item: ImportItem): TemplateResult {
  const w = sheetWords.get();
  return html`<div class="said both">
    <div><p class="over">${w.mine}</p>${said(mine, item)}</div>
    <div><p class="over">${w.theirs}</p>${said(theirs, item)}</div>
  </div>`;
}

function said(content: ImportedContent | null, { edition }: ImportItem): TemplateResult {
  const lang = edition?.lang ?? state.lang.get();
  const quote = content?.quote ? quoted(content.quote, lang) : sheetWords.get().noQuote;
  return html`<div class="said">
    <p class="quote clamped" lang=${lang}>${quote}</p>
    ${content?.creator ? html`<p class="creator">${content.creator}</p>` : nothing}
    ${content?.note ? html`<p class="note clamped">${content.note}</p>` : nothing}
    ${
      content?.tags.length
        ? html`<div class="tags">${content.tags.map((tag) => html`<span class="chip">${tag}</span>`)}</div>`
        : nothing
    }
  </div>`;
}

customElements.define('import-list', ImportList);

declare global {
  interface HTMLElementTagNameMap {
    'import-list': ImportList;
  }
}
