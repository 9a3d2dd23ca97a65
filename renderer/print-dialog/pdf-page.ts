import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { Drawing, Pdf } from './pdf.ts';

/** Wider than any screen shows a page; what is larger is drawn coarser. */
const widest = 4000;

/**
 * One page of a PDF file as an image, drawn only while it is near the view. What is shown stays until what takes its place is
 * drawn.
 */
export class PdfPage extends LitElement {
  static override styles = css`
    :host {
      display: block;
      background: #ffffff;
    }

    canvas {
      display: block;
      width: 100%;
    }
  `;

  static override properties = {
    pdf: { attribute: false },
    number: { attribute: false },
    width: { attribute: false },
    near: { attribute: false },
  };

  declare pdf: Pdf | null;
  /** Counted from 1. */
  declare number: number;
  /** In CSS pixels. */
  declare width: number;
  declare near: boolean;

  private drawing: Drawing | null = null;

  constructor() {
    super();
    this.pdf = null;
    this.number = 1;
    this.width = 0;
    this.near = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.drawing?.giveUp();
  }

  override render(): TemplateResult {
    return html`<div></div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { pdf, width } = this;
    if (!pdf) return;
    // The policy refuses style attributes; properties it lets be.
    this.style.width = `${width}px`;
    this.style.minHeight = `${(width * pdf.height) / pdf.width}px`;
    this.drawing?.giveUp();
    this.drawing = null;
    if (this.near) void this.draw(pdf);
    else this.show(null);
  }

  private async draw(pdf: Pdf): Promise<void> {
    const width = Math.min(widest, Math.round(this.width * window.devicePixelRatio));
    const drawing = pdf.draw(this.number, width);
    this.drawing = drawing;
    const canvas = await drawing.canvas;
    if (canvas && this.drawing === drawing) this.show(canvas);
  }

  private show(canvas: HTMLCanvasElement | null): void {
    this.renderRoot.querySelector('div')?.replaceChildren(...(canvas ? [canvas] : []));
    this.toggleAttribute('drawn', canvas !== null);
  }
}

customElements.define('pdf-page', PdfPage);

declare global {
  interface HTMLElementTagNameMap {
    'pdf-page': PdfPage;
  }
}
