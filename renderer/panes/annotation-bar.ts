import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type Colour, colours } from '../../core/annotation.ts';
import { controls } from '../look/controls.ts';
import { state, words } from '../state.ts';
import { type AnnotationFilter, isFiltering, knownTags, noFilter } from './annotation-filter.ts';

export type AnnotationOrder = 'place' | 'time';

/** Which annotations are wanted from now on, and in which order. */
export class WantEvent extends Event {
  readonly filter: AnnotationFilter;
  readonly order: AnnotationOrder;

  constructor(filter: AnnotationFilter, order: AnnotationOrder) {
    super('want');
    this.filter = filter;
    this.order = order;
  }
}

/** What the list of annotations is filtered by, and its order. Fires `want`. */
export class AnnotationBar extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        gap: 7px;
      }

      .row {
        display: flex;
        gap: 7px;
      }

      input[type='search'] {
        flex: 1;
        width: 60px;
      }

      .segments {
        flex: none;
      }

      .segments label {
        min-width: 26px;
        padding-inline: 7px;
      }

      .dot {
        width: 11px;
        height: 11px;
        border-radius: 50%;
        background: var(--edge);
        forced-color-adjust: none;
      }

      .segments label:has(:checked) .dot {
        box-shadow:
          0 0 0 2px var(--card),
          0 0 0 3.5px var(--accent);
      }

      button.more {
        flex: none;
        display: grid;
        place-items: center;
        width: 29px;
        padding: 0;
      }

      button.more.on {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent);
      }

      .more-filters {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 6px 10px;
        padding: 4px 0 6px;
        font-size: 12px;
      }

      .more-filters label {
        color: var(--ink-soft);
      }

      .more-filters select {
        min-height: 27px;
        padding: 2px 6px;
      }
    `,
  ];

  static override properties = {
    filter: { attribute: false },
    order: {},
    open: { state: true },
  };

  declare filter: AnnotationFilter;
  declare order: AnnotationOrder;
  declare private open: boolean;

  constructor() {
    super();
    this.filter = noFilter;
    this.order = 'place';
    this.open = false;
  }

  private want(change: Partial<AnnotationFilter>, order: AnnotationOrder = this.order): void {
    this.dispatchEvent(new WantEvent({ ...this.filter, ...change }, order));
  }

  private readonly onWords = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.want({ words: event.target.value });
  };

  override render(): TemplateResult {
    const w = words.get();
    const { tag, noted, proposal } = this.filter;
    const more = tag !== null || noted !== null || proposal !== null || this.order !== 'place';
    return html`
      <div class="row">
        <input
          type="search"
          aria-label=${w.filter}
          placeholder=${w.filter}
          .value=${live(this.filter.words)}
          @input=${this.onWords}
        />
        <div class="segments" role="radiogroup" aria-label=${w.colour}>
          ${this.colour(null, w.allColours)}
          ${colours.map((colour) =>
            this.colour(
              colour,
              html`<span class="dot" aria-hidden="true"></span
                ><span class="visually-hidden">${w.filterColour(w.colours[colour])}</span>`,
            ),
          )}
        </div>
        <button
          class="more ${more ? 'on' : ''}"
          aria-label=${w.moreFilters}
          title=${w.moreFilters}
          aria-expanded=${String(this.open)}
          aria-controls="more"
          @click=${() => {
            this.open = !this.open;
          }}
        >
          <svg width="15" height="15" viewBox="0 0 15 15" aria-hidden="true">
            <path d="M1 4h3.2M8 4h6M1 11h6M10.8 11H14" fill="none" stroke="currentColor" stroke-width="1.3" />
            <circle cx="6.1" cy="4" r="1.8" fill="none" stroke="currentColor" stroke-width="1.3" />
            <circle cx="8.9" cy="11" r="1.8" fill="none" stroke="currentColor" stroke-width="1.3" />
          </svg>
        </button>
      </div>
      ${this.open ? this.more() : nothing}
    `;
  }

  private colour(colour: Colour | null, content: unknown): TemplateResult {
    return html`<label class=${colour ?? ''}>
      <input
        type="radio"
        name="colour"
        .checked=${live(this.filter.colour === colour)}
        @change=${() => this.want({ colour })}
      />${content}
    </label>`;
  }

  private more(): TemplateResult {
    const w = words.get();
    const { tag, noted, proposal } = this.filter;
    const tags = knownTags(state.annotations.get(), state.lang.get());
    const proposals = state.brief.get()?.proposals ?? [];
    return html`<div class="more-filters" id="more">
      ${choice('tag', w.tag, tag ?? '', [['', w.anyOne], ...tags.map((one): Option => [one, one])], (value) =>
        this.want({ tag: value || null }),
      )}
      ${choice(
        'noted',
        w.notes,
        noted === null ? '' : String(noted),
        [
          ['', w.withOrWithout],
          ['true', w.withNote],
          ['false', w.withoutNote],
        ],
        (value) => this.want({ noted: value ? value === 'true' : null }),
      )}
      ${
        proposals.length
          ? choice(
              'proposal',
              w.proposal,
              proposal ?? '',
              [['', w.anyOne], ...proposals.map(({ id, title }): Option => [id, title])],
              (value) => this.want({ proposal: value || null }),
            )
          : nothing
      }
      ${choice(
        'order',
        w.order,
        this.order,
        [
          ['place', w.orders.place],
          ['time', w.orders.time],
        ],
        (value) => this.want({}, value === 'time' ? 'time' : 'place'),
      )}
      ${
        isFiltering(this.filter)
          ? html`<span></span>
            <button class="text" @click=${() => this.want(noFilter)}>${w.showAll}</button>`
          : nothing
      }
    </div>`;
  }
}

type Option = readonly [value: string, label: string];

function choice(
  id: string,
  label: string,
  value: string,
  options: readonly Option[],
  choose: (value: string) => void,
): TemplateResult {
  const onChange = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) choose(event.target.value);
  };
  return html`
    <label for=${id}>${label}</label>
    <select id=${id} @change=${onChange}>
      ${options.map(([one, name]) => html`<option value=${one} .selected=${one === value}>${name}</option>`)}
    </select>
  `;
}

customElements.define('annotation-bar', AnnotationBar);

declare global {
  interface HTMLElementTagNameMap {
    'annotation-bar': AnnotationBar;
  }
}
