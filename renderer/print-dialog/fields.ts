import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { segments } from '../segments.ts';

/** The controls of sheets: choices, ticks and the groups they stand in. */
export const fieldStyles = css`
  fieldset {
    display: grid;
    gap: 8px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend.over {
    margin-block-end: 8px;
    padding: 0;
  }

  .row {
    display: grid;
    grid-template-columns: 80px minmax(0, 1fr);
    align-items: center;
    gap: 10px;
  }

  .row > :first-child {
    color: var(--ink-soft);
  }

  .option {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: start;
    column-gap: 9px;
    padding: 4px 8px;
    margin-inline: -8px;
    border-radius: var(--radius);
    cursor: pointer;
  }

  .option:hover {
    background: color-mix(in srgb, var(--ink) 5%, transparent);
  }

  .option input {
    margin: 3px 0 0;
    accent-color: var(--accent-fill);
  }

  .option + .option {
    margin-block-start: -6px;
  }

  .option small {
    grid-column: 2;
    color: var(--ink-soft);
    font-size: 12px;
  }

  .option .count {
    color: var(--ink-faint);
    font-variant-numeric: tabular-nums;
  }
`;

/** One of a few, in one frame beside a name. */
export function row<T extends string>(
  name: string,
  label: string,
  chosen: T,
  words: Readonly<Record<T, string>>,
  choose: (value: T) => void,
): TemplateResult {
  const options = Object.keys(words).filter((key): key is T => key in words);
  return html`<div class="row">
    <span aria-hidden="true">${label}</span>${segments({ name, label, options, words, chosen, choose })}
  </div>`;
}

/** One of a few, each on a line with what it is for. */
export function radio(
  name: string,
  value: string,
  label: string,
  use: string,
  checked: boolean,
  choose: () => void,
): TemplateResult {
  return html`<label class="option"
    ><input type="radio" name=${name} value=${value} .checked=${live(checked)} @change=${choose} /><span>${label}</span>
    ${use ? html`<small>${use}</small>` : nothing}
  </label>`;
}

/** Something that is printed or not, with how much of it there is. */
export function tick(
  label: unknown,
  checked: boolean,
  choose: (checked: boolean) => void,
  count: number | null = null,
): TemplateResult {
  const onChange = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) choose(event.target.checked);
  };
  return html`<label class="option"
    ><input type="checkbox" .checked=${live(checked)} @change=${onChange} /><span
      >${label}${count === null ? nothing : html` <span class="count">(${count})</span>`}</span
    >
  </label>`;
}
