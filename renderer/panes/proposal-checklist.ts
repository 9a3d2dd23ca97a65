import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { sourceNumbers } from '../../core/citations.ts';
import { countDecided } from '../../core/position.ts';
import { controls } from '../look/controls.ts';
import type { ProposalItem } from './proposal-item.ts';
import './proposal-item.ts';
import { state, words } from '../state.ts';

/** The proposals of the open brief, with how many are decided. `compact` shows each in two lines. */
export class ProposalChecklist extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }

      .heading {
        display: flex;
        justify-content: space-between;
        gap: 12px;
      }

      progress {
        appearance: none;
        display: block;
        width: 100%;
        height: 4px;
        margin-block: 7px 12px;
        border: 0;
        border-radius: 2px;
        background: var(--rule);
        overflow: clip;
      }

      progress::-webkit-progress-bar {
        background: var(--rule);
      }

      progress::-webkit-progress-value {
        border-radius: 2px;
        background: var(--accent);
        transition: inline-size 160ms;
      }

      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }

      .none {
        margin: 0;
        color: var(--ink-soft);
      }
    `,
  ];

  static override properties = { compact: { type: Boolean } };

  declare compact: boolean;

  constructor() {
    super();
    this.compact = false;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const wanted = this.compact ? null : state.proposal.get();
    const item =
      wanted === null ? null : this.renderRoot.querySelector<ProposalItem>(`[data-id="${wanted}"]`);
    if (!item) return;
    for (const other of this.renderRoot.querySelectorAll('[lit]')) other.removeAttribute('lit');
    item.setAttribute('lit', '');
    // Once, and after this update: the signal is read here.
    item.updateComplete.then(() => {
      item.scrollIntoView({ block: 'center' });
      item.focus({ preventScroll: true });
      state.proposal.set(null);
    });
  }

  override render(): TemplateResult {
    const brief = state.brief.get();
    const w = words.get();
    if (!brief?.proposals.length) return html`<p class="none">${w.noProposals}</p>`;
    const decided = countDecided(brief.proposals, state.positions.get());
    const all = brief.proposals.length;
    const numbers = sourceNumbers(brief);
    const cite = (source: string): number => numbers.get(source) ?? 0;
    return html`
      <div class="heading">
        <h2 class="over" id="name">${w.proposals}</h2>
        <p class="over">${w.decidedOf(decided, all)}</p>
      </div>
      <progress max=${all} .value=${decided} aria-label=${w.proposals}></progress>
      <ul aria-labelledby="name">
        ${repeat(
          brief.proposals,
          ({ id }) => `${brief.id} ${id}`,
          (proposal) => html`
            <li>
              <proposal-item
                data-id=${proposal.id}
                ?compact=${this.compact}
                .proposal=${proposal}
                .cite=${cite}
              ></proposal-item>
            </li>
          `,
        )}
      </ul>
    `;
  }
}

customElements.define('proposal-checklist', ProposalChecklist);

declare global {
  interface HTMLElementTagNameMap {
    'proposal-checklist': ProposalChecklist;
  }
}
