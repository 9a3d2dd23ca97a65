import { css } from 'lit';
import { scripts } from './scripts.ts';

/**
 * What all shadow roots share: how controls look, what the keyboard's focus looks like, and the few classes that several
 * panes use. Sizes are those of the interface, 13 px.
 */
export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }

  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  [hidden] {
    display: none !important;
  }

  button {
    appearance: none;
    min-height: 29px;
    padding: 3px 11px;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--card);
    line-height: 1.5;
    cursor: pointer;
    transition: background-color 80ms;
  }

  button:hover {
    background: color-mix(in srgb, var(--ink) 6%, var(--card));
  }

  button:disabled {
    color: var(--ink-faint);
    cursor: default;
  }

  button.primary {
    border-color: transparent;
    background: var(--accent-fill);
    color: var(--accent-ink);
    font-weight: 500;
  }

  button.primary:hover {
    background: color-mix(in srgb, var(--accent-fill) 88%, var(--ink));
  }

  button.primary:disabled {
    opacity: 0.6;
  }

  button.quiet {
    border-color: transparent;
    background: none;
    color: var(--ink-soft);
  }

  button.quiet:hover,
  button.quiet[aria-expanded='true'] {
    background: color-mix(in srgb, var(--ink) 8%, transparent);
    color: var(--ink);
  }

  /* Words that do something, among other words; they take presses a little above and below. */
  button.text {
    position: relative;
    min-height: 0;
    padding: 0;
    border: 0;
    border-radius: 3px;
    background: none;
    color: var(--accent);
    font-weight: 500;
    text-align: start;
    text-decoration: underline transparent;
    text-underline-offset: 0.2em;
  }

  button.text::after {
    content: '';
    position: absolute;
    inset: -3px 0;
  }

  button.text:hover {
    text-decoration-color: currentcolor;
  }

  input:not([type='checkbox'], [type='radio']),
  textarea,
  select:not(.pill) {
    min-width: 0;
    min-height: 29px;
    padding: 3px 7px;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--paper);
  }

  input:not([type='checkbox'], [type='radio']),
  textarea {
    padding: 4px 9px;
    line-height: 1.5;
  }

  textarea {
    display: block;
    width: 100%;
    field-sizing: content;
    max-height: 24em;
    resize: none;
  }

  ::placeholder {
    color: var(--ink-faint);
    opacity: 1;
  }

  input:not([type='checkbox'], [type='radio']):focus-visible,
  textarea:focus-visible {
    outline-offset: -1px;
  }

  ${scripts}

  /* A small heading in capitals over a group. */
  .over {
    margin: 0;
    font: 600 11px / 1.5 var(--sans);
    letter-spacing: 0.07em;
    text-transform: uppercase;
    color: var(--ink-soft);
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    padding: 1px 8px;
    border-radius: 999px;
    background: var(--study);
    box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--study-ink) 12%, transparent);
    color: var(--study-ink);
    font-size: 11px;
    line-height: 1.5;
  }

  /* Takes the chip away. It takes presses a little beyond what is seen of it. */
  .chip button {
    position: relative;
    display: grid;
    place-items: center;
    width: 16px;
    min-height: 16px;
    margin-inline-end: -5px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    line-height: 1;
  }

  .chip button::after {
    content: '';
    position: absolute;
    inset: -4px;
  }

  .chip button:hover {
    background: color-mix(in srgb, var(--ink) 14%, transparent);
  }

  .yellow {
    --fill: var(--yellow);
    --edge: var(--yellow-edge);
  }

  .green {
    --fill: var(--green);
    --edge: var(--green-edge);
  }

  .blue {
    --fill: var(--blue);
    --edge: var(--blue-edge);
  }

  .pink {
    --fill: var(--pink);
    --edge: var(--pink-edge);
  }

  /* One of a few, in one frame. */
  .segments {
    display: flex;
    margin: 0;
    padding: 0;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--card);
    overflow: clip;
  }

  .segments > :is(label, button) {
    position: relative;
    display: grid;
    place-items: center;
    flex: 1 1 auto;
    min-height: 27px;
    padding: 2px 9px;
    border: 0;
    border-radius: 0;
    background: none;
    color: var(--ink-soft);
    white-space: nowrap;
    cursor: pointer;
  }

  .segments > :is(label, button) + :is(label, button) {
    border-inline-start: 1px solid var(--rule);
  }

  .segments > :is(label, button):hover {
    color: var(--ink);
  }

  .segments > :is(label:has(:checked), button[aria-pressed='true']) {
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 500;
  }

  .segments > :is(label:has(:focus-visible), button:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }

  .segments input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
    }
  }

  /* High contrast of the system takes colours away, so what is chosen must have a border. */
  @media (forced-colors: active) {
    :is(.segments > label, .choice):has(:checked),
    button[aria-pressed='true'],
    :is(li, tr)[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** How the words of a brief look in a pane: what `inline` draws. */
export const brieflike = css`
  a {
    color: inherit;
    text-decoration-color: var(--accent);
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
    border-radius: 2px;
  }

  a:hover {
    color: var(--accent);
  }

  sup.citation {
    font: 0.72em / 1 var(--sans);
    vertical-align: super;
    white-space: nowrap;
    user-select: none;
  }

  sup.citation a {
    padding: 0.2em 0.1em;
    color: var(--accent);
    text-decoration: none;
  }
`;
