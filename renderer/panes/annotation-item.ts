import { html, nothing, type TemplateResult } from 'lit';
import { type Annotation, noteOf, quoteOf, tagsOf } from '../../core/annotation.ts';
import { editionOfUrn } from '../../core/brief.ts';
import { confirmPassage } from '../actions/passages.ts';
import './annotation-editor.ts';
import { momentOf } from '../dates.ts';
import { quoted } from '../quoted.ts';
import { type Mark, state, words } from '../state.ts';
import { differenceView } from './difference-view.ts';
import './lost-passage.ts';
import { noteView } from './note-view.ts';
import { follow, showAnnotation } from './references.ts';

/** One annotation in the list, and all that its looks depend on. */
export interface Item {
  readonly annotation: Annotation;
  /** Where it stands in the open text; `null` where it does not. */
  readonly mark: Mark | null;
  /** Whether its passage is to be re-attached. */
  readonly lost: boolean;
  readonly paragraph: number | null;
  readonly current: boolean;
  /** Titles of the proposals it is linked to. */
  readonly proposals: readonly string[];
  /** Its place in the whole list, from 1, of which only a part is on the page. */
  readonly at: number;
  readonly of: number;
  /** Whether it is among several that are chosen; `null` where none are being chosen. */
  readonly chosen: boolean | null;
}

/** @param choose called when the item is chosen among several or no longer; `through` with all from the last one to it. */
export function annotationItem(
  item: Item,
  choose: (id: string, chosen: boolean, through: boolean) => void,
): TemplateResult {
  const { annotation, lost, current, at, of } = item;
  const quote = quoteOf(annotation);
  const lang = langOf(annotation);
  return html`
    <li
      class="annotation ${lost ? 'lost' : annotation.target.styleClass}"
      data-id=${annotation.id}
      aria-current=${current ? 'true' : nothing}
      aria-posinset=${at}
      aria-setsize=${of}
    >
      ${item.chosen === null ? nothing : box(item, item.chosen, choose)}
      <button
        class="quote"
        lang=${lang}
        aria-label=${words.get().goToPassage(quote)}
        @click=${() => showAnnotation(annotation)}
      >
        <span class=${current ? '' : 'clamped'}>${quoted(quote, lang)}</span>
      </button>
      ${item.mark?.changed ? changed(item.mark, lang) : nothing}
      ${lost ? html`<lost-passage .annotation=${annotation}></lost-passage>` : nothing}
      ${current ? html`<annotation-editor .annotation=${annotation}></annotation-editor>` : note(annotation)}
      <p class="facts">${facts(item).join(' · ')}</p>
    </li>
  `;
}

/** The language of the edition an annotation was made in. */
export function langOf({ target }: Annotation): string {
  return editionOfUrn(target.source)?.lang ?? 'und';
}

function box(
  { annotation: { id, target } }: Item,
  chosen: boolean,
  choose: (id: string, chosen: boolean, through: boolean) => void,
): TemplateResult {
  const onClick = (event: MouseEvent): void => {
    if (event.target instanceof HTMLInputElement) choose(id, event.target.checked, event.shiftKey);
  };
  return html`<label class="choose"
    ><input
      type="checkbox"
      aria-label=${words.get().chooseOne(target.selector[0].exact)}
      .checked=${chosen}
      @click=${onClick}
  /></label>`;
}

function changed({ annotation, start, end }: Mark, lang: string): TemplateResult {
  const w = words.get();
  const now = state.brief.get()?.text.slice(start, end) ?? '';
  return html`<div class="changed">
    <p class="why">${w.changedPassage}</p>
    ${differenceView(quoteOf(annotation), now, lang)}
    <button @click=${() => confirmPassage(annotation.id)}>${w.confirm}</button>
  </div>`;
}

function note(annotation: Annotation): TemplateResult {
  const text = noteOf(annotation);
  const tags = tagsOf(annotation);
  return html`
    ${
      text
        ? html`<div class="note" @click=${(event: Event) => onNote(event, annotation)} @keydown=${follow}>
          ${noteView(text)}
        </div>`
        : html`<button class="note empty" @click=${() => write(annotation)}>${words.get().addNote}</button>`
    }
    ${tags.length ? html`<div class="tags">${tags.map((tag) => html`<span class="chip">${tag}</span>`)}</div>` : nothing}
  `;
}

/** A click on a note edits it, save on a link, and save where words of it were being selected. */
async function onNote(event: Event, annotation: Annotation): Promise<void> {
  if (event.target instanceof Element && event.target.closest('a')) await follow(event);
  else if (document.getSelection()?.type !== 'Range') write(annotation);
}

function write(annotation: Annotation): void {
  state.current.set(annotation.id);
  state.writing.set(annotation.id);
}

function facts({ annotation, paragraph, proposals }: Item): string[] {
  const w = words.get();
  return [
    momentOf(annotation.modified, new Date(), state.lang.get(), w),
    ...(paragraph === null ? [] : [w.paragraph(paragraph)]),
    ...(annotation.creator ? [annotation.creator.name] : []),
    ...proposals.map((title) => w.linkedTo(title)),
  ];
}
