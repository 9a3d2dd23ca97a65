import { SignalWatcher } from '@lit-labs/signals';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { type Annotation, quoteOf } from '../../core/annotation.ts';
import { editionOfUrn, type Proposal } from '../../core/brief.ts';
import { type Decision, decisions, isDecided, type Position } from '../../core/position.ts';
import { goToPassage, passageOfProposal } from '../actions/places.ts';
import { decide, setRemark, unlink } from '../actions/positions.ts';
import { endWriting } from '../actions/writing.ts';
import type { ChoiceMenu, ChooseEvent } from './choice-menu.ts';
import './choice-menu.ts';
import { dayOfInstant } from '../dates.ts';
import { brieflike, controls } from '../look/controls.ts';
import type { DraftEvent } from './draft-field.ts';
import './draft-field.ts';
import { inline } from '../inline.ts';
import './lineage-list.ts';
import { quoted } from '../quoted.ts';
import { state, words } from '../state.ts';
import { partyName } from './parties.ts';
import { proposalStyles } from './proposal-styles.ts';
import { citationMarks, follow, showAnnotation } from './references.ts';

const untouched: Position = { decision: 'to-study', remark: '', passages: [], date: '' };

/**
 * One proposal: its check box, the position on it and, unless `compact`, the gist, the remark, the linked passages and
 * what it takes up. Ticking asks which position; the tick stays only once one is chosen.
 */
export class ProposalItem extends SignalWatcher(LitElement) {
  static override styles = [controls, brieflike, proposalStyles];

  static override properties = {
    proposal: { attribute: false },
    cite: { attribute: false },
    compact: { type: Boolean, reflect: true },
    choosing: { state: true },
  };

  declare proposal: Proposal;
  /** The number of a source. */
  declare cite: (source: string) => number;
  declare compact: boolean;
  declare private choosing: boolean;

  constructor() {
    super();
    this.compact = false;
    this.choosing = false;
  }

  /** Gives the keyboard to the check box. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#box')?.focus(options);
  }

  private get position(): Position {
    return state.positions.get()[this.proposal.id] ?? untouched;
  }

  private readonly onTick = async (event: Event): Promise<void> => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (isDecided(this.position)) decide(this.proposal.id, 'to-study');
    else if (event.target.checked) {
      this.choosing = true;
      await this.renderRoot.querySelector<ChoiceMenu>('choice-menu')?.show(event.target);
    }
    this.requestUpdate();
  };

  private readonly onChoose = ({ id }: ChooseEvent): void => {
    const chosen = decisions.find((decision) => decision === id);
    if (chosen) decide(this.proposal.id, chosen);
  };

  private readonly onToggle = (event: ToggleEvent): void => {
    this.choosing = event.newState === 'open';
  };

  private readonly onRemark = ({ text }: DraftEvent): void => {
    setRemark(this.proposal.id, text);
  };

  private readonly onRemarkKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    this.focus();
  };

  override render(): TemplateResult {
    const { proposal, position } = this;
    const w = words.get();
    const lang = state.brief.get()?.lang ?? nothing;
    const choices = decisions
      .filter((decision) => decision !== 'to-study')
      .map((decision) => ({ id: decision, label: w.decisions[decision] }));
    return html`
      <div class="head">
        <input
          id="box"
          type="checkbox"
          aria-describedby="gist"
          .checked=${live(this.choosing || isDecided(position))}
          @change=${this.onTick}
        />
        <label class="title" for="box" lang=${lang}>${proposal.title}</label>
        ${this.compact ? this.pill(position) : nothing}
      </div>
      <choice-menu
        .label=${w.choosePosition(proposal.title)}
        .choices=${choices}
        @choose=${this.onChoose}
        @toggle=${this.onToggle}
      ></choice-menu>
      <div class="rest">${this.compact ? this.line(position) : this.full(position)}</div>
    `;
  }

  private pill({ decision: now }: Position): TemplateResult {
    const w = words.get();
    return html`<select
      class="pill ${now}"
      aria-label=${w.position}
      aria-describedby="gist"
      @change=${this.onSelect}
    >
      ${decisions.map(
        (decision) =>
          html`<option value=${decision} .selected=${decision === now}>${w.decisions[decision]}</option>`,
      )}
    </select>`;
  }

  private readonly onSelect = (event: Event): void => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    const chosen = decisions.find((decision) => decision === value);
    if (chosen) decide(this.proposal.id, chosen);
  };

  /** What is most worth knowing in two lines: the reader's own remark, else what is proposed. */
  private line({ remark, passages }: Position): TemplateResult {
    const w = words.get();
    const gist = remark
      ? html`${quoted(remark, state.lang.get())}`
      : html`<span lang=${state.brief.get()?.lang ?? nothing}>${this.proposal.gist.text}</span>`;
    return html`
      <p id="gist" class="line">${gist}</p>
      ${passages.length ? html`<p class="line">${w.linkedPassages(passages.length)}</p>` : nothing}
    `;
  }

  private full(position: Position): TemplateResult {
    const { proposal } = this;
    const w = words.get();
    const passage = passageOfProposal(proposal.id);
    return html`
      <div id="gist" class="gist" @click=${follow}>
        <span lang=${state.brief.get()?.lang ?? nothing}
          >${inline(proposal.gist, { cite: this.cite, paper: true })}</span
        >${citationMarks(proposal.sources, this.cite)}
        ${
          proposal.by
            ? html`<span class="by">${w.by(partyName(proposal.by, state.lang.get()))}</span>`
            : nothing
        }
      </div>
      ${this.segments(position)}
      <draft-field
        .label=${w.remark}
        .placeholder=${w.addRemark}
        .value=${position.remark}
        @draft=${this.onRemark}
        @focusout=${endWriting}
        @keydown=${this.onRemarkKey}
      ></draft-field>
      ${this.passages(position)}
      <p class="facts">
        ${
          passage
            ? html`<button class="text" aria-describedby="gist" @click=${() => goToPassage(passage)}>
                ${w.passagesInText}
              </button>`
            : nothing
        }
        ${isDecided(position) ? html`<span>${w.positionOf(dayOfInstant(position.date, state.lang.get()))}</span>` : nothing}
      </p>
      ${proposal.takesUp.length ? html`<lineage-list .entries=${proposal.takesUp}></lineage-list>` : nothing}
    `;
  }

  private segments({ decision: now }: Position): TemplateResult {
    const w = words.get();
    const segment = (decision: Decision): TemplateResult => html`
      <label class=${decision}>
        <input
          type="radio"
          name="position"
          .checked=${live(decision === now)}
          @change=${() => decide(this.proposal.id, decision)}
        />${w.decisions[decision]}
      </label>
    `;
    return html`<div class="segments" role="radiogroup" aria-label=${w.position}>${decisions.map(segment)}</div>`;
  }

  private passages({ passages }: Position): TemplateResult | typeof nothing {
    const linked = new Set(passages);
    const annotations = state.annotations.get().filter(({ id }) => linked.has(id));
    if (!annotations.length) return nothing;
    return html`
      <ul class="passages" aria-label=${words.get().linkedPassages(annotations.length)}>
        ${repeat(
          annotations,
          ({ id }) => id,
          (annotation) => this.passage(annotation),
        )}
      </ul>
    `;
  }

  private passage(annotation: Annotation): TemplateResult {
    const w = words.get();
    const quote = quoteOf(annotation);
    const lang = editionOfUrn(annotation.target.source)?.lang ?? '';
    return html`
      <li class=${annotation.target.styleClass}>
        <button class="passage" aria-label=${w.goToPassage(quote)} @click=${() => showAnnotation(annotation)}>
          <q lang=${lang}>${quoted(quote, lang)}</q>
        </button>
        <button
          class="quiet small"
          aria-label=${`${w.unlink} ${quoted(quote, state.lang.get())}`}
          @click=${() => unlink(this.proposal.id, annotation.id)}
        >
          ${w.unlink}
        </button>
      </li>
    `;
  }
}

customElements.define('proposal-item', ProposalItem);

declare global {
  interface HTMLElementTagNameMap {
    'proposal-item': ProposalItem;
  }
}
