import { html, nothing, type TemplateResult } from 'lit';
import { type Annotation, noteOf, quoteOf, tagsOf } from '../../core/annotation.ts';
import type { Brief } from '../../core/brief.ts';
import type { PrintedNote } from '../../core/print-document.ts';
import type { Setting } from './page.ts';

/** A passage of more characters is shown by its beginning and its end: the whole stands in the body. */
const longest = 420;

/** The numbered notes with their passages. */
export function notes({ printed, paper }: Setting): TemplateResult | typeof nothing {
  if (printed.notes.length === 0) return nothing;
  return html`<ol class="notes">${printed.notes.map(item)}</ol>`;

  function item(note: PrintedNote, index: number): TemplateResult {
    const { annotation, start, end } = note;
    const number = index + 1;
    const passage = shorten(printed.brief.text.slice(start, end));
    return html`
      <li id="note-${number}">
        <a class="number" href="#mark-${number}" aria-label="${paper.backToPassage(number)}">${number}</a>
        <p><span class="mark ${annotation.target.styleClass}" lang="${printed.brief.lang}">${passage}</span> <span class="place">${paragraphs(printed.brief, note)}</span></p>
        ${content(annotation)}
      </li>
    `;
  }
}

/** The annotations whose passage is gone: listed with the words they were made on. */
export function orphans({ printed, paper }: Setting): TemplateResult | typeof nothing {
  if (printed.orphans.length === 0) return nothing;
  const items = printed.orphans.map(
    (annotation) => html`
      <li>
        <p><span class="mark ${annotation.target.styleClass}" lang="${printed.brief.lang}">${shorten(quoteOf(annotation))}</span></p>
        ${content(annotation)}
      </li>
    `,
  );
  return html`
    <h3>${paper.orphans}</h3>
    <p class="reason">${paper.orphansReason}</p>
    <ul class="notes">${items}</ul>
  `;
}

function content(annotation: Annotation): TemplateResult | typeof nothing {
  const note = noteOf(annotation);
  const tags = tagsOf(annotation).join(', ');
  if (!note && !tags) return nothing;
  return html`<p class="note">${note}${note && tags ? ' — ' : nothing}${tags ? html`<span class="tags">${tags}</span>` : nothing}</p>`;
}

/** `§ 4` or `§ 4–6`: the numbered paragraphs a passage touches. */
function paragraphs({ blocks }: Brief, { start, end }: PrintedNote): string {
  const numbers = blocks.flatMap((block) =>
    block.number !== null && block.start < end && block.end > start ? [block.number] : [],
  );
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first === undefined) return '';
  return first === last ? `§\u00a0${first}` : `§\u00a0${first}–${last}`;
}

function shorten(passage: string): string {
  if (passage.length <= longest) return passage;
  const words = passage.split(' ');
  let head = '';
  let tail = '';
  while (head.length + tail.length < longest && words.length > 1) {
    head += `${words.shift()} `;
    tail = ` ${words.pop()}${tail}`;
  }
  return words.length === 0 ? passage : `${head}[…]${tail}`;
}
