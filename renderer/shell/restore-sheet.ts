import { css, html, nothing, type TemplateResult } from 'lit';
import { noteOf, quoteOf } from '../../core/annotation.ts';
import type { EarlierState } from '../../core/api.ts';
import type { Change } from '../../core/history.ts';
import { bringBack, earlierStates, previewEarlier } from '../actions/earlier.ts';
import { momentOf } from '../dates.ts';
import { state, words } from '../state.ts';
import { Modal } from './modal.ts';
import { sheet } from './sheet.ts';

/** So many differences are shown; of the others, how many there are. */
const shown = 40;

/** The earlier states of what is written on the open brief, and what bringing one back would change. */
export class RestoreSheet extends Modal {
  static override properties = {
    states: { state: true },
    chosen: { state: true },
    changes: { state: true },
  };

  protected override readonly name = 'restore';
  declare private states: readonly EarlierState[] | null;
  declare private chosen: EarlierState | null;
  declare private changes: readonly Change[] | null;

  static override styles = [
    ...Modal.styles,
    sheet,
    css`
      .states button {
        display: flex;
        gap: 12px;
        width: 100%;
        border-color: transparent;
        background: none;
        text-align: start;
      }

      .states button[aria-pressed='true'] {
        border-color: var(--rule);
        background: var(--accent-soft);
      }

      .when {
        flex: 1;
      }
    `,
  ];

  constructor() {
    super();
    this.forget();
  }

  protected override label(): string {
    return words.get().earlier.title;
  }

  protected override opened(): void {
    this.forget();
    void earlierStates().then((states) => {
      this.states = states;
    });
  }

  private forget(): void {
    this.states = null;
    this.chosen = null;
    this.changes = null;
  }

  protected override content(): TemplateResult {
    const w = words.get();
    return html`
      <header>
        <h2>${w.earlier.title}</h2>
        <button class="quiet" autofocus @click=${this.close}>${w.close}</button>
      </header>
      <div class="body" tabindex="0">
        ${this.states && !this.states.length ? html`<p>${w.earlier.none}</p>` : nothing}
        <ul class="states">
          ${this.states?.map((one) => html`<li>${this.state(one)}</li>`)}
        </ul>
      </div>
      ${this.changes ? this.preview(this.changes) : nothing}
    `;
  }

  private state(one: EarlierState): TemplateResult {
    const w = words.get();
    const count = one.of === 'annotations' ? w.annotationCount(one.count) : w.earlier.positions(one.count);
    return html`<button aria-pressed=${one === this.chosen} @click=${() => this.choose(one)}>
      <span class="when">${momentOf(one.at, new Date(), state.lang.get(), w)}</span>
      <span>${count}${one.by === 'other' ? html` · ${w.earlier.byOther}` : nothing}</span>
    </button>`;
  }

  private async choose(one: EarlierState): Promise<void> {
    this.chosen = one;
    const changes = await previewEarlier(one);
    if (this.chosen === one) this.changes = changes;
  }

  private preview(changes: readonly Change[]): TemplateResult {
    const w = words.get();
    if (!changes.length) return html`<footer><p role="status">${w.earlier.same}</p></footer>`;
    const more = changes.length - shown;
    return html`
      <div class="body differences" tabindex="0" role="region" aria-label=${w.earlier.differences}>
        <ul>
          ${changes.slice(0, shown).map((change) => html`<li>${this.difference(change)}</li>`)}
          ${more > 0 ? html`<li>${w.earlier.more(more)}</li>` : nothing}
        </ul>
      </div>
      <footer>
        <p role="status">${this.tally(changes)}</p>
        <button class="primary" @click=${() => this.bringBack(changes)}>${w.earlier.bringBack}</button>
      </footer>
    `;
  }

  private difference(change: Change): TemplateResult {
    const w = words.get();
    const kind = w.earlier[kindOf(change)];
    if (change.of === 'position') {
      const title = state.brief.get()?.proposals.find(({ id }) => id === change.id)?.title ?? change.id;
      const decision = w.decisions[(change.after ?? change.before)?.decision ?? 'to-study'];
      return html`<strong>${kind}</strong> ${title} · ${decision}`;
    }
    const annotation = change.after ?? change.before;
    const note = annotation && noteOf(annotation);
    return html`<strong>${kind}</strong> <q>${annotation && quoteOf(annotation)}</q>${note ? html` · ${note}` : nothing}`;
  }

  private tally(changes: readonly Change[]): string {
    const w = words.get().earlier;
    const count = (kind: Kind) => changes.filter((change) => kindOf(change) === kind).length;
    return w.tally(count('back'), count('changed'), count('removed'));
  }

  private bringBack(changes: readonly Change[]): void {
    bringBack(changes);
    this.close();
  }
}

type Kind = 'back' | 'changed' | 'removed';

function kindOf({ before, after }: Change): Kind {
  return before === null ? 'back' : after === null ? 'removed' : 'changed';
}

customElements.define('restore-sheet', RestoreSheet);

declare global {
  interface HTMLElementTagNameMap {
    'restore-sheet': RestoreSheet;
  }
}
