import { html, type TemplateResult } from 'lit';
import type { Brief } from '../../core/brief.ts';
import { sourceNumbers } from '../../core/citations.ts';
import { blocks } from '../blocks.ts';
import { dateOf } from '../dates.ts';
import { words } from '../state.ts';
import { unitsOf } from './columns.ts';

/** Words a minute of a careful reader. */
const readingSpeed = 220;

/** What stands above the body of a brief. `id` is the title's. */
export function head(brief: Brief, id: string): TemplateResult {
  const minutes = Math.max(1, Math.round(wordCount(brief.text) / readingSpeed));
  const facts = [brief.place, dateOf(brief.date, brief.lang), words.get().minutes(minutes)].join(' · ');
  return html`
    <p class="kicker"><strong>${brief.kind}</strong> · ${facts}</p>
    <h1 id=${id}>${brief.title}</h1>
    <p class="standfirst">${brief.standfirst}</p>
  `;
}

/** The body of a brief. @param ids given where another edition stands beside it, row by row. */
export function body(brief: Brief, ids?: string): TemplateResult {
  const numbers = sourceNumbers(brief);
  const cite = (source: string): number => numbers.get(source) ?? 0;
  if (ids === undefined) return blocks(brief, { cite });
  return blocks({ ...brief, layout: unitsOf(brief.layout) }, { cite, ids });
}

/** Counted by the white space between them, without cutting up a text that may be long. */
function wordCount(text: string): number {
  let count = 1;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) <= space) count += 1;
  return count;
}

const space = 0x20;
