import { css, html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { until } from 'lit/directives/until.js';

/** What may be Markdown; all else is shown as it stands, and no parser is loaded for it. */
const marked = /[*_`[\]<>#|\\&~]|^ *(?:[-+]|\d{1,9}[.)]) |\n|-{3}|={3}/m;

let render: ((note: string) => TemplateResult) | null = null;

async function load(): Promise<(note: string) => TemplateResult> {
  ({ renderNote: render } = await import('./rendered-note.ts'));
  return render;
}

/** A note as it reads, its Markdown rendered. */
export function noteView(note: string): unknown {
  if (!marked.test(note)) return html`<p>${note}</p>`;
  return guard(
    [note],
    () =>
      render?.(note) ??
      until(
        load().then((loaded) => loaded(note)),
        html`<p>${note}</p>`,
      ),
  );
}

export const noteStyles = css`
  .note > :first-child {
    margin-block-start: 0;
  }

  .note > :last-child {
    margin-block-end: 0;
  }

  .note :is(p, ul, ol, blockquote, pre, table) {
    margin-block: 0 0.45em;
  }

  .note :is(ul, ol) {
    padding-inline-start: 1.3em;
    list-style: revert;
  }

  .note blockquote {
    margin-inline: 0;
    padding-inline-start: 0.8em;
    border-inline-start: 2px solid var(--rule);
    color: var(--ink-soft);
  }

  .note :is(pre, code) {
    font-family: ui-monospace, monospace;
    font-size: 0.92em;
  }

  .note pre {
    padding: 5px 8px;
    border-radius: 4px;
    background: var(--desk);
    white-space: pre-wrap;
  }

  .note table {
    border-collapse: collapse;
  }

  .note :is(th, td) {
    padding: 1px 8px 1px 0;
    border-block-end: 1px solid var(--rule);
    text-align: start;
  }

  .note hr {
    border: 0;
    border-block-start: 1px solid var(--rule);
  }

  .note a {
    color: inherit;
    text-decoration: underline var(--accent) 1px;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
`;
