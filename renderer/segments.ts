import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** One of a few, in one frame; `chosen` is `null` where it differs from one to another. */
export function segments<T extends string>(asked: {
  /** Unlike any other's around it. */
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
          value=${option}
          .checked=${live(option === chosen)}
          @change=${() => choose(option)}
        />${words[option]}</label
      >`,
    )}
  </div>`;
}
