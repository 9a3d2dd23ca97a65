import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { cache } from 'lit/directives/cache.js';
import { countDecided } from '../../core/position.ts';
import type { Settings } from '../../core/settings.ts';
import { showPane } from '../actions/settings.ts';
import './annotation-list.ts';
import { controls } from '../look/controls.ts';
import './proposal-checklist.ts';
import { state, words } from '../state.ts';
import './summary-pane.ts';

type Pane = Settings['sidePane'];
const panes: readonly Pane[] = ['summary', 'proposals', 'annotations'];

/** Summary, proposals and annotations of the open brief, one at a time behind tabs. */
export class SidePane extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
      }

      [role='tablist'] {
        display: flex;
        padding-inline: 12px;
        border-block-end: 1px solid var(--rule);
        overflow-x: auto;
        scrollbar-width: none;
      }

      [role='tab'] {
        display: flex;
        align-items: center;
        gap: 7px;
        height: 40px;
        padding: 3px 10px 0;
        border: 0;
        border-block-end: 2px solid transparent;
        border-radius: 0;
        background: none;
        color: var(--ink-soft);
        font-weight: 500;
        white-space: nowrap;
      }

      [role='tab']:hover {
        background: none;
        color: var(--ink);
      }

      [role='tab'][aria-selected='true'] {
        border-color: var(--accent);
        color: var(--accent);
      }

      [role='tab']:focus-visible {
        outline-offset: -3px;
      }

      /* High contrast of the system shows what is transparent. */
      @media (forced-colors: active) {
        [role='tab'][aria-selected='false'] {
          border-color: Canvas;
        }
      }

      .badge {
        padding: 0 7px;
        border-radius: 999px;
        background: var(--study);
        color: var(--study-ink);
        font-size: 11px;
        font-weight: 400;
        line-height: 17px;
        font-variant-numeric: tabular-nums;
      }

      [role='tabpanel'] {
        padding: 14px 16px 40px;
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
      }

      [role='tabpanel']:focus-visible {
        outline-offset: -2px;
      }
    `,
  ];

  /** How far each pane of the open brief was scrolled. */
  private readonly scrolled = new Map<Pane, number>();
  private pane: Pane | null = null;
  private brief: string | undefined;
  /** Whether the keyboard was in the pane before this update. */
  private held = false;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.held = this.renderRoot.querySelector('[role=tabpanel]')?.matches(':focus-within') ?? false;
  }

  /** Each pane comes back where it was left; another brief begins at the top. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { sidePane } = state.settings.get();
    const brief = state.brief.get()?.id;
    if (sidePane === this.pane && brief === this.brief) return;
    if (brief !== this.brief) this.scrolled.clear();
    this.pane = sidePane;
    this.brief = brief;
    const panel = this.renderRoot.querySelector('[role=tabpanel]');
    const top = this.scrolled.get(sidePane) ?? 0;
    // In the frame that lays out the brief's text as well, which may be long.
    if (panel)
      requestAnimationFrame(() => {
        panel.scrollTop = top;
      });
    if (this.held) this.renderRoot.querySelector<HTMLElement>(`#${sidePane}`)?.focus();
  }

  private readonly onScroll = (event: Event): void => {
    if (this.pane && event.target instanceof Element) this.scrolled.set(this.pane, event.target.scrollTop);
  };

  private readonly onKey = async (event: KeyboardEvent): Promise<void> => {
    const at = panes.indexOf(state.settings.get().sidePane);
    const last = panes.length - 1;
    const to = { ArrowRight: at < last ? at + 1 : 0, ArrowLeft: at > 0 ? at - 1 : last, Home: 0, End: last }[
      event.key
    ];
    const pane = to === undefined ? undefined : panes[to];
    if (!pane || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    showPane(pane);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${pane}`)?.focus();
  };

  override render(): TemplateResult {
    const w = words.get();
    const { sidePane } = state.settings.get();
    return html`
      <div role="tablist" aria-label=${w.sidePane} @keydown=${this.onKey}>
        ${panes.map((pane) => this.tab(pane, pane === sidePane))}
      </div>
      <div id="panel" role="tabpanel" tabindex="0" aria-labelledby=${sidePane} @scroll=${this.onScroll}>
        ${cache(content(sidePane))}
      </div>
    `;
  }

  /** The badge is for the eye; its meaning in words follows the tab's name. */
  private tab(pane: Pane, selected: boolean): TemplateResult {
    const [badge, meaning] = this.count(pane);
    return html`<button
      id=${pane}
      role="tab"
      aria-selected=${String(selected)}
      aria-controls=${selected ? 'panel' : nothing}
      aria-description=${meaning ?? nothing}
      tabindex=${selected ? 0 : -1}
      @click=${() => showPane(pane)}
    >
      ${words.get().tabs[pane]}${badge ? html`<span class="badge" aria-hidden="true">${badge}</span>` : nothing}
    </button>`;
  }

  private count(pane: Pane): [badge: string, meaning: string] | [] {
    const w = words.get();
    const brief = state.brief.get();
    const annotations = state.annotations.get().length;
    if (pane === 'annotations' && annotations && !state.arriving.get())
      return [String(annotations), w.annotationCount(annotations)];
    if (pane === 'proposals' && brief?.proposals.length) {
      const decided = countDecided(brief.proposals, state.positions.get());
      return [`${decided}/${brief.proposals.length}`, w.decidedOf(decided, brief.proposals.length)];
    }
    return [];
  }
}

function content(pane: Pane): TemplateResult {
  switch (pane) {
    case 'summary':
      return html`<summary-pane></summary-pane>`;
    case 'proposals':
      return html`<proposal-checklist></proposal-checklist>`;
    case 'annotations':
      return html`<annotation-list></annotation-list>`;
  }
}

customElements.define('side-pane', SidePane);

declare global {
  interface HTMLElementTagNameMap {
    'side-pane': SidePane;
  }
}
