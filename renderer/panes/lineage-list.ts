import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Proposal } from '../../core/brief.ts';
import { open } from '../actions/briefs.ts';
import { editionFor } from '../actions/library.ts';
import { showProposal } from '../actions/settings.ts';
import { dateOf } from '../dates.ts';
import { controls } from '../look/controls.ts';
import { state, words } from '../state.ts';

type Lineage = Proposal['takesUp'][number];

/** The earlier proposals that one takes up, how firm each link is, and the way to their brief where it is in the library. */
export class LineageList extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        font-size: 12px;
        color: var(--ink-soft);
      }

      p,
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        margin-block-start: 3px;
      }

      .reason {
        font-style: italic;
      }
    `,
  ];

  static override properties = { entries: { attribute: false } };

  declare entries: readonly Lineage[];

  constructor() {
    super();
    this.entries = [];
  }

  override render(): TemplateResult {
    return html`
      <p id="name">${words.get().takesUp}</p>
      <ul aria-labelledby="name">
        ${this.entries.map((entry) => this.entry(entry))}
      </ul>
    `;
  }

  private entry({ proposal, basis, reason }: Lineage): TemplateResult {
    const w = words.get();
    const lang = state.lang.get();
    const [id = '', local = ''] = proposal.split('#');
    const brief = state.library.get().briefs.find((one) => one.id === id);
    const langs = brief?.editions.map((edition) => edition.lang) ?? [];
    const edition = brief?.editions.find((one) => one.lang === editionFor(langs));
    return html`<li>
      ${
        edition
          ? html`<button class="text" lang=${edition.lang} @click=${() => this.open(id, edition.lang, local)}>
              ${edition.title}
            </button>`
          : html`<p>${proposal}</p>`
      }
      <p>${edition ? `${dateOf(edition.date, lang)} · ` : nothing}${w.lineageBasis[basis]}</p>
      ${reason ? html`<p class="reason" lang=${state.brief.get()?.lang ?? nothing}>${reason}</p>` : nothing}
    </li>`;
  }

  private async open(id: string, lang: string, proposal: string): Promise<void> {
    await open({ id, lang });
    showProposal(proposal);
  }
}

customElements.define('lineage-list', LineageList);

declare global {
  interface HTMLElementTagNameMap {
    'lineage-list': LineageList;
  }
}
