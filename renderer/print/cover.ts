import { html, nothing, type TemplateResult } from 'lit';
import type { PrintDocument, PrintPart } from '../../core/printing/print-document.ts';
import { titleOf } from '../../core/printing/print-title.ts';
import { dateOf, dayOfInstant } from '../dates.ts';
import { masthead } from './sections.ts';
import { printWords } from './words.ts';

/** What begins a document of several briefs: a cover, and the contents, whose page numbers are drawn once there are pages. */
export function cover(printed: PrintDocument): TemplateResult {
  const { parts, lang, at } = printed;
  const paper = printWords[lang];
  return html`
    <section class="cover" lang="${lang}" data-pages="0">
      ${masthead(paper.pack, paper.printedOn(dayOfInstant(at, lang)))}
      <h1>${titleOf(printed)}</h1>
      <ul>${parts.map((part) => html`<li><p>${titles(part)}<span class="when">${when(part)}</span></p></li>`)}</ul>
    </section>
    <section class="contents" lang="${lang}" data-pages="0">
      <h2>${paper.contents}</h2>
      <ol>${parts.map((part, index) => entry(part, index + 1, printed.begins?.[index]))}</ol>
    </section>
  `;
}

function entry(part: PrintPart, number: number, page: number | undefined): TemplateResult {
  const [{ brief }] = part.editions;
  return html`
    <li>
      <p class="entry"><a href="#part-${number}" lang="${brief.lang}">${brief.title}</a><span class="leader"></span>${page ? html`<span class="page">${page}</span>` : nothing}</p>
      <p class="about">${when(part)}</p>
    </li>
  `;
}

function titles({ editions }: PrintPart): unknown {
  return editions.map(({ brief }) => html`<strong lang="${brief.lang}">${brief.title}</strong>`);
}

function when({ editions: [{ brief, lang }] }: PrintPart): unknown {
  return html`<span lang="${brief.lang}">${brief.kind}</span> · ${dateOf(brief.date, lang)} · <span lang="${brief.lang}">${brief.place}</span>`;
}
