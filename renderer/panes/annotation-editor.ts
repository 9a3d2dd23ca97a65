import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type Annotation, colours, noteOf, tagsOf } from '../../core/annotation.ts';
import { deleteAnnotation, editAnnotation } from '../actions/annotations.ts';
import { link, proposalsOf, unlink } from '../actions/positions.ts';
import { endWriting } from '../actions/writing.ts';
import { knownTags } from './annotation-filter.ts';
import type { ChoiceMenu, ChooseEvent } from './choice-menu.ts';
import './choice-menu.ts';
import { controls } from '../look/controls.ts';
import type { DraftEvent } from './draft-field.ts';
import './draft-field.ts';
import { state, words } from '../state.ts';
import type { TagsEvent } from './tag-field.ts';
import './tag-field.ts';

/** What can be changed about the annotation in hand: note, tags, colour, links to proposals; or it is deleted. */
export class AnnotationEditor extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        gap: 7px;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px;
      }

      .row button {
        min-height: 26px;
        padding: 1px 8px;
        font-size: 12px;
      }

      .swatches {
        display: flex;
        gap: 4px;
        margin-inline-end: auto;
      }

      .swatches input {
        appearance: none;
        position: relative;
        width: 20px;
        height: 20px;
        margin: 0;
        border: 1px solid var(--edge);
        border-radius: 5px;
        background: var(--fill);
        cursor: pointer;
        forced-color-adjust: none;
      }

      /* It takes presses as far as its neighbour's. */
      .swatches input::after {
        content: '';
        position: absolute;
        inset: -3px;
      }

      .swatches input:checked {
        box-shadow:
          0 0 0 2px var(--card),
          0 0 0 3.5px var(--ink);
      }

      .link {
        anchor-name: --link;
      }

      choice-menu {
        position-anchor: --link;
        position-area: bottom span-left;
      }

      button.delete {
        color: var(--danger);
      }
    `,
  ];

  static override properties = { annotation: { attribute: false }, linking: { state: true } };

  declare annotation: Annotation;
  declare private linking: boolean;

  constructor() {
    super();
    this.linking = false;
  }

  /** The note asks for the keyboard once; it gets it when it stands on the page. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (state.writing.get() !== this.annotation.id) return;
    this.updateComplete.then(() => {
      this.renderRoot.querySelector('draft-field')?.focus();
      state.writing.set(null);
    });
  }

  private readonly onNote = ({ text }: DraftEvent): void => {
    const { id } = this.annotation;
    if (text !== noteOf(this.annotation)) editAnnotation(id, { note: text }, `note ${id}`);
  };

  private readonly onTags = ({ tags }: TagsEvent): void => {
    editAnnotation(this.annotation.id, { tags });
  };

  private readonly onLink = async (event: Event): Promise<void> => {
    if (!(event.currentTarget instanceof HTMLElement)) return;
    await this.renderRoot.querySelector<ChoiceMenu>('choice-menu')?.show(event.currentTarget);
  };

  private readonly onChoose = ({ id }: ChooseEvent): void => {
    const annotation = this.annotation.id;
    if (proposalsOf(annotation).some((proposal) => proposal.id === id)) unlink(id, annotation);
    else link(id, annotation);
  };

  override render(): TemplateResult {
    const w = words.get();
    return html`
      <draft-field
        .label=${w.note}
        .placeholder=${w.addNote}
        .value=${noteOf(this.annotation)}
        @draft=${this.onNote}
        @focusout=${endWriting}
      ></draft-field>
      <tag-field
        .tags=${tagsOf(this.annotation)}
        .others=${knownTags(state.annotations.get(), state.lang.get())}
        @tags=${this.onTags}
      ></tag-field>
      <div class="row">
        ${this.swatches()} ${this.links()}
        <button
          class="quiet delete"
          aria-label=${w.deleteAnnotation}
          @click=${() => deleteAnnotation(this.annotation.id)}
        >
          ${w.delete}
        </button>
      </div>
    `;
  }

  private swatches(): TemplateResult {
    const w = words.get();
    const { id, target } = this.annotation;
    return html`<div class="swatches" role="radiogroup" aria-label=${w.colour}>
      ${colours.map(
        (colour) => html`<input
          type="radio"
          name="colour"
          class=${colour}
          aria-label=${w.colours[colour]}
          .checked=${live(target.styleClass === colour)}
          @change=${() => editAnnotation(id, { colour })}
        />`,
      )}
    </div>`;
  }

  private links(): TemplateResult | typeof nothing {
    const proposals = state.brief.get()?.proposals ?? [];
    if (!proposals.length) return nothing;
    const w = words.get();
    const linked = new Set(proposalsOf(this.annotation.id).map(({ id }) => id));
    return html`
      <button
        class="quiet link"
        aria-haspopup="menu"
        aria-expanded=${String(this.linking)}
        @click=${this.onLink}
      >
        ${w.linkToProposal}
      </button>
      <choice-menu
        .label=${w.linkToProposal}
        .choices=${proposals.map(({ id, title }) => ({ id, label: title, on: linked.has(id) }))}
        @choose=${this.onChoose}
        @toggle=${(event: ToggleEvent) => {
          this.linking = event.newState === 'open';
        }}
      ></choice-menu>
    `;
  }
}

customElements.define('annotation-editor', AnnotationEditor);

declare global {
  interface HTMLElementTagNameMap {
    'annotation-editor': AnnotationEditor;
  }
}
