import { html, nothing, type TemplateResult } from 'lit';
import { webAddress } from '../../core/links.ts';
import {
  blockTokens,
  inlineTokens,
  type MarkdownToken,
  type References,
} from '../../core/parsing/markdown.ts';

/**
 * A note's Markdown as templates: text nodes and a few plain elements, no HTML of the note's own, no image. Links carry
 * `data-address`, for the one handler that asks before it opens them. Loaded only once a note has Markdown in it.
 */
export function renderNote(note: string): TemplateResult {
  const references: References = {};
  const tokens = blockTokens(note, references);
  return html`${within(tokens, blockOf, references)}`;
}

type Part = TemplateResult | string | typeof nothing;
type Draw = (token: MarkdownToken, inside: () => Part[], references: References) => Part;

/** Draws a flat run of tokens, in which an opening one and its closing one hold what lies between. */
function within(tokens: readonly MarkdownToken[], draw: Draw, references: References): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const first = at + 1;
    if (token.nesting === 1) {
      let depth = 1;
      while (depth > 0 && at + 1 < tokens.length) {
        at += 1;
        depth += tokens[at]?.nesting ?? 0;
      }
    }
    const inside = tokens.slice(first, at);
    parts.push(draw(token, () => within(inside, draw, references), references));
  }
  return parts;
}

function blockOf(token: MarkdownToken, inside: () => Part[], references: References): Part {
  switch (token.type) {
    case 'inline':
      return html`${within(inlineTokens(token.content, references), inlineOf, references)}`;
    case 'paragraph_open':
      return token.hidden ? html`${inside()}` : html`<p>${inside()}</p>`;
    case 'heading_open':
      return html`<p><strong>${inside()}</strong></p>`;
    case 'bullet_list_open':
      return html`<ul>${inside()}</ul>`;
    case 'ordered_list_open':
      return html`<ol start=${token.attrGet('start') ?? nothing}>${inside()}</ol>`;
    case 'list_item_open':
      return html`<li>${inside()}</li>`;
    case 'blockquote_open':
      return html`<blockquote>${inside()}</blockquote>`;
    case 'code_block':
    case 'fence':
      return html`<pre>${token.content}</pre>`;
    case 'hr':
      return html`<hr />`;
    case 'table_open':
      return html`<table>${inside()}</table>`;
    case 'tr_open':
      return html`<tr>${inside()}</tr>`;
    case 'th_open':
      return html`<th>${inside()}</th>`;
    case 'td_open':
      return html`<td>${inside()}</td>`;
    default:
      return html`${inside()}${token.nesting === 0 ? token.content : nothing}`;
  }
}

function inlineOf(token: MarkdownToken, inside: () => Part[]): Part {
  switch (token.type) {
    case 'strong_open':
      return html`<strong>${inside()}</strong>`;
    case 'em_open':
      return html`<em>${inside()}</em>`;
    case 'code_inline':
      return html`<code>${token.content}</code>`;
    case 'link_open': {
      const address = webAddress(String(token.attrGet('href')));
      if (address === null) return html`${inside()}`;
      return html`<a role="link" tabindex="0" data-address=${address} title=${address}>${inside()}</a>`;
    }
    case 'hardbreak':
      return html`<br />`;
    // A reader who begins a new line in a note means it.
    case 'softbreak':
      return html`<br />`;
    case 'citation':
      return `[^${token.content}]`;
    default:
      return html`${inside()}${token.nesting === 0 ? token.content : nothing}`;
  }
}
