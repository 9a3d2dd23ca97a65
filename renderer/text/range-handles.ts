import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { moveEnd, setPassage } from '../actions/passages.ts';
import { controls } from '../look/controls.ts';
import { currentMark, type Passage, state, words } from '../state.ts';
import { fromRange, isRightToLeft, toRange } from './text-range.ts';

type Side = 'start' | 'end';

/**
 * The two ends of the mark in hand, to be dragged with mouse, finger or pen, or moved by a word with the arrow keys. What
 * is being dragged shows in `state.stretched`; it is kept when it is let go.
 */
export class RangeHandles extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host {
        display: contents;
      }

      button {
        /* How far beside what is seen of it a handle can be taken. */
        --reach: 0px;

        position: absolute;
        z-index: 1;
        box-sizing: content-box;
        width: 14px;
        min-height: 0;
        margin: calc(-1 * var(--reach));
        padding: var(--reach);
        border: 0;
        border-radius: 4px;
        background: none;
        cursor: ew-resize;
        touch-action: none;
      }

      /* The bar beside the words, and the knob to take it by. */
      button::before,
      button::after {
        content: '';
        position: absolute;
        background: var(--ink);
      }

      button::before {
        inset: var(--reach) calc(var(--reach) + 6px);
      }

      button::after {
        inset-inline-start: calc(var(--reach) + 2px);
        width: 10px;
        height: 10px;
        border-radius: 50%;
        box-shadow: 0 0 0 1.5px var(--paper);
      }

      button.start::after {
        inset-block-start: calc(var(--reach) - 7px);
      }

      button.end::after {
        inset-block-end: calc(var(--reach) - 7px);
      }

      button:hover {
        background: none;
      }

      @media (pointer: coarse) {
        /* A finger needs more room than it is shown. */
        button {
          --reach: 14px;
        }
      }

      @media (forced-colors: active) {
        button::before,
        button::after {
          background: Highlight;
        }
      }
    `,
  ];

  static override properties = { article: { attribute: false } };

  declare article: HTMLElement | null;
  private dragged: Side | null = null;

  constructor() {
    super();
    this.article = null;
  }

  /** Puts the handles at the ends of the passage; to be called when the text has moved under them. */
  place(): void {
    const brief = state.brief.get();
    const passage = state.stretched.get() ?? currentMark.get();
    const pane = this.parentElement;
    const boxes =
      (brief && passage && this.article && toRange(this.article, brief, passage)?.getClientRects()) ?? [];
    const [first, last] = [boxes[0], boxes[boxes.length - 1]];
    if (!first || !last || !pane) return;
    const { left, top } = pane.getBoundingClientRect();
    const put = (side: Side, x: number, box: DOMRect): void => {
      const handle = this.renderRoot.querySelector<HTMLElement>(`.${side}`);
      if (!handle) return;
      handle.style.left = `${x - left - 7}px`;
      handle.style.top = `${box.top - top + pane.scrollTop}px`;
      handle.style.height = `${box.height}px`;
    };
    const turned = this.article !== null && isRightToLeft(this.article);
    put('start', turned ? first.right : first.left, first);
    put('end', turned ? last.left : last.right, last);
  }

  private readonly onDown = (event: PointerEvent, side: Side): void => {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    event.preventDefault();
    event.stopPropagation();
    event.target.setPointerCapture(event.pointerId);
    this.dragged = side;
  };

  private readonly onMove = (event: PointerEvent): void => {
    const side = this.dragged;
    const mark = currentMark.get();
    const at = side && this.offsetAt(event.clientX, event.clientY);
    if (!side || !mark || at === null) return;
    const moved = { start: mark.start, end: mark.end, [side]: at };
    if (moved.start < moved.end) state.stretched.set(moved);
  };

  private readonly onUp = (event: PointerEvent): void => {
    const mark = currentMark.get();
    const moved = state.stretched.get();
    this.dragged = null;
    state.stretched.set(null);
    if (event.type === 'pointerup' && mark && moved && !same(mark, moved))
      setPassage(mark.annotation.id, moved);
  };

  /** The offset of the text under a point of the window, or `null` beside the text. */
  private offsetAt(x: number, y: number): number | null {
    const brief = state.brief.get();
    const buttons = [...this.renderRoot.querySelectorAll('button')];
    // The handle is under the pointer; what is asked for is under the handle.
    for (const button of buttons) button.style.pointerEvents = 'none';
    const point = document.caretPositionFromPoint(x, y);
    for (const button of buttons) button.style.pointerEvents = '';
    if (!point || !brief || !this.article?.contains(point.offsetNode)) return null;
    const range = document.createRange();
    range.setStart(point.offsetNode, point.offset);
    return fromRange(this.article, brief, range)?.start ?? null;
  }

  private readonly onKey = (event: KeyboardEvent, side: Side): void => {
    if (event.key === 'Escape' || event.key === 'Enter') {
      event.preventDefault();
      this.parentElement?.focus();
    }
    const ahead = this.article && isRightToLeft(this.article) ? -1 : 1;
    const step = { ArrowRight: ahead, ArrowDown: 1, ArrowLeft: -ahead, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    moveEnd(side, step > 0 ? 1 : -1);
  };

  override render(): TemplateResult {
    const w = words.get();
    return html`${(['start', 'end'] as const).map(
      (side) => html`<button
        class=${side}
        aria-label=${side === 'start' ? w.passageStart : w.passageEnd}
        @pointerdown=${(event: PointerEvent) => this.onDown(event, side)}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointercancel=${this.onUp}
        @keydown=${(event: KeyboardEvent) => this.onKey(event, side)}
      ></button>`,
    )}`;
  }
}

function same(a: Passage, b: Passage): boolean {
  return a.start === b.start && a.end === b.end;
}

customElements.define('range-handles', RangeHandles);

declare global {
  interface HTMLElementTagNameMap {
    'range-handles': RangeHandles;
  }
}
