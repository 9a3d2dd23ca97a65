import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type Annotation, quoteOf, type Selectors } from '../../core/annotation.ts';
import { blockAt } from '../../core/brief.ts';
import { deleteAnnotation } from '../actions/annotations.ts';
import { keepOrphan, reattachOrphan } from '../actions/passages.ts';
import { pointAt } from '../actions/places.ts';
import { candidatesFor } from '../actions/placing.ts';
import { controls } from '../look/controls.ts';
import { isKept, type Passage, state, words } from '../state.ts';
import { differenceStyles, differenceView } from './difference-view.ts';

/** What can be done about an orphan: the places it may belong to now, and to re-attach, keep or delete it. */
export class LostPassage extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    differenceStyles,
    css`
      :host {
        display: block;
      }

      p {
        margin: 4px 0;
        font-size: 12.5px;
        line-height: 1.5;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
      }

      .row button:not(.text) {
        min-height: 26px;
        padding: 1px 9px;
        font-size: 12px;
      }

      .segments {
        display: inline-flex;
      }

      .segments label {
        font-size: 12px;
        font-variant-numeric: tabular-nums;
      }

      button.delete {
        color: var(--danger);
      }
    `,
  ];

  static override properties = {
    annotation: { attribute: false },
    places: { state: true },
    chosen: { state: true },
  };

  declare annotation: Annotation;
  /** The places most like the lost passage, best first; `null` while they are looked for. */
  declare private places: readonly Passage[] | null;
  declare private chosen: number;
  private asked: { readonly selectors: Selectors; readonly text: string } | null = null;

  constructor() {
    super();
    this.places = null;
    this.chosen = 0;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    void this.find();
  }

  private async find(): Promise<void> {
    const { selector } = this.annotation.target;
    const text = state.brief.get()?.text ?? '';
    if ((this.asked?.selectors === selector && this.asked.text === text) || isKept(this.annotation)) return;
    const asked = { selectors: selector, text };
    this.asked = asked;
    const places = await candidatesFor(selector);
    if (this.asked !== asked) return;
    this.places = places;
    this.chosen = 0;
  }

  private readonly choose = (index: number): void => {
    this.chosen = index;
    const place = this.places?.[index];
    if (place) pointAt(place);
  };

  override render(): TemplateResult {
    const w = words.get();
    const { id } = this.annotation;
    if (isKept(this.annotation))
      return html`<div class="row">
        <p>${w.keptOrphan}</p>
        <button class="text" @mousedown=${keepSelection} @click=${() => reattachOrphan(id, null)}>
          ${w.reattachToSelection}
        </button>
      </div>`;
    const place = this.places?.[this.chosen] ?? null;
    const selected = state.selection.get() !== null;
    return html`
      <p>${this.many() ? w.ambiguous : w.orphan}</p>
      ${place ? this.nearest(place) : nothing}
      ${this.places?.length === 0 ? html`<p>${w.nothingLike}</p>` : nothing}
      <div class="row">
        <button
          class="primary"
          ?disabled=${!place && !selected}
          @mousedown=${keepSelection}
          @click=${() => reattachOrphan(id, place)}
        >
          ${selected ? w.reattachToSelection : w.reattach}
        </button>
        <button class="quiet" @click=${() => keepOrphan(id)}>${w.keep}</button>
        <button class="quiet delete" @click=${() => deleteAnnotation(id)}>${w.delete}</button>
      </div>
    `;
  }

  /** Whether the very quote stands in more than one place, and nothing tells which is meant. */
  private many(): boolean {
    const text = state.brief.get()?.text ?? '';
    const quote = quoteOf(this.annotation);
    return (this.places ?? []).filter(({ start, end }) => text.slice(start, end) === quote).length > 1;
  }

  private nearest(place: Passage): TemplateResult {
    const w = words.get();
    const brief = state.brief.get();
    if (!brief || !this.places) return html``;
    const label = ({ start }: Passage): string => {
      const number = brief.blocks[blockAt(brief.blocks, start)]?.number;
      return number ? w.paragraph(number) : w.heading;
    };
    return html`
      <div class="row">
        <p>${this.places.length > 1 ? w.nearestOnes : w.nearest}</p>
        ${
          this.places.length > 1
            ? html`<div class="segments" role="radiogroup" aria-label=${w.nearestOnes}>
              ${this.places.map(
                (one, index) => html`<label>
                  <input
                    type="radio"
                    name="place"
                    .checked=${live(index === this.chosen)}
                    @change=${() => this.choose(index)}
                  />${label(one)}
                </label>`,
              )}
            </div>`
            : html`<span>${label(place)}</span>`
        }
        <button class="text" @click=${() => pointAt(place)}>${w.showInText}</button>
      </div>
      ${differenceView(quoteOf(this.annotation), brief.text.slice(place.start, place.end), brief.lang)}
    `;
  }
}

/** A press on a button must not take away the selection that the button is to use. */
function keepSelection(event: Event): void {
  event.preventDefault();
}

customElements.define('lost-passage', LostPassage);

declare global {
  interface HTMLElementTagNameMap {
    'lost-passage': LostPassage;
  }
}
