import { css } from 'lit';

/** How the threads look. A theme that two proposals share is the editors' reading, so its line is the faintest. */
export const threadStyles = css`
  :host {
    display: block;
    position: relative;
    min-height: 0;
    overflow: auto;
    scrollbar-width: thin;
    background: var(--paper);
  }

  svg {
    display: block;
  }

  .heads {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--paper);
  }

  .head {
    display: flex;
    flex-direction: column;
    height: 100%;
    padding-block: 12px 8px;
    border-block-end: 2px solid var(--ink);
  }

  .date {
    color: var(--accent);
    font: 600 11.5px / 1.5 var(--sans);
  }

  .meeting {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    color: var(--ink-soft);
    font: 11.5px / 1.35 var(--sans);
  }

  .threads {
    margin-block-start: 12px;
  }

  .rule {
    stroke: var(--rule);
  }

  .alone {
    fill: var(--ink-soft);
    font: 600 11px / 1.5 var(--sans);
    letter-spacing: 0.04em;
  }

  .link path {
    fill: none;
    stroke: var(--ink-faint);
    stroke-width: 1.25;
    stroke-dasharray: 2 4;
    stroke-linecap: round;
    transition: opacity 80ms;
  }

  .link.wording path {
    stroke: var(--accent);
    stroke-width: 1.5;
    stroke-dasharray: none;
  }

  .link.source path {
    stroke: var(--accent);
    stroke-width: 3;
    stroke-dasharray: none;
  }

  .link.lit path {
    stroke: var(--accent);
    stroke-width: 2;
  }

  .link.source.lit path {
    stroke-width: 3.5;
  }

  .link.dim {
    opacity: 0.3;
  }

  .card {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    justify-content: space-between;
    width: 100%;
    height: 100%;
    padding: 6px 9px 6px;
    border-color: var(--rule);
    background: var(--card);
    text-align: start;
  }

  .card {
    scroll-margin: 96px 30px 20px;
  }

  .card:hover,
  .card.lit {
    border-color: var(--accent);
    background: var(--card);
  }

  .card.dim {
    color: var(--ink-soft);
  }

  .card[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
  }

  .card:focus-visible {
    outline-offset: -2px;
  }

  .title {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    font: 600 12.5px / 1.28 var(--serif);
    overflow-wrap: anywhere;
  }

  .foot {
    display: flex;
    align-items: baseline;
    gap: 6px;
    color: var(--ink-soft);
    font-size: 11px;
    line-height: 1.4;
  }

  .by {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
