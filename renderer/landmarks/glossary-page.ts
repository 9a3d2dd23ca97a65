import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Glossary } from '../../core/glossary-schema.ts';
import { plain } from '../../core/lineage/lineage.ts';
import { readTerms } from '../actions/glossary.ts';
import { controls } from '../look/controls.ts';
import { boardState, boardWords } from '../state/board.ts';
import { state, words } from '../state.ts';
import { pageStyles } from './board-styles.ts';

type Term = Glossary['terms'][number];

/** The glossary as a page: its terms in the order of their language, narrowed down by words. */
export class GlossaryPage extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    pageStyles,
    css`
      .terms {
        min-height: 0;
        padding: 8px 24px 60px;
        overflow-y: auto;
        scrollbar-width: thin;
      }

      dl {
        max-width: 44em;
        margin: 0;
      }

      .term {
        padding-block: 12px;
        scroll-margin-block: 12px;
        content-visibility: auto;
        contain-intrinsic-block-size: auto 6em;
      }

      .term + .term {
        border-block-start: 1px solid var(--rule);
      }

      dt {
        font: 600 16px / 1.35 var(--serif);
      }

      dd {
        margin: 2px 0 0;
        font: 15px / 1.55 var(--serif);
      }

      .more {
        color: var(--ink-soft);
        font: 12px / 1.5 var(--sans);
      }

      .more button.text {
        font: inherit;
      }
    `,
  ];

  static override properties = { wanted: { state: true } };

  declare private wanted: string;

  constructor() {
    super();
    this.wanted = '';
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (boardState.terms.get()?.lang !== state.lang.get()) void readTerms();
    const wanted = boardState.termToShow.get();
    if (wanted === null || !boardState.terms.get()) return;
    boardState.termToShow.set(null);
    void this.show(wanted);
  }

  override render(): TemplateResult {
    const b = boardWords.get();
    const glossary = boardState.terms.get();
    const terms = glossary?.terms ?? [];
    const wanted = plain(this.wanted).split(/\s+/).filter(Boolean);
    const order = new Intl.Collator(state.lang.get());
    const shown = terms
      .filter((term) => {
        const text = plain(`${term.term}\n${term.definition}`);
        return wanted.every((word) => text.includes(word));
      })
      .sort((a, z) => order.compare(a.term, z.term));
    return html`
      <div class="head">
        <div class="name">
          <h1>${b.glossary}</h1>
          <p class="facts" role="status">${glossary ? b.glossaryFacts(shown.length) : nothing}</p>
        </div>
        <div class="tools">
          <input
            type="search"
            aria-label=${b.filterTerms}
            placeholder=${b.filterTerms}
            .value=${this.wanted}
            @input=${this.onInput}
          />
        </div>
      </div>
      <div class="terms" tabindex="0" role="region" aria-label=${b.glossary}>
        ${
          glossary && !shown.length
            ? html`<p class="none">${terms.length ? b.noTerm : b.noGlossary}</p>`
            : html`<dl lang=${glossary?.lang ?? nothing}>${shown.map((term) => this.term(term, glossary))}</dl>`
        }
      </div>
    `;
  }

  private term(term: Term, glossary: Glossary | null): TemplateResult {
    const w = words.get();
    const related = (glossary?.terms ?? []).filter(({ id }) => term.seeAlso.includes(id));
    const cited = (glossary?.sources ?? []).filter(({ id }) => term.sources.includes(id));
    const named = [...new Set(cited.map(({ publisher }) => publisher))];
    return html`<div class="term" id="term-${term.id}">
      <dt>${term.term}</dt>
      <dd>${term.definition}</dd>
      ${
        related.length
          ? html`<dd class="more">
              ${w.seeAlso}
              ${related.map(
                (other, index) =>
                  html`${index ? ', ' : nothing}<button class="text" @click=${() => this.show(other.id)}>${other.term}</button>`,
              )}
            </dd>`
          : nothing
      }
      ${named.length ? html`<dd class="more">${w.sources} · ${named.join(', ')}</dd>` : nothing}
    </div>`;
  }

  private async show(id: string): Promise<void> {
    this.wanted = '';
    await this.updateComplete;
    this.renderRoot.querySelector(`#term-${CSS.escape(id)}`)?.scrollIntoView({ block: 'start' });
  }

  private readonly onInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.wanted = event.target.value;
  };
}

customElements.define('glossary-page', GlossaryPage);

declare global {
  interface HTMLElementTagNameMap {
    'glossary-page': GlossaryPage;
  }
}
