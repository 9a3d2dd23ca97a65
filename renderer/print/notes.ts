import { html, nothing, type TemplateResult } from 'lit';
import { type Annotation, noteOf, quoteOf, tagsOf } from '../../core/annotation.ts';
import { type Brief, blocksOver } from '../../core/brief.ts';
import type { PrintedNote } from '../../core/printing/print-document.ts';
import { crossing } from '../inline.ts';
import type { Setting } from './setting.ts';

/** A passage of more characters is shown by its beginning and its end: the whole stands in the body. */
const longest = 420;

/** Whether a note stands in the margin beside its passage; beside tables and headings there is no room for one. */
export function isMarginal({ brief, options }: Setting, { end }: PrintedNote): boolean {
  if (options.annotations !== 'margin') return false;
  const kind = brief.blocks.find((block) => block.end >= end)?.kind;
  return kind !== 'row' && kind !== 'heading';
}

/** A note in the margin: its passage stands beside it. */
export function marginNote({ annotation }: PrintedNote, number: number): TemplateResult {
  return html`<span class="margin-note" id="note-${number}" data-aside><a class="number" href="${crossing.toMark(number)}">${number}</a> ${words(annotation)}</span>`;
}

/** The numbered notes with their passages, without those in the margin. */
export function notes(setting: Setting): TemplateResult | typeof nothing {
  const { brief, firstNote, paper } = setting;
  const list = setting.notes.map((note, index) => ({ note, number: firstNote + index }));
  const listed = list.filter(({ note }) => !isMarginal(setting, note));
  if (listed.length === 0) return nothing;
  return html`<ol class="notes">${listed.map(item)}</ol>`;

  function item({ note, number }: (typeof list)[number]): TemplateResult {
    const { annotation, start, end } = note;
    const passage = shorten(brief.text.slice(start, end));
    return html`
      <li id="note-${number}">
        <a class="number" href="${crossing.toMark(number)}" aria-label="${paper.backToPassage(number)}">${number}</a>
        <p><span class="mark ${annotation.target.styleClass}" lang="${brief.lang}">${passage}</span> <span class="place">${paragraphs(brief, note)}</span></p>
        ${content(annotation)}
      </li>
    `;
  }
}

/** The annotations whose passage is gone: listed with the words they were made on. */
export function orphans({ brief, orphans: lost, paper }: Setting): TemplateResult | typeof nothing {
  if (lost.length === 0) return nothing;
  const items = lost.map(
    (annotation) => html`
      <li>
        <p><span class="mark ${annotation.target.styleClass}" lang="${brief.lang}">${shorten(quoteOf(annotation))}</span></p>
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
  return annotation.body.length ? html`<p class="note">${words(annotation)}</p>` : nothing;
}

function words(annotation: Annotation): TemplateResult {
  const note = noteOf(annotation);
  const tags = tagsOf(annotation).join(', ');
  return html`${note}${note && tags ? ' — ' : nothing}${tags ? html`<span class="tags">${tags}</span>` : nothing}`;
}

/** `§ 4` or `§ 4–6`: the numbered paragraphs a passage touches. */
function paragraphs({ blocks }: Brief, { start, end }: PrintedNote): string {
  const numbers = blocks
    .slice(...blocksOver(blocks, start, end))
    .flatMap(({ number }) => (number === null ? [] : [number]));
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
