import { SignalWatcher } from '@lit-labs/signals';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Brief, FollowUp, Participant, Source } from '../../core/brief.ts';
import { sourceNumbers } from '../../core/citations.ts';
import { open } from '../actions/briefs.ts';
import { editionFor } from '../actions/library.ts';
import { dateOf, dayOf } from '../dates.ts';
import { inline } from '../inline.ts';
import { brieflike, controls } from '../look/controls.ts';
import { partyName, partyNames } from './parties.ts';
import './proposal-checklist.ts';
import { state, words } from '../state.ts';
import { citationMarks, follow } from './references.ts';
import { summaryStyles } from './summary-styles.ts';

type Cite = (source: string) => number;

/** The open brief in short: when, where, who, what; the proposals; what was promised and what followed; the sources. */
export class SummaryPane extends SignalWatcher(LitElement) {
  static override styles = [controls, brieflike, summaryStyles];

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const wanted = state.settings.get().sidePane === 'summary' ? state.source.get() : null;
    const source =
      wanted === null ? null : this.renderRoot.querySelector<HTMLElement>(`[id="source-${wanted}"]`);
    if (!source) return;
    for (const lit of this.renderRoot.querySelectorAll('.lit')) lit.classList.remove('lit');
    source.classList.add('lit');
    // The proposals above have their height once they have rendered.
    this.updateComplete.then(() =>
      requestAnimationFrame(() => {
        source.scrollIntoView({ block: 'center' });
        source.focus({ preventScroll: true });
        state.source.set(null);
      }),
    );
  }

  override render(): TemplateResult {
    const brief = state.brief.get();
    if (!brief) return html`<p class="none">${words.get().nothingOpen}</p>`;
    const numbers = sourceNumbers(brief);
    const cite: Cite = (source) => numbers.get(source) ?? 0;
    return html`
      <div @click=${follow}>
        ${this.inBrief(brief)}
        <ul class="points" lang=${brief.lang}>
          ${brief.summary.map((point) => html`<li>${inline(point, { cite, paper: true })}</li>`)}
        </ul>
        ${
          brief.proposals.length
            ? html`<section><proposal-checklist compact></proposal-checklist></section>`
            : nothing
        }
        ${this.commitments(brief, cite)} ${this.followUps(brief, cite)} ${this.participants(brief, cite)}
        ${this.sources(brief, cite)}
      </div>
    `;
  }

  private inBrief(brief: Brief): TemplateResult {
    const w = words.get();
    const lang = state.lang.get();
    const countries = brief.participants.map(({ country, name }) => country ?? name);
    const who = [...new Set(countries)].map((party) => partyName(party, lang)).join(', ');
    const next = brief.followUps.find(({ leadsTo }) => leadsTo !== undefined) ?? brief.followUps.at(-1);
    return html`
      <h2 class="over">${w.inBrief}</h2>
      <dl class="brief">
        <dt>${w.when}</dt>
        <dd>${dateOf(brief.date, lang)}</dd>
        <dt>${w.where}</dt>
        <dd lang=${brief.lang}>${brief.place}</dd>
        ${who ? html`<dt>${w.who}</dt><dd>${who}</dd>` : nothing}
        ${next ? html`<dt>${w.next}</dt><dd>${this.next(brief, next)}</dd>` : nothing}
      </dl>
    `;
  }

  private next(brief: Brief, next: FollowUp): unknown {
    return (
      this.later(next) ??
      html`<span lang=${brief.lang}>${next.text.text}</span> (${dayOf(next.date, state.lang.get())})`
    );
  }

  /** The way to the later brief a follow-up leads to, where it is in the library. */
  private later({ leadsTo }: FollowUp): TemplateResult | null {
    const brief = state.library.get().briefs.find(({ id }) => id === leadsTo);
    const lang = editionFor(brief?.editions.map((edition) => edition.lang) ?? []);
    const edition = brief?.editions.find((one) => one.lang === lang);
    if (!brief || !edition) return null;
    return html`<button class="text" @click=${() => open({ id: brief.id, lang })}>
      <span lang=${lang}>${edition.title}</span>, ${dateOf(edition.date, state.lang.get())}&nbsp;→
    </button>`;
  }

  private commitments(brief: Brief, cite: Cite): TemplateResult | typeof nothing {
    if (!brief.commitments.length) return nothing;
    // Neighbours by the same parties stand under one name.
    const groups: { by: string; items: Brief['commitments'][number][] }[] = [];
    for (const commitment of brief.commitments) {
      const by = partyNames(commitment.by, state.lang.get());
      const last = groups.at(-1);
      if (last?.by === by) last.items.push(commitment);
      else groups.push({ by, items: [commitment] });
    }
    return html`
      <section>
        <h2 class="over">${words.get().commitments}</h2>
        ${groups.map(
          ({ by, items }) => html`
            <h3>${by}</h3>
            <ul class="points small" lang=${brief.lang}>
              ${items.map(
                ({ text, sources }) =>
                  html`<li>${inline(text, { cite, paper: true })}${citationMarks(sources, cite)}</li>`,
              )}
            </ul>
          `,
        )}
      </section>
    `;
  }

  private followUps(brief: Brief, cite: Cite): TemplateResult | typeof nothing {
    if (!brief.followUps.length) return nothing;
    return html`
      <section>
        <h2 class="over">${words.get().followUps}</h2>
        <dl class="dated">
          ${brief.followUps.map(
            (followUp) => html`
              <dt>${dayOf(followUp.date, state.lang.get())}</dt>
              <dd>
                <span lang=${brief.lang}>${inline(followUp.text, { cite, paper: true })}</span>${citationMarks(
                  followUp.sources,
                  cite,
                )}
                ${this.later(followUp)}
              </dd>
            `,
          )}
        </dl>
      </section>
    `;
  }

  private participants(brief: Brief, cite: Cite): TemplateResult | typeof nothing {
    if (!brief.participants.length) return nothing;
    const one = ({ name, role, country, sources }: Participant): TemplateResult => html`
      <li>
        <strong lang=${brief.lang}>${name}</strong>${citationMarks(sources, cite)}
        <span class="about"
          >${role ? html`<span lang=${brief.lang}>${role}</span>` : nothing}${role && country ? ' · ' : nothing}${
            country ? partyName(country, state.lang.get()) : nothing
          }</span
        >
      </li>
    `;
    return html`
      <section>
        <h2 class="over">${words.get().participants}</h2>
        <ul class="people">${brief.participants.map(one)}</ul>
      </section>
    `;
  }

  private sources(brief: Brief, cite: Cite): TemplateResult | typeof nothing {
    if (!brief.sources.length) return nothing;
    const list = [...brief.sources].sort((a, b) => cite(a.id) - cite(b.id));
    return html`
      <section>
        <h2 class="over">${words.get().sources}</h2>
        <ol class="sources">${list.map((source) => this.source(source, brief, cite))}</ol>
      </section>
    `;
  }

  private source(
    { id, publisher, title, lang, date, url }: Source,
    brief: Brief,
    cite: Cite,
  ): TemplateResult {
    return html`
      <li id="source-${id}" value=${cite(id)} tabindex="-1">
        <span lang=${brief.lang}>${publisher}</span>${
          title ? html`, <cite lang=${lang ?? nothing}>${title}</cite>` : nothing
        }${date ? html`, ${dayOf(date, state.lang.get())}` : nothing}
        ${url ? html`<a class="external" href=${url}>${url}</a>` : nothing}
      </li>
    `;
  }
}

customElements.define('summary-pane', SummaryPane);

declare global {
  interface HTMLElementTagNameMap {
    'summary-pane': SummaryPane;
  }
}
