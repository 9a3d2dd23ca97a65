import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LibraryBrief } from '../../core/api.ts';
import { plain } from '../../core/lineage/lineage.ts';
import { listedTitle } from '../actions/library.ts';
import { askToTrash, chooseFolder, editTags, isRead, markRead, sortBy } from '../actions/own.ts';
import {
  holdsWords,
  type LibraryGroup,
  type ListedBrief,
  libraryGroups,
  tagsInUse,
  tagsOn,
} from '../library-groups.ts';
import { controls } from '../look/controls.ts';
import { own, ownWord } from '../state/own.ts';
import { state, words } from '../state.ts';
import { briefItem, briefStyles } from './brief-item.ts';
import type { Choice, ChoiceMenu, ChooseEvent } from './choice-menu.ts';
import './choice-menu.ts';
import { ListWindow } from './list-window.ts';

const sorts = ['series', 'date', 'title'] as const;
const shows = ['all', 'unread', 'own'] as const;
/** So many tags are offered to choose briefs by; others can be typed into the field. */
const mostOffered = 12;

/** The briefs of the library, sorted and narrowed down; of many, those around what is in view stand on the page. */
export class BriefList extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    briefStyles,
    css`
      :host {
        display: block;
        margin-block-end: 18px;
        overflow-anchor: none;
      }

      .bar {
        display: flex;
        gap: 4px;
        margin: -6px 2px 14px;
      }

      .bar input {
        flex: 1;
        width: 0;
        background: none;
      }

      .bar input:is(:focus, :not(:placeholder-shown)) {
        background: var(--card);
      }

      .bar button {
        padding-inline: 8px;
      }

      .tag {
        margin: -6px 8px 12px;
      }

      li {
        position: relative;
      }

      .more {
        position: absolute;
        inset-block-start: 3px;
        inset-inline-end: 3px;
        min-height: 24px;
        padding: 0 6px;
        background: var(--desk);
        opacity: 0;
      }

      li:hover .more,
      .more:is(:focus-visible, [aria-expanded='true']) {
        opacity: 1;
      }

      .anchor {
        anchor-name: --anchor;
      }

      choice-menu {
        position-anchor: --anchor;
      }

      .none {
        padding: 0 10px;
        color: var(--ink-soft);
      }

      @media (hover: none) {
        .more {
          opacity: 1;
        }
      }
    `,
  ];

  static override properties = { subject: { state: true } };

  /** What the menu is about: a brief, or the list. */
  declare private subject: LibraryBrief | null;
  private readonly window = new ListWindow(this);
  private opened: string | undefined;

  constructor() {
    super();
    this.subject = null;
  }

  private get menu(): ChoiceMenu | null {
    return this.renderRoot.querySelector('choice-menu');
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const id = state.brief.get()?.id;
    if (id === this.opened || !state.library.get().briefs.length) return;
    this.opened = id;
    // In the frame that lays out the brief's text as well, which may be long.
    requestAnimationFrame(() =>
      this.renderRoot.querySelector('.brief[aria-current]')?.scrollIntoView({ block: 'nearest' }),
    );
  }

  override render(): TemplateResult {
    const w = ownWord.get();
    const library = state.library.get();
    const { librarySort, tags } = state.settings.get();
    const wanted = plain(own.filter.get()).split(/\s+/).filter(Boolean);
    const isWhole = !wanted.length && own.show.get() === 'all' && own.tag.get() === null;
    const briefs = isWhole
      ? library.briefs
      : library.briefs.filter((brief) => isShown(brief) && holdsWords(brief, wanted, tags[brief.id]));
    const groups = libraryGroups({ briefs }, state.lang.get(), librarySort);
    const list = groups.flatMap((group) => group.briefs.map((listed) => ({ group, listed })));
    const id = state.brief.get()?.id;
    // Once for each brief that is opened: the reader may scroll on from there.
    const shown = id === this.opened ? -1 : list.findIndex(({ listed }) => listed.brief.id === id);
    const { items, before, after, from } = this.window.part(list, shown);
    const parts = new Map<LibraryGroup, { listed: ListedBrief; index: number }[]>();
    items.forEach(({ group, listed }, index) => {
      const part = parts.get(group) ?? [];
      part.push({ listed, index: from + index });
      parts.set(group, part);
    });
    return html`
      <div class="bar">
        <input
          type="search"
          aria-label=${w.filter}
          placeholder=${w.filter}
          .value=${own.filter.get()}
          @input=${this.onFilter}
        />
        <button class="quiet" aria-haspopup="menu" aria-label=${w.options} @click=${(event: Event) => this.showMenu(event, null)}>
          ⋯
        </button>
      </div>
      ${this.tagShown()}
      ${before ? html`<div data-edge="start"></div>` : nothing}
      ${[...parts].map(([group, part], index) => this.section(group, part, `group-${index}`, list.length))}
      ${after ? html`<div data-edge="end"></div>` : nothing}
      ${library.briefs.length && !list.length ? html`<p class="none">${w.noneMatch}</p>` : nothing}
      <choice-menu
        .label=${this.subject ? listedTitle(this.subject) : w.options}
        .choices=${this.subject ? briefChoices(this.subject) : listChoices()}
        @choose=${this.onChoose}
      ></choice-menu>
    `;
  }

  /** The tag that briefs are chosen by. */
  private tagShown(): TemplateResult | typeof nothing {
    const tag = own.tag.get();
    if (tag === null) return nothing;
    return html`<p class="tag">
      <span class="chip"
        >${tag}<button aria-label=${ownWord.get().anyTag} @click=${() => own.tag.set(null)}>×</button></span
      >
    </p>`;
  }

  private section(
    { title }: LibraryGroup,
    part: readonly { listed: ListedBrief; index: number }[],
    id: string,
    all: number,
  ): TemplateResult {
    const { librarySort } = state.settings.get();
    const heading =
      librarySort === 'series' ? (title ?? words.get().otherBriefs) : ownWord.get().sorts[librarySort];
    return html`
      <section>
        <h2 class="over" id=${id}>${heading}</h2>
        <ul aria-labelledby=${id}>
          ${repeat(
            part,
            ({ listed }) => listed.brief.id,
            ({ listed, index }) => html`<li aria-posinset=${index + 1} aria-setsize=${all}>
              ${briefItem(listed, (event) => void this.showMenu(event, listed.brief))}
              <button
                class="more quiet"
                tabindex="-1"
                aria-haspopup="menu"
                aria-label=${ownWord.get().actions}
                aria-description=${listed.edition.title}
                @click=${(event: Event) => this.showMenu(event, listed.brief)}
              >
                ⋯
              </button>
            </li>`,
          )}
        </ul>
      </section>
    `;
  }

  private readonly onFilter = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) own.filter.set(event.target.value);
  };

  private async showMenu(event: Event, subject: LibraryBrief | null): Promise<void> {
    const opener = event.currentTarget;
    if (!(opener instanceof HTMLElement)) return;
    event.preventDefault();
    // Where the button that asked for the menu is still down, letting it go would close the menu again.
    if (event instanceof MouseEvent && event.buttons)
      await new Promise((resolve) => window.addEventListener('pointerup', resolve, { once: true }));
    this.subject = subject;
    for (const other of this.renderRoot.querySelectorAll('.anchor')) other.classList.remove('anchor');
    opener.classList.add('anchor');
    await this.updateComplete;
    await this.menu?.show(opener);
  }

  private readonly onChoose = ({ id }: ChooseEvent): void => {
    const { subject } = this;
    const sort = sorts.find((one) => one === id);
    const show = shows.find((one) => one === id);
    if (sort) sortBy(sort);
    else if (show) own.show.set(show);
    else if (id === 'folder' || id === 'first-folder') void chooseFolder(id === 'first-folder');
    else if (id.startsWith(tagChoice)) chooseTag(id.slice(tagChoice.length));
    else if (subject && id === 'tags') editTags(subject);
    else if (subject && id === 'trash') askToTrash(subject);
    else if (subject) markRead(subject, id === 'read');
  };
}

const tagChoice = 'tag ';

function chooseTag(tag: string): void {
  own.tag.set(tag === own.tag.get() ? null : tag);
}

function isShown(brief: LibraryBrief): boolean {
  const tag = own.tag.get();
  const ownTags = state.settings.get().tags[brief.id];
  if (tag !== null && !brief.editions.some((edition) => tagsOn(edition, ownTags).includes(tag))) return false;
  switch (own.show.get()) {
    case 'all':
      return true;
    case 'unread':
      return !isRead(brief);
    case 'own':
      return brief.origin === 'own';
  }
}

function briefChoices(brief: LibraryBrief): readonly Choice[] {
  const w = ownWord.get();
  return [
    isRead(brief) ? { id: 'unread-mark', label: w.markUnread } : { id: 'read', label: w.markRead },
    { id: 'tags', label: w.tags },
    ...(brief.origin === 'own' ? [{ id: 'trash', label: w.trash, apart: true }] : []),
  ];
}

function listChoices(): readonly Choice[] {
  const w = ownWord.get();
  const { librarySort } = state.settings.get();
  return [
    ...sorts.map((sort) => ({ id: sort, label: w.sorts[sort], on: sort === librarySort })),
    ...shows.map((show, index) => ({
      id: show,
      label: w.shows[show],
      on: show === own.show.get(),
      apart: !index,
    })),
    ...offeredTags().map((tag, index) => ({
      id: tagChoice + tag,
      label: tag,
      on: tag === own.tag.get(),
      apart: !index,
    })),
    { id: 'folder', label: w.chooseFolder, apart: true },
    ...(state.library.get().folder.isFirst ? [] : [{ id: 'first-folder', label: w.firstFolder }]),
  ];
}

/** The tags on most briefs, and the one that is chosen. */
function offeredTags(): readonly string[] {
  const lang = state.lang.get();
  const listed = libraryGroups(state.library.get(), lang, 'date').flatMap(({ briefs }) => briefs);
  const chosen = own.tag.get();
  const tags = tagsInUse(listed, state.settings.get().tags, lang).slice(0, mostOffered);
  return chosen === null || tags.includes(chosen) ? tags : [...tags, chosen];
}

customElements.define('brief-list', BriefList);

declare global {
  interface HTMLElementTagNameMap {
    'brief-list': BriefList;
  }
}
