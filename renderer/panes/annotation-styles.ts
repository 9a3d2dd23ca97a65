import { css } from 'lit';

/** How the annotations look in their list. */
export const annotationStyles = css`
  :host {
    display: block;
    overflow-anchor: none;
  }

  .bar {
    position: sticky;
    /* The pane's padding is no part of what a sticky box may stand in. */
    inset-block-start: -14px;
    z-index: 1;
    display: grid;
    gap: 7px;
    margin: -14px -16px 12px;
    padding: 14px 16px 8px;
    background: var(--card);
  }

  .counter {
    display: flex;
    gap: 14px;
    color: var(--ink-soft);
    font-size: 12px;
  }

  .counter > :first-child {
    margin-inline-end: auto;
  }

  .annotation.annotation:has(.choose) {
    position: relative;
    padding-inline-start: 36px;
  }

  .choose {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 7px;
    display: grid;
    place-items: center;
    width: 26px;
    height: 26px;
    cursor: pointer;
  }

  .choose input {
    margin: 0;
    cursor: inherit;
  }

  .annotation[aria-current] .choose {
    inset-block-start: 7px;
  }

  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  section {
    margin-block-start: 26px;
  }

  section header {
    display: flex;
    justify-content: space-between;
    margin-block-end: 8px;
  }

  .annotation {
    margin-block-end: 12px;
    padding: 1px 0 2px 13px;
    border-inline-start: 3px solid var(--edge);
    scroll-margin: 64px 12px;
    /* What is off the screen is neither laid out nor painted: there may be ten thousand. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 110px;
  }

  .annotation.lost {
    --edge: var(--ink-faint);
  }

  .annotation[aria-current] {
    content-visibility: visible;
    margin-inline-end: -10px;
    padding: 8px 10px 10px 13px;
    border-radius: 0 8px 8px 0;
    background: var(--paper);
  }

  .annotation button.quote,
  .annotation .note {
    display: block;
    width: 100%;
    min-height: 0;
    padding: 2px 3px;
    margin-inline: -3px;
    border: 0;
    border-radius: 4px;
    background: none;
    text-align: start;
  }

  button.quote {
    font: italic 14px / 1.45 var(--serif);
  }

  .annotation :is(.quote, .note):hover {
    background: color-mix(in srgb, var(--ink) 5%, transparent);
  }

  .clamped {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 5;
  }

  .annotation .note {
    margin-block-start: 3px;
    max-height: 15em;
    overflow: hidden auto;
    scrollbar-width: thin;
    overflow-wrap: anywhere;
    cursor: text;
  }

  button.note.empty {
    color: var(--ink-faint);
  }

  annotation-editor {
    margin-block-start: 7px;
  }

  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block-start: 4px;
  }

  .facts,
  .why {
    margin: 4px 0 0;
    color: var(--ink-soft);
    font-size: 11.5px;
    line-height: 1.5;
  }

  .why {
    color: var(--ink);
    font-size: 12.5px;
  }

  .changed button {
    min-height: 26px;
    padding: 1px 9px;
    font-size: 12px;
  }

  [data-edge] {
    height: 40px;
  }

  /* High contrast of the system takes the colour of the edge, which says what colour the mark has. */
  @media (forced-colors: active) {
    .annotation {
      position: relative;
      border-color: transparent;
    }

    .annotation::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: -3px;
      width: 3px;
      background: var(--edge);
      forced-color-adjust: none;
    }
  }

  .none {
    margin: 12px 0;
    color: var(--ink-soft);
    text-wrap: pretty;
  }
`;
