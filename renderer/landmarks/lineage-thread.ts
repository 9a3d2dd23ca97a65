import { SignalWatcher } from '@lit-labs/signals';
import {
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type SVGTemplateResult,
  svg,
  type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Drawing, type DrawnProposal, draw } from '../../core/lineage/drawing.ts';
import { type BoardProposal, type BriefProposals, threadOf } from '../../core/lineage/lineage.ts';
import { isDecided } from '../../core/position.ts';
import { choose } from '../actions/board.ts';
import { dateOf } from '../dates.ts';
import { controls } from '../look/controls.ts';
import { partyName } from '../panes/parties.ts';
import { boardState, boardWords, positionOf, shownProposals } from '../state/board.ts';
import { state, words } from '../state.ts';
import { positionStyles } from './board-styles.ts';
import { measures, pathOf, type Sizes, sizesOf, yOf } from './thread-geometry.ts';
import { threadStyles } from './thread-styles.ts';

/** How far beyond what is in view the drawing is made, in pixels. */
const beyond = 600;

/**
 * The proposals as threads over time: a column a meeting, a line from each proposal to what took it up. Only what is in
 * view is on the page. The arrow keys follow the lines and go up and down a meeting.
 */
export class LineageThread extends SignalWatcher(LitElement) {
  static override styles = [controls, positionStyles, threadStyles];

  static override properties = { near: { state: true }, view: { state: true } };

  /** Key of the proposal under the pointer or the keyboard. */
  declare private near: string | null;
  declare private view: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };

  private drawing: Drawing = draw([]);
  private drawn: readonly BoardProposal[] = [];
  private frame = 0;
  private chosen: string | null = null;
  private readonly sized = new ResizeObserver(() => this.look());

  constructor() {
    super();
    this.near = null;
    this.view = { left: 0, top: 0, width: 0, height: 0 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sized.observe(this);
    this.addEventListener('scroll', this.onScroll, { passive: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sized.disconnect();
    this.removeEventListener('scroll', this.onScroll);
  }

  private readonly onScroll = (): void => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.look();
    });
  };

  private look(): void {
    this.view = {
      left: this.scrollLeft,
      top: this.scrollTop,
      width: this.clientWidth,
      height: this.clientHeight,
    };
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const shown = shownProposals.get();
    if (shown === this.drawn) return;
    this.drawn = shown;
    this.drawing = draw(shown);
  }

  /** Brings the proposal that was chosen elsewhere into view, once. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const chosen = boardState.chosen.get();
    if (chosen === this.chosen) return;
    this.chosen = chosen;
    if (chosen !== null) this.cardOf(chosen)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  private cardOf(key: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  }

  override render(): TemplateResult {
    const { meetings, places, links } = this.drawing;
    const sizes = sizesOf(this.drawing, this.view.width);
    const board = boardState.board.get();
    const chosen = boardState.chosen.get();
    const lit = board && (this.near ?? chosen) ? threadOf(board, this.near ?? chosen ?? '') : null;
    const inView = (x: number, y: number, width: number, height: number): boolean =>
      x + width > this.view.left - beyond &&
      x < this.view.left + this.view.width + beyond &&
      y + height > this.view.top - beyond &&
      y < this.view.top + this.view.height + beyond;
    const xOf = ({ column }: { readonly column: number }): number => measures.edge + column * sizes.column;
    const shownPlaces = places.filter(
      (place) =>
        place.entry.key === this.near ||
        place.entry.key === chosen ||
        inView(xOf(place), yOf(this.drawing, place.lane), sizes.card, measures.card),
    );
    const shownLinks = links.filter(({ from, to }) => {
      const [top, bottom] = [from.lane, to.lane].sort((a, b) => a - b).map((lane) => yOf(this.drawing, lane));
      return inView(xOf(from), top ?? 0, xOf(to) - xOf(from), (bottom ?? 0) - (top ?? 0) + measures.card);
    });
    const stop = this.near ?? chosen ?? shownPlaces[0]?.entry.key;
    return html`
      <svg class="heads" width=${sizes.width} height=${measures.head}>
        ${meetings.map((meeting, column) =>
          inView(xOf({ column }), this.view.top, sizes.card, 1)
            ? head(meeting, xOf({ column }), sizes)
            : nothing,
        )}
      </svg>
      <svg
        class="threads"
        role="group"
        aria-label=${boardWords.get().drawing}
        width=${sizes.width}
        height=${sizes.height}
        @keydown=${this.onKey}
      >
        ${this.drawing.alone === null ? nothing : this.aloneLabel(this.drawing.alone, sizes)}
        ${shownLinks.map(({ link, from, to }) => {
          const related = lit?.has(link.earlier) && lit.has(link.later);
          return svg`<g class="link ${link.basis} ${lit ? (related ? 'lit' : 'dim') : ''}">
            <path d=${pathOf(this.drawing, sizes, from, to)}></path>
          </g>`;
        })}
        ${repeat(
          shownPlaces,
          ({ entry }) => entry.key,
          (place) => this.card(place, xOf(place), sizes, lit, stop),
        )}
      </svg>
    `;
  }

  private aloneLabel(lane: number, sizes: Sizes): SVGTemplateResult {
    const y = yOf(this.drawing, lane) - 14;
    return svg`
      <line class="rule" x1=${measures.edge} x2=${sizes.width - measures.edge} y1=${y - 20} y2=${y - 20}></line>
      <text class="alone" x=${measures.edge} y=${y}>${boardWords.get().alone}</text>
    `;
  }

  private card(
    place: DrawnProposal,
    x: number,
    sizes: Sizes,
    lit: ReadonlySet<string> | null,
    stop: string | undefined,
  ): SVGTemplateResult {
    const { entry, lane } = place;
    const { key, brief, proposal } = entry;
    const w = words.get();
    const position = positionOf(entry);
    const decision = position?.decision ?? 'to-study';
    const by = proposal.by === undefined ? '' : partyName(proposal.by, state.lang.get());
    const said = [
      proposal.title,
      by,
      w.decisions[decision],
      dateOf(brief.date, state.lang.get()),
      entry.takesUp.length ? `${w.takesUp} ${entry.takesUp.length}` : '',
      entry.takenUpBy.length ? `${boardWords.get().columns.takenUpBy} ${entry.takenUpBy.length}` : '',
    ];
    return svg`<foreignObject x=${x} y=${yOf(this.drawing, lane)} width=${sizes.card} height=${measures.card}>
      ${html`<button
        class="card ${lit ? (lit.has(key) ? 'lit' : 'dim') : ''}"
        data-key=${key}
        lang=${brief.lang}
        tabindex=${key === stop ? 0 : -1}
        aria-label=${said.filter(Boolean).join(', ')}
        aria-pressed=${String(boardState.chosen.get() === key)}
        @click=${() => choose(key)}
        @focus=${() => this.approach(key)}
        @blur=${() => this.approach(null)}
        @pointerenter=${() => this.approach(key)}
        @pointerleave=${() => this.approach(null)}
      >
        <span class="title">${proposal.title}</span>
        <span class="foot">
          <span class="by">${by}</span>
          ${isDecided(position) ? html`<span class="pill ${decision}">${w.decisions[decision]}</span>` : nothing}
        </span>
      </button>`}
    </foreignObject>`;
  }

  private approach(key: string | null): void {
    const focused = this.shadowRoot?.activeElement?.getAttribute('data-key') ?? null;
    this.near = key ?? focused;
  }

  private readonly onKey = async (event: KeyboardEvent): Promise<void> => {
    const key = event.target instanceof Element ? event.target.getAttribute('data-key') : null;
    const place = this.drawing.places.find(({ entry }) => entry.key === key);
    if (!place || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = this.neighbour(place, event.key);
    if (!next) return;
    event.preventDefault();
    this.near = next;
    await this.updateComplete;
    this.cardOf(next)?.focus();
  };

  /** Where an arrow leads: along a line, or to the next proposal of the same meeting. */
  private neighbour({ entry, column, lane }: DrawnProposal, arrow: string): string | undefined {
    const drawn = new Set(this.drawing.places.map((place) => place.entry.key));
    switch (arrow) {
      case 'ArrowLeft':
        return entry.takesUp.find(({ earlier }) => drawn.has(earlier))?.earlier;
      case 'ArrowRight':
        return entry.takenUpBy.find(({ later }) => drawn.has(later))?.later;
      case 'ArrowUp':
      case 'ArrowDown': {
        const inColumn = this.drawing.places
          .filter((place) => place.column === column)
          .sort((a, b) => a.lane - b.lane);
        const at = inColumn.findIndex((place) => place.lane === lane);
        return inColumn[arrow === 'ArrowUp' ? at - 1 : at + 1]?.entry.key;
      }
      default:
        return undefined;
    }
  }
}

function head(meeting: BriefProposals, x: number, sizes: Sizes): SVGTemplateResult {
  return svg`<foreignObject x=${x} y="0" width=${sizes.card} height=${measures.head}>
    ${html`<div class="head" title=${meeting.title}>
      <span class="date">${dateOf(meeting.date, state.lang.get())}</span>
      <span class="meeting" lang=${meeting.lang}>${meeting.title}</span>
    </div>`}
  </foreignObject>`;
}

customElements.define('lineage-thread', LineageThread);

declare global {
  interface HTMLElementTagNameMap {
    'lineage-thread': LineageThread;
  }
}
