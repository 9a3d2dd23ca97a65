import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { controls } from '../look/controls.ts';
import { type Pdf, type PdfReader, startPdfReader } from './pdf.ts';
import './pdf-page.ts';
import { PdfPage } from './pdf-page.ts';
import { printing, sheetWords } from './printing.ts';

/** On each side of a page, in CSS pixels. */
const beside = 20;

const zoomStep = 1.25;
const zooms = { least: 0.3, most: 3 } as const;

/** CSS pixels in a point. */
const pixels = 96 / 72;

/** The pages as they will be printed, one under the other. */
export class PrintPreview extends SignalWatcher(LitElement) {
  static override properties = {
    pdf: { state: true },
    near: { state: true },
    page: { state: true },
    room: { state: true },
    zoom: { state: true },
  };

  static override styles = [
    controls,
    css`
      :host {
        position: relative;
        display: flex;
        flex-direction: column;
        min-width: 0;
        min-height: 0;
        background: color-mix(in srgb, var(--ink) 7%, var(--desk));
      }

      .bar {
        display: flex;
        align-items: center;
        gap: 4px;
        min-height: 40px;
        padding: 4px 12px;
        border-block-end: 1px solid var(--rule);
        background: var(--desk);
      }

      .at {
        flex: 1;
        font-variant-numeric: tabular-nums;
        color: var(--ink-soft);
      }

      .bar button {
        min-width: 30px;
        padding-inline: 8px;
      }

      .percent {
        min-width: 44px;
        text-align: center;
        font-variant-numeric: tabular-nums;
        color: var(--ink-soft);
      }

      .scroller {
        flex: 1;
        min-height: 0;
        overflow: auto;
        scrollbar-width: thin;
        outline-offset: -2px;
      }

      .pages {
        display: grid;
        justify-content: safe center;
        gap: 16px;
        padding: 20px;
        width: max-content;
        min-width: 100%;
      }

      pdf-page {
        box-shadow: 0 0 0 1px rgb(0 0 0 / 0.12), 0 2px 8px rgb(0 0 0 / 0.14);
      }

      .progress {
        position: absolute;
        inset: 40px 0 auto;
        height: 2px;
        overflow: clip;
      }

      .progress::before {
        content: '';
        display: block;
        width: 30%;
        height: 100%;
        background: var(--accent);
        animation: pass 1.1s ease-in-out infinite alternate;
      }

      @keyframes pass {
        from {
          transform: translateX(0);
        }
        to {
          transform: translateX(233%);
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .progress::before {
          width: 100%;
          animation: none;
          opacity: 0.6;
        }
      }

      .empty {
        position: absolute;
        inset: 40% 24px auto;
        margin: 0;
        text-align: center;
        color: var(--ink-soft);
      }
    `,
  ];

  declare private pdf: Pdf | null;
  /** The pages near the view, counted from 1. */
  declare private near: ReadonlySet<number>;
  /** The page in view. */
  declare private page: number;
  /** How wide the view is, CSS pixels. */
  declare private room: number;
  /** `null` fills the width. */
  declare private zoom: number | null;

  private reader: PdfReader | null = null;
  private opened: Uint8Array | null = null;
  private watching: IntersectionObserver | null = null;
  private readonly sizes = new ResizeObserver(([entry]) => {
    if (entry?.contentRect.width) this.room = entry.contentRect.width;
  });

  constructor() {
    super();
    this.pdf = null;
    this.near = new Set();
    this.page = 1;
    this.room = 0;
    this.zoom = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watching?.disconnect();
    this.sizes.disconnect();
    void this.reader?.end();
    this.reader = null;
  }

  override render(): TemplateResult {
    const w = sheetWords.get();
    const { pdf } = this;
    const laying = printing.layingOut.get();
    const width = this.width();
    return html`
      <div class="bar">
        <span class="at">${pdf ? html`<span class="visually-hidden">${w.pageOf(this.page, pdf.pages)}</span><span aria-hidden="true">${this.page} / ${pdf.pages}</span>` : nothing}</span>
        <button class="quiet" aria-label=${w.smaller} title=${w.smaller} @click=${() => this.zoomBy(1 / zoomStep)}>−</button>
        <span class="percent">${pdf ? this.percent() : nothing}</span>
        <button class="quiet" aria-label=${w.larger} title=${w.larger} @click=${() => this.zoomBy(zoomStep)}>+</button>
        <button
          class="quiet"
          aria-pressed=${String(this.zoom === null)}
          @click=${() => {
            this.zoom = null;
          }}
        >
          ${w.fitWidth}
        </button>
      </div>
      <div
        class="scroller"
        tabindex="0"
        role="region"
        aria-label=${w.preview}
        aria-busy=${String(laying)}
        @scroll=${this.onScroll}
      >
        <div class="pages">
          ${repeat(
            Array.from({ length: pdf?.pages ?? 0 }, (_, index) => index + 1),
            (number) => number,
            (number) => html`<pdf-page
              role="img"
              aria-label=${w.pageOf(number, pdf?.pages ?? 0)}
              .pdf=${pdf}
              .number=${number}
              .width=${width}
              .near=${this.near.has(number)}
            ></pdf-page>`,
          )}
        </div>
      </div>
      ${laying ? html`<div class="progress" aria-hidden="true"></div>` : nothing}
      ${pdf || !laying ? nothing : html`<p class="empty" role="status">${w.layingOut}</p>`}
    `;
  }

  protected override firstUpdated(): void {
    const root = this.renderRoot.querySelector('.scroller');
    if (!root) return;
    this.sizes.observe(root);
    this.watching = new IntersectionObserver((entries) => this.onNear(entries), {
      root,
      rootMargin: '60% 0px',
    });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const bytes = printing.pages.get();
    if (bytes && bytes !== this.opened) void this.open(bytes);
    if (changed.has('pdf'))
      for (const page of this.renderRoot.querySelectorAll('pdf-page')) this.watching?.observe(page);
  }

  private async open(bytes: Uint8Array): Promise<void> {
    this.opened = bytes;
    this.reader ??= startPdfReader();
    const pdf = await this.reader.open(bytes);
    if (this.opened !== bytes || !pdf) {
      pdf?.close();
      return;
    }
    const before = this.pdf;
    this.pdf = pdf;
    this.page = Math.min(this.page, pdf.pages);
    await this.updateComplete;
    before?.close();
  }

  private readonly onNear = (entries: readonly IntersectionObserverEntry[]): void => {
    const near = new Set(this.near);
    for (const { target, isIntersecting } of entries) {
      if (!(target instanceof PdfPage)) continue;
      if (isIntersecting) near.add(target.number);
      else near.delete(target.number);
    }
    this.near = near;
  };

  private readonly onScroll = ({ currentTarget }: Event): void => {
    if (!(currentTarget instanceof HTMLElement)) return;
    const middle = currentTarget.scrollTop + currentTarget.clientHeight / 2;
    const pages = [...this.renderRoot.querySelectorAll('pdf-page')];
    const origin = currentTarget.offsetTop;
    this.page = Math.max(1, pages.filter(({ offsetTop }) => offsetTop - origin <= middle).length);
  };

  /** The width of a page, CSS pixels. */
  private width(): number {
    const { pdf, zoom } = this;
    if (!pdf) return 0;
    return Math.round(zoom === null ? Math.max(120, this.room - 2 * beside) : pdf.width * pixels * zoom);
  }

  private zoomBy(factor: number): void {
    const { pdf } = this;
    if (!pdf) return;
    const now = this.zoom ?? this.width() / (pdf.width * pixels);
    this.zoom = Math.min(zooms.most, Math.max(zooms.least, now * factor));
  }

  private percent(): string {
    const { pdf } = this;
    return pdf ? `${Math.round((100 * this.width()) / (pdf.width * pixels))} %` : '';
  }
}

customElements.define('print-preview', PrintPreview);

declare global {
  interface HTMLElementTagNameMap {
    'print-preview': PrintPreview;
  }
}
