import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BoardProposal, LineageLink } from '../../core/lineage/lineage.ts';
import { decisions } from '../../core/position.ts';
import { choose, decideOn } from '../actions/board.ts';
import { dateOf } from '../dates.ts';
import { controls } from '../look/controls.ts';
import { ListWindow } from '../panes/list-window.ts';
import { partyName } from '../panes/parties.ts';
import { boardState, boardWords, positionOf, shownProposals } from '../state/board.ts';
import { state, words } from '../state.ts';
import { positionStyles } from './board-styles.ts';

/** The same as the threads, row by row: for those who prefer a table, and for those who cannot see a drawing. */
export class LineageTable extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    positionStyles,
    css`
      :host {
        display: block;
        min-height: 0;
        overflow: auto;
        overflow-anchor: none;
        scrollbar-width: thin;
        container-type: inline-size;
      }

      table {
        width: 100%;
        border-collapse: separate;
        border-spacing: 0;
      }

      thead th {
        position: sticky;
        top: 0;
        z-index: 1;
        padding: 10px 10px 8px;
        border-block-end: 2px solid var(--ink);
        background: var(--paper);
        text-align: start;
        white-space: nowrap;
      }

      td,
      tbody th {
        padding: 9px 10px;
        border-block-end: 1px solid var(--rule);
        text-align: start;
        vertical-align: top;
        font-weight: 400;
      }

      :is(th, td):first-child {
        padding-inline-start: 24px;
      }

      tbody tr {
        scroll-margin-block-start: 46px;
      }

      tr[aria-selected='true'] > * {
        background: var(--accent-soft);
      }

      .date {
        color: var(--ink-soft);
        font-size: 12px;
      }

      .date,
      .facts {
        white-space: nowrap;
      }

      .where {
        display: block;
        max-width: 170px;
        overflow: hidden;
        text-overflow: ellipsis;
      }

      tbody th {
        min-width: 160px;
      }

      tbody th button.text {
        font: 600 14px / 1.35 var(--serif);
        color: var(--ink);
      }

      tbody th button.text:hover {
        color: var(--accent);
      }

      .by {
        display: block;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .links {
        min-width: 150px;
        font-size: 12px;
        line-height: 1.4;
      }

      .links ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      .links li + li {
        margin-block-start: 5px;
      }

      .links button.text {
        font-weight: 400;
        line-height: 1.4;
      }

      .basis {
        color: var(--ink-soft);
      }

      .remark {
        display: -webkit-box;
        max-width: 220px;
        margin: 4px 0 0;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        color: var(--ink-soft);
        font-size: 12px;
        line-height: 1.4;
      }

      @container (max-width: 760px) {
        .where {
          max-width: 100px;
        }

        .facts {
          white-space: normal;
        }

        tbody th,
        .links {
          min-width: 122px;
        }

        td,
        tbody th,
        thead th {
          padding-inline: 7px;
        }

        :is(th, td):first-child {
          padding-inline-start: 16px;
        }
      }

      /* In a narrow window each proposal is a block of lines, each with its name. */
      @container (max-width: 640px) {
        thead {
          display: none;
        }

        tbody tr {
          display: block;
          padding: 12px 16px;
          border-block-end: 1px solid var(--rule);
        }

        td,
        tbody th {
          display: block;
          padding: 2px 0;
          border: 0;
        }

        :is(th, td):first-child {
          padding-inline-start: 0;
        }

        .links:not(:has(li)) {
          display: none;
        }

        .links::before {
          content: attr(data-name);
          color: var(--ink-soft);
        }

        .facts::after {
          content: ' · ';
        }

        .where,
        .facts {
          display: inline;
          white-space: normal;
        }
      }
    `,
  ];

  private readonly window = new ListWindow(this);
  private chosen: string | null = null;

  /** Brings the proposal that was chosen elsewhere into view, once. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const chosen = boardState.chosen.get();
    if (chosen === this.chosen) return;
    this.chosen = chosen;
    this.renderRoot.querySelector('tr[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  override render(): TemplateResult {
    const shown = shownProposals.get();
    const b = boardWords.get();
    const chosen = boardState.chosen.get();
    // Once for each that is chosen: the reader may scroll on from there.
    const wanted = chosen === this.chosen ? -1 : shown.findIndex(({ key }) => key === chosen);
    const { items, before, after, from } = this.window.part(shown, wanted);
    const { columns } = b;
    return html`
      <table aria-label=${b.board} aria-rowcount=${shown.length + 1}>
        <thead>
          <tr aria-rowindex="1">
            <th scope="col" class="over">${columns.meeting}</th>
            <th scope="col" class="over">${columns.proposal}</th>
            <th scope="col" class="over">${columns.position}</th>
            <th scope="col" class="over">${columns.takesUp}</th>
            <th scope="col" class="over">${columns.takenUpBy}</th>
          </tr>
        </thead>
        <tbody>
          ${before ? html`<tr data-edge="start"><td colspan="5"></td></tr>` : nothing}
          ${repeat(
            items,
            ({ key }) => key,
            (entry, index) => this.row(entry, from + index + 2, entry.key === chosen),
          )}
          ${after ? html`<tr data-edge="end"><td colspan="5"></td></tr>` : nothing}
        </tbody>
      </table>
    `;
  }

  private row(entry: BoardProposal, index: number, chosen: boolean): TemplateResult {
    const { key, brief, proposal } = entry;
    const w = words.get();
    const b = boardWords.get();
    const lang = state.lang.get();
    const position = positionOf(entry);
    const now = position?.decision ?? 'to-study';
    return html`<tr aria-rowindex=${index} aria-selected=${String(chosen)}>
      <td class="date">
        <span class="facts">${dateOf(brief.date, lang)}</span>
        <span class="where" lang=${brief.lang} title=${brief.title}>${brief.title}</span>
      </td>
      <th scope="row">
        <button class="text" lang=${brief.lang} @click=${() => choose(key)}>${proposal.title}</button>
        ${proposal.by === undefined ? nothing : html`<span class="by" lang=${brief.lang}>${partyName(proposal.by, lang)}</span>`}
      </th>
      <td>
        <select
          class="pill ${now}"
          aria-label=${`${w.position}, ${proposal.title}`}
          @change=${(event: Event) => this.decide(entry, event)}
        >
          ${decisions.map(
            (decision) =>
              html`<option value=${decision} .selected=${decision === now}>${w.decisions[decision]}</option>`,
          )}
        </select>
        ${position?.remark ? html`<p class="remark">${position.remark}</p>` : nothing}
      </td>
      <td class="links" data-name=${b.columns.takesUp}>${this.links(entry.takesUp, 'earlier')}</td>
      <td class="links" data-name=${b.columns.takenUpBy}>${this.links(entry.takenUpBy, 'later')}</td>
    </tr>`;
  }

  private links(links: readonly LineageLink[], end: 'earlier' | 'later'): TemplateResult | typeof nothing {
    if (!links.length) return nothing;
    return html`<ul>
      ${links.map((link) => {
        const other = boardState.board.get()?.get(link[end]);
        return html`<li>
          ${
            other
              ? html`<button class="text" lang=${other.brief.lang} @click=${() => choose(other.key)}>
                  ${dateOf(other.brief.date, state.lang.get())} · ${other.proposal.title}
                </button>`
              : link[end]
          }
          <span class="basis">(${words.get().lineageBasis[link.basis]})</span>
        </li>`;
      })}
    </ul>`;
  }

  private decide(entry: BoardProposal, event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    const chosen = decisions.find((decision) => decision === value);
    if (chosen) decideOn(entry, chosen);
  }
}

customElements.define('lineage-table', LineageTable);

declare global {
  interface HTMLElementTagNameMap {
    'lineage-table': LineageTable;
  }
}
