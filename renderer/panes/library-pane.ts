import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { GoneBrief, Library, UnreadableBrief } from '../../core/api.ts';
import { open } from '../actions/briefs.ts';
import { showGone, titleOf } from '../actions/earlier.ts';
import { editionFor } from '../actions/library.ts';
import { boardState, boardWords } from '../board.ts';
import { controls } from '../controls.ts';
import { dateOf } from '../dates.ts';
import { type LibraryGroup, type ListedBrief, libraryGroups } from '../library-groups.ts';
import './progress-ring.ts';
import { runCommand } from '../shell/run-command.ts';
import { state, words } from '../state.ts';

/** The briefs by series, the open one marked, each with how far it is decided. */
export class LibraryPane extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }

      nav {
        padding: 18px 8px 24px;
      }

      .over {
        padding: 0 10px;
        margin-block: 0 6px;
      }

      section + section {
        margin-block-start: 18px;
      }

      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      .brief {
        display: flex;
        align-items: center;
        gap: 10px;
        width: 100%;
        margin-block: 1px;
        padding: 7px 10px 8px;
        border-color: transparent;
        border-radius: 8px;
        background: none;
        text-align: start;
      }

      .brief:hover {
        background: color-mix(in srgb, var(--ink) 5%, transparent);
      }

      .brief[aria-current] {
        border-color: var(--rule);
        background: var(--card);
      }

      .brief:focus-visible {
        outline-offset: -2px;
      }

      .words {
        flex: 1;
        min-width: 0;
      }

      .title {
        display: block;
        font: 600 14px / 1.3 var(--serif);
        overflow-wrap: break-word;
        text-wrap: pretty;
      }

      .facts {
        display: block;
        margin-block-start: 3px;
        color: var(--ink-soft);
        font-size: 11.5px;
        line-height: 1.45;
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
    const briefs = [...this.renderRoot.querySelectorAll<HTMLElement>('.brief')];
    const at = briefs.findIndex((brief) => brief.matches(':focus'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: briefs.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    briefs[to]?.focus();
  };

  override render(): TemplateResult {
    const w = words.get();
    const library = state.library.get();
    const groups = libraryGroups(library, state.lang.get());
    const empty = !groups.length && !library.unreadable.length;
    return html`
      <nav aria-label=${w.library} @keydown=${this.onKey}>
        ${groups.map((group, index) => this.group(group, `series-${index}`))}
        ${this.landmarks(library)}
        ${library.gone.length ? this.gone(library.gone) : nothing}
        ${library.unreadable.length ? this.unreadable(library.unreadable) : nothing}
        ${empty ? html`<p class="none">${w.noBriefs}</p>` : nothing}
      </nav>
    `;
  }

  private group({ title, briefs }: LibraryGroup, id: string): TemplateResult {
    return html`
      <section>
        <h2 class="over" id=${id}>${title ?? words.get().otherBriefs}</h2>
        <ul aria-labelledby=${id}>
          ${repeat(
            briefs,
            ({ brief }) => brief.id,
            (listed) => html`<li>${this.brief(listed)}</li>`,
          )}
        </ul>
      </section>
    `;
  }

  private brief({ brief, edition }: ListedBrief): TemplateResult {
    const w = words.get();
    const facts = [
      unbroken(dateOf(edition.date, state.lang.get())),
      // The town is enough to tell briefs apart.
      edition.place.split(',')[0],
      brief.annotations ? unbroken(w.annotationCount(brief.annotations)) : null,
    ].filter((fact) => fact !== null);
    const langs = brief.editions.map(({ lang }) => lang);
    return html`
      <button
        class="brief"
        aria-current=${state.view.get() === 'text' && state.brief.get()?.id === brief.id ? 'page' : nothing}
        @click=${() => open({ id: brief.id, lang: editionFor(langs) })}
      >
        <span class="words">
          <span class="title" lang=${edition.lang}>${edition.title}</span>
          <span class="facts">${facts.join(' · ')}</span>
        </span>
        ${
          brief.proposals
            ? html`<progress-ring
                .done=${brief.decided}
                .all=${brief.proposals}
                .label=${w.decidedOf(brief.decided, brief.proposals)}
              ></progress-ring>`
            : nothing
        }
      </button>
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

/** Words that stay on one line. */
function unbroken(words: string): string {
  return words.replaceAll(' ', '\u00a0');
}

customElements.define('library-pane', LibraryPane);

declare global {
  interface HTMLElementTagNameMap {
    'library-pane': LibraryPane;
  }
}
