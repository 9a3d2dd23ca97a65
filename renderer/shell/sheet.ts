import { css } from 'lit';

/** What sheets with a title, a list and an action at the foot share. */
export const sheet = css`
  header,
  footer {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    padding: 12px 16px;
  }

  header,
  .body + .body {
    border-block-end: 1px solid var(--rule);
  }

  .body + .body,
  footer {
    border-block-start: 1px solid var(--rule);
  }

  h2 {
    margin: 0;
    font: 600 16px / 1.3 var(--serif);
  }

  .body {
    flex: 1 1 auto;
    min-height: 60px;
    padding: 10px 16px;
    overflow-y: auto;
  }

  p {
    margin: 0;
  }

  footer p {
    flex: 1;
    color: var(--ink-soft);
    font-size: 12px;
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .differences li {
    padding-block: 4px;
    overflow-wrap: anywhere;
  }

  strong {
    font-weight: 600;
    color: var(--accent);
  }
`;
