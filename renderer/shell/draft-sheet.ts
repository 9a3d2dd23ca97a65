import { css, html, nothing, type TemplateResult } from 'lit';
import { type AskedField, type Completion, type Draft, idFrom } from '../../core/completing.ts';
import { askToTrash, completeDraft } from '../actions/own.ts';
import { own, ownWord } from '../state/own.ts';
import { state } from '../state.ts';
import { Modal } from './modal.ts';
import { sheet } from './sheet.ts';

/** Languages that briefs are often written in; the reader's two come first. */
const langs = [
  'fr',
  'en',
  'ar',
  'de',
  'es',
  'fa',
  'it',
  'ja',
  'kk',
  'ko',
  'ky',
  'pl',
  'pt',
  'ru',
  'tg',
  'tk',
  'tr',
  'uk',
  'uz',
  'zh-Hans',
];

/** Asks for what a file lacks to be a brief. Nothing is filled in silently: what the file suggests is marked as such. */
export class DraftSheet extends Modal {
  protected override readonly name = 'draft';

  static override styles = [
    ...Modal.styles,
    sheet,
    css`
      dialog {
        width: min(620px, calc(100vw - 32px));
        max-height: min(86vh, 820px);
        margin-block-start: 6vh;
      }

      form {
        display: contents;
      }

      .fields {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 12px 14px;
      }

      .hint,
      .opening {
        grid-column: 1 / -1;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .opening {
        min-height: 4.6em;
        max-height: 7em;
        overflow: hidden;
        padding: 8px 10px;
        border-radius: var(--radius);
        background: var(--desk);
        font: 13px / 1.4 var(--serif);
        white-space: pre-line;
      }

      .field {
        display: grid;
        gap: 3px;
        align-content: start;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .field.wide {
        grid-column: 1 / -1;
      }

      .field :is(input, textarea, select) {
        color: var(--ink);
        font-size: 13px;
      }

      textarea {
        min-height: 54px;
      }

      .faults {
        grid-column: 1 / -1;
        color: var(--danger);
      }

      footer {
        justify-content: flex-end;
        gap: 8px;
      }

      footer button:first-child {
        margin-inline-end: auto;
      }

      @media (max-width: 560px) {
        .fields {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];

  /** Whether the reader has written an id, which then no longer follows the title. */
  private ownId = false;

  protected override label(): string {
    return ownWord.get().complete(own.draft.get()?.file ?? '');
  }

  protected override opened(): void {
    this.ownId = false;
    this.renderRoot.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }

  protected override content(): TemplateResult {
    const draft = own.draft.get();
    if (!draft) return html``;
    const w = ownWord.get();
    const faults = own.faults.get();
    return html`
      <form @submit=${this.onSubmit}>
        <header><h2>${this.label()}</h2></header>
        <div class="body fields">
          <p class="hint">${w.completeHint}</p>
          ${draft.opening ? html`<p class="opening" aria-label=${w.opening}>${draft.opening}</p>` : nothing}
          ${draft.foreign.length ? html`<p class="hint">${w.foreign(draft.foreign.join(', '))}</p>` : nothing}
          ${draft.missing.map((field) => this.field(field, draft))}
          ${faults.length ? html`<ul class="faults" role="alert">${faults.map((fault) => html`<li>${fault}</li>`)}</ul>` : nothing}
        </div>
        <footer>
          <button type="button" class="quiet" @click=${() => askToTrash(draft.file)}>${w.trash}</button>
          <button type="button" @click=${this.close}>${w.later}</button>
          <button class="primary">${w.make}</button>
        </footer>
      </form>
    `;
  }

  private field(field: AskedField, { suggestedTitle }: Draft): TemplateResult {
    const w = ownWord.get();
    const name = w.fields[field];
    switch (field) {
      case 'title':
        return labelled(
          field,
          name,
          html`<input
            id="title"
            name="title"
            required
            maxlength="500"
            aria-describedby="title-hint"
            .value=${suggestedTitle}
            @input=${this.onTitle}
          />`,
          { wide: true, hint: `${w.suggested}.` },
        );
      case 'id':
        return labelled(
          field,
          name,
          html`<input
            id="id"
            name="id"
            required
            maxlength="80"
            autocapitalize="off"
            aria-describedby="id-hint"
            .value=${idFrom(suggestedTitle)}
            @input=${() => {
              this.ownId = true;
            }}
          />`,
          { wide: true, hint: `${w.suggested}. ${w.idHint}` },
        );
      case 'lang': {
        const names = new Intl.DisplayNames(state.lang.get(), { type: 'language' });
        return labelled(
          field,
          name,
          html`<select id="lang" name="lang" required>
            <option value="">${w.chooseLang}</option>
            ${langs.map((lang) => html`<option value=${lang}>${names.of(lang)}</option>`)}
          </select>`,
        );
      }
      case 'date':
        return html`${labelled('start', name, html`<input id="start" type="date" name="start" required />`)}
        ${labelled('end', w.dateEnd, html`<input id="end" type="date" name="end" />`)}`;
      case 'revised':
        return labelled(field, name, html`<input id="revised" type="date" name="revised" required />`);
      case 'standfirst':
      case 'summary':
        return labelled(
          field,
          name,
          html`<textarea id=${field} name=${field} required maxlength="4000"></textarea>`,
          { wide: true },
        );
      case 'kind':
      case 'place':
        return labelled(field, name, html`<input id=${field} name=${field} required maxlength="500" />`);
    }
  }

  private readonly onTitle = (event: Event): void => {
    const id = this.renderRoot.querySelector<HTMLInputElement>('[name=id]');
    if (id && !this.ownId && event.target instanceof HTMLInputElement) id.value = idFrom(event.target.value);
  };

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const data = new FormData(event.target);
    const said = (name: string): string | undefined => {
      const value = data.get(name);
      return typeof value === 'string' && value.trim() ? value.trim() : undefined;
    };
    const start = said('start');
    const answers: Completion = {
      title: said('title'),
      lang: said('lang'),
      kind: said('kind'),
      date: start === undefined ? undefined : { start, end: said('end') ?? start },
      place: said('place'),
      standfirst: said('standfirst'),
      summary: said('summary')
        ?.split('\n')
        .map((point) => point.replace(/^\s*[-*•]\s+/, '').trim())
        .filter(Boolean),
      revised: said('revised'),
      id: said('id'),
    };
    void completeDraft(answers);
  };
}

function labelled(
  id: string,
  name: string,
  control: TemplateResult,
  { wide = false, hint = '' }: { readonly wide?: boolean; readonly hint?: string } = {},
): TemplateResult {
  return html`<div class="field ${wide ? 'wide' : ''}">
    <label for=${id}>${name}</label>${control}
    ${hint ? html`<span id="${id}-hint">${hint}</span>` : nothing}
  </div>`;
}

customElements.define('draft-sheet', DraftSheet);

declare global {
  interface HTMLElementTagNameMap {
    'draft-sheet': DraftSheet;
  }
}
