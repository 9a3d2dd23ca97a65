import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { stopPrinting } from '../actions/out.ts';
import { saveAll } from '../actions/writing.ts';
import { timeOf } from '../dates.ts';
import { controls } from '../look/controls.ts';
import { isKept, orphans, state, words } from '../state.ts';

/** What is saved and when, how far the text is read, and any sentence the reader must see. */
export class StatusBar extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        background: var(--desk);
        border-block-start: 1px solid var(--rule);
        color: var(--ink-soft);
        font-size: 12px;
      }

      footer,
      .notice {
        display: flex;
        align-items: center;
        gap: 18px;
        min-height: 27px;
        padding: 0 14px;
      }

      .notice {
        padding-block: 6px;
        background: var(--accent-soft);
        color: var(--ink);
        border-block-end: 1px solid var(--rule);
      }

      .notice p {
        margin: 0;
        flex: 1;
      }

      .push {
        margin-inline-start: auto;
      }

      .dot::before {
        content: '';
        display: inline-block;
        width: 7px;
        height: 7px;
        margin-inline-end: 7px;
        border-radius: 50%;
        background: var(--ink-faint);
        vertical-align: 1px;
      }

      .dot.saved::before {
        background: var(--ok);
      }

      .dot.failed {
        color: var(--danger);
      }

      .dot.failed::before {
        background: var(--danger);
      }

      .printing,
      .printing label {
        display: flex;
        align-items: center;
        gap: 9px;
      }

      progress {
        width: 90px;
        height: 5px;
        accent-color: var(--accent-fill);
      }

      .told {
        min-width: 0;
        color: var(--ink);
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .told:not(:empty)::before {
        content: '✓';
        margin-inline-end: 7px;
        color: var(--ok);
      }

      .told:not(:empty) + .offline {
        display: none;
      }

      footer > * {
        white-space: nowrap;
      }

      /* What could not be saved is told in full. */
      footer > .failed {
        min-width: 0;
        padding-block: 4px;
        white-space: normal;
      }

      footer > .failed ~ * {
        flex: none;
      }

      footer:has(> .failed) > :is(.part, .offline) {
        display: none;
      }

      @media (max-width: 700px) {
        .offline,
        .told:not(:empty) ~ * {
          display: none;
        }
      }

      @media (max-width: 560px) {
        .part {
          display: none;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const w = words.get();
    const notice = state.notice.get();
    const brief = state.brief.get();
    return html`
      ${
        notice
          ? html`<div class="notice" role="alert">
            <p>${notice}</p>
            <button class="quiet" @click=${() => state.notice.set(null)}>${w.close}</button>
          </div>`
          : nothing
      }
      <footer>
        ${this.saving()} ${this.printing()}
        ${brief && state.view.get() === 'text' ? html`<span class="part">${w.readPart(this.percent())}</span>` : nothing}
        <span class="push told" role="status" title=${state.told.get()}>${state.told.get()}</span>
        <span class="offline">${w.offline}</span>
        ${brief && !state.arriving.get() ? html`<span>${this.counts()}</span>` : nothing}
      </footer>
    `;
  }

  private printing(): TemplateResult | typeof nothing {
    const w = words.get();
    const printing = state.printing.get();
    if (!printing) return nothing;
    const { done, of, files } = printing;
    const step = files > 1 ? w.printingFile(Math.floor((done / of) * files), files) : w.printing;
    return html`<span class="printing">
      <label>${step} <progress .value=${done} max=${of}></progress></label>
      <button class="text" @click=${stopPrinting}>${w.stopPrinting}</button>
    </span>`;
  }

  private saving(): TemplateResult {
    const w = words.get();
    const saving = state.saving.get();
    switch (saving.kind) {
      case 'idle':
        return html`<span class="dot">${w.savedNothingYet}</span>`;
      case 'saving':
        return html`<span class="dot">${w.saving}</span>`;
      case 'saved':
        return html`<span class="dot saved" data-saved-at=${saving.at}>${w.saved(timeOf(saving.at))}</span>`;
      case 'failed':
        return html`<span class="dot failed" role="alert">${saving.sentence}</span>
          <button class="quiet" @click=${saveAll}>${w.retry}</button>`;
    }
  }

  private percent(): string {
    return new Intl.NumberFormat(state.lang.get(), { style: 'percent' }).format(
      Math.min(1, state.readPart.get()),
    );
  }

  private counts(): string {
    const w = words.get();
    const lost = orphans.get().filter((annotation) => !isKept(annotation)).length;
    const all = w.annotationCount(state.annotations.get().length);
    return lost ? `${all} · ${w.orphans(lost)}` : all;
  }
}

customElements.define('status-bar', StatusBar);

declare global {
  interface HTMLElementTagNameMap {
    'status-bar': StatusBar;
  }
}
