import { SignalWatcher } from '@lit-labs/signals';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Brief } from '../../core/brief.ts';
import { takeLang } from '../actions/beside.ts';
import { keepReadingPosition } from '../actions/briefs.ts';
import { say, takeInText } from '../actions/places.ts';
import { setProperty } from '../look/set-property.ts';
import { follow } from '../panes/references.ts';
import { body, head } from './article.ts';
import { drawCaret, isSelectAll, keepCaretInView, moveCaret, moveFor, startCaret } from './caret.ts';
import { paintFound } from './found.ts';
import { paint } from './painter.ts';
import './margin-signs.ts';
import './range-handles.ts';
import './selection-toolbar.ts';
import { currentMark, type Goal, marks, marksBeside, type Passage, state, words } from '../state.ts';
import { inColumns, light, litBlocks, numberRows } from './columns.ts';
import { scrollToGoal } from './scroll-to-goal.ts';
import { isRightToLeft, selectedIn, trimmed } from './text-range.ts';
import { inView } from './view.ts';

/** How long scrolling must rest before the reading position is kept, in milliseconds. */
const restAfterScroll = 400;

/**
 * The text of the brief: shows it, paints its marks, turns what is selected in it into a passage, and goes where
 * `state.goal` says. Rendered in the page's own tree, so that selections cross no shadow border.
 */
export class ReadingPane extends SignalWatcher(LitElement) {
  static override properties = { dragging: { state: true } };

  declare private dragging: boolean;
  private selected = false;
  private reached: Goal | null = null;
  private scrolled: ReturnType<typeof setTimeout> | undefined;
  private frame = 0;
  /** What was last rendered: the edition in hand and the one beside it. */
  private texts: readonly (Brief | null)[] = [];
  /** The frame in which a new text is settled. */
  private settling: number | null = null;
  /** Index of the block under the pointer, where two editions are beside each other. */
  private under: number | null = null;
  /** Whether the last press was a finger's or a pen's: the system then draws handles below the selection. */
  private touched = false;
  /** The window and the columns beside the text change its width, and with it where everything stands. */
  private readonly sized = new ResizeObserver(() => {
    this.repaint();
    this.placeToolbar();
    this.placeCaret();
    this.placeBeside();
  });

  constructor() {
    super();
    this.dragging = false;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
    document.addEventListener('selectionchange', this.onSelection);
    window.addEventListener('resize', this.onScroll);
    this.sized.observe(this);
    this.addEventListener('scroll', this.onScroll, { passive: true });
    this.addEventListener('keydown', this.onKey);
    this.addEventListener('focus', this.placeCaret);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('selectionchange', this.onSelection);
    window.removeEventListener('resize', this.onScroll);
    this.sized.disconnect();
    this.removeEventListener('scroll', this.onScroll);
    this.removeEventListener('keydown', this.onKey);
    this.removeEventListener('focus', this.placeCaret);
  }

  override render(): TemplateResult {
    const brief = state.brief.get();
    if (!brief) return html`<p class="empty">${words.get().nothingOpen}</p>`;
    const numbered = state.settings.get().paragraphNumbers ? 'numbered' : '';
    // The toolbar and the caret follow these; reading them here makes this pane update with them.
    const inHand = state.inText.get() && !state.selection.get() && currentMark.get();
    const passage =
      this.dragging || state.stretched.get()
        ? null
        : (state.selection.get() ?? (state.inText.get() ? currentMark.get() : null));
    const beside = state.beside.get();
    return html`
      ${beside ? this.columns([brief, beside], numbered) : this.alone(brief, numbered)}
      ${state.caret.get() ? html`<div class="text-caret" aria-hidden="true"></div>` : nothing}
      ${inHand ? html`<range-handles></range-handles>` : nothing}
      ${beside ? nothing : html`<margin-signs></margin-signs>`}
      <selection-toolbar ?hidden=${!passage} .mark=${state.selection.get() ? null : currentMark.get()}></selection-toolbar>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    setProperty(this, '--text-size', `${state.settings.get().textSize}px`);
    const columns = this.querySelector<HTMLElement>('.columns');
    if (columns) numberRows(columns);
    this.letGo();
    const texts = [state.brief.get(), state.beside.get()];
    const isNew = texts.some((text, index) => text !== this.texts[index]);
    const isFirst = this.texts.length === 0;
    this.texts = texts;
    // What comes now measures the text, and so lays it out: of a new one that takes long, and its next frame does it anyway.
    if (isNew && !document.hidden)
      this.settling ??= requestAnimationFrame(() => {
        this.settling = null;
        this.requestUpdate();
      });
    if (isNew && !isFirst) this.takeLostFocus();
    if (this.settling === null) this.settle();
  }

  /** What had the keyboard may have gone with the text before, or have been a sheet from which this one was opened. */
  private takeLostFocus(): void {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body && state.dialog.get() === null)
        this.focus({ preventScroll: true });
    });
  }

  /**
   * Goes where the reader is to be, and puts on and beside the text what belongs there. Part of an update, so that the pane
   * follows the signals that are read here.
   */
  private settle(): void {
    this.repaint();
    this.reach();
    this.placeToolbar();
    this.placeCaret();
    this.placeBeside();
    this.light(this.under === null ? null : this.querySelector(`[data-block="${this.under}"]`));
  }

  private alone(brief: Brief, numbered: string): TemplateResult {
    return html`<article
      class=${numbered}
      lang=${brief.lang}
      aria-labelledby="brief-title"
      @click=${this.onClick}
      @auxclick=${this.onAuxClick}
      @pointerdown=${this.onPointerDown}
    >
      ${guard([brief, state.lang.get()], () => head(brief, 'brief-title'))}
      <div class="body">${guard([brief], () => body(brief))}</div>
    </article>`;
  }

  /** Both editions in rows; a press, the caret or the focus in one takes it in hand. */
  private columns(editions: readonly Brief[], numbered: string): TemplateResult {
    const column = (brief: Brief): TemplateResult => html`<article
      class=${numbered}
      data-ids="b-${brief.lang}"
      lang=${brief.lang}
      aria-labelledby="title-${brief.lang}"
      @click=${this.onClick}
      @auxclick=${this.onAuxClick}
      @pointerdown=${this.onPointerDown}
      @focusin=${() => takeLang(brief.lang)}
    >
      <div class="head">
        ${guard([brief, state.lang.get()], () => head(brief, `title-${brief.lang}`))}
      </div>
      <div class="body">${guard([brief], () => body(brief, `b-${brief.lang}`))}</div>
    </article>`;
    return html`<div class="beside">
      <div
        class="columns"
        @pointerover=${(event: PointerEvent) => this.light(event.target)}
        @pointerleave=${() => this.light(null)}
      >
        ${repeat(inColumns(editions), ({ lang }) => lang, column)}
      </div>
    </div>`;
  }

  /** Lights up, in both columns, the block under the pointer, that of the caret, and those of the annotation in hand. */
  private light(under: EventTarget | null): void {
    const brief = state.brief.get();
    if (!brief || !state.beside.get()) return;
    const block = under instanceof Element ? under.closest('[data-block]') : null;
    this.under = block ? Number(block.getAttribute('data-block')) : null;
    const blocks = litBlocks(brief, this.under, state.caretAt.get(), currentMark.get());
    light(this.querySelectorAll('.columns > article'), blocks);
  }

  /** That of the edition in hand. */
  private get article(): HTMLElement | null {
    const articles = [...this.querySelectorAll('article')];
    return articles.find(({ lang }) => lang === state.brief.get()?.lang) ?? null;
  }

  // What is in view

  private readonly onScroll = (): void => {
    if (!this.frame) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.repaint();
      });
    }
    clearTimeout(this.scrolled);
    this.scrolled = setTimeout(keepReadingPosition, restAfterScroll);
  };

  private repaint(): void {
    const { article } = this;
    const brief = state.brief.get();
    const body = article?.querySelector('.body');
    if (!article || !body || !brief) return;
    const view = inView(this, body);
    state.readPart.set((brief.blocks[view.last]?.end ?? 0) / Math.max(1, brief.text.length));
    state.topBlock.set(this.scrollTop < 40 ? 0 : view.first);
    const aimed = {
      current: state.current.get(),
      stretched: state.stretched.get(),
      pointed: state.pointed.get(),
    };
    const open = { article, brief };
    const other = [...this.querySelectorAll('article')].find((one) => one !== article);
    const brought = state.beside.get();
    const beside = brought && other ? { article: other, brief: brought } : null;
    paint(
      [
        { ...open, marks: marks.get(), visible: view },
        ...(beside ? [{ ...beside, marks: marksBeside.get(), visible: view }] : []),
      ],
      aimed,
    );
    paintFound(open, beside, view);
    const signs = this.querySelector('margin-signs');
    if (signs && state.elsewhere.get().size) signs.view = view;
  }

  /** Goes to where `state.goal` says, once for each goal. */
  private reach(): void {
    const goal = state.goal.get();
    const { article } = this;
    const brief = state.brief.get();
    if (!goal || goal === this.reached || !article || !brief) return;
    this.reached = goal;
    scrollToGoal(this, article, brief, goal);
  }

  private placeToolbar(): void {
    const toolbar = this.querySelector('selection-toolbar');
    // As wide as it is once it has what can be done with this selection or mark.
    toolbar?.updateComplete.then(() => {
      if (this.article) toolbar.place(this.article, this.touched);
    });
  }

  /** What stands beside the text, and was rendered with it or before it. */
  private placeBeside(): void {
    const { article } = this;
    const [handles, signs] = [this.querySelector('range-handles'), this.querySelector('margin-signs')];
    if (signs) signs.article = article;
    signs?.place();
    if (!handles) return;
    handles.article = article;
    handles.updateComplete.then(() => handles.place());
  }

  // What is selected

  private readonly onSelection = (): void => {
    const within = document.getSelection()?.anchorNode?.parentElement?.closest('article');
    if (within && this.contains(within)) takeLang(within.lang);
    const brief = state.brief.get();
    const passage = this.selectedInText();
    const words = brief && passage && trimmed(brief.text, passage);
    if (passage) state.caretAt.set(passage.end);
    state.selection.set(words && words.start < words.end ? words : null);
    this.placeCaret();
  };

  private selectedInText(): Passage | null {
    const { article } = this;
    const brief = state.brief.get();
    return article && brief && selectedIn(article, brief);
  }

  /** Once a selection has become a mark, its colour is to be seen: the caret stays at its end. */
  private letGo(): void {
    const selection = document.getSelection();
    const selected = state.selection.get() !== null;
    if (this.selected && !selected && this.article?.contains(selection?.focusNode ?? null))
      selection?.collapseToEnd();
    this.selected = selected;
  }

  private readonly onPointerDown = (event: PointerEvent): void => {
    if (event.currentTarget instanceof HTMLElement) takeLang(event.currentTarget.lang);
    this.dragging = true;
    this.touched = event.pointerType !== 'mouse';
    // A press on what can take the focus would take it, and select nothing.
    const link = event.target instanceof Element ? event.target.closest('a[tabindex]') : null;
    link?.removeAttribute('tabindex');
    // A drag that leaves the text selects nothing of the panes beside it.
    document.documentElement.classList.add('selecting');
    const rest = (): void => {
      this.dragging = false;
      link?.setAttribute('tabindex', '0');
      document.documentElement.classList.remove('selecting');
      window.removeEventListener('pointerup', rest);
      window.removeEventListener('pointercancel', rest);
    };
    window.addEventListener('pointerup', rest);
    window.addEventListener('pointercancel', rest);
  };

  private readonly onClick = (event: MouseEvent): void => {
    const onLink = event.target instanceof Element && event.target.closest('a') !== null;
    if (onLink) event.preventDefault();
    if (state.selection.get()) return;
    if (onLink) {
      void follow(event);
      return;
    }
    const at = this.selectedInText()?.start ?? null;
    const here = at === null ? [] : marks.get().filter(({ start, end }) => start <= at && at < end);
    // A click goes down through overlapping marks, one at a time.
    const index = here.findIndex(({ annotation }) => annotation.id === state.current.get());
    takeInText(here[(index + 1) % here.length]?.annotation.id ?? null);
  };

  /** The middle button must not open a window: links of a brief lead through the same question as a click. */
  private readonly onAuxClick = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('a')) event.preventDefault();
  };

  // Keys of the text

  private readonly onKey = (event: KeyboardEvent): void => {
    const { article } = this;
    const brief = state.brief.get();
    void follow(event);
    if (!article || !brief || event.target !== this) return;
    if (event.key === 'Escape') {
      this.release();
      return;
    }
    if (isSelectAll(event)) {
      // The browser would select all that stands in the window.
      document.getSelection()?.selectAllChildren(article);
      event.preventDefault();
      return;
    }
    const move = moveFor(event, isRightToLeft(article));
    if (!move || !(state.caret.get() || event.shiftKey)) return;
    event.preventDefault();
    this.startCaret(article);
    say(moveCaret(article, brief, move, event.shiftKey));
    // The event that tells of it comes later, and the next key may come before that.
    this.onSelection();
    keepCaretInView(this);
  };

  /** Lets go of what is selected, and of the mark in hand. */
  release(): void {
    document.getSelection()?.removeAllRanges();
    state.selection.set(null);
    takeInText(null);
  }

  private readonly placeCaret = (): void => {
    const caret = this.querySelector<HTMLElement>('.text-caret');
    const { activeElement } = document;
    // The caret is the page's one selection: taken while a field has the keyboard, what is typed there would go nowhere.
    const isFree = this.contains(activeElement) || activeElement === document.body;
    if (!caret || !this.article || !isFree) return;
    this.startCaret(this.article);
    drawCaret(this, caret);
  };

  /** Where it was last, or else at the start of the first block in view, where it is not in the text. */
  private startCaret(article: HTMLElement): void {
    const brief = state.brief.get();
    const start = state.caretAt.get() ?? brief?.blocks[state.topBlock.get()]?.start;
    if (brief && start !== undefined) startCaret(article, brief, start);
  }
}

customElements.define('reading-pane', ReadingPane);

declare global {
  interface HTMLElementTagNameMap {
    'reading-pane': ReadingPane;
  }
}
