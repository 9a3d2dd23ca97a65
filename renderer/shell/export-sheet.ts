import { css, html, type TemplateResult } from 'lit';
import { type ExportFormat, exportFormats } from '../../core/exporting/format.ts';
import { type ExportScope, exportAnnotations } from '../actions/exchange.ts';
import { fieldStyles, radio } from '../print-dialog/fields.ts';
import { exchange, sheetWords } from '../state/exchange.ts';
import { state, words } from '../state.ts';
import { Modal } from './modal.ts';
import { sheet } from './sheet.ts';

/** Asks which annotations to export, and as what; where to is asked by the system's own dialog. */
export class ExportSheet extends Modal {
  static override properties = { format: { state: true }, scope: { state: true } };

  protected override readonly name = 'export';
  declare private format: ExportFormat;
  declare private scope: ExportScope;

  static override styles = [
    ...Modal.styles,
    sheet,
    fieldStyles,
    css`
      fieldset + fieldset {
        margin-block: 16px 8px;
      }
    `,
  ];

  constructor() {
    super();
    this.format = 'jsonld';
    this.scope = 'brief';
  }

  protected override label(): string {
    return sheetWords.get().exportTitle;
  }

  protected override opened(): void {
    this.scope = this.scopes()[0] ?? 'all';
    this.renderRoot.querySelector('input')?.focus();
  }

  /** Where annotations are chosen, or some are on the open brief, that comes first. */
  private scopes(): readonly ExportScope[] {
    return [
      ...(exchange.chosen.get() ? (['chosen'] as const) : []),
      ...(state.annotations.get().length ? (['brief'] as const) : []),
      'all',
    ];
  }

  protected override content(): TemplateResult {
    const w = sheetWords.get();
    return html`
      <header><h2>${w.exportTitle}</h2></header>
      <form id="export" class="body" @submit=${this.onSubmit}>
        <fieldset>
          <legend class="over">${w.which}</legend>
          ${this.scopes().map((scope) =>
            radio('scope', scope, this.scopeWords(scope), '', this.scope === scope, () => {
              this.scope = scope;
            }),
          )}
        </fieldset>
        <fieldset>
          <legend class="over">${w.format}</legend>
          ${exportFormats.map((format) => {
            const { name, use } = w.formats[format];
            return radio('format', format, name, use, this.format === format, () => {
              this.format = format;
            });
          })}
        </fieldset>
      </form>
      <footer>
        <p>${w.inTheClear}</p>
        <button @click=${this.close}>${words.get().cancel}</button>
        <button class="primary" form="export">${w.export}</button>
      </footer>
    `;
  }

  private scopeWords(scope: ExportScope): string {
    const w = sheetWords.get();
    switch (scope) {
      case 'chosen':
        return w.chosen(exchange.chosen.get()?.size ?? 0);
      case 'brief':
        return w.thisBrief(state.annotations.get().length);
      case 'all':
        return w.allBriefs;
    }
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    void exportAnnotations(this.format, this.scope);
  };
}

customElements.define('export-sheet', ExportSheet);

declare global {
  interface HTMLElementTagNameMap {
    'export-sheet': ExportSheet;
  }
}
