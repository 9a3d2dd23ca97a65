import { html, nothing, type TemplateResult } from 'lit';
import type { Source } from '../../core/brief.ts';
import { dayOf } from '../dates.ts';
import { partyNames } from '../panes/parties.ts';
import type { Setting, Settings } from './setting.ts';
import type { PrintWords } from './words.ts';

export function masthead(left: unknown, right: unknown): TemplateResult {
  return html`<p class="masthead"><span>${left}</span> <span>${right}</span></p>`;
}

export function summary({ brief, words, text }: Setting): TemplateResult {
  return html`
    <section class="summary">
      <h2>${words.inBrief}</h2>
      <ul lang="${brief.lang}">${brief.summary.map((point) => html`<li><p>${text(point)}</p></li>`)}</ul>
    </section>
  `;
}

export function participants({ brief, words, party }: Setting): TemplateResult | null {
  if (brief.participants.length === 0) return null;
  const names = brief.participants.map(({ name, role, country }) => {
    const about = [role, country && party(country)].filter(Boolean).join(', ');
    return html`<li><strong>${name}</strong>${about ? html`, ${about}` : nothing}</li>`;
  });
  return html`
    <section class="participants">
      <h2>${words.participants}</h2>
      <ul lang="${brief.lang}">${names}</ul>
    </section>
  `;
}

export function commitments({ brief, words, paper, text, lang }: Setting): TemplateResult | null {
  if (brief.commitments.length === 0) return null;
  const items = brief.commitments.map(
    ({ by, text: promise }) =>
      html`<li><p><strong>${paper.party(partyNames(by, lang))}</strong>${text(promise)}</p></li>`,
  );
  return html`<section><h2>${words.commitments}</h2><ul lang="${brief.lang}">${items}</ul></section>`;
}

export function followUps({ brief, words, paper, text, lang }: Setting): TemplateResult | null {
  if (brief.followUps.length === 0) return null;
  const items = brief.followUps.map(
    ({ date, text: event }) =>
      html`<li><p><strong>${paper.party(dayOf(date, lang))}</strong>${text(event)}</p></li>`,
  );
  return html`<section><h2>${words.followUps}</h2><ul lang="${brief.lang}">${items}</ul></section>`;
}

/** One list for all editions of a part: they cite the same sources. */
export function sources(settings: Settings): TemplateResult | null {
  const [{ words, paper, cite, lang, within }] = settings;
  const all = new Map<string, Source>();
  for (const { brief } of settings)
    for (const source of brief.sources) if (!all.has(source.id)) all.set(source.id, source);
  if (all.size === 0) return null;
  const list = [...all.values()].sort((a, b) => cite(a.id) - cite(b.id));
  const items = list.map(
    (source) =>
      html`<li id="source-${within}${source.id}"><span class="item-number">${cite(source.id)}.</span><p>${reference(source, paper, lang)}</p></li>`,
  );
  return html`<section class="sources"><h2>${words.sources}</h2><ol>${items}</ol></section>`;
}

function reference(
  { publisher, title, lang, date, url }: Source,
  paper: PrintWords,
  labels: string,
): unknown {
  return html`${publisher}${title ? html`, <cite lang="${lang ?? nothing}">${paper.quoted(title)}</cite>` : nothing}${date ? `, ${dayOf(date, labels)}` : nothing}.${url ? html` <a class="external" href="${url}">${url}</a>` : nothing}`;
}
