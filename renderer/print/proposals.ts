import { html, nothing, type TemplateResult } from 'lit';
import type { Proposal } from '../../core/brief.ts';
import { isDecided, type Position } from '../../core/position.ts';
import type { Setting } from './page.ts';

/** The proposals and the reader's position on each, as a table. */
export function proposals(setting: Setting): TemplateResult | typeof nothing {
  const { words, paper, brief, options, positions } = setting;
  const list = brief.proposals;
  if (list.length === 0) return nothing;
  if (options.copy === 'clean') return plain(list, setting);
  return html`
    <section class="proposals">
      <h2>${words.proposals}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">${paper.proposal}</th>
            <th scope="col">${words.position}</th>
            <th scope="col">${words.remark}</th>
          </tr>
        </thead>
        <tbody>${list.map((proposal) => row(proposal, positions[proposal.id], setting))}</tbody>
      </table>
    </section>
  `;
}

/** Without boxes and columns for what nobody has decided. */
function plain(
  list: readonly Proposal[],
  { words, paper, text, party, brief, within }: Setting,
): TemplateResult {
  const items = list.map(
    ({ id, title, by, gist }) => html`
      <li id="proposal-${within}${id}">
        <p><strong>${title}</strong></p>
        <p class="gist">${by ? paper.party(party(by)) : nothing}${text(gist)}</p>
      </li>
    `,
  );
  return html`<section><h2>${words.proposals}</h2><ul lang="${brief.lang}">${items}</ul></section>`;
}

function row(proposal: Proposal, position: Position | undefined, setting: Setting): TemplateResult {
  const { words, paper, text, party, within } = setting;
  const { lang } = setting.brief;
  const decision = position?.decision ?? 'to-study';
  return html`
    <tr id="proposal-${within}${proposal.id}">
      <th scope="row" lang="${lang}">
        <p>${box(isDecided(position), paper)}${proposal.title}</p>
        <p class="gist">${proposal.by ? paper.party(party(proposal.by)) : nothing}${text(proposal.gist)}</p>
      </th>
      <td class="${decision}">${words.decisions[decision]}</td>
      <td>
        ${position?.remark ? html`<p class="remark">${position.remark}</p>` : nothing}
        ${passages(position, setting) ?? (position?.remark ? nothing : html`<p class="none">–</p>`)}
      </td>
    </tr>
  `;
}

/** Drawn, since the bundled letters have no ballot box; an image, since Chromium tags no other drawing. */
function box(decided: boolean, paper: Setting['paper']): TemplateResult {
  return html`<img class="box" src="${decided ? decidedBox : undecidedBox}" alt="${decided ? paper.decided : paper.undecided}" />`;
}

const decidedBox = new URL('./decided.svg', import.meta.url).href;
const undecidedBox = new URL('./undecided.svg', import.meta.url).href;

/** The notes on the passages that bear on a proposal. */
function passages(
  position: Position | undefined,
  { paper, notes, firstNote }: Setting,
): TemplateResult | null {
  const linked = new Set(position?.passages);
  const numbers = notes.flatMap(({ annotation }, index) =>
    linked.has(annotation.id) ? [firstNote + index] : [],
  );
  if (numbers.length === 0) return null;
  const links = numbers.map(
    (number, index) => html`${index ? ', ' : nothing}<a href="#note-${number}">${number}</a>`,
  );
  return html`<p class="passages">${paper.noteNumbers(numbers.length)}\u00a0${links}</p>`;
}
