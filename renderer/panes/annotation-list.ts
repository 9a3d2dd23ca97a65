import { SignalWatcher } from '@lit-labs/signals';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Annotation, type Colour, colours, noteOf, quoteOf, tagsOf } from '../../core/annotation.ts';
import { editionOfUrn } from '../../core/brief.ts';
import { deleteAnnotation, reattachToSelection } from '../actions/annotations.ts';
import { proposalsOf } from '../actions/positions.ts';
import './annotation-editor.ts';
import { controls } from '../controls.ts';
import { momentOf } from '../dates.ts';
import { quoted } from '../quoted.ts';
import { elsewhere, marks, orphans, state, words } from '../state.ts';
import { blockAt } from '../text/text-range.ts';
import { matches } from './annotation-filter.ts';
import { annotationStyles } from './annotation-styles.ts';
import { ListWindow } from './list-window.ts';
import { showAnnotation } from './references.ts';

/** Groups of the list that are no edition. */
const here = 'here';
const lost = 'lost';

interface Row {
  readonly annotation: Annotation;
  /** `here`, `lost`, or the language of another edition. */
  readonly group: string;
  readonly paragraph: number | null;
}

/** A row and its place in the whole list, from 1, of which only a part is on the page. */
interface NumberedRow extends Row {
  readonly at: number;
  readonly of: number;
}

/**
 * The annotations of the open brief in reading order, then those whose passage is lost, then those of other editions.
 * The one in hand is open to be changed.
 */
export class AnnotationList extends SignalWatcher(LitElement) {
  static override styles = [controls, annotationStyles];

  static override properties = { wanted: { state: true }, colour: { state: true } };

  /** The words to filter by. */
  declare private wanted: string;
  declare private colour: Colour | null;
  /** The annotation in hand that was last brought into view. */
  private shown: string | null = null;
  private readonly window = new ListWindow(this);

  constructor() {
    super();
    this.wanted = '';
    this.colour = null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const current = state.current.get();
    if (current === this.shown) return;
    this.shown = current;
    const item = this.renderRoot.querySelector<HTMLElement>('[aria-current]');
    // The editor in it has its size once it has rendered.
    this.updateComplete.then(() => requestAnimationFrame(() => item?.scrollIntoView({ block: 'nearest' })));
  }

  private readonly onFilter = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.wanted = event.target.value;
  };

  private write(annotation: Annotation): void {
    state.current.set(annotation.id);
    state.writing.set(annotation.id);
  }

  /** Arrow keys walk over the quotes; Delete deletes; Escape leaves what is being written for its quote. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const item = event.target instanceof Element ? event.target.closest('.annotation') : null;
    const quotes = [...this.renderRoot.querySelectorAll<HTMLElement>('.quote')];
    const quote = item?.querySelector<HTMLElement>('.quote');
    if (!quote || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const at = quotes.indexOf(quote);
    if (event.key === 'Escape' && event.target !== quote) {
      quote.focus();
      event.stopPropagation();
      return;
    }
    if (event.target !== quote) return;
    if (event.key === 'Delete') {
      const id = item?.getAttribute('data-id');
      (quotes[at + 1] ?? quotes[at - 1])?.focus();
      if (id) deleteAnnotation(id);
      return;
    }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: quotes.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    quotes[to]?.focus();
  };

  override render(): TemplateResult {
    const w = words.get();
    if (!state.annotations.get().length) return html`<p class="none">${w.noAnnotations}</p>`;
    const filter = { words: this.wanted, colour: this.colour };
    const rows = this.rows().filter(({ annotation }) => matches(annotation, filter));
    const current = state.current.get();
    const wanted =
      current === this.shown ? -1 : rows.findIndex(({ annotation }) => annotation.id === current);
    const { items, from, before, after } = this.window.part(rows, wanted);
    const numbered = items.map(
      (row, index): NumberedRow => ({ ...row, at: from + index + 1, of: rows.length }),
    );
    const counts = countBy(rows, ({ group }) => group);
    return html`
      ${this.bar(rows.length)}
      <div @keydown=${this.onKey}>
        ${rows.length ? nothing : html`<p class="none">${w.noneMatch}</p>`}
        ${before ? html`<div data-edge="start"></div>` : nothing}
        ${repeat(
          counts,
          ([group]) => group,
          ([group, count]) =>
            this.group(
              group,
              count,
              numbered.filter((row) => row.group === group),
            ),
        )}
        ${after ? html`<div data-edge="end"></div>` : nothing}
      </div>
    `;
  }

  /** All annotations in the order of the list. */
  private rows(): Row[] {
    const blocks = state.brief.get()?.blocks ?? [];
    return [
      ...marks.get().map(({ annotation, start }) => ({
        annotation,
        group: here,
        paragraph: blocks[blockAt(blocks, start)]?.number ?? null,
      })),
      ...orphans.get().map((annotation) => ({ annotation, group: lost, paragraph: null })),
      ...elsewhere
        .get()
        .map((annotation) => ({ annotation, group: langOf(annotation), paragraph: null }))
        .sort((a, b) => (a.group === b.group ? 0 : a.group < b.group ? -1 : 1)),
    ];
  }

  private bar(found: number): TemplateResult {
    const w = words.get();
    const choice = (colour: Colour | null, content: unknown): TemplateResult => html`
      <label class=${colour ?? ''}>
        <input
          type="radio"
          name="colour"
          .checked=${this.colour === colour}
          @change=${() => {
            this.colour = colour;
          }}
        />${content}
      </label>
    `;
    return html`
      <div class="bar">
        <input
          type="search"
          aria-label=${w.filter}
          placeholder=${w.filter}
          .value=${this.wanted}
          @input=${this.onFilter}
        />
        <div class="segments" role="radiogroup" aria-label=${w.colour}>
          ${choice(null, w.allColours)}
          ${colours.map((colour) =>
            choice(
              colour,
              html`<span class="dot" aria-hidden="true"></span
                ><span class="visually-hidden">${w.filterColour(w.colours[colour])}</span>`,
            ),
          )}
        </div>
        <p class="visually-hidden" role="status">${w.annotationCount(found)}</p>
      </div>
    `;
  }

  private group(group: string, count: number, rows: readonly NumberedRow[]): TemplateResult | typeof nothing {
    if (!rows.length) return nothing;
    const items = repeat(
      rows,
      ({ annotation }) => annotation.id,
      (row) => this.item(row),
    );
    if (group === here) return html`<ol>${items}</ol>`;
    const w = words.get();
    const names = new Intl.DisplayNames(state.lang.get(), { type: 'language', fallback: 'code' });
    const name = group === lost ? w.toReattach : w.otherEdition(names.of(group) ?? group);
    return html`
      <section>
        <header>
          <h2 class="over" id="group-${group}">${name}</h2>
          <span class="over">${count}</span>
        </header>
        <ol aria-labelledby="group-${group}">${items}</ol>
      </section>
    `;
  }

  private item({ annotation, group, paragraph, at, of }: NumberedRow): TemplateResult {
    const current = state.current.get() === annotation.id;
    const quote = quoteOf(annotation);
    const lang = langOf(annotation);
    return html`
      <li
        class="annotation ${group === lost ? 'lost' : annotation.target.styleClass}"
        data-id=${annotation.id}
        aria-current=${current ? 'true' : nothing}
        aria-posinset=${at}
        aria-setsize=${of}
      >
        <button
          class="quote"
          lang=${lang}
          aria-label=${words.get().goToPassage(quote)}
          @click=${() => showAnnotation(annotation)}
        >
          <span class=${current ? '' : 'clamped'}>${quoted(quote, lang)}</span>
        </button>
        ${group === lost ? this.why(annotation) : nothing}
        ${
          current
            ? html`<annotation-editor .annotation=${annotation}></annotation-editor>`
            : this.note(annotation)
        }
        <p class="facts">${this.facts(annotation, paragraph).join(' · ')}</p>
      </li>
    `;
  }

  private note(annotation: Annotation): TemplateResult {
    const note = noteOf(annotation);
    const tags = tagsOf(annotation);
    return html`
      <button class="note ${note ? '' : 'empty'}" @click=${() => this.write(annotation)}>
        <span class="clamped">${note || words.get().addNote}</span>
      </button>
      ${tags.length ? html`<div class="tags">${tags.map((tag) => html`<span class="chip">${tag}</span>`)}</div>` : nothing}
    `;
  }

  private why({ id }: Annotation): TemplateResult {
    const w = words.get();
    return html`<p class="why">
      ${w.orphan}
      <button class="text" @mousedown=${keepSelection} @click=${() => reattachToSelection(id)}>${w.reattach}</button>
      · <button class="text" @click=${() => deleteAnnotation(id)}>${w.delete}</button>
    </p>`;
  }

  private facts({ id, modified }: Annotation, paragraph: number | null): string[] {
    const w = words.get();
    return [
      momentOf(modified, new Date(), state.lang.get(), w),
      ...(paragraph === null ? [] : [w.paragraph(paragraph)]),
      ...proposalsOf(id).map(({ title }) => w.linkedTo(title)),
    ];
  }
}

function countBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

/** The language of the edition an annotation was made in. */
function langOf({ target }: Annotation): string {
  return editionOfUrn(target.source)?.lang ?? 'und';
}

/** A press on a button must not take away the selection that the button is to use. */
function keepSelection(event: Event): void {
  event.preventDefault();
}

customElements.define('annotation-list', AnnotationList);

declare global {
  interface HTMLElementTagNameMap {
    'annotation-list': AnnotationList;
  }
}
