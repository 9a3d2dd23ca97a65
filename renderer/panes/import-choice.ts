import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** The choice between what the reader has and what a file has, in one frame; `chosen` is `null` where it differs from one to another. */
export function importChoice<T extends string>(asked: {
  /** Unlike any other's on the sheet. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly chosen: T | null;
  readonly choose: (option: T) => void;
}): TemplateResult {
  const { name, label, options, words, chosen, choose } = asked;
  return html`<div class="segments" role="radiogroup" aria-label=${label}>
    ${options.map(
      (option) => html`<label
        ><input
          type="radio"
          name=${name}
          .checked=${live(option === chosen)}
          @change=${() => choose(option)}
        />${words[option]}</label
      >`,
    )}
  </div>`;
}
