import { html, nothing, type TemplateResult } from 'lit';
import type { Brief, Commitment, FollowUp, Inline, Participant, Source } from '../../core/brief.ts';
import { sourceNumbers } from '../../core/citations.ts';
import type { PrintDocument, RunningHeads } from '../../core/printing/print-document.ts';
import { blocks } from '../blocks.ts';
import { dateOf, dayOf, dayOfInstant } from '../dates.ts';
import { inline, type Mark } from '../inline.ts';
import { partyName, partyNames } from '../panes/parties.ts';
import { en } from '../words/en.ts';
import { fr, type Words } from '../words/fr.ts';
import { isMarginal, marginNote, notes, orphans } from './notes.ts';
import { proposals } from './proposals.ts';
import { type PrintWords, printWords } from './words.ts';

/** What every part of the page needs. */
export interface Setting {
  readonly printed: PrintDocument;
  readonly words: Words;
  readonly paper: PrintWords;
  /** The number of a source, as cited. */
  readonly cite: (source: string) => number;
  /** Text outside the body, which carries no marks. */
  readonly text: (inline: Inline) => TemplateResult;
  /** A country or an organisation, under its name in the language of the labels. */
  readonly party: (code: string) => string;
}

/** The whole printed document. */
export function page(printed: PrintDocument): TemplateResult {
  const setting = settingOf(printed);
  const { brief } = printed;
  const { words, paper, text } = setting;
  const marks = printed.notes.map(
    (note, index): Mark => ({
      id: String(index + 1),
      start: note.start,
      end: note.end,
      colour: note.annotation.target.styleClass,
      number: index + 1,
      // A mark without a word has nothing to say in the margin.
      beside:
        isMarginal(printed, note) && note.annotation.body.length ? marginNote(note, index + 1) : undefined,
    }),
  );
  return html`
    <main lang="${printed.lang}">
      ${masthead(html`${paper.brief} · <span lang="${brief.lang}">${brief.kind}</span>`, html`${dateOf(brief.date, printed.lang)} · ${brief.place}`)}
      <h1 lang="${brief.lang}">${brief.title}</h1>
      <p class="standfirst" lang="${brief.lang}">${brief.standfirst}</p>
      <section class="summary">
        <h2>${words.inBrief}</h2>
        <ul lang="${brief.lang}">${brief.summary.map((point) => html`<li><p>${text(point)}</p></li>`)}</ul>
      </section>
      ${participants(brief.participants, setting)}
      <div class="body ${printed.options.annotations}" lang="${brief.lang}">${blocks(brief, { marks, cite: setting.cite, paper: true })}</div>
      ${proposals(setting)}
      ${commitments(brief.commitments, setting)}
      ${followUps(brief.followUps, setting)}
      ${annotations(setting)}
      ${sources(brief, setting)}
    </main>
  `;
}

/** The words in the margins of every page. */
export function headsOf({ brief, lang }: PrintDocument): Omit<RunningHeads, 'letters'> {
  return {
    title: brief.title,
    day: `${dateOf(brief.date, lang)} · ${brief.place}`,
    foot: printWords[lang].revised(dayOf(brief.revised, lang)),
  };
}

function settingOf(printed: PrintDocument): Setting {
  const { brief, lang } = printed;
  const numbers = sourceNumbers(brief);
  const cite = (source: string) => numbers.get(source) ?? 0;
  return {
    printed,
    cite,
    words: lang === 'fr' ? fr : en,
    paper: printWords[lang],
    text: (words) => inline(words, { cite, paper: true }),
    party: (code) => partyName(code, lang),
  };
}

function masthead(left: unknown, right: unknown): TemplateResult {
  return html`<p class="masthead"><span>${left}</span> <span>${right}</span></p>`;
}

function participants(list: readonly Participant[], { words, party, printed }: Setting): unknown {
  if (list.length === 0) return nothing;
  const names = list.map(({ name, role, country }) => {
    const about = [role, country && party(country)].filter(Boolean).join(', ');
    return html`<li><strong>${name}</strong>${about ? html`, ${about}` : nothing}</li>`;
  });
  return html`
    <section class="participants">
      <h2>${words.participants}</h2>
      <ul lang="${printed.brief.lang}">${names}</ul>
    </section>
  `;
}

function commitments(list: readonly Commitment[], { words, paper, text, printed }: Setting): unknown {
  if (list.length === 0) return nothing;
  const items = list.map(
    ({ by, text: promise }) =>
      html`<li><p><strong>${paper.party(partyNames(by, printed.lang))}</strong>${text(promise)}</p></li>`,
  );
  return html`<section><h2>${words.commitments}</h2><ul lang="${printed.brief.lang}">${items}</ul></section>`;
}

function followUps(list: readonly FollowUp[], { words, paper, text, printed }: Setting): unknown {
  if (list.length === 0) return nothing;
  const items = list.map(
    ({ date, text: event }) =>
      html`<li><p><strong>${paper.party(dayOf(date, printed.lang))}</strong>${text(event)}</p></li>`,
  );
  return html`<section><h2>${words.followUps}</h2><ul lang="${printed.brief.lang}">${items}</ul></section>`;
}

function annotations(setting: Setting): unknown {
  const { words, paper, printed } = setting;
  const count = printed.notes.filter((note) => !isMarginal(printed, note)).length + printed.orphans.length;
  if (count === 0) return nothing;
  const printedOn = paper.printedOn(dayOfInstant(printed.at, printed.lang));
  return html`
    <section class="annotations">
      <div class="masthead"><h2>${words.tabs.annotations}</h2> <span>${paper.notes(count)} · ${printedOn}</span></div>
      ${notes(setting)}
      ${orphans(setting)}
    </section>
  `;
}

function sources(brief: Brief, { words, paper, cite, printed }: Setting): unknown {
  if (brief.sources.length === 0) return nothing;
  const list = [...brief.sources].sort((a, b) => cite(a.id) - cite(b.id));
  const items = list.map(
    (source) =>
      html`<li id="source-${source.id}"><span class="item-number">${cite(source.id)}.</span><p>${reference(source, paper, printed.lang)}</p></li>`,
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
