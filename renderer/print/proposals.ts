import { html, nothing, type TemplateResult } from 'lit';
import type { Proposal } from '../../core/brief.ts';
import { isDecided, type Position } from '../../core/position.ts';
import type { Setting } from './page.ts';

/** The proposals and the reader's position on each, as a table. */
export function proposals(setting: Setting): TemplateResult | typeof nothing {
  const { words, paper, printed } = setting;
  const list = printed.brief.proposals;
  if (list.length === 0) return nothing;
  return html`
    <section class="proposals">
      <h2>${words.proposals}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="unseen">${paper.decision}</span></th>
            <th scope="col">${paper.proposal}</th>
            <th scope="col">${words.position}</th>
            <th scope="col">${words.remark}</th>
          </tr>
        </thead>
        <tbody>${list.map((proposal) => row(proposal, printed.positions[proposal.id], setting))}</tbody>
      </table>
    </section>
  `;
}

function row(proposal: Proposal, position: Position | undefined, setting: Setting): TemplateResult {
  const { words, paper, text, party, printed } = setting;
  const { lang } = printed.brief;
  const decision = position?.decision ?? 'to-study';
  return html`
    <tr id="proposal-${proposal.id}">
      <td>${box(isDecided(position), paper)}</td>
      <th scope="row" lang="${lang}">
        <p>${proposal.title}</p>
        <p class="gist">${proposal.by ? paper.party(party(proposal.by)) : nothing}${text(proposal.gist)}</p>
      </th>
      <td class="${decision}">${words.decisions[decision]}</td>
      <td>
        ${position?.remark ? html`<p class="remark">${position.remark}</p>` : nothing}
        ${passages(position, setting)}
      </td>
    </tr>
  `;
}

/** Drawn, since the bundled letters have no ballot box. */
function box(decided: boolean, paper: Setting['paper']): TemplateResult {
  return decided
    ? html`<svg class="box" viewBox="0 0 12 12" role="img" aria-label="${paper.decided}"><rect class="full" x="0.5" y="0.5" width="11" height="11" rx="2" /><path d="M3 6.2 L5.2 8.4 L9.2 3.8" /></svg>`
    : html`<svg class="box" viewBox="0 0 12 12" role="img" aria-label="${paper.undecided}"><rect x="0.5" y="0.5" width="11" height="11" rx="2" /></svg>`;
}

/** The notes on the passages that bear on a proposal. */
function passages(position: Position | undefined, { paper, printed }: Setting): unknown {
  const linked = new Set(position?.passages);
  const numbers = printed.notes.flatMap(({ annotation }, index) =>
    linked.has(annotation.id) ? [index + 1] : [],
  );
  if (numbers.length === 0) return nothing;
  const links = numbers.map(
    (number, index) => html`${index ? ', ' : nothing}<a href="#note-${number}">${number}</a>`,
  );
  return html`<p class="passages">${paper.noteNumbers(numbers.length)}\u00a0${links}</p>`;
}
