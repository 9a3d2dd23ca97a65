import { css } from 'lit';

/** How the summary looks. */
export const summaryStyles = css`
  :host {
    display: block;
  }

  section {
    margin-block-start: 22px;
  }

  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 5px 18px;
    margin: 8px 0 0;
    line-height: 1.45;
  }

  dl.brief {
    grid-template-columns: 64px minmax(0, 1fr);
  }

  dt {
    color: var(--ink-soft);
  }

  dd {
    margin: 0;
  }

  dl.dated {
    display: block;
  }

  dl.dated dd {
    font: 13.5px / 1.5 var(--serif);
  }

  dl.dated dd + dt {
    margin-block-start: 8px;
  }

  dd button.text {
    display: inline;
    font-family: var(--sans);
    font-size: 13px;
  }

  .points {
    margin: 14px 0 0;
    padding-inline-start: 17px;
    font: 14.5px / 1.48 var(--serif);
  }

  .points li + li {
    margin-block-start: 5px;
  }

  .points li::marker {
    color: var(--accent);
  }

  .points.small {
    margin-block-start: 4px;
    font-size: 13.5px;
  }

  h3 {
    margin: 9px 0 0;
    font: 500 12.5px / 1.45 var(--sans);
    color: var(--ink-soft);
  }

  .people {
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
  }

  .people li + li {
    margin-block-start: 6px;
  }

  .people strong {
    font-weight: 600;
  }

  .about {
    display: block;
    color: var(--ink-soft);
    font-size: 12px;
    line-height: 1.4;
  }

  .sources {
    margin: 8px 0 0;
    padding-inline-start: 26px;
    font-size: 12.5px;
    line-height: 1.45;
  }

  .sources li {
    padding: 3px 6px;
    border-radius: 4px;
    scroll-margin: 24px;
  }

  .sources li::marker {
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }

  .sources li.lit {
    background: var(--accent-soft);
  }

  .sources li:focus {
    outline: none;
  }

  .sources li:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 0;
  }

  .sources a {
    display: block;
    color: var(--ink-soft);
    font-size: 11.5px;
    overflow-wrap: anywhere;
    text-decoration-color: var(--rule);
  }

  .none {
    color: var(--ink-soft);
  }
`;
