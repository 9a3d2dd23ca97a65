import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { tell } from '../actions/places.ts';
import { createDraft } from '../drafts.ts';
import { controls } from '../look/controls.ts';
import { words } from '../state.ts';

/** How much of what is written the stores take, in UTF-16 units. */
const longest = 100_000;

/** What stands in a field now. */
export class DraftEvent extends Event {
  readonly text: string;

  constructor(text: string) {
    super('draft');
    this.text = text;
  }
}

/** A field that grows with its text and hands it over as it is typed, by `draft` events. */
export class DraftField extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }
    `,
  ];

  static override properties = { value: {}, label: {}, placeholder: {} };

  declare value: string;
  declare label: string;
  declare placeholder: string;

  /** What stands in the field: the value, and what was typed since. */
  private text = '';
  private readonly draft = createDraft((text) => this.dispatchEvent(new DraftEvent(text)));

  constructor() {
    super();
    this.value = '';
    this.label = '';
    this.placeholder = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.draft.handOver();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // It came from elsewhere, by undo for example, and wins over what is being typed.
    if (!changed.has('value') || this.value === this.text) return;
    this.draft.drop();
    this.text = this.value;
  }

  private readonly onInput = (event: InputEvent): void => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    this.text = event.target.value;
    if (this.text.length >= longest) tell(words.get().said.full);
    this.draft.write(this.text);
  };

  private readonly onBlur = (): void => {
    this.draft.handOver();
  };

  override render(): TemplateResult {
    return html`<textarea
      rows="1"
      aria-label=${this.label}
      placeholder=${this.placeholder}
      maxlength=${longest}
      .value=${live(this.text)}
      @input=${this.onInput}
      @blur=${this.onBlur}
    ></textarea>`;
  }
}

customElements.define('draft-field', DraftField);

declare global {
  interface HTMLElementTagNameMap {
    'draft-field': DraftField;
  }
}
