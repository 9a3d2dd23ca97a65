import { html, nothing, type TemplateResult } from 'lit';
import type { Annotation } from '../../core/annotation.ts';
import { editionOfUrn } from '../../core/brief.ts';
import { open } from '../actions/briefs.ts';
import { showTerm } from '../actions/library.ts';
import { openLink } from '../actions/out.ts';
import { goToAnnotation } from '../actions/places.ts';
import { showProposal, showSource } from '../actions/settings.ts';

/** Follows a link of the words of a brief; for one handler of clicks and of the Enter key above what `inline` draws. */
export async function follow(event: Event): Promise<void> {
  if (event instanceof KeyboardEvent && event.key !== 'Enter') return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link) return;
  event.preventDefault();
  const { proposal, source, address, term } = link.dataset;
  if (proposal) showProposal(proposal);
  else if (source) showSource(source);
  else if (address) await openLink(address);
  else if (term) await showTerm(term);
}

/** Takes an annotation in hand and goes to its passage, opening its edition first where another is open. */
export async function showAnnotation(annotation: Annotation): Promise<void> {
  const edition = editionOfUrn(annotation.target.source);
  if (edition) await open(edition);
  await goToAnnotation(annotation.id);
}

/** The superscript marks of sources that are named beside a statement, and not in its words. */
export function citationMarks(sources: readonly string[], cite: (source: string) => number): unknown {
  if (!sources.length) return nothing;
  const links = [...sources]
    .sort((a, b) => cite(a) - cite(b))
    .map(
      (source, index): TemplateResult =>
        html`${index ? ', ' : nothing}<a href="#source-${source}" data-source=${source} role="doc-noteref">${cite(source)}</a>`,
    );
  return html`<sup class="citation">${links}</sup>`;
}
