import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { columnWidths } from '../../core/settings.ts';
import { keepColumnWidth, showColumnWidth } from '../actions/settings.ts';
import { type Column, state, words } from '../state.ts';

/** How far an arrow key moves an edge, in CSS pixels. */
const step = 16;

/** An edge in the hand: where it was taken, how wide its column was, and what was kept of that. */
interface Taken {
  readonly at: number;
  readonly width: number;
  readonly kept: number | null;
}

/**
 * The edge between a column and the text: dragged, or moved by the arrow keys; a double click or `Enter` lets the column go
 * with the window again. It stands in the same cell of the grid as its column, behind it in the page.
 */
export class ColumnEdge extends SignalWatcher(LitElement) {
  static override styles = css`
    :host {
      position: relative;
      z-index: 1;
      width: 9px;
      cursor: col-resize;
      touch-action: none;
    }

    :host(:is(:hover, :active))::before {
      content: '';
      position: absolute;
      inset: 0 3px;
      background: var(--accent);
    }

    :host(:focus-visible) {
      outline: 2px solid var(--focus);
      outline-offset: -3px;
    }
  `;

  static override properties = { column: {} };

  declare column: Column;
  private taken: Taken | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = 0;
    this.role = 'separator';
    this.ariaOrientation = 'vertical';
    this.addEventListener('pointerdown', this.take);
    this.addEventListener('pointermove', this.drag);
    this.addEventListener('pointerup', this.letGo);
    this.addEventListener('lostpointercapture', this.giveUp);
    this.addEventListener('dblclick', () => keepColumnWidth(this.column, null));
    this.addEventListener('keydown', this.key);
  }

  override render(): TemplateResult {
    const { least, most } = columnWidths[this.column];
    this.ariaLabel = words.get().columnWidths[this.column];
    this.ariaValueMin = String(least);
    this.ariaValueMax = String(most);
    return html``;
  }

  protected override firstUpdated(): void {
    const told = new ResizeObserver(() => {
      this.ariaValueNow = String(this.width);
    });
    if (this.previousElementSibling) told.observe(this.previousElementSibling);
  }

  /** How wide the column is, CSS pixels. */
  private get width(): number {
    return Math.round(this.previousElementSibling?.getBoundingClientRect().width ?? 0);
  }

  private readonly take = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    // No selection starts here.
    event.preventDefault();
    this.setPointerCapture(event.pointerId);
    const { libraryWidth, sideWidth } = state.settings.get();
    const kept = this.column === 'library' ? libraryWidth : sideWidth;
    this.taken = { at: event.clientX, width: this.width, kept };
  };

  private readonly drag = (event: PointerEvent): void => {
    if (this.taken) showColumnWidth(this.column, this.dragged(this.taken, event.clientX));
  };

  private readonly letGo = (event: PointerEvent): void => {
    const { taken } = this;
    this.taken = null;
    if (taken && event.clientX !== taken.at) keepColumnWidth(this.column, this.dragged(taken, event.clientX));
  };

  /** An edge that is taken from the hand goes back to where it was. */
  private readonly giveUp = (): void => {
    if (this.taken) showColumnWidth(this.column, this.taken.kept);
    this.taken = null;
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const { least, most } = columnWidths[this.column];
    const [wider, narrower] =
      this.column === 'library' ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
    const widths: Partial<Record<string, number | null>> = {
      [wider]: this.within(this.width + step),
      [narrower]: this.within(this.width - step),
      Home: least,
      End: most,
      Enter: null,
    };
    const width = widths[event.key];
    if (width === undefined) return;
    event.preventDefault();
    keepColumnWidth(this.column, width);
  };

  private dragged({ at, width }: Taken, x: number): number {
    return this.within(width + (this.column === 'library' ? x - at : at - x));
  }

  private within(width: number): number {
    const { least, most } = columnWidths[this.column];
    return Math.round(Math.min(most, Math.max(least, width)));
  }
}

customElements.define('column-edge', ColumnEdge);

declare global {
  interface HTMLElementTagNameMap {
    'column-edge': ColumnEdge;
  }
}
