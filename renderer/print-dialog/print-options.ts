import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { colours } from '../../core/annotation.ts';
import type { PrintOptions } from '../../core/printing/print.ts';
import { setPrintFiles, setPrintLang, setPrintOptions } from '../actions/printing.ts';
import { controls } from '../look/controls.ts';
import { state, words } from '../state.ts';
import { fieldStyles, radio, row, tick } from './fields.ts';
import './print-selection.ts';
import { chosenBriefs, langs, printing, sheetWords, tags } from './printing.ts';

const copies = ['own', 'clean', 'delegation'] as const satisfies readonly PrintOptions['copy'][];

/** What to print and how: every choice is on the pages beside it at once. */
export class PrintOptionsForm extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    fieldStyles,
    css`
      :host {
        display: grid;
        align-content: start;
        gap: 20px;
      }

      .below {
        display: grid;
        gap: 8px;
        margin-inline-start: 22px;
      }

      .ticks {
        display: flex;
        flex-wrap: wrap;
        gap: 0 22px;
      }

      .ticks > .option {
        margin-block-start: 0;
      }

      .swatches {
        display: flex;
        gap: 6px;
      }

      .swatches label {
        position: relative;
        width: 30px;
        height: 24px;
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        background: var(--fill);
        cursor: pointer;
      }

      .swatches input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }

      .swatches label:has(:checked) {
        box-shadow: 0 0 0 2px var(--card), 0 0 0 4px var(--accent);
      }

      .swatches label:has(:focus-visible) {
        outline: 2px solid var(--focus);
        outline-offset: 5px;
      }

      .circulation {
        display: grid;
        gap: 4px;
        color: var(--ink-soft);
      }

      .circulation input {
        color: var(--ink);
      }

      .hint {
        margin: 0;
        color: var(--ink-soft);
        font-size: 12px;
      }

      @media (forced-colors: active) {
        .swatches label {
          forced-color-adjust: none;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const w = sheetWords.get();
    const options = printing.options.get();
    return html`
      ${printing.choosing.get() ? this.selection() : nothing}
      <fieldset>
        <legend class="over">${w.copy}</legend>
        ${copies.map((copy) =>
          radio('copy', copy, w.copies[copy].name, w.copies[copy].use, copy === options.copy, () =>
            setPrintOptions({ copy }),
          ),
        )}
        ${options.copy === 'delegation' ? this.delegation(options) : nothing}
      </fieldset>
      ${langs.get().length > 1 ? this.editions(options) : nothing}
      <fieldset>
        <legend class="over">${w.page}</legend>
        ${row('paper', w.paper, options.paper, w.papers, (paper) => setPrintOptions({ paper }))}
        ${row('margins', w.margins, options.margins, w.marginsHow, (margins) => setPrintOptions({ margins }))}
        ${row('size', w.textSize, options.textSize, w.textSizes, (textSize) => setPrintOptions({ textSize }))}
        ${tick(w.paragraphNumbers, options.paragraphNumbers, (paragraphNumbers) => setPrintOptions({ paragraphNumbers }))}
      </fieldset>
      <fieldset>
        <legend class="over">${w.contents}</legend>
        <div class="ticks">
          ${tick(w.summary, options.summary, (summary) => setPrintOptions({ summary }))}
          ${tick(w.proposals, options.proposals, (proposals) => setPrintOptions({ proposals }))}
          ${tick(w.sources, options.sources, (sources) => setPrintOptions({ sources }))}
        </div>
        ${
          options.copy === 'clean'
            ? nothing
            : row('annotations', w.annotations, options.annotations, w.annotationsHow, (annotations) =>
                setPrintOptions({ annotations }),
              )
        }
      </fieldset>
      ${options.copy === 'clean' || options.annotations === 'none' || !areAny() ? nothing : this.marks(options)}
    `;
  }

  private selection(): TemplateResult {
    const w = sheetWords.get();
    const several = chosenBriefs.get().length > 1;
    return html`<fieldset>
      <legend class="over">${w.briefs}</legend>
      <print-selection></print-selection>
      ${several ? row('files', w.files, printing.files.get(), w.filesHow, setPrintFiles) : nothing}
    </fieldset>`;
  }

  private delegation(options: PrintOptions): TemplateResult {
    const w = sheetWords.get();
    return html`<div class="below">
      <label class="circulation"
        >${w.circulation}<input
          maxlength="200"
          placeholder=${w.circulationHint}
          .value=${live(options.circulation)}
          @input=${onCirculation}
      /></label>
      ${
        tags.get().length
          ? html`<div role="group" aria-label=${w.shared}>
              <p class="hint">${w.shared}</p>
              ${this.tags(options)}
            </div>`
          : nothing
      }
      ${options.only.tags.length ? nothing : html`<p class="hint">${tags.get().length ? w.noneShared : w.noTags}</p>`}
    </div>`;
  }

  private editions(options: PrintOptions): TemplateResult {
    const w = sheetWords.get();
    const names = Object.fromEntries(langs.get().map((lang) => [lang, nameOf(lang)]));
    return html`<fieldset>
      <legend class="over">${w.text}</legend>
      ${row('lang', w.language, printing.lang.get(), names, setPrintLang)}
      ${row('editions', w.editions, options.editions, w.editionsHow, (editions) => setPrintOptions({ editions }))}
    </fieldset>`;
  }

  private marks(options: PrintOptions): TemplateResult {
    const w = sheetWords.get();
    const { only } = options;
    const proposals = printing.choosing.get() ? [] : linkedProposals();
    const isDelegation = options.copy === 'delegation';
    return html`<fieldset>
      <legend class="over">${w.only}</legend>
      ${isDelegation ? nothing : html`<p class="hint">${w.onlyHint}</p>`}
      <div class="row">
        <span aria-hidden="true">${w.colours}</span>
        <div class="swatches" role="group" aria-label=${w.colours}>
          ${colours.map(
            (colour) => html`<label class=${colour} title=${words.get().colours[colour]}
              ><input
                type="checkbox"
                aria-label=${words.get().colours[colour]}
                .checked=${live(only.colours.includes(colour))}
                @change=${() => setPrintOptions({ only: { ...only, colours: toggled(only.colours, colour) } })}
            /></label>`,
          )}
        </div>
      </div>
      ${
        isDelegation || !tags.get().length
          ? nothing
          : html`<div role="group" aria-label=${w.tags}>
              <p class="hint">${w.tags}</p>
              ${this.tags(options)}
            </div>`
      }
      ${
        proposals.length
          ? html`<div role="group" aria-label=${w.linkedTo}>
              <p class="hint">${w.linkedTo}</p>
              ${proposals.map(({ id, title, linked }) =>
                tick(
                  title,
                  only.proposals.includes(id),
                  () => setPrintOptions({ only: { ...only, proposals: toggled(only.proposals, id) } }),
                  linked,
                ),
              )}
            </div>`
          : nothing
      }
    </fieldset>`;
  }

  private tags({ only }: PrintOptions): TemplateResult[] {
    return tags
      .get()
      .map(([tag, count]) =>
        tick(
          tag,
          only.tags.includes(tag),
          () => setPrintOptions({ only: { ...only, tags: toggled(only.tags, tag) } }),
          count,
        ),
      );
  }
}

/** Whether anything is written on the briefs to print. */
function areAny(): boolean {
  return [...printing.annotations.get().values()].some(({ length }) => length > 0);
}

/** The open brief's proposals that annotations are linked to, with how many. */
function linkedProposals(): { readonly id: string; readonly title: string; readonly linked: number }[] {
  const positions = state.positions.get();
  return (state.brief.get()?.proposals ?? [])
    .map(({ id, title }) => ({ id, title, linked: positions[id]?.passages.length ?? 0 }))
    .filter(({ id, linked }) => linked > 0 || printing.options.get().only.proposals.includes(id));
}

function toggled<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

/** Each language is named in itself, so that its readers know it. */
function nameOf(lang: string): string {
  const name = new Intl.DisplayNames(lang, { type: 'language' }).of(lang) ?? lang;
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
}

function onCirculation({ target }: Event): void {
  if (target instanceof HTMLInputElement) setPrintOptions({ circulation: target.value });
}

customElements.define('print-options', PrintOptionsForm);

declare global {
  interface HTMLElementTagNameMap {
    'print-options': PrintOptionsForm;
  }
}
