import { css, html, nothing, type TemplateResult } from 'lit';
import type { LibraryBrief } from '../../core/api.ts';
import { open } from '../actions/briefs.ts';
import { editionFor } from '../actions/library.ts';
import { isRead } from '../actions/own.ts';
import { dateOf } from '../dates.ts';
import { type ListedBrief, tagsOn } from '../library-groups.ts';
import { ownWord } from '../state/own.ts';
import './progress-ring.ts';
import { state, words } from '../state.ts';

/** How an entry of the library looks. */
export const briefStyles = css`
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
    /* Marks that are heaped on a letter cover no other brief. */
    overflow: clip;
  }

  .brief:hover {
    background: color-mix(in srgb, var(--ink) 5%, transparent);
  }

  .brief[aria-current] {
    border-color: var(--rule);
    background: var(--card);
  }

  /* High contrast of the system shows what is transparent. */
  @media (forced-colors: active) {
    .brief:not([aria-current]) {
      border-color: Canvas;
    }
  }

  .brief:focus-visible {
    outline-offset: -2px;
  }

  .words {
    flex: 1;
    min-width: 0;
    overflow-x: clip;
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
    overflow-wrap: anywhere;
  }

  /* A dot stands between two facts; before the first of each line it lies outside, and is not seen. */
  .facts:has(.fact) {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -0.9em;
  }

  .fact {
    position: relative;
    padding-inline-start: 0.9em;
  }

  .fact::before {
    content: '·';
    position: absolute;
    inset-inline-start: 0.3em;
  }

  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 3px 5px;
    margin-block-start: 4px;
  }

  .tags > span {
    padding: 0 6px;
    border: 1px solid var(--rule);
    border-radius: 999px;
    color: var(--ink-soft);
    font-size: 10.5px;
    line-height: 1.5;
  }

  .unread {
    white-space: nowrap;
  }

  .unread::after {
    content: '';
    display: inline-block;
    width: 6px;
    height: 6px;
    margin-inline-start: 6px;
    border-radius: 50%;
    background: var(--accent);
    vertical-align: 0.12em;
  }
`;

/** One brief: under which title, when, where, how much is written on it, how far it is decided. */
export function briefItem({ brief, edition }: ListedBrief, menu: (event: Event) => void): TemplateResult {
  const w = words.get();
  const facts = [
    // The town is enough to tell briefs apart.
    `${unbroken(dateOf(edition.date, state.lang.get()))} · ${edition.place.split(',')[0]}`,
    ...(brief.annotations ? [unbroken(w.annotationCount(brief.annotations))] : []),
  ];
  const tags = tagsOn(edition, state.settings.get().tags[brief.id]);
  const isOpen = state.view.get() === 'text' && state.brief.get()?.id === brief.id;
  return html`
    <button
      class="brief"
      aria-current=${isOpen ? 'page' : nothing}
      @click=${() => open({ id: brief.id, lang: editionFor(brief.editions.map(({ lang }) => lang)) })}
      @contextmenu=${menu}
    >
      <span class="words">
        <span class="title" lang=${edition.lang}>${edition.title}</span>
        <span class="facts">${facts.map((fact) => html`<span class="fact">${fact}</span>`)}${unread(brief)}</span>
        ${tags.length ? html`<span class="tags">${tags.map((tag) => html`<span>${tag}</span>`)}</span>` : nothing}
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

/** Only what the reader has said to be unread, or has of his own and not read yet, is marked. */
function unread(brief: LibraryBrief): TemplateResult | typeof nothing {
  const said = state.settings.get().read[brief.id];
  if (isRead(brief) || (said === undefined && brief.origin === 'bundled')) return nothing;
  return html`<span class="fact unread">${ownWord.get().unread}</span>`;
}

/** Words that stay on one line. */
export function unbroken(words: string): string {
  return words.replaceAll(' ', '\u00a0');
}
