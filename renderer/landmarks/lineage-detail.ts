import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { BoardProposal, LineageLink } from '../../core/lineage/lineage.ts';
import { type Decision, decisions, isDecided } from '../../core/position.ts';
import { choose, decideOn, endRemark, openProposal, remarkOn } from '../actions/board.ts';
import { dateOf, dayOfInstant } from '../dates.ts';
import { controls } from '../look/controls.ts';
import type { DraftEvent } from '../panes/draft-field.ts';
import { boardState, boardWords, positionOf } from '../state/board.ts';
import '../panes/draft-field.ts';
import { partyName } from '../panes/parties.ts';
import { state, words } from '../state.ts';
import { positionStyles } from './board-styles.ts';

/** One proposal of the board: what it says, the reader's position on it, what it takes up and what became of it. */
export class LineageDetail extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    positionStyles,
    css`
      :host {
        display: block;
        padding: 16px 18px 40px;
        overflow-y: auto;
        scrollbar-width: thin;
        background: var(--card);
      }

      .bar {
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: 10px;
      }

      .meeting {
        margin: 2px 0 0;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .meeting strong {
        color: var(--accent);
        font-weight: 600;
      }

      .bar .close {
        flex: none;
        min-height: 26px;
        padding: 1px 7px;
      }

      h2 {
        margin: 10px 0 6px;
        font: 600 17px / 1.3 var(--serif);
        text-wrap: balance;
      }

      .gist {
        margin: 0;
        font: 14.5px / 1.5 var(--serif);
      }

      .by {
        margin: 5px 0 12px;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .segments label {
        padding-inline: 5px;
        font-size: 12px;
      }

      draft-field {
        margin-block: 8px 4px;
      }

      .date {
        margin: 0;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .over {
        margin-block: 20px 4px;
      }

      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        margin-block-start: 8px;
        padding-inline-start: 10px;
        border-inline-start: 3px solid var(--rule);
      }

      li.wording,
      li.source {
        border-color: var(--accent);
      }

      li p {
        margin: 0;
        color: var(--ink-soft);
        font-size: 12px;
        line-height: 1.45;
      }

      li button.text {
        font: 600 13.5px / 1.35 var(--serif);
      }

      .reason {
        font-style: italic;
      }

      .nothing {
        margin: 0;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .open {
        margin-block-start: 20px;
      }
    `,
  ];

  static override properties = { entry: { attribute: false } };

  declare entry: BoardProposal;

  override render(): TemplateResult {
    const { entry } = this;
    const { brief, proposal } = entry;
    const w = words.get();
    const b = boardWords.get();
    const position = positionOf(entry);
    const lang = state.lang.get();
    return html`
      <div class="bar">
        <p class="meeting">
          <strong>${dateOf(brief.date, lang)}</strong> · <span lang=${brief.lang}>${brief.title}</span>
        </p>
        <button class="close quiet" aria-label=${b.close} @click=${() => choose(null)}>✕</button>
      </div>
      <h2 lang=${brief.lang}>${proposal.title}</h2>
      <p class="gist" lang=${brief.lang}>${proposal.gist.text}</p>
      <p class="by">${proposal.by === undefined ? nothing : w.by(partyName(proposal.by, lang))}</p>
      ${this.segments(position?.decision ?? 'to-study')}
      <draft-field
        .label=${w.remark}
        .placeholder=${w.addRemark}
        .value=${position?.remark ?? ''}
        @draft=${({ text }: DraftEvent) => remarkOn(entry, text)}
        @focusout=${() => endRemark(entry)}
      ></draft-field>
      ${position && isDecided(position) ? html`<p class="date">${w.positionOf(dayOfInstant(position.date, lang))}</p>` : nothing}
      <h3 class="over">${b.columns.takesUp}</h3>
      ${this.links(entry.takesUp, 'earlier', b.nothingEarlier)}
      <h3 class="over">${b.columns.takenUpBy}</h3>
      ${this.links(entry.takenUpBy, 'later', b.nothingLater)}
      <button class="open" @click=${() => openProposal(entry)}>${b.openInBrief}</button>
    `;
  }

  private segments(now: Decision): TemplateResult {
    const w = words.get();
    return html`<div class="segments" role="radiogroup" aria-label=${w.position}>
      ${decisions.map(
        (decision) => html`<label class=${decision}>
          <input
            type="radio"
            name="position"
            .checked=${live(decision === now)}
            @change=${() => decideOn(this.entry, decision)}
          />${w.decisions[decision]}
        </label>`,
      )}
    </div>`;
  }

  private links(links: readonly LineageLink[], end: 'earlier' | 'later', none: string): TemplateResult {
    if (!links.length) return html`<p class="nothing">${none}</p>`;
    return html`<ul>
      ${links.map((link) => this.link(link, link[end]))}
    </ul>`;
  }

  private link({ basis, reason, later }: LineageLink, key: string): TemplateResult {
    const w = words.get();
    const board = boardState.board.get();
    const other = board?.get(key);
    return html`<li class=${basis}>
      ${
        other
          ? html`<button class="text" lang=${other.brief.lang} @click=${() => choose(key)}>${other.proposal.title}</button>
              <p>${dateOf(other.brief.date, state.lang.get())} · <span lang=${other.brief.lang}>${other.brief.title}</span></p>`
          : html`<p>${key} · ${boardWords.get().notHere}</p>`
      }
      <p>${w.lineageBasis[basis]}</p>
      ${reason ? html`<p class="reason" lang=${board?.get(later)?.brief.lang ?? nothing}>${reason}</p>` : nothing}
    </li>`;
  }
}

customElements.define('lineage-detail', LineageDetail);

declare global {
  interface HTMLElementTagNameMap {
    'lineage-detail': LineageDetail;
  }
}
