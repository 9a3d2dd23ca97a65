import { SignalWatcher } from '@lit-labs/signals';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Annotation } from '../../core/annotation.ts';
import { type Brief, blockAt } from '../../core/brief.ts';
import { deleteAnnotation } from '../actions/annotations.ts';
import { controls } from '../look/controls.ts';
import { currentMark, elsewhere, isKept, type Mark, marks, orphans, state, words } from '../state.ts';
import './annotation-bar.ts';
import type { AnnotationOrder, WantEvent } from './annotation-bar.ts';
import { type AnnotationFilter, isFiltering, matcher, noFilter } from './annotation-filter.ts';
import { annotationItem, langOf } from './annotation-item.ts';
import { annotationStyles } from './annotation-styles.ts';
import { differenceStyles } from './difference-view.ts';
import { ListWindow } from './list-window.ts';
import { noteStyles } from './note-view.ts';
import './several-bar.ts';

/** Groups of the list that are no edition. */
const here = 'here';
const lost = 'lost';

interface Row {
  readonly annotation: Annotation;
  /** `here`, `lost`, or the language of another edition. */
  readonly group: string;
  readonly mark: Mark | null;
}

/**
 * The annotations of the open brief in reading order, then those whose passage is lost, then those of other editions.
 * The one in hand is open to be changed; several can be chosen to be changed at once.
 */
export class AnnotationList extends SignalWatcher(LitElement) {
  static override styles = [controls, annotationStyles, differenceStyles, noteStyles];

  static override properties = {
    filter: { state: true },
    order: { state: true },
    chosen: { state: true },
  };

  declare private filter: AnnotationFilter;
  declare private order: AnnotationOrder;
  /** Ids of those chosen; `null` while none are being chosen. */
  declare private chosen: ReadonlySet<string> | null;
  /** The one chosen last, from which a press with Shift chooses all. */
  private last: string | null = null;
  private rows: readonly Row[] = [];
  /** The annotation in hand that was last brought into view. */
  private shown: string | null = null;
  private brief: Brief | null = null;
  /** Whether the list was waiting for most of its items when it was last rendered. */
  private wasArriving = false;
  private readonly window = new ListWindow(this);

  constructor() {
    super();
    this.filter = noFilter;
    this.order = 'place';
    this.chosen = null;
  }

  /** Of another brief the text comes first, and its list a frame later. */
  protected override async scheduleUpdate(): Promise<void> {
    const brief = state.brief.get();
    if (brief !== this.brief) await new Promise(requestAnimationFrame);
    const held = brief !== this.brief && this.matches(':focus-within');
    this.brief = brief;
    super.scheduleUpdate();
    // The note that had the keyboard is gone with its edition: then the text has it.
    if (held && !this.matches(':focus-within'))
      document.querySelector('reading-pane')?.focus({ preventScroll: true });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const current = state.current.get();
    const hasArrived = this.wasArriving && !state.arriving.get();
    this.wasArriving = state.arriving.get();
    if (current === this.shown && !hasArrived) return;
    this.shown = current;
    const item = this.renderRoot.querySelector<HTMLElement>('[aria-current]');
    // The editor in it has its size once it has rendered.
    this.updateComplete.then(() => requestAnimationFrame(() => item?.scrollIntoView({ block: 'nearest' })));
  }

  private readonly onWant = ({ filter, order }: WantEvent): void => {
    this.filter = filter;
    this.order = order;
  };

  private readonly choose = (id: string, chosen: boolean, through: boolean): void => {
    const ids = this.rows.map(({ annotation }) => annotation.id);
    const [from, to] = [ids.indexOf(through ? (this.last ?? id) : id), ids.indexOf(id)];
    const now = new Set(this.chosen);
    for (const one of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      if (chosen) now.add(one);
      else now.delete(one);
    }
    this.last = id;
    this.chosen = now;
  };

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
    const arriving = state.arriving.get();
    const all = state.annotations.get().length;
    if (!all && !arriving) return html`<p class="none">${w.noAnnotations}</p>`;
    this.rows = arriving ? this.inHand() : this.wanted();
    const { rows } = this;
    const current = state.current.get();
    const isInPlace = current === this.shown && !this.wasArriving;
    const wanted = isInPlace ? -1 : rows.findIndex(({ annotation }) => annotation.id === current);
    const { items, from, before, after } = this.window.part(rows, wanted);
    const counts = countBy(rows, ({ group }) => group);
    const groups = [...counts].filter(([group]) => items.some((row) => row.group === group));
    const linked = linkedProposals();
    const numbered = items.map((row, index) => ({ row, at: from + index + 1 }));
    return html`
      ${arriving ? nothing : this.bar(rows.length, all)}
      <div @keydown=${this.onKey}>
        ${rows.length || arriving ? nothing : html`<p class="none">${w.noneMatch}</p>`}
        ${before ? html`<div data-edge="start"></div>` : nothing}
        ${repeat(
          groups,
          ([group]) => group,
          ([group, count]) =>
            this.group(
              group,
              count,
              repeat(
                numbered.filter(({ row }) => row.group === group),
                ({ row }) => row.annotation.id,
                ({ row, at }) => this.item(row, at, rows.length, linked),
              ),
            ),
        )}
        ${after ? html`<div data-edge="end"></div>` : nothing}
      </div>
    `;
  }

  private bar(found: number, all: number): TemplateResult {
    return html`<div class="bar">
      <annotation-bar .filter=${this.filter} .order=${this.order} @want=${this.onWant}></annotation-bar>
      ${this.counter(found, all)}
    </div>`;
  }

  /** While others are on their way, the one that may be being written on: what its neighbours are is not known yet. */
  private inHand(): readonly Row[] {
    const mark = currentMark.get();
    return mark ? [{ annotation: mark.annotation, group: here, mark }] : [];
  }

  /** All annotations that the filter lets through, in the order of the list. */
  private wanted(): readonly Row[] {
    const order: Record<string, number> = { [here]: 0, [lost]: 1 };
    const rank = (group: string): number => order[group] ?? 2;
    const others = elsewhere
      .get()
      .map((annotation): Row => ({ annotation, group: langOf(annotation), mark: null }));
    others.sort((a, b) => (a.group === b.group ? 0 : a.group < b.group ? -1 : 1));
    const unkept = orphans.get().filter((annotation) => !isKept(annotation));
    const rows: Row[] = [
      ...marks.get().map((mark): Row => ({ annotation: mark.annotation, group: here, mark })),
      ...[...unkept, ...orphans.get().filter(isKept)].map(
        (annotation): Row => ({ annotation, group: lost, mark: null }),
      ),
      ...others,
    ];
    const fits = isFiltering(this.filter) ? matcher(this.filter, this.linked()) : () => true;
    const found = rows.filter(({ annotation }) => fits(annotation));
    if (this.order === 'place') return found;
    const newest = (a: Row, b: Row): number => (a.annotation.modified < b.annotation.modified ? 1 : -1);
    return found.sort((a, b) =>
      a.group === b.group || (rank(a.group) === 2 && rank(b.group) === 2)
        ? newest(a, b)
        : rank(a.group) - rank(b.group),
    );
  }

  private linked(): ReadonlySet<string> {
    return new Set(state.positions.get()[this.filter.proposal ?? '']?.passages);
  }

  /** How many there are, and the way to choose several; or what can be done with those chosen. */
  private counter(found: number, all: number): TemplateResult {
    const w = words.get();
    const { chosen } = this;
    const start = (): void => {
      this.chosen = new Set();
    };
    const end = (): void => {
      this.chosen = null;
    };
    const chooseAll = (): void => {
      this.chosen = new Set(this.rows.map(({ annotation }) => annotation.id));
    };
    if (!chosen)
      return html`<div class="counter">
        <span role="status">${found === all ? w.annotationCount(all) : w.foundOf(found, all)}</span>
        <button class="text" @click=${start}>${w.chooseSeveral}</button>
      </div>`;
    const present = new Set(
      state.annotations
        .get()
        .map(({ id }) => id)
        .filter((id) => chosen.has(id)),
    );
    return html`<div class="counter">
        <span role="status">${w.chosen(present.size)}</span>
        <button class="text" @click=${chooseAll}>${w.chooseAll}</button>
        <button class="text" @click=${end}>${w.endChoosing}</button>
      </div>
      <several-bar .ids=${present}></several-bar>`;
  }

  private group(group: string, count: number, items: unknown): TemplateResult {
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

  /** Rendered anew only where something of it has changed: there may be hundreds on the page. */
  private item(
    { annotation, group, mark }: Row,
    at: number,
    of: number,
    linked: ReadonlyMap<string, readonly string[]>,
  ): unknown {
    const brief = state.brief.get();
    const item = {
      annotation,
      mark,
      lost: group === lost,
      paragraph: (brief && mark && brief.blocks[blockAt(brief.blocks, mark.start)]?.number) ?? null,
      current: state.current.get() === annotation.id,
      proposals: linked.get(annotation.id) ?? [],
      at,
      of,
      chosen: this.chosen?.has(annotation.id) ?? null,
    };
    const looks = [annotation, mark?.changed, item.lost, item.paragraph, item.current, at, of, item.chosen];
    return guard([...looks, item.proposals.join('\n'), state.lang.get(), brief?.text], () =>
      annotationItem(item, this.choose),
    );
  }
}

/** By annotation, the titles of the proposals it is linked to. */
function linkedProposals(): ReadonlyMap<string, readonly string[]> {
  const titles = new Map<string, string[]>();
  const positions = state.positions.get();
  for (const { id, title } of state.brief.get()?.proposals ?? [])
    for (const annotation of positions[id]?.passages ?? [])
      titles.set(annotation, [...(titles.get(annotation) ?? []), title]);
  return titles;
}

function countBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
}

customElements.define('annotation-list', AnnotationList);

declare global {
  interface HTMLElementTagNameMap {
    'annotation-list': AnnotationList;
  }
}
