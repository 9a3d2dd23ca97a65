import { css, html, type TemplateResult } from 'lit';
import { type Change, difference } from '../../core/text/difference.ts';

const draw: Readonly<Record<Change['kind'], (text: string) => unknown>> = {
  same: (text) => text,
  removed: (text) => html`<del>${text}</del>`,
  added: (text) => html`<ins>${text}</ins>`,
};

/** The words of a passage as they were and as they are, in one line of reading. */
export function differenceView(old: string, now: string, lang: string): TemplateResult {
  return html`<p class="difference" lang=${lang}>${changesView(difference(old, now))}</p>`;
}

/** The same for what is part of other words; styled where an element of the class `difference` holds it. */
export function changesView(changes: readonly Change[]): unknown {
  return changes.map(({ kind, text }) => draw[kind](text));
}

export const differenceStyles = css`
  p.difference {
    margin: 4px 0 6px;
    font: 13.5px / 1.5 var(--serif);
    white-space: pre-line;
    overflow-wrap: anywhere;
  }

  .difference del {
    color: var(--oppose-ink);
    background: var(--oppose);
    text-decoration: line-through;
  }

  .difference del + ins {
    margin-inline-start: 0.2em;
  }

  .difference ins {
    color: var(--support-ink);
    background: var(--support);
    text-decoration: underline;
    text-underline-offset: 0.18em;
  }
`;
