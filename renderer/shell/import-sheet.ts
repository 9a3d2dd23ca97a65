import { css, html, nothing, type TemplateResult } from 'lit';
import type { EditionRef } from '../../core/brief.ts';
import type { UnknownSource } from '../../core/exchange.ts';
import { conflictChoices, sides } from '../../core/importing/conflicts.ts';
import type { ImportState } from '../../core/importing/weigh.ts';
import {
  applyImport,
  importAnnotations,
  settleAll,
  takeSettings,
  takeSourceFor,
} from '../actions/exchange.ts';
import { addFiles, mayBeBrief } from '../actions/own.ts';
import {
  type ConflictKind,
  choiceOf,
  exchange,
  placeOf,
  type ShownPreview,
  sheetWords,
} from '../state/exchange.ts';
import '../panes/import-list.ts';
import '../panes/import-parts.ts';
import { segments } from '../segments.ts';
import { state, words } from '../state.ts';
import type { ImportCounts } from '../words/exchange.ts';
import { Modal } from './modal.ts';
import { sheet } from './sheet.ts';

/** Kept without a passage, for the reader to re-attach. */
const waiting: readonly ImportState[] = ['ambiguous', 'passage-not-found', 'selector-unsupported'];

/** So many unknown sources can be given a brief one by one. */
const mostSources = 50;

/** What importing a file would do, item by item, before anything is changed. Takes files dropped on the window, too. */
export class ImportSheet extends Modal {
  protected override readonly name = 'import';

  static override styles = [
    ...Modal.styles,
    sheet,
    css`
      dialog {
        width: min(760px, calc(100vw - 32px));
        max-height: min(82vh, 860px);
        margin-block-start: 6vh;
      }

      .tally {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
        padding: 9px 16px;
        color: var(--ink-soft);
      }

      fieldset {
        display: grid;
        gap: 6px;
        margin: 0;
        padding: 10px 16px;
        border: 0;
        border-block-start: 1px solid var(--rule);
        /* Many sources must not push away what the sheet is for. */
        max-height: 30vh;
        overflow-y: auto;
      }

      legend {
        float: inline-start;
        margin-block-end: 6px;
        padding: 0;
      }

      /* However many there are, what is to be done with them stays in view. */
      .sources {
        flex: none;
        max-block-size: 26vh;
        overflow-y: auto;
      }

      .source {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        align-items: center;
        gap: 10px;
      }

      .source span {
        overflow-wrap: anywhere;
      }

      .segments {
        justify-self: start;
      }

      .conflicts {
        display: flex;
        flex-wrap: wrap;
      }

      .conflicts fieldset {
        flex: 1 0 auto;
      }

      .body:focus-visible {
        outline-offset: -2px;
      }

      .settings {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 9px;
      }

      .settings input {
        margin: 3px 0 0;
        accent-color: var(--accent-fill);
      }

      .body {
        border-block-start: 1px solid var(--rule);
        padding-block: 0;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('dragover', onDragOver);
    window.removeEventListener('drop', onDrop);
  }

  protected override label(): string {
    return sheetWords.get().importTitle(exchange.preview.get()?.file ?? '');
  }

  protected override opened(): void {
    this.renderRoot.querySelector<HTMLElement>('.body')?.focus();
  }

  protected override content(): TemplateResult {
    const preview = exchange.preview.get();
    if (!preview) return html``;
    const w = sheetWords.get();
    const counts = countStates(preview);
    const count = taken(preview);
    const isAny = count.briefs + count.annotations + count.positions > 0 || exchange.choices.get().settings;
    const kept = preview.items.filter(
      (item, index) => waiting.includes(item.state) && !placeOf(item, index),
    ).length;
    return html`
      <header><h2>${this.label()}</h2></header>
      <p class="tally" role="status" ?hidden=${hasParts(preview) && !exchange.busy.get()}>
        ${exchange.busy.get() ? w.reading : [...counts].map(([one, n]) => html`<span>${w.tally[one](n)}</span>`)}
      </p>
      ${preview.sources.length ? sources(preview.sources) : nothing}
      ${conflicts(preview)} ${preview.settings === 'none' ? nothing : settings(preview)}
      <div class="body" tabindex="0" role="region" aria-label=${w.items}>
        <import-parts></import-parts><import-list></import-list>
      </div>
      <footer>
        <p role="status">${kept ? w.waiting(kept) : nothing}</p>
        <button @click=${this.close}>${words.get().cancel}</button>
        <button class="primary" ?disabled=${!isAny || exchange.busy.get()} @click=${applyImport}>
          ${isAny ? w.import(count) : w.nothing}
        </button>
      </footer>
    `;
  }
}

/** Whether the list itself tells how many of what there are. */
function hasParts({ briefs, positions, settings }: ShownPreview): boolean {
  return briefs.length + positions.length > 0 || settings !== 'none';
}

function countStates({ items }: ShownPreview): ReadonlyMap<ImportState, number> {
  const counts = new Map<ImportState, number>();
  for (const { state: one } of items) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** How much an import would change or add. */
function taken({ briefs, items, positions }: ShownPreview): ImportCounts {
  const gives = (kind: ConflictKind, { state: one }: { readonly state: string }, index: number): boolean =>
    one === 'new' || (one === 'conflicting' && choiceOf(kind, index) !== 'mine');
  return {
    briefs: briefs.filter((one, index) => gives('briefs', one, index)).length,
    annotations: items.filter(
      (item, index) => gives('annotations', item, index) || waiting.includes(item.state),
    ).length,
    positions: positions.filter((one, index) => gives('positions', one, index)).length,
  };
}

function sources(all: readonly UnknownSource[]): TemplateResult {
  const w = sheetWords.get();
  return html`<fieldset class="sources">
    <legend class="over">${w.sources}</legend>
    ${all.slice(0, mostSources).map(
      ({ name, items, edition }) => html`<label class="source">
        <span>${w.source(name || w.noSource, items)}</span>
        <select
          ?disabled=${exchange.busy.get()}
          @change=${(event: Event) => void takeSourceFor(name, chosenEdition(event))}
        >
          <option value="" ?selected=${!edition}>${w.leaveOut}</option>
          ${editions().map(
            ([value, label]) =>
              html`<option value=${value} ?selected=${value === keyOf(edition)}>${label}</option>`,
          )}
        </select>
      </label>`,
    )}
  </fieldset>`;
}

function editions(): (readonly [value: string, label: string])[] {
  return state.library
    .get()
    .briefs.flatMap(({ id, editions: all }) =>
      all.map(({ lang, title }) => [keyOf({ id, lang }), `${title} (${lang})`] as const),
    );
}

function keyOf(edition: EditionRef | null): string {
  return edition ? `${edition.id}:${edition.lang}` : '';
}

function chosenEdition({ target }: Event): EditionRef | null {
  const [id, lang] = target instanceof HTMLSelectElement ? target.value.split(':') : [];
  return id && lang ? { id, lang } : null;
}

/** One choice for all conflicts of a kind. */
function conflicts({ items, positions, briefs }: ShownPreview): TemplateResult {
  const w = sheetWords.get();
  const now = exchange.choices.get();
  const count = (all: readonly { readonly state: string }[]) =>
    all.filter(({ state: one }) => one === 'conflicting').length;
  const all = <T extends string>(
    kind: ConflictKind,
    n: number,
    options: readonly T[],
    word: Readonly<Record<T, string>>,
    chosen: T,
    choose: (option: T) => void,
  ) => {
    // One alone is settled where it stands.
    if (n < 2) return nothing;
    const label = w.conflicts[kind](n);
    const isMixed = Object.keys(now[kind].others).length > 0;
    return html`<fieldset>
      <legend class="over">${label}</legend>
      ${segments({ name: `all-${kind}`, label, options, words: word, chosen: isMixed ? null : chosen, choose })}
    </fieldset>`;
  };
  const { choices } = w;
  return html`<div class="conflicts">
    ${all('briefs', count(briefs), sides, choices.briefs, now.briefs.all, (one) => settleAll('briefs', one))}
    ${all('positions', count(positions), sides, choices.positions, now.positions.all, (one) =>
      settleAll('positions', one),
    )}
    ${all('annotations', count(items), conflictChoices, choices.annotations, now.annotations.all, (one) =>
      settleAll('annotations', one),
    )}
  </div>`;
}

function settings(preview: ShownPreview): TemplateResult {
  const w = sheetWords.get();
  return html`<fieldset>
    <label class="settings"
      ><input
        type="checkbox"
        .checked=${exchange.choices.get().settings}
        @change=${({ target }: Event) => takeSettings(target instanceof HTMLInputElement && target.checked)}
      /><span>${w.settings}${preview.settings === 'conflicting' ? ` ${w.settingsConflict}` : ''}</span></label
    >
  </fieldset>`;
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

function onDragOver(event: DragEvent): void {
  if (holdsFiles(event)) event.preventDefault();
}

function onDrop(event: DragEvent): void {
  const files = [...(event.dataTransfer?.files ?? [])];
  const [file] = files;
  if (!holdsFiles(event) || !file) return;
  event.preventDefault();
  const briefs = files.filter(mayBeBrief);
  if (briefs.length) void addFiles(briefs);
  else void importAnnotations(file);
}

customElements.define('import-sheet', ImportSheet);

declare global {
  interface HTMLElementTagNameMap {
    'import-sheet': ImportSheet;
  }
}
