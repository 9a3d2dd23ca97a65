import { css } from 'lit';

/** How the lists of an import look: a row an item, what becomes of it on the right, what is to be chosen below. */
export const importStyles = css`
  :host {
    display: block;
  }

  ol,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 9px;
    padding: 8px 0;
    border-block-end: 1px solid var(--rule);
    overflow-wrap: anywhere;
  }

  p {
    margin: 0;
  }

  .state {
    align-self: start;
    color: var(--ink-soft);
    font-size: 12px;
    white-space: nowrap;
  }

  .wants {
    color: var(--accent);
    font-weight: 500;
  }

  .both {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 12px;
  }

  .clamped {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  .segments {
    grid-column: 1 / -1;
    justify-self: start;
    margin-block-start: 6px;
  }
`;
