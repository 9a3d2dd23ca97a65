import { html, nothing, type TemplateResult } from 'lit';
import type { Proposal } from '../../core/brief.ts';
import { isDecided, type Position } from '../../core/position.ts';
import { across, type Setting, type Settings } from './setting.ts';

/** The proposals and the reader’s position on each, as a table. */
export function proposals(settings: Settings): TemplateResult | typeof nothing {
  const [setting, beside] = settings;
  const { words, paper, brief, options, positions } = setting;
  const list = brief.proposals;
  if (list.length === 0) return nothing;
  if (options.copy === 'clean') return across(settings, plain) ?? nothing;
  return html`
    <section class="proposals ${beside ? 'two' : ''}">
      <h2>${words.proposals}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">${paper.proposal}</th>
            ${beside ? html`<th scope="col" lang="${beside.lang}">${beside.paper.proposal}</th>` : nothing}
            <th scope="col">${words.position}</th>
            <th scope="col">${words.remark}</th>
          </tr>
        </thead>
        <tbody>${list.map((proposal) => row(proposal, positions[proposal.id], settings))}</tbody>
      </table>
    </section>
  `;
}

/** Without boxes and columns for what nobody has decided. */
function plain({ words, brief, within, ...setting }: Setting): TemplateResult {
  const items = brief.proposals.map(
    (proposal) => html`
      <li id="proposal-${within}${proposal.id}">
        <p><strong>${proposal.title}</strong></p>
        ${gist(proposal, setting)}
      </li>
    `,
  );
  return html`<section><h2>${words.proposals}</h2><ul lang="${brief.lang}">${items}</ul></section>`;
}

function gist({ by, gist }: Proposal, { paper, party, text }: Pick<Setting, 'paper' | 'party' | 'text'>) {
  return html`<p class="gist">${by ? paper.party(party(by)) : nothing}${text(gist)}</p>`;
}

function row(proposal: Proposal, position: Position | undefined, settings: Settings): TemplateResult {
  const [setting, beside] = settings;
  const { words, paper, within, brief } = setting;
  const decision = position?.decision ?? 'to-study';
  const other = beside?.brief.proposals.find(({ id }) => id === proposal.id);
  return html`
    <tr id="proposal-${within}${proposal.id}">
      <th scope="row" lang="${brief.lang}">
        <p>${box(isDecided(position), paper)}${proposal.title}</p>
        ${gist(proposal, setting)}
      </th>
      ${beside ? html`<td lang="${beside.brief.lang}">${other ? html`<p class="title">${other.title}</p>${gist(other, beside)}` : none}</td>` : nothing}
      <td class="${decision}">${words.decisions[decision]}</td>
      <td>
        ${position?.remark ? html`<p class="remark">${position.remark}</p>` : nothing}
        ${passages(position, settings) ?? (position?.remark ? nothing : none)}
      </td>
    </tr>
  `;
}

const none = html`<p class="none">–</p>`;

/** Drawn, since the bundled letters have no ballot box; an image, since Chromium tags no other drawing. */
function box(decided: boolean, paper: Setting['paper']): TemplateResult {
  return html`<img class="box" src="${decided ? decidedBox : undecidedBox}" alt="${decided ? paper.decided : paper.undecided}" />`;
}

const decidedBox = new URL('./decided.svg', import.meta.url).href;
const undecidedBox = new URL('./undecided.svg', import.meta.url).href;

/** The notes on the passages that bear on a proposal. */
function passages(position: Position | undefined, settings: Settings): TemplateResult | null {
  const [{ paper }] = settings;
  const linked = new Set(position?.passages);
  const numbers = settings.flatMap(({ notes, firstNote }) =>
    notes.flatMap(({ annotation }, index) => (linked.has(annotation.id) ? [firstNote + index] : [])),
  );
  if (numbers.length === 0) return null;
  const links = numbers.map(
    (number, index) => html`${index ? ', ' : nothing}<a href="#note-${number}">${number}</a>`,
  );
  return html`<p class="passages">${paper.noteNumbers(numbers.length)}\u00a0${links}</p>`;
}
