import { css, html, nothing, type TemplateResult } from 'lit';
import { longestTag, mostTags } from '../../core/tags.ts';
import { listedTitle } from '../actions/library.ts';
import { setTags } from '../actions/own.ts';
import { libraryGroups, tagsInUse } from '../library-groups.ts';
import type { TagsEvent } from '../panes/tag-field.ts';
import { own, ownWord } from '../state/own.ts';
import '../panes/tag-field.ts';
import { state } from '../state.ts';
import { Modal } from './modal.ts';
import { sheet } from './sheet.ts';

/** The reader's own tags on a brief, beside those that stand in it. */
export class TagsSheet extends Modal {
  protected override readonly name = 'tags';

  static override styles = [
    ...Modal.styles,
    sheet,
    css`
      .theirs {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 5px;
        margin-block-start: 10px;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .hint {
        color: var(--ink-soft);
        font-size: 12px;
        line-height: 1.45;
      }
    `,
  ];

  protected override label(): string {
    const brief = own.tagging.get();
    return brief ? ownWord.get().tagsOf(listedTitle(brief)) : ownWord.get().tags;
  }

  protected override opened(): void {
    const field = this.renderRoot.querySelector('tag-field');
    void field?.updateComplete.then(() => field.focus());
  }

  private readonly onTags = ({ tags }: TagsEvent): void => {
    const brief = own.tagging.get();
    if (brief) setTags(brief, tags);
  };

  protected override content(): TemplateResult {
    const w = ownWord.get();
    const brief = own.tagging.get();
    if (!brief) return html``;
    const lang = state.lang.get();
    const { tags } = state.settings.get();
    const theirs = [...new Set(brief.editions.flatMap((edition) => edition.tags))];
    const listed = libraryGroups(state.library.get(), lang, 'date').flatMap(({ briefs }) => briefs);
    const others = tagsInUse(listed, tags, lang).filter((tag) => !theirs.includes(tag));
    return html`
      <header><h2>${this.label()}</h2></header>
      <div class="body">
        <tag-field
          .tags=${tags[brief.id] ?? []}
          .others=${others}
          .most=${mostTags}
          .longest=${longestTag}
          @tags=${this.onTags}
        ></tag-field>
        ${
          theirs.length
            ? html`<div class="theirs">
                ${w.authorsTags} ${theirs.map((tag) => html`<span class="chip">${tag}</span>`)}
              </div>`
            : nothing
        }
      </div>
      <footer>
        <span class="hint">${w.tagsHint}</span>
        <button @click=${this.close}>${w.done}</button>
      </footer>
    `;
  }
}

customElements.define('tags-sheet', TagsSheet);

declare global {
  interface HTMLElementTagNameMap {
    'tags-sheet': TagsSheet;
  }
}
