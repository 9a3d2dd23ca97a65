import { css } from 'lit';
import { positionColours } from '../look/position-colours.ts';

/** What the parts of the board share: the colours of a position, and a small select that bears them. */
export const positionStyles = css`
  .pill {
    flex: none;
    padding: 0 8px 1px;
    border: 0;
    border-radius: 999px;
    font-size: 11px;
    line-height: 1.5;
  }

  select.pill {
    appearance: none;
    field-sizing: content;
    padding: 2px 10px 3px;
    font-size: 11.5px;
    cursor: pointer;
  }

  ${positionColours}
`;

/** What the pages in the middle of the window share: their head, with what narrows them down. */
export const pageStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-width: 0;
    min-height: 0;
    background: var(--paper);
  }

  .head {
    padding: 18px 24px 12px;
    border-block-end: 1px solid var(--rule);
  }

  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 14px;
  }

  h1 {
    margin: 0;
    font: 600 22px / 1.3 var(--serif);
    letter-spacing: -0.01em;
  }

  .facts {
    margin: 0;
    color: var(--ink-soft);
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-start: 10px;
  }

  .tools input {
    flex: 1 1 170px;
    max-width: 300px;
    background: var(--card);
  }

  .tools select {
    max-width: 190px;
    min-height: 29px;
    padding: 3px 8px;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--card);
  }

  .none {
    margin: 60px 24px;
    color: var(--ink-soft);
    text-align: center;
  }
`;
