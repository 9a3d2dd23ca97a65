import { html, nothing, type TemplateResult } from 'lit';
import type { PrintDocument, RunningHeads } from '../../core/printing/print-document.ts';
import { isPack, titleOf } from '../../core/printing/print-title.ts';
import { dateOf, dayOf, dayOfInstant } from '../dates.ts';
import { body } from './body.ts';
import { cover } from './cover.ts';
import { isMarginal, notes, orphans } from './notes.ts';
import { proposals } from './proposals.ts';
import { commitments, followUps, masthead, participants, sources, summary } from './sections.ts';
import { across, type Setting, type Settings, settingsOf } from './setting.ts';
import { printWords } from './words.ts';

/** The whole printed document. */
export function page(printed: PrintDocument): TemplateResult {
  const parts = printed.parts.map((part, index) =>
    partOf(printed, settingsOf(printed, part, index + 1), index + 1),
  );
  return html`<main>${isPack(printed) ? cover(printed) : nothing}${parts}</main>`;
}

function partOf(printed: PrintDocument, settings: Settings, number: number): TemplateResult {
  const [{ brief, lang, paper, options }] = settings;
  return html`
    <article class="${settings.length === 2 ? 'two' : ''}" lang="${lang}" data-pages="${isPack(printed) ? number : number - 1}">
      ${masthead(html`${paper.brief} · <span lang="${brief.lang}">${brief.kind}</span>`, html`${dateOf(brief.date, lang)} · <span lang="${brief.lang}">${brief.place}</span>`)}
      ${isPack(printed) ? nothing : editions(printed)}
      ${across(settings, (setting) => title(setting, setting === settings[0] ? number : null))}
      ${options.summary ? across(settings, summary) : nothing}
      ${across(settings, participants)}
      ${body(settings)}
      ${options.proposals ? proposals(settings) : nothing}
      ${across(settings, commitments)}
      ${across(settings, followUps)}
      ${settings.map(annotations)}
      ${options.sources ? sources(settings) : nothing}
    </article>
  `;
}

function title({ brief }: Setting, part: number | null): TemplateResult {
  const id = part === null ? nothing : `part-${part}`;
  return html`
    <h1 id="${id}" lang="${brief.lang}">${brief.title}</h1>
    <p class="standfirst" lang="${brief.lang}">${brief.standfirst}</p>
  `;
}

/** Where each edition begins, in a document of one brief in several languages. */
function editions({ parts }: PrintDocument): TemplateResult | typeof nothing {
  if (parts.length === 1) return nothing;
  const links = parts.map(
    ({ editions: [{ brief }] }, index) =>
      html`${index ? ' · ' : nothing}<a href="#part-${index + 1}" lang="${brief.lang}">${nameOf(brief.lang)}</a>`,
  );
  return html`<p class="editions">${links}</p>`;
}

/** A language's name for itself. */
function nameOf(lang: string): string {
  const name = new Intl.DisplayNames(lang, { type: 'language' }).of(lang) ?? lang;
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
}

function annotations(setting: Setting): TemplateResult | typeof nothing {
  const { words, paper, lang, at, orphans: lost } = setting;
  const count = setting.notes.filter((note) => !isMarginal(setting, note)).length + lost.length;
  if (count === 0) return nothing;
  const printedOn = paper.printedOn(dayOfInstant(at, lang));
  return html`
    <section class="annotations" lang="${lang}">
      <div class="masthead"><h2>${words.tabs.annotations}</h2> <span>${paper.notes(count)} · ${printedOn}</span></div>
      ${notes(setting)}
      ${orphans(setting)}
    </section>
  `;
}

/** The words in the margins of the pages, part by part. */
export function headsOf(printed: PrintDocument): Omit<RunningHeads, 'letters' | 'headings'> {
  const { copy, circulation } = printed.options;
  const restricted = copy === 'delegation' && circulation.trim();
  const parts = printed.parts.map(({ editions: [{ brief, lang }] }, index) => ({
    begins: `part-${index + 1}`,
    title: brief.title,
    day: `${dateOf(brief.date, lang)} · ${brief.place}`,
    foot: restricted || printWords[lang].revised(dayOf(brief.revised, lang)),
  }));
  const program = printWords[printed.lang].program;
  const front = { begins: '', title: titleOf(printed), day: '', foot: restricted || program };
  return { parts: isPack(printed) ? [front, ...parts] : parts };
}
