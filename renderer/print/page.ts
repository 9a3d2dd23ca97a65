import { html, nothing, type TemplateResult } from 'lit';
import type { Inline, Source } from '../../core/brief.ts';
import { sourceNumbers } from '../../core/citations.ts';
import type { Positions } from '../../core/position.ts';
import type {
  PrintDocument,
  PrintedEdition,
  PrintPart,
  RunningHeads,
} from '../../core/printing/print-document.ts';
import type { PrintOptions } from '../../core/printing/print-schema.ts';
import { blocks } from '../blocks.ts';
import { dateOf, dayOf, dayOfInstant } from '../dates.ts';
import { inline, type Mark } from '../inline.ts';
import { partyName, partyNames } from '../panes/parties.ts';
import { en } from '../words/en.ts';
import { fr, type Words } from '../words/fr.ts';
import { isMarginal, marginNote, notes, orphans } from './notes.ts';
import { proposals } from './proposals.ts';
import { type PrintWords, printWords } from './words.ts';

/** What every section of one edition needs. */
export interface Setting extends PrintedEdition {
  readonly options: PrintOptions;
  readonly positions: Positions;
  /** When it is printed, ISO 8601 in UTC. */
  readonly at: string;
  /** What the ids of the part's own sources and proposals begin with. */
  readonly within: string;
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
  return html`${printed.parts.map((part, index) => partOf(printed, part, index + 1))}`;
}

function partOf(printed: PrintDocument, part: PrintPart, number: number): TemplateResult {
  const [edition] = part.editions;
  const setting = settingOf(printed, part, edition, number);
  const { brief, paper, lang } = setting;
  return html`
    <main lang="${lang}">
      ${masthead(html`${paper.brief} · <span lang="${brief.lang}">${brief.kind}</span>`, html`${dateOf(brief.date, lang)} · ${brief.place}`)}
      <h1 lang="${brief.lang}">${brief.title}</h1>
      <p class="standfirst" lang="${brief.lang}">${brief.standfirst}</p>
      ${setting.options.summary ? summary(setting) : nothing}
      ${participants(setting)}
      <div class="body ${setting.options.annotations}" lang="${brief.lang}">${blocks(brief, { marks: marksOf(setting), cite: setting.cite, paper: true, within: setting.within })}</div>
      ${setting.options.proposals ? proposals(setting) : nothing}
      ${commitments(setting)}
      ${followUps(setting)}
      ${annotations(setting)}
      ${setting.options.sources ? sources(setting) : nothing}
    </main>
  `;
}

/** The words in the margins of every page. */
export function headsOf({ parts: [{ editions }] }: PrintDocument): Omit<RunningHeads, 'letters'> {
  const [{ brief, lang }] = editions;
  return {
    title: brief.title,
    day: `${dateOf(brief.date, lang)} · ${brief.place}`,
    foot: printWords[lang].revised(dayOf(brief.revised, lang)),
  };
}

function settingOf(
  { options, at }: PrintDocument,
  { positions }: PrintPart,
  edition: PrintedEdition,
  number: number,
): Setting {
  const { brief, lang } = edition;
  const numbers = sourceNumbers(brief);
  const cite = (source: string) => numbers.get(source) ?? 0;
  const within = `${number}-`;
  return {
    ...edition,
    options,
    positions,
    at,
    within,
    cite,
    words: lang === 'fr' ? fr : en,
    paper: printWords[lang],
    text: (words) => inline(words, { ...(options.sources && { cite }), paper: true, within }),
    party: (code) => partyName(code, lang),
  };
}

function marksOf(setting: Setting): Mark[] {
  return setting.notes.map((note, index) => {
    const number = setting.firstNote + index;
    return {
      id: String(number),
      start: note.start,
      end: note.end,
      colour: note.annotation.target.styleClass,
      number,
      // A mark without a word has nothing to say in the margin.
      beside: isMarginal(setting, note) && note.annotation.body.length ? marginNote(note, number) : undefined,
    };
  });
}

function summary({ brief, words, text }: Setting): TemplateResult {
  return html`
    <section class="summary">
      <h2>${words.inBrief}</h2>
      <ul lang="${brief.lang}">${brief.summary.map((point) => html`<li><p>${text(point)}</p></li>`)}</ul>
    </section>
  `;
}

function masthead(left: unknown, right: unknown): TemplateResult {
  return html`<p class="masthead"><span>${left}</span> <span>${right}</span></p>`;
}

function participants({ brief, words, party }: Setting): unknown {
  if (brief.participants.length === 0) return nothing;
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

function commitments({ brief, words, paper, text, lang }: Setting): unknown {
  if (brief.commitments.length === 0) return nothing;
  const items = brief.commitments.map(
    ({ by, text: promise }) =>
      html`<li><p><strong>${paper.party(partyNames(by, lang))}</strong>${text(promise)}</p></li>`,
  );
  return html`<section><h2>${words.commitments}</h2><ul lang="${brief.lang}">${items}</ul></section>`;
}

function followUps({ brief, words, paper, text, lang }: Setting): unknown {
  if (brief.followUps.length === 0) return nothing;
  const items = brief.followUps.map(
    ({ date, text: event }) =>
      html`<li><p><strong>${paper.party(dayOf(date, lang))}</strong>${text(event)}</p></li>`,
  );
  return html`<section><h2>${words.followUps}</h2><ul lang="${brief.lang}">${items}</ul></section>`;
}

function annotations(setting: Setting): unknown {
  const { words, paper, lang, at, orphans: lost } = setting;
  const count = setting.notes.filter((note) => !isMarginal(setting, note)).length + lost.length;
  if (count === 0) return nothing;
  const printedOn = paper.printedOn(dayOfInstant(at, lang));
  return html`
    <section class="annotations">
      <div class="masthead"><h2>${words.tabs.annotations}</h2> <span>${paper.notes(count)} · ${printedOn}</span></div>
      ${notes(setting)}
      ${orphans(setting)}
    </section>
  `;
}

function sources({ brief, words, paper, cite, lang, within }: Setting): unknown {
  if (brief.sources.length === 0) return nothing;
  const list = [...brief.sources].sort((a, b) => cite(a.id) - cite(b.id));
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
