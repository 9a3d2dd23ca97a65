import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { GoneBrief, Library, UnreadableBrief } from '../../core/api.ts';
import { showGone, titleOf } from '../actions/earlier.ts';
import { openDraft } from '../actions/own.ts';
import { controls } from '../look/controls.ts';
import { boardState, boardWords } from '../state/board.ts';
import { ownWord } from '../state/own.ts';
import { briefStyles, unbroken } from './brief-item.ts';
import './brief-list.ts';
import { runCommand } from '../shell/run-command.ts';
import { state, words } from '../state.ts';

/** The briefs by series, the open one marked, each with how far it is decided. */
export class LibraryPane extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    briefStyles,
    css`
      :host {
        display: block;
      }

      nav {
        padding: 18px 8px 24px;
      }

      .unreadable {
        padding: 6px 11px;
        font-size: 11.5px;
        line-height: 1.5;
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }

      .unreadable strong {
        display: block;
        color: var(--ink);
        font-weight: 600;
      }

      .unreadable p {
        margin: 2px 0 0;
      }

      .none {
        padding: 0 10px;
        color: var(--ink-soft);
      }
    `,
  ];

  private readonly onKey = (event: KeyboardEvent): void => {
    const list = this.renderRoot.querySelector('brief-list')?.renderRoot;
    const briefs = [list, this.renderRoot].flatMap((root) => [
      ...(root?.querySelectorAll<HTMLElement>('.brief') ?? []),
    ]);
    const at = briefs.findIndex((brief) => brief.matches(':focus'));
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: briefs.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    briefs[to]?.focus();
  };

  override render(): TemplateResult {
    const w = words.get();
    const library = state.library.get();
    const empty = !library.briefs.length && !library.unreadable.length;
    return html`
      <nav aria-label=${w.library} @keydown=${this.onKey}>
        <brief-list></brief-list>
        ${this.landmarks(library)}
        ${this.waiting(library.waiting)}
        ${library.gone.length ? this.gone(library.gone) : nothing}
        ${library.unreadable.length ? this.unreadable(library.unreadable) : nothing}
        ${empty ? html`<p class="none">${w.noBriefs}</p>` : nothing}
      </nav>
    `;
  }

  private landmarks({ briefs }: Library): TemplateResult {
    const b = boardWords.get();
    const proposals = briefs.reduce((sum, brief) => sum + brief.proposals, 0);
    const decided = briefs.reduce((sum, brief) => sum + brief.decided, 0);
    const terms = boardState.terms.get()?.terms.length;
    return html`
      <section>
        <h2 class="over" id="landmarks">${b.landmarks}</h2>
        <ul aria-labelledby="landmarks">
          <li>${this.landmark('glossary', b.glossary, terms === undefined ? '' : b.glossaryFacts(terms))}</li>
          <li>${this.landmark('follow-proposals', b.board, b.boardFacts(proposals, decided))}</li>
        </ul>
      </section>
    `;
  }

  private landmark(command: 'glossary' | 'follow-proposals', name: string, facts: string): TemplateResult {
    const isShown = state.view.get() === (command === 'glossary' ? 'glossary' : 'lineage');
    return html`<button class="brief" aria-current=${isShown ? 'page' : nothing} @click=${() => runCommand(command)}>
      <span class="words"><span class="title">${name}</span><span class="facts">${facts}</span></span>
    </button>`;
  }

  /** Files of the reader's that lack their front matter. */
  private waiting(files: readonly string[]): TemplateResult | typeof nothing {
    const w = ownWord.get();
    if (!files.length) return nothing;
    return html`
      <section>
        <h2 class="over" id="waiting">${w.waiting}</h2>
        <ul aria-labelledby="waiting">
          ${files.map(
            (file) => html`<li>
              <button class="brief" @click=${() => openDraft(file)}>
                <span class="words"><span class="title">${file}</span><span class="facts">${w.waitingFacts}</span></span>
              </button>
            </li>`,
          )}
        </ul>
      </section>
    `;
  }

  /** Briefs whose text is gone, with what is written on them. */
  private gone(briefs: readonly GoneBrief[]): TemplateResult {
    const w = words.get();
    return html`
      <section>
        <h2 class="over" id="gone">${w.gone.title}</h2>
        <ul aria-labelledby="gone">
          ${briefs.map((brief) => {
            const counts = [
              brief.annotations ? w.annotationCount(brief.annotations) : null,
              brief.positions ? w.earlier.positions(brief.positions) : null,
            ].filter((count) => count !== null);
            return html`<li>
              <button class="brief" @click=${() => showGone(brief)}>
                <span class="words">
                  <span class="title">${titleOf(brief, state.lang.get())}</span>
                  <span class="facts">${counts.map(unbroken).join(' · ')}</span>
                </span>
              </button>
            </li>`;
          })}
        </ul>
      </section>
    `;
  }

  private unreadable(files: readonly UnreadableBrief[]): TemplateResult {
    return html`
      <section>
        <h2 class="over" id="unreadable">${words.get().unreadable}</h2>
        <ul aria-labelledby="unreadable">
          ${files.map(
            ({ file, sentences }) => html`
              <li class="unreadable">
                <strong>${file}</strong>
                ${sentences.map((sentence) => html`<p>${sentence}</p>`)}
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }
}

customElements.define('library-pane', LibraryPane);

declare global {
  interface HTMLElementTagNameMap {
    'library-pane': LibraryPane;
  }
}
