import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { boardFormats } from '../../core/lineage/board-export.ts';
import { type Board, choicesOf, wholeBoard } from '../../core/lineage/lineage.ts';
import { decisions, isDecided } from '../../core/position.ts';
import { choose, exportBoard, filterBy, readBoard } from '../actions/board.ts';
import { controls } from '../look/controls.ts';
import type { ChoiceMenu, ChooseEvent } from '../panes/choice-menu.ts';
import { boardState, boardWords, positionOf, shownProposals } from '../state/board.ts';
import '../panes/choice-menu.ts';
import { partyName } from '../panes/parties.ts';
import { state, words } from '../state.ts';
import { pageStyles } from './board-styles.ts';
import './lineage-detail.ts';
import './lineage-table.ts';
import './lineage-thread.ts';

/** All proposals of all briefs: narrowed down, as threads or as a table, one of them beside in full. */
export class LineageBoard extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    pageStyles,
    css`
      .segments label {
        padding-inline: 12px;
      }

      .export {
        margin-inline-start: auto;
        anchor-name: --export;
      }

      choice-menu {
        position-anchor: --export;
      }

      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        margin: 10px 0 0;
        color: var(--ink-soft);
        font-size: 11.5px;
      }

      .legend span {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }

      .legend svg {
        flex: none;
      }

      .legend line {
        stroke: var(--accent);
        stroke-width: 1.5;
        stroke-linecap: round;
      }

      .legend .source line {
        stroke-width: 3;
      }

      .legend .theme line {
        stroke: var(--ink-faint);
        stroke-dasharray: 2 4;
      }

      .body {
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        min-height: 0;
        position: relative;
      }

      .body.chosen {
        grid-template-columns: minmax(0, 1fr) 330px;
      }

      lineage-detail {
        border-inline-start: 1px solid var(--rule);
      }

      /* There is no room beside: the details slide over. */
      @media (max-width: 980px) {
        .body.chosen {
          grid-template-columns: minmax(0, 1fr);
        }

        lineage-detail {
          position: absolute;
          z-index: 2;
          inset-block: 0;
          inset-inline-end: 0;
          width: min(340px, 100%);
          box-shadow: var(--shadow);
        }
      }

      @media (max-width: 640px) {
        .head {
          padding: 12px 16px 10px;
        }
      }
    `,
  ];

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (boardState.board.get() && boardState.lang.get() !== state.lang.get()) void readBoard();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || boardState.chosen.get() === null) return;
    const key = boardState.chosen.get() ?? '';
    choose(null);
    const drawn = this.renderRoot.querySelector('lineage-thread')?.renderRoot;
    drawn?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  };

  override render(): TemplateResult {
    const b = boardWords.get();
    const board = boardState.board.get();
    return html`
      <div class="head">
        <div class="name">
          <h1>${b.board}</h1>
          <p class="facts" role="status">${board ? this.facts(board) : nothing}</p>
        </div>
        ${board?.size ? this.tools(board) : nothing}
      </div>
      ${board ? this.body(board) : nothing}
    `;
  }

  private facts(board: Board): string {
    const b = boardWords.get();
    const shown = shownProposals.get();
    if (shown.length < board.size) return b.boardPart(shown.length, board.size);
    return b.boardFacts(
      board.size,
      [...board.values()].filter((entry) => isDecided(positionOf(entry))).length,
    );
  }

  private body(board: Board): TemplateResult {
    const b = boardWords.get();
    if (!board.size) return html`<p class="none">${b.none}</p>`;
    const chosen = board.get(boardState.chosen.get() ?? '');
    const isEmpty = !shownProposals.get().length;
    const shown =
      boardState.as.get() === 'thread'
        ? html`<lineage-thread></lineage-thread>`
        : html`<lineage-table></lineage-table>`;
    return html`<div class="body ${chosen ? 'chosen' : ''}" @keydown=${this.onKey}>
      ${isEmpty ? html`<p class="none">${b.noneMatch}</p>` : shown}
      ${chosen ? html`<lineage-detail .entry=${chosen}></lineage-detail>` : nothing}
    </div>`;
  }

  private tools(board: Board): TemplateResult {
    const w = words.get();
    const b = boardWords.get();
    const filter = boardState.filter.get();
    const { series, countries, years } = choicesOf(board);
    const lang = state.lang.get();
    const { decision, series: ofSeries, country, year } = filter;
    const isFiltering =
      filter.words !== '' || [decision, ofSeries, country, year].some((one) => one !== null);
    return html`
      <div class="tools">
        <div class="segments" role="radiogroup" aria-label=${b.presentation}>
          ${this.presentation('thread', b.asThread)} ${this.presentation('table', b.asTable)}
        </div>
        <input
          type="search"
          aria-label=${b.filterWords}
          placeholder=${b.filterWords}
          .value=${live(filter.words)}
          @input=${(event: Event) => filterBy({ words: chosenIn(event) })}
        />
        ${choice(
          b.position,
          b.anyPosition,
          filter.decision,
          [
            ...decisions.map((decision): [string, string] => [decision, w.decisions[decision]]),
            ['decided', b.decided],
          ],
          (value) =>
            filterBy({
              decision:
                value === 'decided' ? value : (decisions.find((decision) => decision === value) ?? null),
            }),
        )}
        ${
          series.length > 1
            ? choice(
                b.series,
                b.anySeries,
                filter.series,
                series.map(({ id, title }) => [id, title]),
                (value) => filterBy({ series: value }),
              )
            : nothing
        }
        ${choice(
          b.country,
          b.anyCountry,
          filter.country,
          countries
            .map((code): [string, string] => [code, partyName(code, lang)])
            .sort(([, a], [, z]) => a.localeCompare(z, lang)),
          (value) => filterBy({ country: value }),
        )}
        ${choice(
          b.year,
          b.anyYear,
          filter.year,
          years.map((year) => [year, year]),
          (value) => filterBy({ year: value }),
        )}
        ${isFiltering ? html`<button class="quiet" @click=${() => filterBy(wholeBoard)}>${b.clear}</button>` : nothing}
        <button class="export" aria-haspopup="menu" @click=${this.onExport}>${b.export}</button>
        <choice-menu
          .label=${b.export}
          .choices=${[{ id: 'csv', label: b.exportCsv }, { id: 'markdown', label: b.exportMarkdown }]}
          @choose=${this.onFormat}
        ></choice-menu>
      </div>
      ${boardState.as.get() === 'thread' ? this.legend() : nothing}
    `;
  }

  private presentation(as: 'thread' | 'table', label: string): TemplateResult {
    return html`<label>
      <input
        type="radio"
        name="presentation"
        .checked=${live(boardState.as.get() === as)}
        @change=${() => boardState.as.set(as)}
      />${label}
    </label>`;
  }

  private legend(): TemplateResult {
    const { lineageBasis } = words.get();
    const bases = ['source', 'wording', 'theme'] as const;
    return html`<p class="legend">
      ${boardWords.get().links}
      ${bases.map(
        (basis) => html`<span class=${basis}>
          <svg width="26" height="6" aria-hidden="true"><line x1="2" x2="24" y1="3" y2="3"></line></svg>
          ${lineageBasis[basis]}
        </span>`,
      )}
    </p>`;
  }

  private readonly onExport = (event: Event): void => {
    if (event.target instanceof HTMLElement)
      void this.renderRoot.querySelector<ChoiceMenu>('choice-menu')?.show(event.target);
  };

  private readonly onFormat = ({ id }: ChooseEvent): void => {
    const format = boardFormats.find((known) => known === id);
    if (format) void exportBoard(format);
  };
}

/** A select whose first choice is all. */
function choice(
  name: string,
  all: string,
  now: string | null,
  choices: readonly (readonly [value: string, label: string])[],
  choose: (value: string | null) => void,
): TemplateResult {
  return html`<select aria-label=${name} @change=${(event: Event) => choose(chosenIn(event) || null)}>
    <option value="" .selected=${now === null}>${all}</option>
    ${choices.map(([value, label]) => html`<option value=${value} .selected=${value === now}>${label}</option>`)}
  </select>`;
}

function chosenIn({ target }: Event): string {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : '';
}

customElements.define('lineage-board', LineageBoard);

declare global {
  interface HTMLElementTagNameMap {
    'lineage-board': LineageBoard;
  }
}
