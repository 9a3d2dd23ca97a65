import { css, html, LitElement, svg, type TemplateResult } from 'lit';

/** How much of something is done, as a ring with the number inside. `label` says it in words. */
export class ProgressRing extends LitElement {
  static override styles = css`
    :host {
      display: inline-block;
      width: 28px;
      height: 28px;
      flex: none;
    }

    svg {
      display: block;
      width: 100%;
      height: 100%;
    }

    circle {
      fill: none;
      stroke: var(--rule);
      stroke-width: 3;
    }

    .done {
      stroke: var(--accent);
      transform: rotate(-90deg);
      transform-origin: center;
    }

    text {
      fill: var(--ink-soft);
      font: 600 9.5px var(--sans);
      font-variant-numeric: tabular-nums;
      text-anchor: middle;
      dominant-baseline: central;
    }
  `;

  static override properties = { done: { type: Number }, all: { type: Number }, label: {} };

  declare done: number;
  declare all: number;
  declare label: string;

  constructor() {
    super();
    this.done = 0;
    this.all = 0;
    this.label = '';
  }

  override render(): TemplateResult {
    const part = this.all ? Math.round((100 * this.done) / this.all) : 0;
    return html`
      <svg viewBox="0 0 28 28" role="img" aria-label=${this.label}>
        <circle cx="14" cy="14" r="11.5" />
        ${part ? svg`<circle class="done" cx="14" cy="14" r="11.5" pathLength="100" stroke-dasharray="${part} 100" />` : ''}
        <text x="14" y="14.5" aria-hidden="true">${this.done}</text>
      </svg>
    `;
  }
}

customElements.define('progress-ring', ProgressRing);

declare global {
  interface HTMLElementTagNameMap {
    'progress-ring': ProgressRing;
  }
}
