import { css, html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ImportItem } from '../../core/exchange.ts';
import type { OfferedPlace } from '../../core/importing/offered.ts';
import { choosePlace } from '../actions/exchange.ts';
import { quoted } from '../quoted.ts';
import { placeOf, sheetWords } from '../state/exchange.ts';
import { state, words } from '../state.ts';
import { changesView } from './difference-view.ts';

/** Where an item that is not found may belong, best first, and to leave it without a passage: one is chosen. */
export function importPlaces(item: ImportItem, index: number): TemplateResult {
  const w = sheetWords.get();
  const lang = item.edition?.lang ?? state.lang.get();
  const chosen = placeOf(item, index);
  const row = (place: OfferedPlace | null, content: TemplateResult): TemplateResult => html`<label>
    <input
      type="radio"
      name="place-${index}"
      .checked=${live((place ?? undefined) === chosen)}
      @change=${() => choosePlace(index, place)}
    />${content}
  </label>`;
  return html`<div class="places" role="radiogroup" aria-label=${w.placesOf(quoted(item.theirs?.quote ?? '', lang))}>
    ${item.places.map((place) =>
      row(
        place,
        html`<span class="number">${placeLabel(place)}</span>
          <span class="words difference" lang=${lang}
            >${place.before}<span class="passage">${changesView(place.changes)}</span>${place.after}</span
          >`,
      ),
    )}
    ${row(null, html`<span class="none">${w.withoutPlace}</span>`)}
  </div>`;
}

/** The paragraph of a place, as it is cited. */
export function placeLabel({ number }: OfferedPlace): string {
  const w = words.get();
  return number === null ? w.heading : w.paragraph(number);
}

export const placesStyles = css`
  .places {
    grid-column: 2 / -1;
    margin-block-start: 6px;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--card);
    overflow: clip;
  }

  .places label {
    display: grid;
    grid-template-columns: auto minmax(3.2em, auto) minmax(0, 1fr);
    align-items: baseline;
    gap: 8px;
    padding: 6px 9px;
    cursor: pointer;
  }

  .places label + label {
    border-block-start: 1px solid var(--rule);
  }

  .places label:has(:checked) {
    background: var(--accent-soft);
  }

  .places label:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }

  .places input {
    margin: 0;
    outline: none;
    accent-color: var(--accent-fill);
  }

  .number {
    color: var(--ink-soft);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .words {
    color: var(--ink-soft);
    font: 13.5px / 1.5 var(--serif);
    white-space: pre-line;
  }

  .passage {
    color: var(--ink);
    font-weight: 600;
  }

  .none {
    grid-column: 2 / -1;
  }
`;
