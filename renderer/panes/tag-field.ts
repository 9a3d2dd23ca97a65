import { css, html, LitElement, type TemplateResult } from 'lit';
import { controls } from '../look/controls.ts';
import { words } from '../state.ts';

/** The tags that are to be from now on. */
export class TagsEvent extends Event {
  readonly tags: readonly string[];

  constructor(tags: readonly string[]) {
    super('tags');
    this.tags = tags;
  }
}

/** Tags to be added to and removed, with those of `others` offered while one is typed. Tells of each change by `tags`. */
export class TagField extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }

      .tags {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 5px;
      }

      .tags input {
        flex: 1;
        min-width: 110px;
        min-height: 24px;
        padding: 1px 6px;
        border-color: transparent;
        background: none;
        font-size: 12px;
      }

      .tags input:hover,
      .tags input:focus {
        border-color: var(--rule);
        background: var(--paper);
      }
    `,
  ];

  static override properties = {
    tags: { attribute: false },
    others: { attribute: false },
    most: { type: Number },
    longest: { type: Number },
  };

  declare tags: readonly string[];
  declare others: readonly string[];
  /** How many there may be, and of how many letters each. */
  declare most: number;
  declare longest: number;

  constructor() {
    super();
    this.tags = [];
    this.others = [];
    this.most = 100;
    this.longest = 100;
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  private change(tags: readonly string[]): void {
    this.dispatchEvent(new TagsEvent(tags));
  }

  private readonly onInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement && /[,;]/.test(event.target.value)) this.add(event.target);
  };

  private readonly onChange = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.add(event.target);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.add(input);
    } else if (event.key === 'Backspace' && !input.value) {
      const last = this.tags.at(-1);
      if (last !== undefined) this.drop(last);
    } else if (event.key === 'Escape' && input.value) {
      // What was begun is given up, and not taken for a tag when whatever the field stands in closes.
      event.preventDefault();
      event.stopPropagation();
      input.value = '';
    }
  };

  /** Several at once where they are pasted with commas. */
  private add(input: HTMLInputElement): void {
    const added = input.value
      .split(/[,;]/)
      .map((tag) => tag.trim().slice(0, this.longest))
      .filter((tag) => tag && !this.tags.includes(tag));
    input.value = '';
    if (added.length) this.change([...this.tags, ...new Set(added)].slice(0, this.most));
  }

  private drop(tag: string): void {
    this.change(this.tags.filter((other) => other !== tag));
    this.focus();
  }

  override render(): TemplateResult {
    const w = words.get();
    const others = this.others.filter((tag) => !this.tags.includes(tag));
    return html`
      <div class="tags" role="group" aria-label=${w.tags}>
        ${this.tags.map(
          (tag) => html`<span class="chip"
            >${tag}<button aria-label=${w.removeTag(tag)} @click=${() => this.drop(tag)}>×</button></span
          >`,
        )}
        <input
          id="tag"
          list="known"
          maxlength=${this.longest}
          aria-label=${w.addTag}
          placeholder=${w.addTag}
          @input=${this.onInput}
          @change=${this.onChange}
          @keydown=${this.onKey}
        />
        <datalist id="known">${others.map((tag) => html`<option value=${tag}></option>`)}</datalist>
      </div>
    `;
  }
}

customElements.define('tag-field', TagField);

declare global {
  interface HTMLElementTagNameMap {
    'tag-field': TagField;
  }
}
