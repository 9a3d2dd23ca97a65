import { parse } from '../core/parse.ts';

/** A brief as the plainest page that shows its text. */
export function blocksAsHtml(markdown: string): string {
  const parsed = parse('brief.md', new TextEncoder().encode(markdown));
  if (!('brief' in parsed)) throw new Error('the brief has problems');
  const escape = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const { brief } = parsed;
  const blocks = brief.blocks.map(({ kind, text }) => (kind === 'heading' ? `<h2>${escape(text)}</h2>` : `<p>${escape(text)}</p>`));
  return `<!doctype html><html lang="${brief.lang}"><meta charset="utf-8"><title>${escape(brief.title)}</title>
<h1>${escape(brief.title)}</h1>${blocks.join('\n')}</html>`;
}
