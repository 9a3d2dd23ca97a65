import { css } from 'lit';
import { positionColours } from '../look/position-colours.ts';

/** How one proposal of the checklist looks. */
export const proposalStyles = css`
  :host {
    display: block;
    padding: 11px 12px;
    border: 1px solid var(--rule);
    border-radius: 8px;
    background: var(--paper);
    scroll-margin: 60px;
  }

  :host([compact]) {
    padding: 8px 10px 9px;
  }

  :host([lit]) {
    border-color: var(--accent);
  }

  .head {
    display: flex;
    align-items: flex-start;
    gap: 11px;
  }

  #box {
    appearance: none;
    flex: none;
    position: relative;
    width: 17px;
    height: 17px;
    margin: 1px 0 0;
    border: 1px solid var(--ink-faint);
    border-radius: 4px;
    background: var(--card);
    cursor: pointer;
    anchor-name: --box;
  }

  #box::before {
    content: '';
    position: absolute;
    inset: -6px;
  }

  #box:checked {
    border-color: var(--accent-fill);
    background: var(--accent-fill);
  }

  #box:checked::after {
    content: '';
    position: absolute;
    inset: 2px 5px 4px;
    border: solid var(--accent-ink);
    border-width: 0 2px 2px 0;
    transform: rotate(42deg);
  }

  choice-menu {
    position-anchor: --box;
  }

  .title {
    flex: 1;
    min-width: 0;
    font: 600 14px / 1.4 var(--serif);
    overflow-wrap: break-word;
    cursor: pointer;
  }

  .rest {
    margin-inline-start: 28px;
  }

  .rest > * {
    margin-block: 8px 0;
  }

  .line {
    display: -webkit-box;
    margin-block: 2px 0;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    color: var(--ink-soft);
    font-size: 12px;
    line-height: 1.45;
  }

  .gist {
    margin-block-start: 3px;
    font: 13.5px / 1.5 var(--serif);
  }

  .by {
    display: block;
    margin-block-start: 2px;
    color: var(--ink-soft);
    font: 12px / 1.5 var(--sans);
  }

  .pill {
    appearance: none;
    flex: none;
    field-sizing: content;
    min-height: 24px;
    margin-block: -2px;
    padding: 3px 9px 4px;
    border: 0;
    border-radius: 999px;
    font-size: 11.5px;
    line-height: 1.45;
    cursor: pointer;
  }

  ${positionColours}

  .segments label {
    padding-inline: 5px;
    font-size: 12px;
  }

  .passages {
    padding: 0;
    list-style: none;
  }

  .passages li {
    display: flex;
    align-items: flex-start;
    gap: 4px;
    padding-inline-start: 9px;
    border-inline-start: 3px solid var(--edge);
  }

  .passages li + li {
    margin-block-start: 5px;
  }

  .passage {
    flex: 1;
    min-width: 0;
    min-height: 0;
    padding: 1px 0;
    border: 0;
    border-radius: 3px;
    background: none;
    font: italic 13px / 1.45 var(--serif);
    text-align: start;
  }

  .passage q {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  q::before,
  q::after {
    content: none;
  }

  button.small {
    min-height: 0;
    padding: 1px 6px;
    font-size: 11.5px;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    color: var(--ink-soft);
    font-size: 12px;
  }
`;
