import { SignalWatcher } from '@lit-labs/signals';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ImportPosition } from '../../core/exchange.ts';
import { sides } from '../../core/importing/conflicts.ts';
import { briefStateWords, stateWords } from '../../core/importing/state-words.ts';
import type { Position } from '../../core/position.ts';
import { settle } from '../actions/exchange.ts';
import { controls } from '../look/controls.ts';
import { positionColours } from '../look/position-colours.ts';
import { segments } from '../segments.ts';
import { choiceOf, exchange, type ShownPreview, sheetWords } from '../state/exchange.ts';
import { state, words } from '../state.ts';
import { importStyles } from './import-styles.ts';

/** The briefs and positions that a printed PDF or an archive carries, each with what becomes of it. */
export class ImportParts extends SignalWatcher(LitElement) {
  static override styles = [
    controls,
    positionColours,
    importStyles,
    css`
      h3.over {
        padding-block: 12px 2px;
      }

      .title {
        font-family: var(--serif);
      }

      .facts {
        color: var(--ink-soft);
        font-size: 12px;
      }

      .both {
        grid-column: 1 / -1;
      }

      .stand {
        margin-block-start: 3px;
      }

      .pill {
        display: inline-block;
        padding: 1px 8px;
        border-radius: 999px;
        font-size: 12px;
      }

      .remark {
        color: var(--ink-soft);
        white-space: pre-line;
      }
    `,
  ];

  override render(): TemplateResult {
    const preview = exchange.preview.get();
    if (!preview) return html``;
    const { parts } = sheetWords.get();
    const ids = Object.keys(preview.titles);
    const isList = !preview.briefs.length && !preview.positions.length && preview.settings === 'none';
    if (isList) return html``;
    return html`
      ${ids.length || preview.briefs.length ? html`<h3 class="over">${parts.briefs}</h3>` : nothing}
      <ul aria-label=${parts.briefs}>
        ${ids.map((id) => brief(preview, id))} ${preview.briefs.map(unreadable)}
      </ul>
      ${
        preview.positions.length
          ? html`<h3 class="over">${parts.positions}</h3>
              <ul aria-label=${parts.positions}>
                ${preview.positions.map(position)}
              </ul>`
          : nothing
      }
      ${preview.items.length ? html`<h3 class="over">${parts.annotations}</h3>` : nothing}
    `;
  }
}

/** One brief with its editions, and how much is written on it. */
function brief(preview: ShownPreview, id: string): TemplateResult {
  const lang = state.lang.get();
  const w = sheetWords.get();
  const editions = preview.briefs
    .map((one, index) => ({ ...one, index }))
    .filter(({ edition }) => edition?.id === id);
  const facts = [
    tally(
      w.parts.annotations,
      preview.items.filter(({ edition }) => edition?.id === id),
    ),
    tally(
      w.parts.positions,
      preview.positions.filter((one) => one.brief === id),
    ),
  ].filter(Boolean);
  const [first] = editions;
  return html`<li>
    <div>
      <p class="title" lang=${first?.edition?.lang ?? nothing}>${preview.titles[id]}</p>
      ${facts.length ? html`<p class="facts">${facts.join(' · ')}</p>` : nothing}
    </div>
    <div class="state">
      ${editions.map(
        (one) => html`<p class=${one.state === 'new' || one.state === 'same' ? '' : 'wants'}>
          ${one.edition?.lang} · ${briefStateWords[lang][one.state]}
        </p>`,
      )}
    </div>
    ${editions
      .filter((one) => one.state === 'conflicting')
      .map(({ index, edition }) =>
        segments({
          name: `brief-${index}`,
          label: `${preview.titles[id]} (${edition?.lang})`,
          options: sides,
          words: w.choices.briefs,
          chosen: choiceOf('briefs', index),
          choose: (choice) => settle('briefs', index, choice),
        }),
      )}
  </li>`;
}

function tally(what: string, all: readonly { readonly state: keyof (typeof stateWords)['fr'] }[]): string {
  const { counted, tally: words } = sheetWords.get();
  const counts = new Map<keyof typeof words, number>();
  for (const { state: one } of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts.size
    ? counted(
        what,
        [...counts].map(([one, n]) => words[one](n)),
      )
    : '';
}

function unreadable({ state: one, title }: ShownPreview['briefs'][number]): TemplateResult | typeof nothing {
  if (one !== 'unreadable') return nothing;
  return html`<li>
    <p class="title">${title}</p>
    <span class="state wants">${briefStateWords[state.lang.get()][one]}</span>
  </li>`;
}

function position(item: ImportPosition, index: number): TemplateResult {
  const { lang, title, mine, theirs, state: one } = item;
  const w = sheetWords.get();
  const isConflict = one === 'conflicting';
  return html`<li>
    <p class="title" lang=${lang}>${title}</p>
    <span class="state ${one === 'new' || one === 'same' ? '' : 'wants'}">${stateWords[state.lang.get()][one]}</span>
    ${
      isConflict
        ? html`<div class="both">
            <div><p class="over">${w.mine}</p>${stand(mine)}</div>
            <div><p class="over">${w.theirs}</p>${stand(theirs)}</div>
          </div>`
        : html`<div>${stand(theirs)}</div>`
    }
    ${
      isConflict
        ? segments({
            name: `position-${index}`,
            label: title,
            options: sides,
            words: w.choices.positions,
            chosen: choiceOf('positions', index),
            choose: (choice) => settle('positions', index, choice),
          })
        : nothing
    }
  </li>`;
}

function stand(position: Position | null): TemplateResult {
  if (!position) return html`<p class="remark">${sheetWords.get().noPosition}</p>`;
  return html`<p class="stand"><span class="pill ${position.decision}">${words.get().decisions[position.decision]}</span></p>
    ${position.remark ? html`<p class="remark clamped">${position.remark}</p>` : nothing}`;
}

customElements.define('import-parts', ImportParts);

declare global {
  interface HTMLElementTagNameMap {
    'import-parts': ImportParts;
  }
}
